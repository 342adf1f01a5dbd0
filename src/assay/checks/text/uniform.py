"""`text.uniform`: all units of one length."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.checks.text.units import PLURAL, UNITS, Measure, Unit, lengths, some_units
from assay.context import Context
from assay.response import Response
from assay.views.syllables import SYLLABLES
from assay.views.view import View

__all__ = ["Uniform"]


class Uniform(TextCheck, kind="text.uniform"):
    """All units (sentences, paragraphs, lines or words) have the same length.

    `measure` says by words, characters (the mark that ends a sentence included) or syllables; the
    longest may exceed the shortest by `tolerance`. Two units are needed. Score: shortest plus
    tolerance over longest.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (*UNITS.values(), SYLLABLES)

    unit: Unit = "sentence"
    measure: Measure = "words"
    tolerance: Annotated[int, msgspec.Meta(ge=0, le=100_000)] = 0

    def validate(self) -> None:
        if self.unit == "word" and self.measure == "words":
            raise ValueError("a word always has one word; measure characters or syllables")

    def standard(self, response: Response, context: Context) -> Finding:
        sizes = lengths(response, self.unit, self.measure)
        if len(sizes) < 2:
            return Finding(False, f"{len(sizes)} {PLURAL[self.unit]}; at least 2 required.", 0.0)
        shortest = min(high for _, high in sizes)
        longest = max(low for low, _ in sizes)
        if longest - shortest > self.tolerance:
            why = f"From {shortest} to {longest} {self.measure}; {self._wanted} required."
            score = (shortest + self.tolerance) / longest
            place = next(n for n, size in enumerate(sizes) if size[0] == longest)
            evidence = spans_of(response.text, some_units(response, self.unit, [place]))
            return Finding(False, why, score, evidence)
        if max(high for _, high in sizes) - min(low for low, _ in sizes) > self.tolerance:
            return Finding(None, "Some words can be read with more or fewer syllables.")
        return Finding(True, f"All {len(sizes)} {PLURAL[self.unit]} are of one length.")

    @property
    def _wanted(self) -> str:
        return f"at most {self.tolerance} apart" if self.tolerance else "one length"

    def describe(self) -> str:
        if self.tolerance:
            most = f"{self.tolerance} {self.measure if self.tolerance > 1 else self.measure[:-1]}"
            return f"Let the {PLURAL[self.unit]} differ in length by at most {most}."
        return f"Give all {PLURAL[self.unit]} the same number of {self.measure}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        letters = cls(measure="characters")
        return (
            Example(letters, "The tide falls. The crab dives.", True),
            Example(letters, "The tide falls. Crabs hide.", False),
            Example(letters, "The tide falls.", False),
            Example(cls(tolerance=1), "The tide falls. Crabs hide.", True),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """From words with much room to characters with none."""
        measure = "words" if level < 4 else "characters"
        some: tuple[Unit, ...] = ("sentence", "line", "paragraph")
        unit = rng.choice(some[:2] if level < 3 else some)
        return cls(unit=unit, measure=measure, tolerance=max(0, (5 - level) * rng.randint(1, 2)))
