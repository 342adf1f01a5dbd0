"""What a decimal states: a range, half of its last digit either way.

An exact value, or a decimal with more places, that lies in the range of a decimal is taken for the
same answer where the decimal states enough: at least `policy.digits` significant digits, and, as
2.24 is a rough value of many things and 0.458 or 85.71 of few, as many decimal places or one
digit more. For a longer decimal, itself a rounded value, `policy.shorter` digits do. Two decimals
with the same number of places that differ are different.
"""

from __future__ import annotations

from fractions import Fraction

import msgspec

from assay.answers.equality.exact import Rational, exact_or_none
from assay.answers.policy import Policy
from assay.answers.trees import Mul, Node, Num, Pow

__all__ = ["Decimal", "decimal_of", "half_unit", "stands_for_longer", "states_enough", "within"]

_LONG = 4_000
_NOISE = Fraction(10**12)


class Decimal(msgspec.Struct, frozen=True, gc=False):
    """A decimal numeral: its value, and the number of places it is written with."""

    value: Rational
    places: int


def decimal_of(node: Node) -> Decimal | None:
    """The decimal that `node` is, with a sign or a power of ten perhaps; None for all else."""
    if isinstance(node, Num):
        return None if node.places is None else Decimal(node.value, node.places)
    if not isinstance(node, Mul):
        return None
    stated: Num | None = None
    shift = 0
    sign = 1
    for factor in node.factors:
        if isinstance(factor, Num) and factor.places is not None and stated is None:
            stated = factor
        elif isinstance(factor, Num) and factor.value in (1, -1):
            sign *= int(factor.value)
        elif (power := _power_of_ten(factor)) is not None:
            shift += power
        else:
            return None
    if stated is None or stated.places is None or abs(shift) > _LONG:
        return None
    value = exact_or_none(Mul((stated, Pow(Num(10), Num(shift)), Num(sign))))
    return None if value is None else Decimal(value, stated.places - shift)


def _power_of_ten(node: Node) -> int | None:
    if node == Num(10):
        return 1
    if isinstance(node, Pow) and node.base == Num(10) and isinstance(node.exponent, Num):
        exponent = node.exponent.value
        return exponent if isinstance(exponent, int) else None
    return None


def half_unit(places: int) -> Rational:
    """Half of the last digit's worth. `places` may be negative: 3.2e5 counts ten thousands."""
    value = exact_or_none(Mul((Num(5), Pow(Num(10), Num(-places - 1)))))
    return 0 if value is None else value


def states_enough(decimal: Decimal, policy: Policy) -> bool:
    """Whether the decimal has digits enough to stand for what it is rounded from."""
    if not policy.rounding or abs(decimal.places) > _LONG:
        return False
    counted = abs(decimal.value) * _ten_to(decimal.places)
    wanted = policy.digits
    if counted < 10 ** (wanted - 1):
        return False
    return decimal.places >= wanted or decimal.places < 0 or counted >= 10**wanted


def stands_for_longer(decimal: Decimal, policy: Policy) -> bool:
    """Whether the decimal has digits enough to stand for a longer decimal."""
    if not policy.rounding or not 0 < decimal.places <= _LONG:
        return False
    return abs(decimal.value) * 10**decimal.places >= 10 ** (policy.shorter - 1)


def _ten_to(places: int) -> Rational:
    return 10**places if places >= 0 else half_unit(-places - 1) * 20


def within(decimal: Decimal, value: Rational) -> bool:
    """Whether `value` rounds to the decimal; both ends count, as roundings of 5 differ.

    Thirteen digits and more are the printout of a computation, whose last ones are noise.
    """
    gap = abs(decimal.value - value)
    if gap <= half_unit(decimal.places):
        return True
    size = abs(decimal.value)
    return size * _ten_to(decimal.places) >= 10**12 and gap <= size / _NOISE
