"""How many of something: the shape of all kinds that count.

`min` and `max` are inclusive; at least one is needed, and equal ones say "exactly". The score
is the share of the bound that is reached: n/min from below, max/n from above (1/(1+n) where
max is 0); it grows as the count nears the bound and is 1.0 exactly when passed.
"""

from __future__ import annotations

from functools import lru_cache
from random import Random
from typing import Annotated, Any, ClassVar, TypeAlias

import msgspec

from assay.check import Check
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.checks.text.drawing import bounds
from assay.context import Context
from assay.demands import Demands, amount
from assay.errors import CheckError
from assay.response import Response

__all__ = ["Bound", "Count", "Counted", "Tally", "bound_phrase", "bound_score"]

Bound = Annotated[int, msgspec.Meta(ge=0, le=10**9)]


class Tally:
    """How many there are, and where the first of them stand."""

    __slots__ = ("number", "shown")

    def __init__(self, number: int, shown: list[tuple[int, int]]) -> None:
        self.number = number
        self.shown = shown

    def __len__(self) -> int:
        return self.number


Counted: TypeAlias = int | list[tuple[int, int]] | Tally


class Count(TextCheck):
    """A count against bounds. A kind says what it counts in `count`, as a number or as offsets."""

    noun: ClassVar[str] = "unit"
    nouns: ClassVar[str] = "units"
    scoring: ClassVar[str] = (
        "1.0 within the bounds; below them n/min, above them max/n (1/(1+n) where max is 0), for n "
        "that were found."
    )
    usual: ClassVar[tuple[int, int] | None] = None
    """The least and the most that is drawn."""

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
        shown = [] if isinstance(found, int) else found.shown if isinstance(found, Tally) else found
        noun = self.noun if number == 1 else self.nouns
        why = f"{number} {noun}; {_wanted(low, high)}."
        score = None if passed else bound_score(number, low, high)
        return Finding(passed, why, score, spans_of(text, shown))

    def describe(self) -> str:
        if self.max == 0:
            return f"Do not use any {self.nouns}."
        noun = self.noun if self.last == 1 else self.nouns
        return f"Use {bound_phrase(self.min, self.max)} {noun}."

    @property
    def last(self) -> int | None:
        """The bound that `bound_phrase` names last, which decides between singular and plural."""
        return self.min if self.max is None else self.max

    def demands(self) -> Demands | None:
        """So many of what is counted: the kind, by its parameters other than bounds and mode."""
        # A kind that decides for itself may ask for more than the number.
        whole = type(self).standard is Count.standard
        name = self.kind.removeprefix("text.")
        return amount(name, self.min, self.max, self._counts(), whole=whole)

    def _counts(self) -> tuple[str, ...]:
        skipped = ("min", "max", "mode")
        given = [getattr(self, n) for n in self.__struct_fields__ if n not in skipped]
        return tuple(str(value or "") for value in given)

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Bounds that narrow with the level: from one-sided at 1 to exact at 5."""
        if cls.usual is not None:
            return cls(**bounds(rng, level, *cls.usual), **cls.drawn(rng, level))
        base = super().draw(rng, level)
        assert isinstance(base, Count)
        centre = max(1, base.min or base.max or 1) * rng.randint(1, level)
        slack = (5 - level) * max(1, centre // 8)
        if level == 1:
            return msgspec.structs.replace(base, min=centre, max=None)
        return msgspec.structs.replace(base, min=max(0, centre - slack), max=centre + slack)

    @classmethod
    def drawn(cls, rng: Random, level: int) -> dict[str, Any]:  # noqa: ARG003
        """The parameters other than the bounds, as `draw` wants them."""
        return {}


def bound_phrase(low: int | None, high: int | None) -> str:
    """The bounds in words: `at least 3`, `at most 5`, `exactly 4`, `3 to 5`, `no`."""
    if low is None:
        return "no" if high == 0 else f"at most {high}"
    if high is None:
        return f"at least {low}"
    return f"exactly {low}" if low == high else f"{low} to {high}"


@lru_cache(maxsize=1024)
def _wanted(low: int | None, high: int | None) -> str:
    return "none allowed" if high == 0 else f"{bound_phrase(low, high)} required"


def bound_score(number: int, low: int | None, high: int | None) -> float:
    """How near a count outside its bounds comes to them, in [0, 1)."""
    if low is not None and number < low:
        return number / low
    assert high is not None
    return high / number if high else 1 / (1 + number)
