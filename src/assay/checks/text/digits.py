"""`text.digits`: how many digits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import ClassVar

from assay.check import Check, Example
from assay.checks.text.count import Count, Counted
from assay.context import Context
from assay.response import Response

__all__ = ["Digits"]

_DIGIT = re.compile(r"\d")


class Digits(Count, kind="text.digits"):
    """The number of decimal digits, of any script, is within bounds.

    With `max` 0 all numbers are written in words, those that mark list items included.
    `text.numbers` counts whole numerals instead.
    """

    noun: ClassVar[str] = "digit"
    nouns: ClassVar[str] = "digits"

    def count(self, response: Response, context: Context) -> Counted:
        return [match.span() for match in _DIGIT.finditer(response.text)]

    def describe(self) -> str:
        if self.max == 0:
            return "Write all numbers in words and do not use any digits."
        return super().describe()

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(max=0), "Low tide is at six.", True),
            Example(cls(max=0), "Low tide is at 6.", False),
            Example(cls(max=0), "\u0663 crabs", False),
            Example(cls(min=4, max=4), "In 2026.", True),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """From some to exactly so many; at level 3 none."""
        if level == 3:
            return cls(max=0)
        number = rng.randint(2, 4) * level
        return cls(min=number, max=None if level < 3 else number)
