"""A part that is a stretch of the response it was cut from.

The words of the whole that stand in the stretch are its words, so that what is known of them need
not be found again. Only where the stretch begins or ends inside a word is it looked at by itself.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Any, TypeVar

from assay.response import Response
from assay.views.folded import FOLDED
from assay.views.view import View
from assay.views.words import WORD_SPANS, WORDS

__all__ = ["Cut"]

T = TypeVar("T")
_OF_WORDS: frozenset[View[Any]] = frozenset((WORDS, WORD_SPANS, FOLDED))
"""The views that say one thing of each word."""


class Cut(Response):
    """The stretch of a response from `start` to `end`."""

    __slots__ = ("_whole",)

    def __init__(self, whole: Response, start: int, end: int) -> None:
        self.messages = ()
        self.text = whole.text[start:end]
        self.offset = start
        self._seen = {}
        self._whole = whole

    def view(self, view: View[T]) -> T:
        seen = self._seen
        if view not in seen:
            among = self._words() if view in _OF_WORDS else None
            if among is None:
                seen[view] = view.value(self.text, seen)
            elif view is WORD_SPANS:
                start = self.offset or 0
                seen[view] = [
                    (a - start, b - start) for a, b in self._whole.view(WORD_SPANS)[among]
                ]
            else:
                values: Any = self._whole.view(view)
                seen[view] = values[among]
        return seen[view]

    def _words(self) -> slice | None:
        """Which words of the whole stand in it; None where a word is cut."""
        if "words" not in self._seen:
            start = self.offset or 0
            end = start + len(self.text)
            spans = self._whole.view(WORD_SPANS)
            first = bisect_left(spans, (start,))
            last = bisect_left(spans, (end,), first)
            torn = (first and spans[first - 1][1] > start) or (last and spans[last - 1][1] > end)
            self._seen["words"] = None if torn else slice(first, last)
        return self._seen["words"]
