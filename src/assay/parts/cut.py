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
from assay.views.words import WORD_SPANS, WORD_STARTS, WORDS

__all__ = ["Cut"]

T = TypeVar("T")
_OF_WORDS: frozenset[View[Any]] = frozenset((WORDS, WORD_SPANS, WORD_STARTS, FOLDED))
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
        if view is not WORD_SPANS and view is not WORD_STARTS:
            return whole.view(view)[first:last]
        if view is WORD_SPANS:
            return self._places(whole, range(first, last))
        start = self.offset or 0
        return [begun - start for begun in whole.view(WORD_STARTS)[first:last]]

    def word_places(self, numbers: Sequence[int]) -> list[tuple[int, int]]:
        """Where the words of those numbers stand, from 0, or from the end where negative; nothing
        for one that is not there. The others are not looked at."""
        whole = self._whole()
        place = None if whole is None else self._place(whole)
        if whole is None or place is None:
            spans = self.view(WORD_SPANS)
            return [spans[n] for n in numbers if -len(spans) <= n < len(spans)]
        first, last = place
        wanted = [number + (last if number < 0 else first) for number in numbers]
        return self._places(whole, [number for number in wanted if first <= number < last])

    def _places(self, whole: Response, numbers: Sequence[int]) -> list[tuple[int, int]]:
        """Where the whole's words of those numbers stand in the part."""
        starts, said, start = whole.view(WORD_STARTS), whole.view(WORDS), self.offset or 0
        return [(begun := starts[n] - start, begun + len(said[n])) for n in numbers]

    def _place(self, whole: Response) -> tuple[int, int] | None:
        """Which words of the whole stand here; None where one is cut."""
        seen = self._seen
        if "words" not in seen:
            seen["words"] = self._standing(whole)
        return seen["words"]

    def _standing(self, whole: Response) -> tuple[int, int] | None:
        starts, said = whole.view(WORD_STARTS), whole.view(WORDS)
        start = self.offset or 0
        end = start + len(self.text)
        first = bisect_left(starts, start)
        last = bisect_left(starts, end, first)
        torn = (first and starts[first - 1] + len(said[first - 1]) > start) or (
            last and starts[last - 1] + len(said[last - 1]) > end
        )
        return None if torn else (first, last)
