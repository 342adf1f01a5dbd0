"""A paired difference of means: its interval, and what so many items could have shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt

import msgspec

from assay.evaluate.distributions import normal_quantile, t_quantile

__all__ = ["Difference", "detectable", "of_attempts", "of_single", "tango", "wanted"]

_FEW = 10
POWER = 0.8


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """The means of both sides over the items compared, and the second less the first, with the
    bounds of an interval; None where there is nothing to compare. `why` says what is missing."""

    a: float | None = None
    b: float | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    method: str = ""
    why: str = ""


def of_single(a: int, b: int, gained: int, lost: int, n: int, level: float) -> Difference:
    """For one attempt an item: so many passes of each side, gains and losses, of n items."""
    if not n:
        return Difference(why="no item could be compared")
    low, high = tango(gained, lost, n, normal_quantile((1 + level) / 2))
    return Difference(
        a=a / n, b=b / n, value=(gained - lost) / n, low=low, high=high, method="Tango's score"
    )


def of_attempts(
    ones: Sequence[float],
    others: Sequence[float],
    level: float,
    moved: Sequence[float] | None = None,
) -> Difference:
    """For several attempts: the mean of the items' differences, with Student's t over items.

    Items are what was sampled, so that attempts of one item count as one observation of it; where
    several items hang together, `moved` has their differences put together, with the same mean.
    Where fewer than ten items differ t would be too sure of itself; then one item that is wholly
    better, one that is wholly worse, each by half, and one without a difference are added, as
    Agresti and Min 2005 (Statistics in Medicine 24:729) do for single attempts.
    """
    n = len(ones)
    if not n:
        return Difference(why="no item could be compared")
    found = Difference(a=sum(ones) / n, b=sum(others) / n, value=(sum(others) - sum(ones)) / n)
    if moved is None:
        moved = [other - one for one, other in zip(ones, others, strict=True)]
    n, mean = len(moved), sum(moved) / len(moved)
    if n < 2:
        return msgspec.structs.replace(found, why="an interval wants two items")
    few = sum(one != 0 for one in moved) < _FEW
    count, centre = (n + 2, sum(moved) / (n + 2)) if few else (n, mean)
    squares = sum(one * one for one in moved) + (1 if few else 0)
    spread = max(0.0, squares / count - centre * centre) * count / (count - 1)
    half = t_quantile((1 + level) / 2, count - 1) * sqrt(spread / count)
    return msgspec.structs.replace(
        found,
        low=max(-1.0, min(mean, centre - half)),
        high=min(1.0, max(mean, centre + half)),
        method="Student's t, adjusted" if few else "Student's t",
    )


def tango(gained: int, lost: int, n: int, z: float) -> tuple[float, float]:
    """The score interval for a difference of paired shares, (gained - lost) / n.

    Tango 1998 (Statistics in Medicine 17:891): all d with |T(d)| <= z.
    """
    centre = (gained - lost) / n

    def score(d: float) -> float:
        linear = (2 * n - gained + lost) * d - gained - lost
        root = sqrt(max(0.0, linear * linear + 8 * n * lost * d * (1 - d)))
        worse = (root - linear) / (4 * n)
        variance = n * (2 * worse + d * (1 - d))
        return (gained - lost - n * d) / sqrt(variance) if variance > 0 else 0.0

    def reached(d: float) -> bool:
        return abs(score(d)) > z

    return _edge(reached, centre, -1.0), _edge(reached, centre, 1.0)


def _edge(outside: Callable[[float], bool], inner: float, outer: float) -> float:
    """Where, from `inner` towards `outer`, it begins to be outside."""
    if not outside(outer * (1 - 1e-12)):
        return outer
    for _ in range(100):
        middle = (inner + outer) / 2
        inner, outer = (inner, middle) if outside(middle) else (middle, outer)
    return (inner + outer) / 2


def detectable(square: float, n: int, alpha: float, power: float = POWER) -> float | None:
    """The least difference that a two-sided test at `alpha` finds with that chance, over n items.

    `square` is the mean square of the items' differences, for single attempts the share that
    changes: Connor 1987 (Biometrics 43:207), solved for the difference. None where
    no difference that such items can have is found so often.
    """
    if not n:
        return None
    low, high = 0.0, sqrt(square)
    if _items(high, square, alpha, power) > n:
        return None
    for _ in range(100):
        middle = (low + high) / 2
        if _items(middle, square, alpha, power) > n:
            low = middle
        else:
            high = middle
    return high


def wanted(difference: float, square: float, alpha: float, power: float = POWER) -> int | None:
    """How many items a test at `alpha` wants to find that difference with that chance."""
    if not difference or difference * difference > square:
        return None
    return int(_items(abs(difference), square, alpha, power)) + 1


def _items(difference: float, square: float, alpha: float, power: float) -> float:
    if difference <= 0:
        return float("inf")
    under_null = normal_quantile(1 - alpha / 2) * sqrt(square)
    under_it = normal_quantile(power) * sqrt(max(0.0, square - difference * difference))
    return ((under_null + under_it) / difference) ** 2
