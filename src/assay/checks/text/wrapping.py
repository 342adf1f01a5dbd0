"""Words in wrappers: `[tide]`, `<<low tide>>`. How many words stand in one as they should."""

from __future__ import annotations

import re
from typing import NamedTuple

from assay.response import Response
from assay.views.words import WORD_SPANS

__all__ = ["Wrapped", "wrapped"]

Offsets = tuple[int, int]


class Wrapped(NamedTuple):
    """How many words there are, and where those stand that are not wrapped as asked."""

    words: int
    wrong: list[Offsets]


def wrapped(response: Response, opening: str, closing: str, size: int) -> Wrapped:
    """Asks of every word whether it stands in a wrapper that holds exactly `size` words.

    One pass over words and marks. A mark that opens inside a wrapper begins a new one, and the
    words of the one that it breaks off are not wrapped. A run of ideographs is one word.
    """
    words = _whole(response.text, response.view(WORD_SPANS))
    wrong: list[Offsets] = []
    inside: list[Offsets] | None = None
    at = 0
    for mark in re.finditer(f"{re.escape(opening)}|{re.escape(closing)}", response.text):
        passed = at
        while at < len(words) and words[at][0] < mark.start():
            at += 1
        found = words[passed:at]
        if inside is None:
            wrong += found
        else:
            inside += found
        opens = mark[0] == opening
        if inside is not None and (opens or len(inside) != size):
            wrong += inside
        inside = [] if opens else None
    return Wrapped(len(words), wrong + (inside or []) + words[at:])


def _whole(text: str, spans: list[Offsets]) -> list[Offsets]:
    """The words, those that touch taken as one: only scripts without spaces have such."""
    if text.isascii():
        return spans
    made: list[Offsets] = []
    for start, end in spans:
        if made and made[-1][1] == start:
            made[-1] = (made[-1][0], end)
        else:
            made.append((start, end))
    return made
