"""Rates with 95 % intervals, honest about repeated prompts.

Wilson's score interval (E. B. Wilson 1927, JASA 22:209, as in Brown, Cai and DasGupta 2001,
Statistical Science 16:101, equation 4) where the observations are independent. Where several come
from one prompt they are not: the number of observations is then divided by the design effect, the
ratio of the cluster-robust variance of the rate (Liang and Zeger 1986, Biometrika 73:13, with the
factor G/(G-1) for few clusters) to the binomial one, as Korn and Graubard (1998, Survey
Methodology 24:193) do.
"""

from __future__ import annotations

from collections.abc import Collection
from math import sqrt

import msgspec

__all__ = ["Rate", "TalliedRate", "wilson"]

_Z = 1.959963984540054
_MOST_CLUSTERS = 4096
"""Beyond this many, clusters are merged at random: coarser, still independent, and the memory
stays bounded however long the file."""


class Rate(msgspec.Struct, frozen=True):
    """A share of passes among the `n` decided, with the bounds of its 95 % interval."""

    rate: float | None
    low: float | None
    high: float | None
    n: int


def wilson(rate: float, n: float) -> tuple[float, float]:
    """The bounds of Wilson's interval for a share `rate` of `n` > 0 observations."""
    square = _Z * _Z
    centre = (rate + square / (2 * n)) / (1 + square / n)
    half = _Z * sqrt(rate * (1 - rate) / n + square / (4 * n * n)) / (1 + square / n)
    return max(0.0, centre - half), min(1.0, centre + half)


def effective_size(clusters: Collection[tuple[float, int]]) -> float:
    """The number of independent observations that clusters of (passes, size) are worth.

    Never more than there are; where all or none pass, the variance says nothing, and each cluster
    counts as one.
    """
    n = sum(size for _, size in clusters)
    groups = len(clusters)
    if groups == n:
        return float(n)
    rate = sum(passes for passes, _ in clusters) / n
    if groups < 2 or rate in (0.0, 1.0):
        return float(groups)
    residuals = sum((passes - rate * size) ** 2 for passes, size in clusters)
    robust = groups / (groups - 1) * residuals / (n * n)
    return min(float(n), rate * (1 - rate) / robust) if robust else float(n)


class TalliedRate:
    """A rate that is being counted, cluster by cluster, in bounded memory."""

    def __init__(self) -> None:
        self._clusters: dict[int, tuple[float, int]] = {}
        self._merged = False

    def add(self, cluster: int, passes: float, size: int) -> None:
        """Counts `passes` of `size` observations of a cluster, named by a hash.

        A value between 0 and 1 is that much of a pass.
        """
        if not self._merged and len(self._clusters) >= _MOST_CLUSTERS:
            self._merge()
        key = cluster % _MOST_CLUSTERS if self._merged else cluster
        before = self._clusters.get(key, (0, 0))
        self._clusters[key] = (before[0] + passes, before[1] + size)

    def _merge(self) -> None:
        self._merged = True
        clusters, self._clusters = self._clusters, {}
        for key, (passes, size) in clusters.items():
            self.add(key, passes, size)

    def rate(self) -> Rate:
        """The rate so far; its fields are None where nothing was counted."""
        counted = [pair for pair in self._clusters.values() if pair[1]]
        n = sum(size for _, size in counted)
        if not n:
            return Rate(None, None, None, 0)
        rate = sum(passes for passes, _ in counted) / n
        low, high = wilson(rate, effective_size(counted))
        return Rate(rate, low, high, n)
