"""The elementary functions of one real number, to the precision of the current decimal context.

The standard library's decimal arithmetic has exp, ln, sqrt and powers at any precision; what it
lacks stands here: pi (Gauss and Legendre's mean), sine and cosine (reduction to an eighth of a
turn, then Taylor's series) and the arc tangent (halved until its series is short). Decimal
contexts belong to a thread or task, so nothing here is shared between callers.
"""

from __future__ import annotations

from decimal import Decimal, getcontext, localcontext
from functools import lru_cache

__all__ = ["arctangent", "cosine_and_sine", "pi"]

_GUARD = 10
_HALVINGS = 5


def pi() -> Decimal:
    """Pi, rounded to the context's precision."""
    return +_pi(getcontext().prec)


@lru_cache(maxsize=32)
def _pi(digits: int) -> Decimal:
    with localcontext() as context:
        context.prec = digits + _GUARD
        mean, geometric = Decimal(1), Decimal("0.5").sqrt()
        area, weight = Decimal("0.25"), Decimal(1)
        while abs(mean - geometric) > Decimal(10) ** -(digits + 5):
            half = (mean + geometric) / 2
            geometric = (mean * geometric).sqrt()
            area -= weight * (mean - half) ** 2
            mean, weight = half, 2 * weight
        return (mean + geometric) ** 2 / (4 * area)


def cosine_and_sine(angle: Decimal) -> tuple[Decimal, Decimal]:
    """Both, of an angle in radians; a large angle costs as many more digits as it has."""
    with localcontext() as context:
        context.prec += _GUARD + max(angle.adjusted(), 0)
        quarter = pi() / 2
        turns = (angle / quarter).to_integral_value()
        rest = angle - turns * quarter
        cosine, sine = _series(-rest * rest, Decimal(1), 1), _series(-rest * rest, rest, 2)
    for _ in range(int(turns % 4) % 4):
        cosine, sine = -sine, cosine
    return +cosine, +sine


def _series(square: Decimal, first: Decimal, start: int) -> Decimal:
    """first * (1 + s/(a(a+1)) + s^2/(a(a+1)(a+2)(a+3)) + ...) with a = `start`."""
    total = term = first
    step = start
    while term and term.adjusted() > total.adjusted() - getcontext().prec - 2:
        term = term * square / (step * (step + 1))
        total += term
        step += 2
    return total


def arctangent(slope: Decimal) -> Decimal:
    """The angle in (-pi/2, pi/2)."""
    with localcontext() as context:
        context.prec += _GUARD
        if abs(slope) > 1:
            return pi() / 2 * (1 if slope > 0 else -1) - arctangent(1 / slope)
        for _ in range(_HALVINGS):
            slope = slope / (1 + (1 + slope * slope).sqrt())
        square, power, total, step = -slope * slope, slope, slope, 1
        while power and power.adjusted() > total.adjusted() - context.prec:
            power *= square
            step += 2
            total += power / step
        total *= 2**_HALVINGS
    return +total
