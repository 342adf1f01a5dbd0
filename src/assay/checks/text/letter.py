"""`text.letter`: how often a letter stands in the text."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Example
from assay.checks.text.base import Finding
from assay.checks.text.count import Count, bound_phrase
from assay.checks.text.wording import LOWER
from assay.context import Context
from assay.demands import Demands, amount
from assay.response import Response
from assay.views.view import View

__all__ = ["Letter"]


class Letter(Count, kind="text.letter"):
    """The number of times that `letter` stands in the text, whatever its case, is within bounds.

    Any single character will do. Official: only a to z; the public checkers replace any other
    by a random letter, so that their verdict is a draw and ours undecided.
    """

    noun: ClassVar[str] = "occurrence"
    nouns: ClassVar[str] = "occurrences"
    usual: ClassVar[tuple[int, int] | None] = (3, 40)
    uses: ClassVar[tuple[View[Any], ...]] = (LOWER,)
    official_uses: ClassVar[tuple[View[Any], ...]] = (LOWER,)

    letter: Annotated[str, msgspec.Meta(min_length=1, max_length=1)]

    def count(self, response: Response, context: Context) -> int:
        return response.view(LOWER).count(self.letter.lower())

    def official(self, response: Response, context: Context) -> Finding:
        if not "a" <= self.letter.lower() <= "z":
            why = f"The public checker replaces {self.letter!r} by a random letter."
            return Finding(None, why)
        return self.standard(response, context)

    def describe(self) -> str:
        if self.max == 0:
            return f"Do not use the letter {self.letter!r}."
        times = "time" if self.last == 1 else "times"
        return f"Let the letter {self.letter!r} appear {bound_phrase(self.min, self.max)} {times}."

    @classmethod
    def drawn(cls, rng: Random, level: int) -> dict[str, Any]:
        return {"letter": rng.choice("etaoins" if level < 4 else "bdfghklmprvwy")}

    def demands(self) -> Demands | None:
        return amount("letter", self.min, self.max, (self.letter.lower(),), whole=True)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(letter="e", min=2), "The tide.", True),
            Example(cls(letter="e", max=1), "The tide.", False),
            Example(cls(letter="#", min=1, mode="official"), "# Tide", None),
        )
