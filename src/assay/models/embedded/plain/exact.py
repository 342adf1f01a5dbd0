"""Sums without rounding over lists of numbers: the roundings of compiled/exact.h, which says why
they are made."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from operator import mul
from typing import TypeAlias

__all__ = ["DOUBLE", "Linear", "Vector", "bits_of", "dot", "snap", "snap_to"]

DOUBLE = 53
_WEIGHT_BITS = 23
Vector: TypeAlias = list[float]


def _dot(left: Sequence[float], right: Sequence[float]) -> float:
    return sum(map(mul, left, right))


# Python 3.12 has it in C.
dot: Callable[[Sequence[float], Sequence[float]], float] = getattr(math, "sumprod", _dot)


def bits_of(count: int) -> int:
    """Bits by which a sum of `count` numbers can be longer than each of them."""
    return (count - 1).bit_length()


def exponent_of(values: Vector) -> int:
    """Of the power of two above the largest number."""
    return math.frexp(max(map(abs, values)))[1]


def snap(values: Vector, bits: int) -> Vector:
    """Rounded to a multiple of 2^-`bits` of the power of two above the largest number."""
    return snap_to(values, exponent_of(values) - bits)


def snap_to(values: Vector, exponent: int) -> Vector:
    """Rounded to multiples of 2^`exponent`, ties to even."""
    far = math.ldexp(1.5, exponent + 52)
    return [(value + far) - far for value in values]


class Linear:
    """A matrix product, exact after its factors are rounded. `rows` are of the matrix."""

    def __init__(self, rows: list[Vector]) -> None:
        self._rows = [snap(row, _WEIGHT_BITS) for row in rows]
        # In units of the rows as they were: rounding may bring the largest to the next power.
        units = [
            math.ldexp(sum(map(abs, snapped)), _WEIGHT_BITS - exponent_of(row))
            for row, snapped in zip(rows, self._rows, strict=True)
        ]
        self._bits = DOUBLE - bits_of(int(max([1.0, *units])))

    def __call__(self, x: Vector) -> Vector:
        x = snap(x, self._bits)
        return [dot(row, x) for row in self._rows]
