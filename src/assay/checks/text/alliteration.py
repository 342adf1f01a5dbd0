"""`text.alliteration`: words in a row that begin with the same letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.checks.text.units import units, words_of_units
from assay.context import Context
from assay.response import Response
from assay.views.folded import FOLDED, INITIALS
from assay.views.sentences import SENTENCES
from assay.views.view import View

__all__ = ["Alliteration"]

_RUN = re.compile(r"(\S)\1+")


class Alliteration(TextCheck, kind="text.alliteration"):
    """Neighbouring words of a sentence begin with the same letter.

    With `min` there is, in some sentence, a run of at least so many of them. With `growing` each
    sentence has a longer longest run than the one before; a sentence without alliteration counts
    as a run of one, and two sentences are needed. Letters are compared, not sounds; case and
    accents are set aside. Score: longest run over `min`, or the share of sentences that grow.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (SENTENCES, FOLDED)

    min: Annotated[int, msgspec.Meta(ge=2, le=1000)] | None = None
    growing: bool = False

    def validate(self) -> None:
        if self.min is None and not self.growing:
            raise ValueError("text.alliteration needs min, growing or both")

    def standard(self, response: Response, context: Context) -> Finding:
        places = words_of_units(response, "sentence")
        initials = response.view(INITIALS)
        row = "".join(initials if all(initials) else [letter or " " for letter in initials])
        runs = [_longest(row[first:end]) for first, end in places]
        longest = max(runs, default=0)
        if self.min is not None and longest < self.min:
            why = f"The longest run is of {longest} words; at least {self.min} required."
            return Finding(False, why, longest / self.min)
        if not self.growing:
            return Finding(True, f"The longest run is of {longest} words.")
        if len(runs) < 2:
            return Finding(False, f"{len(runs)} sentences; at least 2 required.", 0.0)
        grows = [after > before for before, after in pairwise(runs)]
        if all(grows):
            return Finding(True, f"The runs grow from {runs[0]} to {runs[-1]} words.")
        at = grows.index(False)
        why = f"Sentence {at + 2} has a run of {runs[at + 1]}, the one before it of {runs[at]}."
        evidence = spans_of(response.text, units(response, "sentence")[at : at + 2])
        return Finding(False, why, sum(grows) / len(grows), evidence)

    def describe(self) -> str:
        growing = (
            "In each sentence, use a longer sequence of consecutive alliterative words than in "
            "the one before it."
        )
        if self.min is None:
            return growing
        some = f"Use at least {self.min} words in a row that begin with the same letter."
        return f"{some} {growing}" if self.growing else some

    @classmethod
    def examples(cls) -> Sequence[Example]:
        growing = cls(growing=True)
        return (
            Example(
                growing, "Crabs hide. Small stones stay wet. Big blue birds bring bread.", True
            ),
            Example(growing, "Small stones stay wet. Crabs hide.", False),
            Example(growing, "Small stones stay.", False),
            Example(cls(min=3), "Peter picked Paul.", True),
            Example(cls(min=3), "Peter picked. Paul sat.", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Longer runs, then growing ones."""
        if level < 4:
            return cls(min=level + 2)
        return cls(growing=True, min=rng.randint(2, 3) * (level - 3))


def _longest(row: str) -> int:
    """The longest run of neighbours among the initials; 1 where no two are the same."""
    runs = [match.end() - match.start() for match in _RUN.finditer(row)]
    return max(runs) if runs else min(1, len(row))
