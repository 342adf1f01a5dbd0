"""Confidences in bins, and what the gaps between confidence and accuracy in them say."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from math import sqrt
from statistics import fmean as mean
from typing import NamedTuple

from assay.evaluate.bootstrap import Sums, drawn, percentiles
from assay.evaluate.intervals import effective_size, wilson
from assay.evaluate.metrics.metric import Point

__all__ = ["BINS", "Binned", "Observed", "equal_mass", "equal_width"]

BINS = 15


class Observed(NamedTuple):
    """A decided response with its confidence."""

    cluster: int
    confidence: float
    right: bool


def equal_width(_seen: Sequence[Observed]) -> list[float]:
    """The inner edges of bins ((m-1)/M, m/M], the first with 0 (Guo et al. 2017, section 2)."""
    return [m / BINS for m in range(1, BINS)]


def equal_mass(seen: Sequence[Observed]) -> list[float]:
    """The inner edges at the quantiles of the confidences; equal ones stay in one bin."""
    return percentiles([one.confidence for one in seen], *(m / BINS for m in range(1, BINS)))


class Binned:
    """For each bin how many, their confidence and how many are right, cluster by cluster."""

    def __init__(self, seen: Sequence[Observed], edges: Sequence[float]) -> None:
        self._seen = seen
        self._places = [bisect_left(edges, one.confidence) for one in seen]
        self._sums = Sums(3 * BINS)
        for place, one in zip(self._places, seen, strict=True):
            for offset, value in enumerate((1.0, one.confidence, float(one.right))):
                self._sums.add(one.cluster, 3 * place + offset, value)
        self.totals = self._sums.totals()

    def error(self) -> float:
        """sum over bins of n_b/n |accuracy - confidence|."""
        return sum(map(abs, _gaps(self.totals)))

    def interval(self) -> tuple[float, float] | None:
        """Bounds of the 95 % interval of the error; None for a single cluster.

        Sampling alone makes gaps, so that the plain error is too high on average, by the more the
        fewer responses a bin has, and so are its bootstrap draws. The interval therefore joins
        three: the basic one (Davison and Hinkley 1997, section 5.2), which turns the draws round
        the estimate; the percentile one less the bias of the draws, twice below and once above;
        and one about the error without its noise, as their squares add up. It begins at 0 where
        the error is no larger than draws of the gaps' noise alone make it (97.5 %). Spreads are
        enlarged as those of residuals are (n over n less the bins in use), since a bin of few
        responses hardly varies in draws. `benchmarks/coverage.py` measures how often the interval
        holds the true error.
        """
        draws = [_gaps(totals) for totals in drawn(self._sums)]
        if not draws:
            return None
        here = _gaps(self.totals)
        error = sum(map(abs, here))
        errors = [sum(map(abs, gaps)) for gaps in draws]
        noise = [sum(abs(a - b) for a, b in zip(gaps, here, strict=True)) for gaps in draws]
        least, most = percentiles(errors, 0.025, 0.975)
        bias = mean(errors) - error
        wider = self._enlarged()
        without = sqrt(max(0.0, error**2 - (wider * mean(noise)) ** 2))
        half = wider * (most - least) / 2
        low = min(2 * error - most, least - 2 * bias, without - half)
        if error <= wider * percentiles(noise, 0.975)[0]:
            low = 0.0
        high = max(2 * error - least, most - bias, without + half)
        return max(0.0, min(low, error)), min(1.0, max(high, error))

    def _enlarged(self) -> float:
        n, used = len(self._seen), len(set(self._places))
        return sqrt(n / max(1, n - used))

    def curve(self) -> tuple[Point, ...]:
        """The reliability curve: for each bin with responses its mean confidence and accuracy."""
        clusters: list[dict[int, tuple[float, int]]] = [{} for _ in range(BINS)]
        for place, one in zip(self._places, self._seen, strict=True):
            passes, size = clusters[place].get(one.cluster, (0.0, 0))
            clusters[place][one.cluster] = (passes + one.right, size + 1)
        return tuple(
            _point(self.totals[3 * place : 3 * place + 3], list(found.values()))
            for place, found in enumerate(clusters)
            if found
        )

    def decomposed(self) -> tuple[float, float]:
        """Reliability and uncertainty of the Brier score: sum n_b/n (conf_b - acc_b)^2, and
        acc (1 - acc) over all."""
        n = sum(self.totals[0::3])
        reliability = 0.0
        for count, confidence, right in zip(*(self.totals[k::3] for k in range(3)), strict=True):
            if count:
                reliability += (confidence - right) ** 2 / (count * n)
        accuracy = sum(self.totals[2::3]) / n
        return reliability, accuracy * (1 - accuracy)


def _gaps(totals: Sequence[float]) -> list[float]:
    """For each bin (confidence - right) / n."""
    n = sum(totals[0::3])
    return [(a - b) / n for a, b in zip(totals[1::3], totals[2::3], strict=True)]


def _point(totals: Sequence[float], clusters: Sequence[tuple[float, int]]) -> Point:
    count, confidence, right = totals
    low, high = wilson(right / count, effective_size(clusters))
    return Point(confidence / count, right / count, int(count), low, high)
