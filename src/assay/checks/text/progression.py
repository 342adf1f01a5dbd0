"""`text.progression`: each unit longer than the one before by a fixed step."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from random import Random
from typing import Annotated, Any, ClassVar, Literal

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.checks.text.units import PLURAL, UNITS, Measure, Unit, lengths, some_units
from assay.context import Context
from assay.response import Response
from assay.views.syllables import SYLLABLES, Range
from assay.views.view import View

__all__ = ["Progression"]


class Progression(TextCheck, kind="text.progression"):
    """Each `unit` has `step` more words (or characters, or syllables) than the one before.

    `rule` says whether the step must be met exactly or at least; a negative step asks for shorter
    and shorter units. Two units are needed. Syllables that nobody can tell (numerals) make it
    undecided where they matter. Score: the mean over all neighbours of 1/(1+d), d being by how
    many words the step is missed.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (*UNITS.values(), SYLLABLES)

    unit: Unit = "sentence"
    measure: Measure = "words"
    step: Annotated[int, msgspec.Meta(ge=-1000, le=1000)] = 1
    rule: Literal["exactly", "at_least"] = "exactly"

    def validate(self) -> None:
        if self.step == 0:
            raise ValueError("a step of 0 is text.uniform; step is at least 1 or at most -1")
        if self.unit == "word" and self.measure == "words":
            raise ValueError("a word always has one word; measure characters or syllables")

    def standard(self, response: Response, context: Context) -> Finding:
        sizes = lengths(response, self.unit, self.measure)
        if len(sizes) < 2:
            return Finding(False, f"{len(sizes)} {PLURAL[self.unit]}; at least 2 required.", 0.0)
        pairs = list(pairwise(sizes))
        missed = {pair: self._miss(*pair) for pair in set(pairs)}
        misses = list(map(missed.__getitem__, pairs))
        wrong = [place for place, miss in enumerate(misses) if miss[0] > 0]
        if not wrong and any(most for _, most in misses):
            return Finding(None, "Some words can be read with more or fewer syllables.")
        if not wrong:
            return Finding(True, f"All {len(sizes)} {PLURAL[self.unit]} differ by {self._wanted}.")
        first = wrong[0]
        why = (
            f"The {self.unit}s {first + 1} and {first + 2} have {_said(sizes[first])} and "
            f"{_said(sizes[first + 1])} {self.measure}; {self._wanted} required."
        )
        score = sum([1 / (1 + least) for least, _ in misses]) / len(misses)
        shown = some_units(response, self.unit, [place + 1 for place in wrong[:4]])
        return Finding(False, why, min(score, 0.999), spans_of(response.text, shown))

    def _miss(self, before: Range, after: Range) -> Range:
        """By how much the step is missed, at least and at most."""
        sign = 1 if self.step > 0 else -1
        gaps = sorted((sign * (after[0] - before[1]), sign * (after[1] - before[0])))
        if sign < 0:
            gaps = sorted((before[0] - after[1], before[1] - after[0]))
        over = [gap - abs(self.step) for gap in gaps]
        if self.rule == "at_least":
            return max(0, -over[1]), max(0, -over[0])
        least = 0 if over[0] <= 0 <= over[1] else min(abs(over[0]), abs(over[1]))
        return least, max(abs(over[0]), abs(over[1]))

    @property
    def _wanted(self) -> str:
        how = "exactly" if self.rule == "exactly" else "at least"
        more = "more" if self.step > 0 else "fewer"
        noun = self.measure if abs(self.step) != 1 else self.measure[:-1]
        return f"{how} {abs(self.step)} {noun} {more}"

    def describe(self) -> str:
        how = "exactly" if self.rule == "exactly" else "at least"
        more = "more" if self.step > 0 else "fewer"
        noun = self.measure if abs(self.step) != 1 else self.measure[:-1]
        return (
            f"Give each {self.unit} {how} {abs(self.step)} {more} {noun} than the "
            f"{self.unit} before it."
        )

    @classmethod
    def examples(cls) -> Sequence[Example]:
        one = cls(step=1)
        return (
            Example(one, "Tides fall. Small crabs hide. The gulls fly in.", True),
            Example(one, "Tides fall. Crabs hide.", False),
            Example(one, "Just one sentence here.", False),
            Example(cls(step=2, rule="at_least", unit="line"), "low\nthe tide is low", True),
            Example(cls(step=-1, unit="word", measure="syllables"), "banana water tide", True),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """From growing by at least one word to an exact step of several."""
        rule = "at_least" if level < 3 else "exactly"
        other: Unit = "line" if level < 5 else "paragraph"
        unit: Unit = rng.choice(("sentence", other))
        return cls(unit=unit, step=rng.randint(1, level), rule=rule)


def _said(size: Range) -> str:
    return str(size[0]) if size[0] == size[1] else f"{size[0]} to {size[1]}"
