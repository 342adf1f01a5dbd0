"""What the kinds that ask for a copy share: the text to copy, and when a copy is one."""

from __future__ import annotations

from typing import Annotated

import msgspec

from assay.checks.text.edges import QUOTES, folded
from assay.context import Context

__all__ = ["NO_SOURCE", "Source", "common", "short", "source", "tokens"]

Source = Annotated[str, msgspec.Meta(min_length=1, max_length=100_000)]
NO_SOURCE = "There is no text to copy: the row has no prompt."
_MARKS = QUOTES + ".,;:!?\u2026\u3002\uff0c\uff01\uff1f\u2013\u2014-[]{}<>"


def source(text: str | None, context: Context) -> str:
    """The text to copy: the one given or, without one, the prompt."""
    return text if text is not None else context.question


def tokens(text: str) -> list[str]:
    """The words between white space, without case, quotation marks and marks around them."""
    bare = (word.strip(_MARKS) for word in folded(text).split(" "))
    return [word for word in bare if word]


def common(one: str | list[str], other: str | list[str]) -> int:
    """How much of both is the same from the start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def short(text: str) -> str:
    """The text as it is named in an instruction or a reason."""
    return repr(text if len(text) <= 200 else f"{text[:200]}\u2026")
