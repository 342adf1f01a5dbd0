"""`text.linked`: each unit begins with the word that ended the one before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from random import Random
from typing import Any, ClassVar, Literal

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.checks.text.units import PLURAL, UNITS, units, words_by_unit
from assay.context import Context
from assay.response import Response
from assay.views.folded import FOLDED
from assay.views.view import View

__all__ = ["Linked"]


class Linked(TextCheck, kind="text.linked"):
    """The last word of each sentence (line, paragraph) is the first word of the next.

    Case and the marks around the words are set aside. Two units are needed. Score: the share of
    neighbours that are linked.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (*UNITS.values(), FOLDED)

    unit: Literal["sentence", "line", "paragraph"] = "sentence"

    def standard(self, response: Response, context: Context) -> Finding:
        said = words_by_unit(response, self.unit)
        if len(said) < 2:
            return Finding(False, f"{len(said)} {PLURAL[self.unit]}; at least 2 required.", 0.0)
        linked = [bool(a and b) and a[-1] == b[0] for a, b in pairwise(said)]
        if all(linked):
            return Finding(True, f"All {len(said)} {PLURAL[self.unit]} are linked.")
        first = linked.index(False)
        before, after = said[first], said[first + 1]
        why = (
            f"{sum(linked)} of {len(linked)} links hold; {self.unit} {first + 1} ends with "
            f"{before[-1] if before else ''!r} and the next begins with "
            f"{after[0] if after else ''!r}."
        )
        evidence = spans_of(response.text, units(response, self.unit)[first : first + 2])
        return Finding(False, why, sum(linked) / len(linked), evidence)

    def describe(self) -> str:
        return f"Begin each {self.unit} with the last word of the {self.unit} before it."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(), "We wait for the tide. Tide brings fish. Fish feed gulls.", True),
            Example(cls(), "We wait for the tide. It brings fish.", False),
            Example(cls(), "We wait for the tide.", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Lines are easiest to link, paragraphs hardest to keep in mind."""
        unit = "line" if level < 3 else "sentence" if level < 5 else "paragraph"
        return cls(unit=unit if level != 3 else rng.choice(["line", "sentence"]))
