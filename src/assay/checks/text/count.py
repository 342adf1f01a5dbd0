"""How many of something: the shape of all kinds that count.

`min` and `max` are inclusive; at least one is needed, and equal ones say "exactly". The score
is the share of the bound that is reached: n/min from below, max/n from above (1/(1+n) where
max is 0); it grows as the count nears the bound and is 1.0 exactly when passed.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Annotated, ClassVar

import msgspec

from assay.check import Check
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.context import Context
from assay.errors import CheckError
from assay.response import Response

__all__ = ["Bound", "Count", "Counted", "bound_phrase", "bound_score"]

Bound = Annotated[int, msgspec.Meta(ge=0, le=10**9)]
Counted = int | list[tuple[int, int]]


class Count(TextCheck):
    """A count against bounds. A kind says what it counts in `count`, as a number or as offsets."""

    noun: ClassVar[str] = "unit"
    nouns: ClassVar[str] = "units"

    min: Bound | None = None
    max: Bound | None = None

    def validate(self) -> None:
        if self.min is None and self.max is None:
            raise ValueError(f"{self.kind} needs min, max or both")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"min is {self.min} but max is {self.max}")

    def count(self, response: Response, context: Context) -> Counted:
        """What there is to count, by our definition."""
        raise CheckError(f"{type(self).__name__} does not say how it counts")

    def standard(self, response: Response, context: Context) -> Finding:
        return self.judge(self.count(response, context), response.text)

    def judge(self, found: Counted, text: str) -> Finding:
        """The finding for a count; offsets are shown as evidence."""
        number = found if isinstance(found, int) else len(found)
        low, high = self.min, self.max
        passed = (low is None or number >= low) and (high is None or number <= high)
        evidence = () if isinstance(found, int) else spans_of(text, found)
        noun = self.noun if number == 1 else self.nouns
        wanted = "none allowed" if high == 0 else f"{bound_phrase(low, high)} required"
        why = f"{number} {noun}; {wanted}."
        score = None if passed else bound_score(number, low, high)
        return Finding(passed, why, score, evidence)

    def describe(self) -> str:
        if self.max == 0:
            return f"Do not use any {self.nouns}."
        noun = self.noun if self.last == 1 else self.nouns
        return f"Use {bound_phrase(self.min, self.max)} {noun}."

    @property
    def last(self) -> int | None:
        """The bound that `bound_phrase` names last, which decides between singular and plural."""
        return self.min if self.max is None else self.max

    def conflicts(self, others: Sequence[Check]) -> tuple[Check, ...]:
        """Those that count the same thing and leave no number that suits both."""
        return tuple(other for other in others if self._apart(other))

    def _apart(self, other: Check) -> bool:
        if type(other) is not type(self) or self._counts() != other._counts():
            return False
        lows = [b for b in (self.min, other.min) if b is not None]
        highs = [b for b in (self.max, other.max) if b is not None]
        return bool(lows and highs) and max(lows) > min(highs)

    def _counts(self) -> tuple[object, ...]:
        """What is counted: the parameters other than the bounds and the mode."""
        skipped = ("min", "max", "mode")
        return tuple(getattr(self, n) for n in self.__struct_fields__ if n not in skipped)

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Bounds that narrow with the level: from one-sided at 1 to exact at 5."""
        base = super().draw(rng, level)
        assert isinstance(base, Count)
        centre = max(1, base.min or base.max or 1) * rng.randint(1, level)
        slack = (5 - level) * max(1, centre // 8)
        if level == 1:
            return msgspec.structs.replace(base, min=centre, max=None)
        return msgspec.structs.replace(base, min=max(0, centre - slack), max=centre + slack)


def bound_phrase(low: int | None, high: int | None) -> str:
    """The bounds in words: `at least 3`, `at most 5`, `exactly 4`, `3 to 5`, `no`."""
    if low is None:
        return "no" if high == 0 else f"at most {high}"
    if high is None:
        return f"at least {low}"
    return f"exactly {low}" if low == high else f"{low} to {high}"


def bound_score(number: int, low: int | None, high: int | None) -> float:
    """How near a count outside its bounds comes to them, in [0, 1)."""
    if low is not None and number < low:
        return number / low
    assert high is not None
    return high / number if high else 1 / (1 + number)
