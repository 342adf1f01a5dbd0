"""The shape of a metric: samples go in one by one, measures with intervals come out.

Most measures are a mean of values in [0, 1], or a mean of counts up to a known most. Their 95 %
interval is Wilson's on the effective number of prompts (`evaluate.intervals`). What is no mean has
the interval that its class states.
"""

from __future__ import annotations

from typing import ClassVar, Literal, Protocol, TypeAlias

import msgspec

from assay.evaluate.intervals import Rate, TalliedRate
from assay.evaluate.metrics.outcome import Outcome

__all__ = ["Mean", "Measure", "Metric", "Point", "Unit"]

Unit: TypeAlias = Literal["share", "number", "usd", "tokens", "seconds"]


class Point(msgspec.Struct, frozen=True):
    """A point of a curve with the 95 % interval of its `y`; `n` is how many it rests on."""

    x: float
    y: float
    n: int
    low: float | None = None
    high: float | None = None


class Measure(msgspec.Struct, frozen=True):
    """A metric's value with the bounds of its 95 % interval.

    `value`, `low` and `high` are None where nothing was decided, and `why` then says why; shares
    are in [0, most]. `n` is how many units the measure is over, `unknown` how many more there were
    that could not be decided or did not bring what the metric needs, `faults` how many attempts
    brought no response. `method` names the interval; `curve` is there for metrics that draw one.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    unknown: int
    most: int = 1
    faults: int = 0
    unit: Unit = "share"
    method: str = "wilson"
    why: str = ""
    curve: tuple[Point, ...] | msgspec.UnsetType = msgspec.UNSET


class Metric(Protocol):
    """Counts samples as they go by. `formula` says what is computed, `source` where it is from."""

    name: str
    formula: ClassVar[str]
    source: ClassVar[str]

    def add(self, row: Outcome) -> None:
        """Counts one sample."""
        ...

    def measures(self) -> list[Measure]:
        """What was counted, named."""
        ...


class Mean:
    """A mean of values in [0, 1] that is being counted, with its units that are unknown."""

    def __init__(self) -> None:
        self._rate = TalliedRate()
        self._unknown = 0

    def add(self, cluster: int, value: float | None, observations: int = 1) -> None:
        """Counts one unit of a prompt; None is unknown. A share may be one of so many
        `observations`."""
        if value is None:
            self._unknown += 1
        else:
            self._rate.add(cluster, value, 1, observations)

    def measure(self, name: str, most: int = 1, why: str = "") -> Measure:
        """The mean so far, times `most`; `why` says what it lacks where it has none."""
        rate: Rate = self._rate.rate()
        value, low, high = (
            None if bound is None else bound * most for bound in (rate.rate, rate.low, rate.high)
        )
        said = "" if rate.n else why or "nothing was decided"
        return Measure(name, value, low, high, rate.n, self._unknown, most, why=said)
