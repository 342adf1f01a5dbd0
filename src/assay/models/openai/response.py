"""From the body of an answer to a generation: strict about shape, tolerant of dialects.

Known dialects: OpenAI, vLLM, SGLang, llama.cpp, Ollama, OpenRouter, DeepSeek. What is missing is
left empty; what has another type than any of them writes makes the whole answer `Malformed`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any, cast

import msgspec

from assay.model import Finish, Generation, Token, Usage
from assay.models.openai.settings import Price

__all__ = ["Malformed", "Refused", "generation_of", "object_of"]

FINISHES: dict[str, Finish] = {
    "stop": "stop", "eos": "stop", "end_turn": "stop", "stop_sequence": "stop",
    "length": "length", "max_tokens": "length",
    "content_filter": "filter",
    "tool_calls": "tool_calls", "function_call": "tool_calls", "tool_use": "tool_calls",
}  # fmt: skip
STATUS = re.compile(r"[1-9][0-9]{2}")
LONGEST_NAME = 1000
REASONING = ("reasoning_content", "reasoning", "thinking")


class Malformed(Exception):
    """An answer that is no JSON, or of another shape than an answer has."""


class Refused(Exception):
    """An answer with status 200 that tells of an error, as gateways give. `code` is its status."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


def generation_of(body: bytes, price: Price | None = None) -> Generation:
    """The first choice of an answer. Raises Malformed or Refused."""
    answer = object_of(body)
    _look_for_error(answer)
    choices = answer.get("choices")
    if not isinstance(choices, list) or not choices:
        raise Malformed("an answer without choices")
    choice = _mapping(cast("list[Any]", choices)[0], "choices[0]")
    _look_for_error(choice)
    if "message" in choice:
        message = _mapping(choice["message"], "choices[0].message")
        text = _text(message.get("content"), "content") or _text(message.get("refusal"), "refusal")
    elif isinstance(choice.get("text"), str):
        message, text = choice, choice["text"]
    else:
        raise Malformed("a choice with neither message nor text")
    return Generation(
        text=text,
        reasoning=_reasoning(message),
        tool_calls=_tool_calls(message),
        finish=FINISHES.get(str(choice.get("finish_reason")), "unknown"),
        tokens=_tokens(choice.get("logprobs")),
        usage=_usage(answer.get("usage"), price),
        model=_name(answer.get("model")),
        id=_name(answer.get("id")),
    )


def _name(given: Any) -> str:
    """A name of moderate length; nothing for anything else."""
    return given if isinstance(given, str) and len(given) <= LONGEST_NAME else ""


def object_of(body: bytes) -> dict[str, Any]:
    """A JSON object. NaN and infinite numbers, which some servers write, become null; characters
    that are no text (single surrogates, bytes that are not UTF-8) become U+FFFD."""
    try:
        found = msgspec.json.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        found = _leniently(body)
    except RecursionError:
        raise Malformed("JSON nested too deep") from None
    return _mapping(found, "the answer")


def _leniently(body: bytes) -> Any:
    if not body.strip():
        raise Malformed("an empty answer")
    try:
        return _clean(json.loads(body.decode("utf-8", "replace")))
    except (ValueError, RecursionError) as fault:
        raise Malformed(f"broken JSON: {fault}") from None


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, list):
        return [_clean(item) for item in cast("list[Any]", value)]
    if isinstance(value, dict):
        pairs = cast("dict[str, Any]", value).items()
        return {_clean(name): _clean(item) for name, item in pairs}
    return value


def _mapping(value: Any, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Malformed(f"{place}: expected an object, got {type(value).__name__}")
    return cast("dict[str, Any]", value)


def _look_for_error(found: Mapping[str, Any]) -> None:
    error = found.get("error")
    if not error:
        return
    told = cast("dict[str, Any]", error) if isinstance(error, dict) else {"message": error}
    code = told.get("code")
    status = int(code) if isinstance(code, int | str) and STATUS.fullmatch(str(code)) else 500
    raise Refused(str(told.get("message") or "an error without a message"), status)


def _text(value: Any, place: str) -> str:
    """A text, nothing, or content parts of which the texts are taken."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, list):
        parts = [_mapping(part, place) for part in cast("list[Any]", value)]
        return "".join(str(part["text"]) for part in parts if isinstance(part.get("text"), str))
    raise Malformed(f"{place}: expected a text, got {type(value).__name__}")


def _reasoning(message: Mapping[str, Any]) -> str:
    found = (message.get(name) for name in REASONING)
    return next((text for text in found if isinstance(text, str) and text), "")


def _tool_calls(message: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    found: Any = message.get("tool_calls") or []
    if not isinstance(found, list):
        raise Malformed("tool_calls: expected a list")
    calls = cast("list[Any]", found)
    if not calls and isinstance(message.get("function_call"), dict):
        calls = [{"type": "function", "function": message["function_call"]}]
    return tuple(_mapping(call, "tool_calls") for call in calls)


def _tokens(logprobs: Any) -> tuple[Token, ...] | None:
    """All tokens with finite log-probabilities, or None: never a part of them."""
    if not isinstance(logprobs, dict):
        return None
    found = cast("dict[str, Any]", logprobs)
    content, texts, numbers = (found.get(name) for name in ("content", "tokens", "token_logprobs"))
    if isinstance(content, list):
        entries = [_entry(entry) for entry in cast("list[Any]", content)]
        pairs = [(entry.get("token"), entry.get("logprob")) for entry in entries]
    elif isinstance(texts, list) and isinstance(numbers, list):
        pairs = list(zip(cast("list[Any]", texts), cast("list[Any]", numbers), strict=False))
    else:
        return None
    tokens = [_token(text, number) for text, number in pairs]
    return None if None in tokens else tuple(token for token in tokens if token)


def _entry(value: Any) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _token(text: Any, number: Any) -> Token | None:
    if not isinstance(text, str) or isinstance(number, bool):
        return None
    finite = isinstance(number, int | float) and abs(number) < 1e300
    return Token(text, float(number)) if finite else None


def _usage(given: Any, price: Price | None) -> Usage:
    """Counts as the endpoint tells them; a cost by our price, else the endpoint's own, if any."""
    if not isinstance(given, dict):
        return Usage()
    told = cast("dict[str, Any]", given)
    prompt, completion = _count(told, "prompt_tokens"), _count(told, "completion_tokens")
    within = _entry(told.get("completion_tokens_details"))
    cached = _count(_entry(told.get("prompt_tokens_details")), "cached_tokens")
    cached = cached or _count(told, "prompt_cache_hit_tokens")
    return Usage(
        prompt_tokens=prompt,
        completion_tokens=completion,
        reasoning_tokens=_count(within, "reasoning_tokens"),
        cached_tokens=cached,
        cost=_told_cost(told) if price is None else price.cost(prompt, completion, cached),
    )


def _count(told: Mapping[str, Any], name: str) -> int:
    number = told.get(name)
    if not isinstance(number, int) or isinstance(number, bool):
        return 0
    return number if 0 <= number < 2**53 else 0


def _told_cost(told: Mapping[str, Any]) -> float | None:
    cost = told.get("cost")
    if isinstance(cost, bool) or not isinstance(cost, int | float) or not 0 <= cost < 1e9:
        return None
    return float(cost)
