"""`text.vowels`: how many different vowels."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar

from assay.check import Check, Example
from assay.checks.text.base import Finding
from assay.checks.text.count import Count, bound_phrase, bound_score
from assay.context import Context
from assay.response import Response
from assay.views.folded import plain
from assay.views.view import View

__all__ = ["Vowels"]


def vowels(text: str) -> str:
    """The vowel letters that occur, in alphabetical order."""
    found = text.lower() if text.isascii() else plain("".join(set(text)))
    return "".join(vowel for vowel in "aeiou" if vowel in found)


VOWELS = View("vowels:assay/1", vowels)


class Vowels(Count, kind="text.vowels"):
    """The number of different vowels (a, e, i, o, u) in the text is within bounds.

    Case and accents are set aside; y is none. A text without any vowel fails, unless `max` is 0.
    """

    noun: ClassVar[str] = "different vowel"
    nouns: ClassVar[str] = "different vowels"
    uses: ClassVar[tuple[View[Any], ...]] = (VOWELS,)

    def standard(self, response: Response, context: Context) -> Finding:
        found = response.view(VOWELS)
        if not found and self.max != 0:
            return Finding(False, "There is no vowel in the text.", 0.0)
        low, high = self.min, self.max
        why = f"The vowels are {', '.join(found) or 'none'}; {bound_phrase(low, high)} required."
        number = len(found)
        if number >= (low or 0) and (high is None or number <= high):
            return Finding(any(map(str.isalpha, response.text)), why)
        return Finding(False, why, bound_score(number, low, high))

    def count(self, response: Response, context: Context) -> int:
        return len(response.view(VOWELS))

    def validate(self) -> None:
        super().validate()
        if (self.min or 0) > 5:
            raise ValueError(f"min is {self.min}, but there are 5 vowels")

    def describe(self) -> str:
        if self.max == 0:
            return "Do not use any of the vowels a, e, i, o and u."
        noun = self.noun if self.last == 1 else self.nouns
        return f"Use {bound_phrase(self.min, self.max)} {noun} out of a, e, i, o and u."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        three = cls(max=3)
        return (
            Example(three, "The tide is here at night.", True),
            Example(three, "The tide is out at four.", False),
            Example(three, "Hmm, pst!", False),
            Example(three, "Été à Pékin", True),
            Example(cls(min=5), "The tide is out; a bus comes.", True),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Fewer vowels are harder."""
        return cls(min=rng.randint(4, 5)) if level == 1 else cls(max=6 - level)
