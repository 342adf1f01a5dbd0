"""Items compared: what each is worth on either side, the difference of the means, and its test."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from math import comb
from typing import NamedTuple, TypeAlias

from assay.errors import BadParameter
from assay.evaluate.compare.difference import Difference, of_attempts, of_single
from assay.evaluate.compare.pairing import Item
from assay.evaluate.compare.significance import Test, mcnemar, sign_flips

__all__ = ["Compared", "Worth", "mean_square", "within", "worth_of"]

Worth: TypeAlias = Callable[[int, int], Fraction | None]
"""What an item is worth of whose n attempts c pass; None where n are too few."""


class Compared(NamedTuple):
    """For each item the second side less the first, how many attempts these rest on, the
    difference of the means, and whether it could be chance."""

    moved: list[Fraction]
    pairs: int
    difference: Difference
    test: Test


def worth_of(metric: str) -> Worth:
    """What an item is worth under a metric. Raises BadParameter for one that is not compared."""
    if metric == "accuracy":
        return lambda n, c: Fraction(c, n)
    found = re.fullmatch(r"pass([@^])([1-9]\d{0,5})", metric)
    if found is None:
        raise BadParameter(f"expected accuracy, pass@K or pass^K, got {metric!r:.60}", "metric")
    k, best = int(found[2]), found[1] == "@"

    def of(n: int, c: int) -> Fraction | None:
        if n < k:
            return None
        missed, all_pass = Fraction(comb(n - c, k), comb(n, k)), Fraction(comb(c, k), comb(n, k))
        return 1 - missed if best else all_pass

    return of


def within(items: Sequence[Item], worth: Worth, alpha: float, *, single: bool) -> Compared:
    """The difference over items. Where `single`, and each has one attempt, as paired shares."""
    values = [
        (one, other, len(item.pairs))
        for item in items
        for one, other in [_values(item, worth)]
        if one is not None and other is not None
    ]
    moved = [other - one for one, other, _ in values]
    pairs = sum(n for _, _, n in values)
    if single and pairs == len(values):
        gained, lost = sum(one > 0 for one in moved), sum(one < 0 for one in moved)
        ones, others = sum(one == 1 for one, _, _ in values), sum(b == 1 for _, b, _ in values)
        difference = of_single(ones, others, gained, lost, len(values), 1 - alpha)
        return Compared(moved, pairs, difference, mcnemar(gained, lost))
    difference = of_attempts(
        [float(one) for one, _, _ in values], [float(other) for _, other, _ in values], 1 - alpha
    )
    return Compared(moved, pairs, difference, sign_flips(moved))


def _values(item: Item, worth: Worth) -> tuple[Fraction | None, Fraction | None]:
    n = len(item.pairs)
    passes = [sum(pair[side] for pair in item.pairs) for side in (0, 1)]
    return worth(n, passes[0]), worth(n, passes[1])


def mean_square(moved: Sequence[Fraction]) -> float:
    """The mean square of the differences, with half an item wholly better and half one worse added
    (Agresti and Min 2005), so that a few equal items do not promise that all are."""
    return float((sum((one * one for one in moved), Fraction(0)) + 1) / (len(moved) + 2))
