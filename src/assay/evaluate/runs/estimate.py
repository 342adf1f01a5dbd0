"""What a run would ask, before anything is asked: `assay run --dry-run`."""

from __future__ import annotations

from typing import Any, cast

import msgspec

from assay.evaluate.runs.asking import Asking, wanted_samples
from assay.evaluate.runs.begin import checks_of
from assay.evaluate.runs.config import Config
from assay.evaluate.runs.folder import RunFolder
from assay.model import Prompt, messages_of
from assay.tasks.task import Task

__all__ = ["Estimate", "estimate"]

_CHARACTERS = 4
"""Of English, to a token, about: tokenizers differ by a third and more, and other scripts by
several times."""


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """`asks` requests in all, beside those that are `answered` already in a run to go on with.
    `prompt_tokens` is an estimate, of four characters a token; `most_completion_tokens` a bound,
    None where nothing bounds how much is written. `most_cost`, in US dollars, is that of both,
    where the prices are known. `first` is the first prompt, as messages."""

    samples: int
    asks: int
    answered: int
    prompt_tokens: int
    most_completion_tokens: int | None
    most_cost: float | None
    first: list[dict[str, object]]


def estimate(config: Config, task: Task, before: RunFolder | None = None) -> Estimate:
    """Draws the samples and asks nothing; `before` is a run to go on with, whose answers are not
    asked for again. Raises as a run would."""
    checks = checks_of(config, task)
    wanted_samples(task, config.limit)
    lines = () if before is None else before.lines()
    answered = {line.key: line.fingerprint for line in lines if line.fault is None}
    asking = Asking(task, config.n, config.limit, config.sampling, checks, answered)
    asking.refuse_changed()
    asks = characters = 0
    first: Prompt = ""
    for ask in asking.asks(lambda: False):
        first = first or ask.prompt
        asks += 1
        characters += _length(ask.prompt)
    written = config.sampling.max_tokens
    prompts = -(-characters // _CHARACTERS)
    most = None if written is None else written * asks
    return Estimate(
        samples=len({identity for identity, _ in asking.order}),
        asks=asks,
        answered=len(asking.order) - asks,
        prompt_tokens=prompts,
        most_completion_tokens=most,
        most_cost=None if most is None else _cost(config, prompts, most),
        first=messages_of(first) if asks else [],
    )


def _cost(config: Config, prompts: int, answers: int) -> float | None:
    """By the prices of a million tokens that the model is set up with."""
    try:
        price_in, price_out = (
            float(config.model_settings[f"price_{end}"]) for end in ("in", "out")
        )
    except (KeyError, TypeError, ValueError):
        return None
    return (prompts * price_in + answers * price_out) / 1e6


def _length(prompt: Prompt) -> int:
    """Its characters; parts that are no texts count nothing."""
    total = 0
    for message in messages_of(prompt):
        content = message.get("content")
        if isinstance(content, str):
            total += len(content)
        elif isinstance(content, list):
            parts = cast("list[dict[str, Any]]", content)
            total += sum(len(part.get("text") or "") for part in parts)
    return total
