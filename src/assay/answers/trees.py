"""Expressions: what a scalar answer says, before anything is computed.

A tree is immutable and hashable. It keeps what was written (`1/2` is a product with a power of
-1, `0.50` remembers its two places) and leaves all simplification to `assay.answers.equality`.
Subtraction is addition of a product with -1, division multiplication by a power of -1, a root a
power. `Call` covers every named function, known or not:

    sin cos tan cot sec csc, arcsin ... arccsc, sinh cosh tanh coth, arcsinh ... : one argument
    log (x) natural, log (x, base); exp; abs; sign; re im conj arg; floor ceil; factorial
    (double factorial: factorial2); binom (n, k); perm (n, k); mod (a, m)
    gcd lcm max min (any number of arguments)
    sqrt is never a call: it is a power of 1/2, and an n-th root a power of 1/n
    sum prod (body, Sym, low, high); integral (body, Sym[, low, high]); limit (body, Sym, to)
    derivative (body, Sym[, order]); det trace norm
    pm (x): plus or minus x, mp (x): minus or plus x
    any other name: an unknown function, f(x) say, with `'` appended for each prime
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

import msgspec

__all__ = ["Add", "Call", "Const", "Mul", "Node", "Num", "Pow", "Sym"]


class Num(msgspec.Struct, frozen=True, gc=False):
    """A rational number. `places` is what a decimal states: its last digit counts 10**-places.

    `0.50` has places 2, `3.2e5` places -4; None for what is exact (integers, fractions).
    """

    value: int | Fraction
    places: int | None = None


class Const(msgspec.Struct, frozen=True, gc=False):
    """A named number: `pi`, `e`, `i` (imaginary unit), `inf` (plus infinity), `undefined`."""

    name: str


class Sym(msgspec.Struct, frozen=True, gc=False):
    """A variable: `x`, `x_1`, `alpha`, `AB` (from an overline or \\text), always canonical."""

    name: str


class Call(msgspec.Struct, frozen=True, gc=False):
    """A function of arguments; names as in the docstring of this module."""

    name: str
    args: tuple[Node, ...]


class Add(msgspec.Struct, frozen=True, gc=False):
    """A sum of two or more terms."""

    terms: tuple[Node, ...]


class Mul(msgspec.Struct, frozen=True, gc=False):
    """A product of two or more factors."""

    factors: tuple[Node, ...]


class Pow(msgspec.Struct, frozen=True, gc=False):
    """A power."""

    base: Node
    exponent: Node


Node: TypeAlias = Num | Const | Sym | Call | Add | Mul | Pow
