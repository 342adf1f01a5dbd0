"""From an ask to the body of a request."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from assay.errors import BadParameter
from assay.model import Ask, messages_of

__all__ = ["PATHS", "Request", "request_of", "seed_of"]

PATHS = {"chat": "/chat/completions", "completion": "/completions"}
FIXED = ("messages", "model", "n", "prompt", "stream")
STRIDE = 1_000_003


class Request(msgspec.Struct, frozen=True):
    """What is sent: the body, and the key by which an endpoint can tell a repeated request."""

    body: bytes
    idempotency_key: str


def request_of(ask: Ask, model: str, api: str, max_tokens_field: str, run: str) -> Request:
    """One ask as one request, for one answer.

    What `Sampling.extra` names takes the place of ours, and None there leaves a field out.
    Raises BadParameter for a prompt or an extra that cannot be sent.
    """
    try:
        prompt = _prompt(ask, api)
    except (TypeError, ValueError):
        raise BadParameter("expected a text or a list of messages", "prompt") from None
    body = {"model": model, **prompt, **_sampling(ask, api, max_tokens_field)}
    for name, value in ask.sampling.extra.items():
        if name in FIXED:
            raise BadParameter("this part of a request is ours to set", f"extra.{name}")
        body[name] = value
    kept = {name: value for name, value in body.items() if value is not None}
    try:
        encoded = msgspec.json.encode(kept, order="deterministic")
    except (TypeError, ValueError, RecursionError) as fault:
        raise BadParameter(f"the prompt cannot be sent as JSON: {fault}", "prompt") from None
    told = msgspec.json.encode([run, ask.key, ask.attempt])
    return Request(encoded, hashlib.sha256(told + encoded).hexdigest())


def seed_of(seed: int, attempt: int) -> int:
    """The seed of one attempt. Attempt 0 has the seed that was given; the others are far apart,
    so that runs with seeds 0 and 1 share no sample. Fits 31 bits, which every endpoint takes."""
    return (seed + STRIDE * attempt) % (2**31 - 1)


def _prompt(ask: Ask, api: str) -> dict[str, Any]:
    if api == "chat":
        return {"messages": messages_of(ask.prompt)}
    if not isinstance(ask.prompt, str):
        raise BadParameter("a completion endpoint takes a text, no messages", "prompt")
    return {"prompt": ask.prompt}


def _sampling(ask: Ask, api: str, max_tokens_field: str) -> dict[str, Any]:
    """Temperature and top_p are always sent: servers have defaults of their own."""
    given = ask.sampling
    body: dict[str, Any] = {"temperature": given.temperature, "top_p": given.top_p}
    body[max_tokens_field] = given.max_tokens
    if given.stop:
        body["stop"] = given.stop
    if given.seed is not None:
        body["seed"] = seed_of(given.seed, ask.attempt)
    if given.logprobs and api == "chat":
        # Of servers by llama.cpp some give none without a number, some none for 0.
        body |= {"logprobs": True, "top_logprobs": 1}
    elif given.logprobs:
        body["logprobs"] = 1
    if given.tools:
        body["tools"] = given.tools
    return body
