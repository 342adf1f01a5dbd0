"""The shape of a metric: rows go in one by one, measures with intervals come out.

Every measure here is a mean of values in [0, 1], or a mean of counts up to a known most. Its 95 %
interval is Wilson's on the effective number of prompts (`evaluate.intervals`); for values between
0 and 1 the binomial variance is an upper bound, so that the interval is, if anything, too wide.
"""

from __future__ import annotations

from typing import ClassVar, Protocol

import msgspec

from assay.evaluate.intervals import Rate, TalliedRate
from assay.evaluate.metrics.outcome import Outcome

__all__ = ["Mean", "Measure", "Metric"]


class Measure(msgspec.Struct, frozen=True):
    """A metric's value with the bounds of its 95 % interval.

    `value`, `low` and `high` are in [0, most], None where nothing was decided; `n` is how many
    units the mean is over, `unknown` how many more there were that could not be decided or did
    not bring what the metric needs.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    unknown: int
    most: int = 1


class Metric(Protocol):
    """Counts rows as they go by. `formula` says what is computed, `source` where it is from."""

    name: str
    formula: ClassVar[str]
    source: ClassVar[str]

    def add(self, row: Outcome) -> None:
        """Counts one row."""
        ...

    def measures(self) -> list[Measure]:
        """What was counted, named."""
        ...


class Mean:
    """A mean of values in [0, 1] that is being counted, with its units that are unknown."""

    def __init__(self) -> None:
        self._rate = TalliedRate()
        self._unknown = 0

    def add(self, cluster: int, value: float | None) -> None:
        """Counts one unit of a prompt; None is unknown."""
        if value is None:
            self._unknown += 1
        else:
            self._rate.add(cluster, value, 1)

    def measure(self, name: str, most: int = 1) -> Measure:
        """The mean so far, times `most`."""
        rate: Rate = self._rate.rate()
        value, low, high = (
            None if bound is None else bound * most for bound in (rate.rate, rate.low, rate.high)
        )
        return Measure(name, value, low, high, rate.n, self._unknown, most)
