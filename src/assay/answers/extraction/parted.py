"""The stretches of a response that answer the parts of a question, one after another.

By the labels that stand before them ((a) ... (b) ..., 1. ... 2. ..., Part A: ...), else by one
box for each part, else by the final answer as a list of as many members. Of labels that come
more than once the last run counts: work comes first, the summary last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assay.answers.extraction import extract
from assay.answers.patterns import lazy
from assay.views.reasoning import REASONING

__all__ = ["parted"]

_FAMILIES = ("abcdefghijklmnopqrstuvwxyz", "123456789", ("i", "ii", "iii", "iv", "v", "vi", "vii"))
_BOX = lazy(r"\\(?:boxed|fbox)\s*\{")
_MARKER = (
    r"(?:(?<=[\s*_(（【\[;,，；])|^)(?:(?:part|question|problem)\s+|第|小题)?"
    r"[(\[（【]?({})(?:\*\*)?(?:[)\]）】.:：、]|小?题)(?:\*\*)?[.:：、]?(?=\D|$)"
)
_MOST = 200_000

Stretch = tuple[int, int]


def parted(text: str, count: int, labels: Sequence[str] = ()) -> list[Stretch] | None:
    """Where the answers of `count` parts stand; None where they cannot be told apart."""
    start, end = REASONING.compute(text).answer
    end = min(end, start + _MOST)
    for family in (tuple(labels),) if labels else _FAMILIES:
        if count <= len(family):
            found = _labelled(text, tuple(family[:count]), start, end)
            if found is not None:
                return found
    return _boxes(text, count, start, end) or _members(text, count)


def _labelled(text: str, labels: tuple[str, ...], start: int, end: int) -> list[Stretch] | None:
    """From each label to the next one, for the last run of labels that is in order."""
    marks = [
        (m[1].lower(), m.start(), m.end()) for m in _pattern(labels).finditer(text, start, end)
    ]
    found: list[Stretch] = []
    limit = end
    for label in reversed(labels):
        while marks and (marks[-1][0] != label.lower() or marks[-1][2] > limit):
            marks.pop()
        if not marks:
            return None
        _, begin, after = marks.pop()
        found.append((after, limit))
        limit = begin
    return found[::-1]


@lru_cache(maxsize=64)
def _pattern(labels: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, labels), key=len, reverse=True))
    return re.compile(_MARKER.format(names), re.IGNORECASE | re.MULTILINE)


def _boxes(text: str, count: int, start: int, end: int) -> list[Stretch] | None:
    """One box for each part, where there are exactly so many."""
    begins = [match.start() for match in _BOX.finditer(text, start, end)]
    if len(begins) != count:
        return None
    return list(zip(begins, [*begins[1:], end], strict=True))


def _members(text: str, count: int) -> list[Stretch] | None:
    """The members of a final answer that lists as many as there are parts."""
    final = extract(text).final
    if final is None or text[final.start : final.end] != final.text:
        return None
    pieces = _split(final.text)
    if len(pieces) != count:
        return None
    return [(final.start + low, final.start + high) for low, high in pieces]


def _split(text: str) -> list[Stretch]:
    """The stretches between commas and semicolons that stand inside no bracket."""
    depth, begin = 0, 0
    pieces: list[Stretch] = []
    for place, mark in enumerate(text):
        if mark in "([{":
            depth += 1
        elif mark in ")]}":
            depth -= 1
        elif mark in ",;，；" and depth == 0:
            pieces.append((begin, place))
            begin = place + 1
    return [*pieces, (begin, len(text))]
