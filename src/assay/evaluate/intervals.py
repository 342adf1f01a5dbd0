"""Rates with 95 % intervals, honest about repeated prompts.

Wilson's score interval (E. B. Wilson 1927, JASA 22:209, as in Brown, Cai and DasGupta 2001,
Statistical Science 16:101, equation 4) where the observations are independent. Where several come
from one prompt they are not: the number of observations is then divided by the design effect, the
ratio of the cluster-robust variance of the rate (Liang and Zeger 1986, Biometrika 73:13, with the
factor G/(G-1) for few clusters) to the binomial one, and multiplied by the squared ratio of the
quantiles of the normal distribution and of Student's t, as Korn and Graubard (1998, Survey
Methodology 24:193) do. `clopper_pearson` is the exact interval, wider than it need be, for where
a bound must hold.
"""

from __future__ import annotations

from collections.abc import Collection
from math import sqrt

import msgspec

from assay.evaluate.distributions import beta_quantile, t_quantile

__all__ = ["Rate", "TalliedRate", "Z", "clopper_pearson", "effective_size", "wilson"]

Z = 1.959963984540054
"""The normal quantile of a 95 % interval."""
_MOST_CLUSTERS = 4096
"""Beyond this many, clusters are merged at random: coarser, still independent, and the memory
stays bounded however long the file."""
_AGREEING = 0.5
_GRADED = 30
"""That graded observations vary less than yes and no is believed as far as there are more clusters
than this: of few, those that would vary most may be missing."""


class Rate(msgspec.Struct, frozen=True):
    """A share of passes among the `n` decided, with the bounds of its 95 % interval."""

    rate: float | None
    low: float | None
    high: float | None
    n: int


def wilson(rate: float, n: float, z: float = Z) -> tuple[float, float]:
    """The bounds of Wilson's interval for a share `rate` of `n` > 0 observations."""
    square = z * z
    centre = (rate + square / (2 * n)) / (1 + square / n)
    half = z * sqrt(rate * (1 - rate) / n + square / (4 * n * n)) / (1 + square / n)
    # Exactly 0 and 1 where all fail or all pass, which rounding would miss by a hair.
    low, high = max(0.0, centre - half), min(1.0, centre + half)
    return (0.0 if rate <= 0 else low), (1.0 if rate >= 1 else high)


def clopper_pearson(passes: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """The bounds of the exact interval for `passes` of `n` > 0 independent observations.

    Clopper and Pearson 1934 (Biometrika 26:404), by quantiles of the beta distribution as in
    Brown, Cai and DasGupta 2001, section 4.2.1. It covers at least `level` of the time.
    """
    tail = (1 - level) / 2
    low = beta_quantile(tail, passes, n - passes + 1) if passes else 0.0
    high = beta_quantile(1 - tail, passes + 1, n - passes) if passes < n else 1.0
    return low, high


def effective_size(
    clusters: Collection[tuple[float, int]],
    observations: float | None = None,
    *,
    graded: bool = False,
) -> float:
    """The number of independent observations that clusters of (passes, size) are worth.

    Where the passes are themselves shares, `observations` says of how many. It is never more than
    there are, except where observations are `graded`, numbers and not yes or no, which may vary
    less. Where all or none pass, the variance says nothing, and each cluster counts as one.
    """
    n = sum(size for _, size in clusters)
    most = float(n if observations is None else observations)
    groups = len(clusters)
    if groups == most and not graded:
        return most
    rate = sum(passes for passes, _ in clusters) / n
    if groups < 2 or not 0 < rate < 1:
        return float(groups)
    found = rate * (1 - rate) / _variance(clusters, rate, n)
    found *= (Z / t_quantile(0.975, groups)) ** 2
    if not graded or found <= most:
        return min(most, found)
    return most * (groups + _GRADED) / (groups * most / found + _GRADED)


def _variance(clusters: Collection[tuple[float, int]], rate: float, n: int) -> float:
    """The cluster-robust variance of a rate between 0 and 1, averaged with that of half a cluster
    whose observations all agree.

    How much observations of a cluster agree is seen in those clusters alone that do not wholly
    pass (or, where these are fewer, do not wholly fail). Without the half one, a single failure in
    ten prompts of 64 passes each would make 640 independent observations of them.
    """
    groups = len(clusters)
    residuals = sum((passes - rate * size) ** 2 for passes, size in clusters)
    robust = groups / (groups - 1) * residuals / (n * n)
    mixed = min(sum(p < size for p, size in clusters), sum(p > 0 for p, _ in clusters))
    return (mixed * robust + _AGREEING * rate * (1 - rate) / groups) / (mixed + _AGREEING)


class TalliedRate:
    """A rate that is being counted, cluster by cluster, in bounded memory."""

    def __init__(self) -> None:
        self._clusters: dict[int, tuple[float, int]] = {}
        self._merged = self._graded = False
        self._observations = 0

    def add(self, cluster: int, passes: float, size: int, observations: int | None = None) -> None:
        """Counts `passes` of `size` units of a cluster, named by a hash.

        A value between 0 and 1 is that much of a pass; where it is a share of several
        `observations`, each of them counts towards the interval. It is graded otherwise.
        """
        self._observations += size if observations is None else observations
        self._graded = self._graded or (observations in (None, size) and passes != int(passes))
        self._put(cluster, passes, size)

    def _put(self, cluster: int, passes: float, size: int) -> None:
        if not self._merged and len(self._clusters) >= _MOST_CLUSTERS:
            self._merge()
        key = cluster % _MOST_CLUSTERS if self._merged else cluster
        before = self._clusters.get(key, (0, 0))
        self._clusters[key] = (before[0] + passes, before[1] + size)

    def _merge(self) -> None:
        self._merged = True
        clusters, self._clusters = self._clusters, {}
        for key, (passes, size) in clusters.items():
            self._put(key, passes, size)

    def rate(self) -> Rate:
        """The rate so far; its fields are None where nothing was counted."""
        counted = [pair for pair in self._clusters.values() if pair[1]]
        n = sum(size for _, size in counted)
        if not n:
            return Rate(None, None, None, 0)
        rate = sum(passes for passes, _ in counted) / n
        low, high = wilson(rate, effective_size(counted, self._observations, graded=self._graded))
        return Rate(rate, low, high, n)
