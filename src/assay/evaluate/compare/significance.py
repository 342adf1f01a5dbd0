"""Whether a paired difference could be chance: McNemar's test, sign flips, Holm's correction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from math import isclose, lcm
from random import Random

import msgspec

from assay.evaluate.distributions import binomial_half

__all__ = ["Test", "holm", "mcnemar", "sign_flips"]

DRAWS = 20_000
_MOST_WORK = 4_000_000_000
"""Bits that are moved to count sign flips out; a second or so."""
_MOST_COMMON = 5_040


class Test(msgspec.Struct, frozen=True, kw_only=True):
    """A test of 'there is no difference'. `p` is two-sided and what decisions rest on; `exact_p`,
    where it is another, never falls below its level."""

    __test__ = False  # this is no test of pytest's

    name: str
    p: float
    exact_p: float | None = None


def mcnemar(gained: int, lost: int) -> Test:
    """McNemar's test over items with one attempt a side, of which so many changed.

    McNemar 1947 (Psychometrika 12:153) in its exact form: gains among changes are tosses of a
    fair coin. `p` is the mid-p value (Fagerland, Lydersen and Laake 2013, BMC Medical Research
    Methodology 13:91, who advise it), `exact_p` the exact conditional one.
    """
    changed, fewer = gained + lost, min(gained, lost)
    if not changed:
        return Test(name="McNemar, mid-p", p=1.0, exact_p=1.0)
    double = 2 * binomial_half(fewer, changed)
    here = 2 * (binomial_half(fewer, changed) - binomial_half(fewer - 1, changed))
    return Test(
        name="McNemar, mid-p",
        p=min(1.0, max(0.0, double - here / 2)),
        exact_p=min(1.0, double),
    )


def sign_flips(differences: Sequence[Fraction], draws: int = DRAWS, seed: int = 0) -> Test:
    """The paired permutation test: each item's difference is as likely of the other sign.

    Fisher 1935 (The Design of Experiments, section 21). All 2^m flips are counted out where that
    is feasible, as it mostly is; otherwise by so many seeded draws, with p = (1 + hits) / (1 +
    draws) (Phipson and Smyth 2010, arXiv:1603.05766).
    """
    moved = [one for one in differences if one]
    total = abs(sum(moved))
    common = lcm(*(one.denominator for one in moved))
    if not total:
        return Test(name="sign flips, exact", p=1.0)
    if common <= _MOST_COMMON:
        whole = [abs(int(one * common)) for one in moved]
        width = (len(whole) + 8) // 8
        if 8 * width * sum(whole) * len(whole) <= _MOST_WORK:
            p = _counted(whole, int(total * common), width)
            return Test(name="sign flips, exact", p=p)
    return Test(name=f"sign flips, {draws:,} draws", p=_drawn(moved, float(total), draws, seed))


def _counted(sizes: Sequence[int], total: int, width: int) -> float:
    """The share of sign flips whose sum is at least `total` on either side.

    The product of all (1 + x^size), its coefficients `width` bytes each in one long integer: of
    x^k it is the number of flips that sum to 2k less the sum of all.
    """
    product = 1
    for size in sorted(sizes):
        product += product << (8 * width * size)
    most = (sum(sizes) - total) // 2
    digits = (product & ((1 << 8 * width * (most + 1)) - 1)).to_bytes(width * (most + 1), "little")
    ways = sum(
        int.from_bytes(digits[place : place + width], "little")
        for place in range(0, len(digits), width)
    )
    return min(1.0, float(Fraction(2 * ways, 2 ** len(sizes))))


def _drawn(moved: Sequence[Fraction], total: float, draws: int, seed: int) -> float:
    """As `_counted`, by draws: of items with equal differences only the number of heads matters."""
    sizes = Counter(abs(one) for one in moved)
    groups = [(float(size), times) for size, times in sorted(sizes.items())]
    random, hits = Random(seed), 0  # noqa: S311
    for _ in range(draws):
        drawn = abs(sum(size * (2 * random.getrandbits(n).bit_count() - n) for size, n in groups))
        hits += drawn > total or isclose(drawn, total)
    return (1 + hits) / (1 + draws)


def holm(values: Sequence[float]) -> list[float]:
    """The p-values adjusted for being one of several (Holm 1979, Scand. J. Statistics 6:65)."""
    adjusted, least = [0.0] * len(values), 0.0
    for rank, place in enumerate(sorted(range(len(values)), key=lambda place: values[place])):
        least = max(least, min(1.0, values[place] * (len(values) - rank)))
        adjusted[place] = least
    return adjusted
