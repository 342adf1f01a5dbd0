"""Accuracy over samples and their attempts."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from assay.errors import BadParameter
from assay.evaluate.intervals import clopper_pearson
from assay.evaluate.metrics.metric import Mean, Measure
from assay.evaluate.metrics.outcome import Outcome, share

__all__ = ["Accuracy"]


class Accuracy:
    """Accuracy: (1/I) sum over samples i of (1/n_i) sum over attempts j of s_ij.

    Each sample weighs the same however many of its attempts were decided, so that this is pass@1
    (Chen et al. 2021, arXiv:2107.03374, eq. 1). `n` and `unknown` count attempts. The interval is
    Wilson's with the effective number of attempts; `accuracy:exact` has Clopper and Pearson's,
    for one attempt a sample.
    """

    formula: ClassVar[str] = "mean over samples of the share of attempts that pass"
    source: ClassVar[str] = "Chen et al. 2021, arXiv:2107.03374, eq. 1, for k = 1"

    def __init__(self, name: str, setting: str = "") -> None:
        if setting not in ("", "exact"):
            raise BadParameter(f"{name} knows one setting, exact, not {setting!r:.60}", "metrics")
        self.name = name
        self._exact = bool(setting)
        self._mean = Mean()
        self._passes = self._decided = self._unknown = self._most = 0

    def add(self, row: Outcome) -> None:
        passed = row.passed()
        decided = [value for value in passed if value is not None]
        self._unknown += len(passed) - len(decided)
        self._most = max(self._most, len(decided))
        if decided:
            self._passes += sum(decided)
            self._decided += len(decided)
            self._mean.add(row.cluster, share(passed), len(decided))

    def measures(self) -> list[Measure]:
        mean = self._mean.measure(self.name)
        counted = msgspec.structs.replace(mean, n=self._decided, unknown=self._unknown)
        if not self._exact or not self._decided:
            return [counted]
        if self._most > 1:
            why = "an exact interval wants one attempt a sample"
            return [msgspec.structs.replace(counted, low=None, high=None, why=why)]
        low, high = clopper_pearson(self._passes, self._decided)
        return [msgspec.structs.replace(counted, low=low, high=high, method="clopper-pearson")]
