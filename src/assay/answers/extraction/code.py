"""Fenced code in a response, and what it printed."""

from __future__ import annotations

from typing import NamedTuple

from assay.answers.extraction.marks import Span
from assay.answers.patterns import lazy

__all__ = ["Fence", "fences", "output"]

MAX_FENCES = 200

_FENCE = lazy(r"```([^\n`]{0,40})")
_OUTPUT = frozenset(
    {"output", "out", "result", "results", "console", "stdout", "plaintext", "text"}
)


class Fence(NamedTuple):
    """A fenced block with its marks; `low` to `high` is what it holds."""

    start: int
    end: int
    low: int
    high: int
    tag: str
    closed: bool = True


def fences(text: str, start: int, end: int) -> list[Fence]:
    """The fenced blocks of a stretch in order; the last may be unclosed."""
    found: list[Fence] = []
    if text.find("```", start, end) < 0:
        return found
    position = start
    while len(found) < MAX_FENCES and (opened := _FENCE.search(text, position, end)) is not None:
        tag = opened.group(1).strip().lower()
        close = text.find("```", opened.end(), end)
        if close < 0:
            found.append(Fence(opened.start(), end, opened.end(), end, tag, closed=False))
            break
        position = close + 3
        found.append(Fence(opened.start(), position, opened.end(), close, tag))
    return found


def output(text: str, blocks: list[Fence]) -> Span | None:
    """The last line that code printed, in the last block marked as output."""
    for before, block in zip((None, *blocks), blocks, strict=False):
        if block is not blocks[-1]:
            continue
        printed = block.tag in _OUTPUT or (block.tag == "" and before is not None and before.tag)
        if printed:
            piece = text[block.low : block.high].rstrip()
            line = piece.rfind("\n") + 1
            return (block.low + line, block.low + len(piece)) if piece.strip() else None
    return None
