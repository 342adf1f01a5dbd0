"""What a model gave, held to its type: a model may be anybody's, and give anything."""

from __future__ import annotations

from math import isfinite
from typing import Any

import msgspec

from assay.errors import ModelError
from assay.model import Answer, Ask, Fault, Generation

__all__ = ["received"]


def received(given: object, name: str) -> Answer:
    """The answer, with a generation or a fault that can be kept; where neither can, the fault is
    `malformed`. Where both are there, the generation counts.

    Raises ModelError for what is no answer to any ask.
    """
    asked: object = given.ask if isinstance(given, Answer) else None
    if not isinstance(given, Answer) or not isinstance(asked, Ask):
        raise ModelError(f"{name} gave {given!r:.60}, which is no assay.model.Answer to an ask")
    made, fault = given.generation, given.fault
    if made is None and fault is None:
        return _malformed(given, "neither a text nor a fault")
    wrong = _wrong(fault, Fault) if made is None else _wrong(made, Generation) or _odd(made)
    if wrong:
        return _malformed(
            given, f"a {'fault' if made is None else 'generation'} that is none: {wrong}"
        )
    return given if made is None or fault is None else Answer(given.ask, made)


def _wrong(given: object, kind: type[Fault | Generation]) -> str:
    """What of it has another type than it should."""
    if not isinstance(given, kind):
        return f"{given!r:.60}"
    try:
        plain: Any = msgspec.to_builtins(given, builtin_types=(bytes,))
        msgspec.convert(plain, kind)
    except (TypeError, ValueError, RecursionError) as fault:  # msgspec's errors are among them
        return f"{fault}"
    return ""


def _odd(made: Generation) -> str:
    """What of its numbers would spoil the sums."""
    usage = made.usage
    if min(usage.prompt_tokens, usage.completion_tokens) < 0:
        return "a negative number of tokens"
    if usage.cost is not None and not (isfinite(usage.cost) and usage.cost >= 0):
        return f"a cost of {usage.cost}"
    return "" if isfinite(made.seconds) else f"{made.seconds} seconds"


def _malformed(given: Answer, what: str) -> Answer:
    return Answer(given.ask, fault=Fault(kind="malformed", message=f"the model gave {what}"))
