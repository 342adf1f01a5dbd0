"""Calibration: whether responses given with confidence p are right a share p of the time."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from assay.evaluate.metrics.binned import Binned, Observed, equal_mass, equal_width
from assay.evaluate.metrics.confidence import Confidence
from assay.evaluate.metrics.metric import Mean, Measure
from assay.evaluate.metrics.outcome import Outcome

__all__ = ["Brier", "CalibrationError", "Confident"]


class Confident:
    """A metric over the responses that are decided and have a confidence."""

    def __init__(self, name: str, setting: str = "") -> None:
        self.name = name
        self._confidence = Confidence(setting)
        self._seen: list[Observed] = []
        self._unknown = self._unsure = 0

    def add(self, row: Outcome) -> None:
        for right, confidence in self._confidence.of(row):
            if right is None or confidence is None:
                self._unknown += 1
                self._unsure += confidence is None
            else:
                self._seen.append(Observed(row.cluster, confidence, right))

    @property
    def _lacks(self) -> str:
        """Why there is nothing to measure."""
        return "no response has a confidence" if self._unsure else "nothing was decided"


class CalibrationError(Confident):
    """ECE: sum over bins b of n_b/n |acc(b) - conf(b)|, in 15 bins.

    Naeini, Cooper and Hauskrecht 2015 (AAAI); Guo et al. 2017 (arXiv:1706.04599), equation 3. Once
    with bins of equal width and once of equal mass, as in Nixon et al. 2019 (arXiv:1904.01685). The
    interval is of the error without what sampling adds to it: see `Binned.interval`. The curve
    is the reliability curve.
    """

    formula: ClassVar[str] = "sum over bins of n_b/n |accuracy_b - mean confidence_b|"
    source: ClassVar[str] = "Guo et al. 2017, arXiv:1706.04599, eq. 3; Nixon et al. 2019"

    def measures(self) -> list[Measure]:
        names = {self.name: equal_width, f"{self.name} equal-mass": equal_mass}
        return [
            self._measure(name, Binned(self._seen, edges(self._seen)))
            if self._seen
            else Measure(name, None, None, None, 0, self._unknown, unit="number", why=self._lacks)
            for name, edges in names.items()
        ]

    def _measure(self, name: str, binned: Binned) -> Measure:
        low, high = binned.interval() or (None, None)
        return Measure(
            name,
            binned.error(),
            low,
            high,
            len(self._seen),
            self._unknown,
            unit="number",
            method="bootstrap",
            why="" if low is not None else "an interval wants two prompts",
            curve=binned.curve(),
        )


class Brier(Confident):
    """Brier score: (1/n) sum (confidence - right)^2, and its parts.

    Brier 1950 (Monthly Weather Review 78:1). Murphy 1973: score = reliability - resolution +
    uncertainty, over 15 bins of equal width, with the resolution of Stephenson, Coelho and Jolliffe
    2008 (Weather and Forecasting 23:752), which makes the sum exact: what varies inside bins
    counts to it. The score is a mean, with Wilson's interval; its parts have none.
    """

    formula: ClassVar[str] = "mean of (confidence - right)^2"
    source: ClassVar[str] = "Brier 1950; Murphy 1973; Stephenson et al. 2008"

    def measures(self) -> list[Measure]:
        mean = Mean()
        for one in self._seen:
            mean.add(one.cluster, (one.confidence - one.right) ** 2)
        score = msgspec.structs.replace(
            mean.measure(self.name, why=self._lacks), unknown=self._unknown, unit="number"
        )
        if score.value is None:
            return [score]
        reliability, uncertainty = Binned(self._seen, equal_width(self._seen)).decomposed()
        parts = {
            "reliability": reliability,
            "resolution": reliability + uncertainty - score.value,
            "uncertainty": uncertainty,
        }
        return [score, *(self._part(name, value) for name, value in parts.items())]

    def _part(self, name: str, value: float) -> Measure:
        n, unknown = len(self._seen), self._unknown
        name = f"{self.name} {name}"
        return Measure(name, value, None, None, n, unknown, unit="number", method="none")
