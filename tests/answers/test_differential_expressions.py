"""Random expressions, rewritten and perturbed, against their values to sixty digits.

What is the same by construction is never "different", what differs in value never "equal"; and
nearly all of it is decided. `value` of `differential_trees` tells the truth, by mpmath.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from assay.answers.equality import compare
from assay.answers.limits import TooMuch
from assay.answers.reading import read

mpmath = pytest.importorskip("mpmath")

from differential_trees import (  # noqa: E402
    Expression,
    NoValue,
    grown,
    latex,
    perturbed,
    rewritten,
    value,
)

pytestmark = pytest.mark.slow

COORDINATES = ((0.37, 0.81), (1.21, 2.77), (3.3, 0.59), (7.1, 5.2), (0.083, 31.7))
DIGITS = 60


def values(tree: Expression) -> list[Any]:
    """At a few points, None where there is none."""
    found: list[Any] = []
    for x, y in COORDINATES:
        try:
            found.append(value(tree, {"x": mpmath.mpf(x), "y": mpmath.mpf(y)}))
        except NoValue:
            found.append(None)
    return found


def same(one: Expression, other: Expression) -> bool | None:
    """By value, at positive points; None where too few lie in both domains."""
    with mpmath.workdps(DIGITS):
        both = zip(values(one), values(other), strict=True)
        pairs = [(x, y) for x, y in both if None not in (x, y)]
        if len(pairs) < 3:
            return None
        gaps = [abs(x - y) / (abs(x) + abs(y) + mpmath.mpf(10) ** -9) for x, y in pairs]
    if all(gap < 1e-40 for gap in gaps):
        return True
    return False if max(gaps) > 1e-20 else None


def pairs(seed: int, letters: str) -> Iterator[tuple[str, str, bool]]:
    """Two answers and whether they are the same."""
    rng = Random(seed)
    for _ in range(20):
        tree = grown(rng, rng.randint(1, 4), letters)
        for other in (rewritten(tree, rng), perturbed(rewritten(tree, rng, 1), rng)):
            truth = same(tree, other)
            if truth is not None:
                yield latex(tree, rng), latex(other, rng), truth


@pytest.mark.parametrize("letters", ["", "x", "xy"], ids=["constants", "x", "x and y"])
def test_no_verdict_contradicts_the_values(letters: str):
    decided = total = 0
    for seed in range(20):
        for gold, given, truth in pairs(seed, letters):
            try:
                outcome = compare(read(gold), read(given))
            except TooMuch:
                continue
            assert outcome.equal in (truth, None), (gold, given, outcome)
            decided += outcome.equal is not None
            total += 1
    assert total > 150
    assert decided >= 0.97 * total
