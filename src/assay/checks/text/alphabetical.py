"""`text.alphabetical`: units begin with one letter of the alphabet after the other."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from string import ascii_lowercase
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.checks.text.units import PLURAL, UNITS, Unit, some_units, words_by_unit
from assay.context import Context
from assay.response import Response
from assay.views.folded import FOLDED, INITIALS, initial
from assay.views.view import View

__all__ = ["Alphabetical"]


class Alphabetical(TextCheck, kind="text.alphabetical"):
    """Units (sentences, words, lines, paragraphs) begin with successive letters of the alphabet.

    `start` is the first letter; without it any letter may be. After z comes a again. With `count`
    there are exactly so many units; two are needed in any case. Case and accents are set aside; a
    unit that begins with a number is out of order. Score: the share of units in order, lowered by
    a wrong count.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (*UNITS.values(), FOLDED)

    unit: Unit = "sentence"
    start: Annotated[str, msgspec.Meta(pattern="^[A-Za-z]$")] | None = None
    count: Annotated[int, msgspec.Meta(ge=2, le=10_000)] | None = None

    def standard(self, response: Response, context: Context) -> Finding:
        found = self._initials(response)
        if len(found) < 2:
            return Finding(False, f"{len(found)} {PLURAL[self.unit]}; at least 2 required.", 0.0)
        first = (self.start or found[0]).lower()
        if first not in ascii_lowercase or not first:
            return Finding(False, f"The first {self.unit} begins with no letter from a to z.", 0.0)
        offset = ascii_lowercase.index(first)
        wrong = [n for n, c in enumerate(found) if c != ascii_lowercase[(offset + n) % 26]]
        number = self.count or len(found)
        if not wrong and number == len(found):
            return Finding(True, f"All {number} {PLURAL[self.unit]} are in alphabetical order.")
        if wrong:
            expected = ascii_lowercase[(offset + wrong[0]) % 26]
            why = f"{self.unit.capitalize()} {wrong[0] + 1} should begin with {expected!r}."
        else:
            why = f"{len(found)} {PLURAL[self.unit]}; exactly {number} required."
        right = min(len(found) - len(wrong), number)
        shown = some_units(response, self.unit, wrong[:4])
        return Finding(False, why, right / max(number, len(found)), spans_of(response.text, shown))

    def _initials(self, response: Response) -> list[str]:
        """The letter that each unit begins with."""
        if self.unit == "word":
            return response.view(INITIALS)
        said = words_by_unit(response, self.unit)
        return [initial(words[0]) if words else "" for words in said]

    def describe(self) -> str:
        begin = f", beginning with {self.start.upper()!r}" if self.start else ""
        number = f"Write exactly {self.count} {PLURAL[self.unit]}. " if self.count else ""
        return (
            f"{number}Start each {self.unit} with the next letter of the alphabet{begin} and going "
            "back to 'A' after 'Z'."
        )

    @classmethod
    def examples(cls) -> Sequence[Example]:
        words = cls(unit="word")
        return (
            Example(words, "Yachts zigzag around bays.", True),
            Example(words, "A big dog came.", False),
            Example(words, "Alone.", False),
            Example(cls(start="a", count=3), "All is calm. Birds sing. Crabs hide.", True),
            Example(cls(start="a", count=26), "All is calm. Birds sing. Crabs hide.", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """From a few lines to the whole alphabet, then word by word."""
        if level == 5:
            return cls(unit="word", start=rng.choice(ascii_lowercase))
        unit = "line" if level < 3 else "sentence"
        return cls(unit=unit, start="a", count=(4, 8, 13, 26)[level - 1])
