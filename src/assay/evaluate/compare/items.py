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
    """How many items and attempts; for each prompt the second side less the first (its items'
    share of the difference of the means); that difference, and whether it could be chance."""

    items: int
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
    """The difference over items. Where `single`, and each prompt has one attempt, as paired
    shares."""
    found = [
        (one, other, item)
        for item in items
        for one, other in [_values(item, worth)]
        if one is not None and other is not None
    ]
    sums = _by_prompt([(other - one, item) for one, other, item in found])
    scale = Fraction(len(sums), len(found) or 1)
    moved = [one * scale for one in sums] if scale != 1 else sums
    pairs = sum(len(item.pairs) for *_, item in found)
    if single and pairs == len(moved):
        gained, lost = sum(one > 0 for one in moved), sum(one < 0 for one in moved)
        passes = sum(one == 1 for one, *_ in found), sum(other == 1 for _, other, _ in found)
        difference = of_single(*passes, gained, lost, pairs, 1 - alpha)
        return Compared(pairs, moved, pairs, difference, mcnemar(gained, lost))
    difference = of_attempts(
        [float(one) for one, *_ in found],
        [float(other) for _, other, _ in found],
        1 - alpha,
        [float(one) for one in moved],
    )
    # The test is the same for any scale; unscaled the sums are small numbers, to be counted out.
    return Compared(len(found), moved, pairs, difference, sign_flips(sums))


def _by_prompt(moved: Sequence[tuple[Fraction, Item]]) -> list[Fraction]:
    """The differences of the items of one prompt, put together: they are no more independent than
    its attempts are. Times prompts by items, their mean is that over items."""
    sums: dict[bytes | str, Fraction] = {}
    for value, item in moved:
        key = item.asked or item.id
        sums[key] = sums.get(key, Fraction(0)) + value
    return [*sums.values()]


def _values(item: Item, worth: Worth) -> tuple[Fraction | None, Fraction | None]:
    n = len(item.pairs)
    passes = [sum(pair[side] for pair in item.pairs) for side in (0, 1)]
    return worth(n, passes[0]), worth(n, passes[1])


def mean_square(moved: Sequence[Fraction]) -> float:
    """The mean square of the differences, with half an item wholly better and half one worse added
    (Agresti and Min 2005), so that a few equal items do not promise that all are."""
    return float((sum((one * one for one in moved), Fraction(0)) + 1) / (len(moved) + 2))
