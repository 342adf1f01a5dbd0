"""Exact rational arithmetic, with letters standing for given integers.

Every operation is preceded by an estimate of the size of its result, so that neither a tower of
powers nor a factorial costs time. What is irrational raises Unsupported, what is too large
Beyond, what has no value Undefined.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeAlias

from assay.answers.equality.partial import FAILURES, Beyond, Undefined, Unsupported
from assay.answers.equality.profiles import profile
from assay.answers.limits import MAX_BITS
from assay.answers.trees import Add, Call, Const, Mul, Node, Num, Pow, Sym

__all__ = ["MAX_TERMS", "Rational", "exact", "exact_or_none", "exponent_of", "root_of"]

Rational: TypeAlias = int | Fraction

MAX_TERMS = 400
"""Terms of a sum or product that are added up one by one."""

_FRACTION_BITS = MAX_BITS // 8
"""Fractions are reduced at every step, which is dear; beyond this, arithmetic modulo primes."""

_WORK = 4_000
"""Parts of a sum's body times its terms."""

_COUNT = ""
"""The letter under which a sum keeps the number of terms around it; no symbol has this name."""

_NO_LETTERS: Mapping[str, Rational] = {}


def exact_or_none(node: Node) -> Rational | None:
    """The rational value of a constant, or None where it has none that can be computed."""
    try:
        return exact(node)
    except FAILURES:
        return None


def exact(node: Node, letters: Mapping[str, Rational] = _NO_LETTERS) -> Rational:
    """The rational value of `node` where its letters have the values given."""
    if isinstance(node, Num):
        return node.value
    if isinstance(node, Add):
        return _sum(node, letters)
    if isinstance(node, Mul):
        return _product(node, letters)
    if isinstance(node, Pow):
        return _power(exact(node.base, letters), exact(node.exponent, letters))
    if isinstance(node, Sym):
        if node.name in letters:
            return letters[node.name]
        raise Unsupported(node.name)
    if isinstance(node, Const):
        raise Unsupported(node.name)
    return _call(node, letters)


def exponent_of(node: Node) -> Node:
    """An exponent that is a rational number, 1/3 say, as one numeral; any other as it is."""
    if isinstance(node, (Mul, Pow, Add)):
        value = exact_or_none(node)
        if value is not None:
            return Num(value)
    return node


def _bits(value: Rational) -> int:
    return value.numerator.bit_length() + value.denominator.bit_length()


def _small(value: Rational) -> Rational:
    if value.denominator == 1:
        if value.numerator.bit_length() > MAX_BITS:
            raise Beyond(f"a number of more than {MAX_BITS} bits")
        return value.numerator
    if _bits(value) > _FRACTION_BITS:
        raise Beyond(f"a fraction of more than {_FRACTION_BITS} bits")
    return value


def _sum(node: Add, letters: Mapping[str, Rational]) -> Rational:
    total: Rational = 0
    for term in node.terms:
        total = total + exact(term, letters)
    return _small(total)


def _product(node: Mul, letters: Mapping[str, Rational]) -> Rational:
    total: Rational = 1
    for factor in node.factors:
        total = _small(total * exact(factor, letters))
    return total


def _power(base: Rational, exponent: Rational) -> Rational:
    if exponent.denominator != 1:
        if base < 0 and exponent.denominator % 2:
            sign = -1 if exponent.numerator % 2 else 1
            return sign * _power(-base, exponent)
        base, exponent = root_of(base, exponent.denominator), exponent.numerator
    count = int(exponent)
    if base == 0:
        if count < 0:
            raise Undefined("a division by zero")
        return 1 if count == 0 else 0
    if base in (1, -1):
        return base if count % 2 else 1
    if _bits(base) * abs(count) > MAX_BITS:
        raise Beyond(f"a power of more than {MAX_BITS} bits")
    result = Fraction(base) ** count if count < 0 else base**count
    return result.numerator if result.denominator == 1 else result


def root_of(base: Rational, degree: int) -> Rational:
    """The positive root where it is rational. Raises Unsupported where it is not."""
    if base < 0 or degree > MAX_BITS:
        raise Unsupported("a root that is not rational")
    top, bottom = _integer_root(base.numerator, degree), _integer_root(base.denominator, degree)
    if top**degree != base.numerator or bottom**degree != base.denominator:
        raise Unsupported("a root that is not rational")
    return Fraction(top, bottom) if bottom != 1 else top


def _integer_root(value: int, degree: int) -> int:
    """The integer part of the root, by Newton's method from above."""
    if degree == 2:
        return math.isqrt(value)
    if value < 2 or degree >= value.bit_length():
        return min(value, 1)
    guess = 1 << -(-value.bit_length() // degree)
    while True:
        better = ((degree - 1) * guess + value // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better


def _whole(value: Rational) -> int:
    if value.denominator != 1:
        raise Unsupported("not an integer")
    return int(value)


def _factorial(value: Rational) -> Rational:
    count = _whole(value)
    if count < 0:
        raise Undefined("the factorial of a negative integer")
    if count * count.bit_length() > MAX_BITS:
        raise Beyond(f"the factorial of a number above {MAX_BITS // 11}")
    return math.factorial(count)


def _double_factorial(value: Rational) -> Rational:
    count = _whole(value)
    if count < -1:
        raise Undefined("the double factorial of a negative integer")
    if count * count.bit_length() > MAX_BITS:
        raise Beyond("a double factorial too large")
    return math.prod(range(count, 0, -2))


def _binomial(top: Rational, bottom: Rational) -> Rational:
    n, k = _whole(top), _whole(bottom)
    if k < 0 or n < 0:
        raise Unsupported("a binomial coefficient of negative numbers")
    if min(k, max(n - k, 0)) * max(n.bit_length(), 1) > MAX_BITS:
        raise Beyond("a binomial coefficient too large")
    return math.comb(n, k)


def _arrangements(top: Rational, bottom: Rational) -> Rational:
    n, k = _whole(top), _whole(bottom)
    if k < 0 or n < 0:
        raise Unsupported("arrangements of negative numbers")
    if k <= n and k * n.bit_length() > MAX_BITS:
        raise Beyond("a number of arrangements too large")
    return math.perm(n, k)


def _modulo(value: Rational, modulus: Rational) -> Rational:
    if modulus == 0:
        raise Undefined("a remainder modulo zero")
    return _small(value % modulus)


def _logarithm(value: Rational, base: Rational) -> Rational:
    """Where the logarithm is an integer, as of 8 to base 2, or of 1/9 to base 3."""
    if value <= 0 or base <= 0 or base == 1:
        raise Undefined("a logarithm of what is not positive")
    if value == 1:
        return 0
    if base.numerator.bit_length() <= 1 and base.denominator.bit_length() <= 1:
        raise Unsupported("not a power of the base")
    guess = round((_log2(value)) / (_log2(base)))
    if abs(guess) * _bits(base) > MAX_BITS or _power(base, guess) != value:
        raise Unsupported("not a power of the base")
    return guess


def _log2(value: Rational) -> float:
    return math.log2(value.numerator) - math.log2(value.denominator)


def _size(value: Rational) -> Rational:
    return abs(value)


def _sign(value: Rational) -> Rational:
    return (value > 0) - (value < 0)


def _itself(value: Rational) -> Rational:
    """The real part and the conjugate of a rational number."""
    return value


def _imaginary(value: Rational) -> Rational:
    return 0 * value


def _floor(value: Rational) -> Rational:
    return math.floor(value)


def _ceil(value: Rational) -> Rational:
    return math.ceil(value)


_FUNCTIONS: dict[tuple[str, int], Callable[..., Rational]] = {
    ("abs", 1): _size,
    ("sign", 1): _sign,
    ("re", 1): _itself,
    ("im", 1): _imaginary,
    ("conj", 1): _itself,
    ("floor", 1): _floor,
    ("ceil", 1): _ceil,
    ("factorial", 1): _factorial,
    ("factorial2", 1): _double_factorial,
    ("binom", 2): _binomial,
    ("perm", 2): _arrangements,
    ("mod", 2): _modulo,
    ("log", 2): _logarithm,
}
_MANY: dict[str, Callable[..., Rational]] = {"max": max, "min": min}
_WHOLE: dict[str, Callable[..., int]] = {"gcd": math.gcd, "lcm": math.lcm}


def _call(node: Call, letters: Mapping[str, Rational]) -> Rational:
    name = node.name
    if name in ("sum", "prod") and len(node.args) == 4:
        return _series(node, letters)
    function = _FUNCTIONS.get((name, len(node.args))) or _MANY.get(name)
    if function is not None:
        return function(*[exact(argument, letters) for argument in node.args])
    if name in _WHOLE:
        return _small(_WHOLE[name](*[_whole(exact(argument, letters)) for argument in node.args]))
    raise Unsupported(name)


def _series(node: Call, letters: Mapping[str, Rational]) -> Rational:
    body, index, low, high = node.args
    first, last = _whole(exact(low, letters)), _whole(exact(high, letters))
    if not isinstance(index, Sym):
        raise Unsupported("a sum without an index")
    count = (last - first + 1) * int(letters.get(_COUNT, 1))
    if count > MAX_TERMS or count * profile(body).nodes > _WORK:
        raise Beyond(f"a sum of more than {MAX_TERMS} terms")
    adding = node.name == "sum"
    total: Rational = 0 if adding else 1
    for step in range(first, last + 1):
        term = exact(body, {**letters, index.name: step, _COUNT: count})
        total = _small(total + term if adding else total * term)
    return total
