"""`text.wrapped_bigrams`: the words in pairs, each pair in double angle brackets."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.checks.text.wrapping import wrapped
from assay.context import Context
from assay.response import Response
from assay.views.view import View
from assay.views.words import WORD_SPANS

__all__ = ["WrappedBigrams"]

_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five"}
_Mark = Annotated[str, msgspec.Meta(min_length=1, max_length=20)]


class WrappedBigrams(TextCheck, kind="text.wrapped_bigrams"):
    """Every `size` words stand between `opening` and `closing`: `<<I am>> <<at home>>`.

    No word stands outside, and each pair of marks holds exactly `size` words: an odd last word is
    wrong, alone or in marks, since the writer chooses how many words there are. Score: the share
    of the words that are right.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (WORD_SPANS,)

    size: Annotated[int, msgspec.Meta(ge=1, le=100)] = 2
    opening: _Mark = "<<"
    closing: _Mark = ">>"

    def validate(self) -> None:
        if self.opening == self.closing:
            raise ValueError(f"opening and closing are both {self.opening!r}")
        for mark in (self.opening, self.closing):
            if any(c.isalnum() or c.isspace() for c in mark):
                raise ValueError(f"{mark!r} holds a letter, a digit or white space")

    def standard(self, response: Response, context: Context) -> Finding:
        found = wrapped(response, self.opening, self.closing, self.size)
        if not found.words:
            return Finding(False, "There are no words to wrap.", 0.0)
        right = found.words - len(found.wrong)
        why = f"{right} of {found.words} words stand in {self._example(self.size)}; all required."
        evidence = spans_of(response.text, found.wrong)
        return Finding(not found.wrong, why, right / found.words, evidence)

    def _example(self, size: int) -> str:
        words = "I am at home with my cute dog".split()
        return f"{self.opening}{' '.join((words * 13)[:size])}{self.closing}"

    def describe(self) -> str:
        if self.size == 1:
            return f"Wrap every word on its own, such as {self._example(1)}."
        number = _NUMBERS.get(self.size, str(self.size))
        return f"Wrap every {number} words together, such as {self._example(self.size)}."

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Pairs at 1 and 2; longer groups and other marks with the level."""
        marks = [("<<", ">>"), ("{{", "}}"), ("((", "))")][: max(1, level - 1)]
        opening, closing = rng.choice(marks)
        return cls(size=max(2, level), opening=opening, closing=closing)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(), "<<I am>> <<at home>>.", True),
            Example(cls(), "<<I am>> <<at home>> now", False),
            Example(cls(), "<<I am>> <<home>>", False),
            Example(cls(), "Home", False),
            Example(cls(), "<<>>", False),
            Example(cls(size=3), "<<The tide falls>>", True),
        )
