"""A part that is a stretch of the response it was cut from.

The words of the whole that stand in the stretch are its words, so that what is known of them need
not be found again. Only where the stretch begins or ends inside a word is it looked at by itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, TypeVar
from weakref import ref

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
        self._whole = ref(whole)  # which keeps its parts, and would never go otherwise

    def view(self, view: View[T]) -> T:
        seen = self._seen
        if view not in seen:
            found = self._among(view) if view in _OF_WORDS else None
            seen[view] = view.value(self.text, seen) if found is None else found
        return seen[view]

    def _among(self, view: View[Any]) -> Any:
        """What the whole knows of the words that stand here; None where one is cut."""
        whole = self._whole()
        place = None if whole is None else self._place(whole)
        if whole is None or place is None:
            return None
        first, last = place
        if view is not WORD_SPANS:
            return whole.view(view)[first:last]
        start = self.offset or 0
        return [(a - start, b - start) for a, b in whole.view(WORD_SPANS)[first:last]]

    def word_places(self, numbers: Sequence[int]) -> list[tuple[int, int]]:
        """Where the words of those numbers stand, from 0, or from the end where negative; nothing
        for one that is not there. The others are not looked at."""
        whole = self._whole()
        place = None if whole is None else self._place(whole)
        if whole is None or place is None:
            spans, first, start = self.view(WORD_SPANS), 0, 0
            last = len(spans)
        else:
            spans, start = whole.view(WORD_SPANS), self.offset or 0
            first, last = place
        wanted = [number + (last if number < 0 else first) for number in numbers]
        found = [spans[number] for number in wanted if first <= number < last]
        return [(a - start, b - start) for a, b in found]

    def _place(self, whole: Response) -> tuple[int, int] | None:
        """Which words of the whole stand here; None where one is cut."""
        seen = self._seen
        if "words" not in seen:
            seen["words"] = self._among_words(whole.view(WORD_SPANS))
        return seen["words"]

    def _among_words(self, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
        start = self.offset or 0
        end = start + len(self.text)
        first = bisect_left(spans, (start,))
        last = bisect_left(spans, (end,), first)
        torn = (first and spans[first - 1][1] > start) or (last and spans[last - 1][1] > end)
        return None if torn else (first, last)
