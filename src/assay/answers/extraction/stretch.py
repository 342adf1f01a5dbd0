"""The part of a response in which an answer is sought: without reasoning, without residue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

from assay.answers.extraction.code import Fence

__all__ = ["Same", "Stretch", "Want"]

Want: TypeAlias = Literal["math", "number", "text"]

Same: TypeAlias = Callable[[str, str], bool | None]
"""Whether two texts are the same answer; None where that cannot be told."""


class Stretch(NamedTuple):
    """`text` is the whole response, so that all offsets are its own; `blocks` are its fences;
    `expected_items` is how many members the answer sought has, 0 where that is not known."""

    text: str
    start: int
    end: int
    blocks: list[Fence]
    want: Want
    expected_items: int = 0
