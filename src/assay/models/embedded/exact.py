"""Sums without rounding, so that a result never depends on what else was computed beside it.

Floating-point sums depend on their order, and a matrix product's order depends on the shape of
the batch, the number of threads and the library. But doubles hold whole numbers up to 2^53
exactly: where both factors are rounded first, to so few bits that every product and every sum of
products stays below 2^53 units, no order of summation changes a bit. `snap` does that rounding,
row by row, with a unit that comes from the row alone. About 24 bits are left for each factor,
as many as single precision has.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from assay.models.embedded.safetensors import Array

__all__ = ["DOUBLE", "WEIGHT_BITS", "Linear", "bits_of", "snap", "snap_to"]

DOUBLE: Final = 53
"""Bits of a double's significand."""
WEIGHT_BITS: Final = 23
_SMALL: Final = 1 << 18
_ROWS: Final = 32


def bits_of(count: int) -> int:
    """Bits by which a sum of `count` numbers can be longer than each of them."""
    return (count - 1).bit_length()


def snap(values: Array, bits: int) -> Array:
    """Each row (last axis) rounded to a multiple of 2^-`bits` of the power of two above its
    largest number."""
    return snap_to(values, _exponents(values) - bits)


def _exponents(values: Array) -> np.ndarray:
    """Of the powers of two above each row's largest number."""
    return np.frexp(np.maximum.reduce(np.abs(values), -1, keepdims=True))[1]


def snap_to(values: Array, exponent: int | np.ndarray) -> Array:
    """Rounded to multiples of 2^`exponent`, ties to even: near 1.5 · 2^52 units a double's steps
    are one unit wide, so adding and taking away that much rounds."""
    far = np.ldexp(1.5, exponent + 52)
    found = values + far
    found -= far
    return found


class Linear:
    """A matrix product `x · Wᵀ` that is exact after its factors are rounded.

    `weight` is (outputs, inputs), as in the file. The product is cut into tiles below the size
    from which BLAS libraries call their own threads: those wait for each other spinning, which on
    a busy machine costs twenty times what the product costs.
    """

    def __init__(self, weight: Array) -> None:
        outputs, inputs = weight.shape
        weight = snap(weight, WEIGHT_BITS)
        # A row of x of at most 2^bits units adds up to no more than that times these units.
        units = np.ldexp(np.abs(weight), WEIGHT_BITS - _exponents(weight)).sum(-1)
        self.bits = DOUBLE - bits_of(int(units.max(initial=1)))
        self.outputs = outputs
        width = max(8, _SMALL // (_ROWS * inputs) // 8 * 8)
        tiles = -(-outputs // width)
        padded = np.zeros((tiles * width, inputs))
        padded[:outputs] = weight
        self._tiles = np.ascontiguousarray(padded.reshape(tiles, width, inputs).swapaxes(1, 2))

    def __call__(self, x: Array) -> Array:
        x = snap(x, self.bits)
        tiles, _, width = self._tiles.shape
        found = np.empty((len(x), tiles, width))
        for start in range(0, len(x), _ROWS):
            part = slice(start, start + _ROWS)
            np.matmul(x[part], self._tiles, out=found[part].swapaxes(0, 1))
        return found.reshape(len(x), -1)[:, : self.outputs]
