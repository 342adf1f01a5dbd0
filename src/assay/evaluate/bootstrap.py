"""The bootstrap, clustered: whole clusters are drawn with replacement, and all that rest on them.

For statistics that are functions of totals: each cluster gives a row of sums, a draw weighs the
rows, and the statistic is taken of the weighted totals. Draws come from Python's Mersenne Twister
by a stated seed, so that an interval is the same on every machine; NumPy, where installed, only
adds up faster. Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapters 13 and 14;
clusters as in Davison and Hinkley 1997, section 3.8.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from importlib.util import find_spec
from operator import mul
from random import Random
from zlib import crc32

__all__ = ["Sums", "drawn", "percentiles"]

DRAWS = 1000
_MOST = 512
"""More clusters are merged at random: coarser, still independent, and a thousand draws of them
take a fraction of a second."""


class Sums:
    """Rows of sums, one a cluster."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._rows: defaultdict[int, list[float]] = defaultdict(lambda: [0.0] * width)

    def add(self, cluster: int, place: int, value: float) -> None:
        """Adds to one sum of a cluster."""
        self._rows[cluster][place] += value

    def totals(self) -> list[float]:
        """The sums over all clusters."""
        return [sum(column) for column in zip(*self._rows.values(), strict=True)] or (
            [0.0] * self._width
        )

    def merged(self) -> list[list[float]]:
        """The rows, at most `_MOST`, in an order that does not depend on how they came."""
        if len(self._rows) <= _MOST:
            return [self._rows[key] for key in sorted(self._rows)]
        groups: defaultdict[int, list[float]] = defaultdict(lambda: [0.0] * self._width)
        for key in sorted(self._rows):
            group = groups[crc32(key.to_bytes(16, "big", signed=True)) % _MOST]
            group[:] = map(sum, zip(group, self._rows[key], strict=True))
        return [groups[key] for key in sorted(groups)]


def drawn(sums: Sums, draws: int = DRAWS, seed: int = 0) -> list[Sequence[float]]:
    """The totals of each draw; none where there are fewer than two clusters."""
    rows = sums.merged()
    if len(rows) < 2:
        return []
    random, everyone = Random(seed), range(len(rows))  # noqa: S311
    weights = [_counts(random.choices(everyone, k=len(rows)), len(rows)) for _ in range(draws)]
    return _weighted(weights, rows)


def _counts(chosen: Sequence[int], groups: int) -> list[int]:
    counts = [0] * groups
    for one in chosen:
        counts[one] += 1
    return counts


def _weighted(weights: list[list[int]], rows: list[list[float]]) -> list[Sequence[float]]:
    """For each draw the weighted sums of the columns."""
    if find_spec("numpy") is not None:
        import numpy

        return (numpy.array(weights, dtype=float) @ numpy.array(rows)).tolist()
    columns = list(zip(*rows, strict=True))
    return [[sum(map(mul, line, column)) for column in columns] for line in weights]


def percentiles(values: Sequence[float], *shares: float) -> list[float]:
    """The quantiles of values, between neighbours by a straight line."""
    known = sorted(values)
    return [_quantile(known, share) for share in shares]


def _quantile(values: Sequence[float], share: float) -> float:
    place = share * (len(values) - 1)
    lower = int(place)
    upper = min(lower + 1, len(values) - 1)
    return values[lower] + (place - lower) * (values[upper] - values[lower])
