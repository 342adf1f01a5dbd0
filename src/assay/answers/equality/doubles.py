"""Values at a point in double precision, each with a bound of its error.

`Doubles.value` returns (value, radius): the error of every step is propagated to first order, with
some room, so that a difference beyond the radii is a difference and not a rounding error. The
semantics is that of real functions: the cube root of -8 is -2, the square root of -1 undefined.
Where `real` is False the principal branch of the complex function is meant.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, TypeAlias

from assay.answers.equality.exact import MAX_TERMS, exponent_of
from assay.answers.equality.functions import (
    COMPLEX,
    INVERSE_RECIPROCALS,
    PARTS,
    REAL,
    RECIPROCALS,
    SLOPES,
    STEPS,
    WHOLE,
)
from assay.answers.equality.partial import FAILURES, Beyond, Undefined, Unsupported
from assay.answers.equality.profiles import profile
from assay.answers.trees import Add, Call, Const, Mul, Node, Num, Pow, Sym

__all__ = ["Ball", "Doubles", "constant_ball"]

Ball: TypeAlias = tuple[Any, float]
"""A float or complex number, and how far the true value may be from it."""

_EPSILON = 4.5e-16
_PI = math.pi
_WORK = 4_000


class Doubles:
    """Evaluation where the letters have the values given."""

    __slots__ = ("_bottom", "_letters", "_real", "_terms", "_top", "work")

    def __init__(self, letters: Mapping[str, complex], *, real: bool = True) -> None:
        self._letters = dict(letters)
        self._real = real
        self._terms = 1
        self.work = 0
        self._top = self._bottom = 1.0

    @property
    def spread(self) -> float:
        """How many times larger the largest term met so far is than the smallest."""
        return self._top / self._bottom if self._bottom else math.inf

    def _meet(self, size: float) -> None:
        if size > self._top:
            self._top = size
        elif 0 < size < self._bottom:
            self._bottom = size

    def value(self, node: Node) -> Ball:
        """Raises Undefined, Unsupported or Beyond where there is no finite value."""
        if isinstance(node, Num):
            return _number(node.value)
        if isinstance(node, Sym):
            if node.name in self._letters:
                return self._letters[node.name], 0.0
            raise Unsupported(node.name)
        if isinstance(node, Add):
            return self._sum(node)
        if isinstance(node, Mul):
            return self._product(node)
        if isinstance(node, Pow):
            return self._power(node)
        if isinstance(node, Const):
            return self._constant(node.name)
        return self._call(node)

    def _constant(self, name: str) -> Ball:
        if name == "pi":
            return _PI, 1.3e-16
        if name == "e":
            return math.e, 1.5e-16
        if name == "i":
            return 1j, 0.0
        raise Unsupported(name)

    def _sum(self, node: Add) -> Ball:
        total: complex = 0.0
        radius = largest = 0.0
        for term in node.terms:
            value, error = self.value(term)
            total += value
            radius += error
            size = abs(value)
            largest += size
            if size > self._top:
                self._top = size
            elif 0 < size < self._bottom and size > error:
                self._bottom = size
        return total, radius + _EPSILON * largest

    def _product(self, node: Mul) -> Ball:
        total: complex = 1.0
        radius = 0.0
        for factor in node.factors:
            value, error = self.value(factor)
            radius = radius * (abs(value) + error) + abs(total) * error
            total *= value
            radius += _EPSILON * abs(total)
        return _finite(total, radius)

    # Powers

    def _power(self, node: Pow) -> Ball:
        exponent = exponent_of(node.exponent)
        if isinstance(exponent, Num):
            base, error = self.value(node.base)
            if exponent.value.denominator == 1:
                return _integer_power(base, error, int(exponent.value))
            return self._root(base, error, Fraction(exponent.value))
        return self._exponential(self.value(node.base), self.value(exponent))

    def _root(self, base: Any, error: float, exponent: Fraction) -> Ball:
        sign = 1
        if _on_cut(base, error):
            raise Unsupported("a root on a branch cut")
        if isinstance(base, float) and base < 0:
            if base >= -2 * error:
                base, error = 0.0, 3 * error
            elif exponent.denominator % 2:
                base, sign = -base, -1 if exponent.numerator % 2 else 1
            elif self._real:
                raise Undefined("an even root of a negative number")
        power = float(exponent)
        if abs(base) <= error:
            if power < 0:
                raise Undefined("a division by zero")
            return 0.0, (abs(base) + error) ** power
        return self._raised(base, error, power, sign)

    def _raised(self, base: Any, error: float, power: float, sign: int) -> Ball:
        try:
            value = base**power
        except OverflowError:
            raise Beyond("a power") from None
        relative = abs(power) * (error / abs(base)) + _EPSILON * (1 + abs(power))
        return _finite(sign * value, abs(value) * relative)

    def _exponential(self, base: Ball, exponent: Ball) -> Ball:
        (b, b_error), (x, x_error) = base, exponent
        if _on_cut(b, b_error):
            raise Unsupported("a power on a branch cut")
        if isinstance(b, float) and b < 0:
            if isinstance(x, float) and x.is_integer() and x_error < 1e-9:
                return _integer_power(b, b_error, round(x))
            if self._real:
                raise Undefined("a power of a negative number")
        if abs(b) <= b_error:
            raise Undefined("a power of zero")
        try:
            value = b**x
        except OverflowError:
            raise Beyond("a power") from None
        relative = (
            abs(x) * b_error / abs(b) + abs(cmath.log(b)) * (x_error + _EPSILON * abs(x)) + _EPSILON
        )
        return _finite(value, abs(value) * relative * (1 + relative))

    # Functions

    def _call(self, node: Call) -> Ball:
        name, arguments = node.name, node.args
        if name in ("sum", "prod") and len(arguments) == 4:
            return self._series(node)
        if name == "log" and len(arguments) == 2:
            return _quotient(
                self._function("log", arguments[0]), self._function("log", arguments[1])
            )
        if name == "exp" and len(arguments) == 1:
            return self._exponential((math.e, 0.0), self.value(arguments[0]))
        if len(arguments) == 1:
            return self._function(name, arguments[0])
        return self._of_many(name, [self.value(argument) for argument in arguments])

    def _function(self, name: str, argument: Node) -> Ball:
        value, error = self.value(argument)
        if name in RECIPROCALS:
            return _quotient((1.0, 0.0), self._apply(RECIPROCALS[name], value, error))
        if name in INVERSE_RECIPROCALS:
            inverse, inverse_error = _quotient((1.0, 0.0), (value, error))
            return self._apply(INVERSE_RECIPROCALS[name], inverse, inverse_error)
        return self._apply(name, value, error)

    def _apply(self, name: str, value: Any, error: float) -> Ball:
        if name in _CUT and _on_cut(value, error):
            raise Unsupported("a value on a branch cut")
        size = abs(value)
        if name in _SATURATED and size > 1:
            self._meet(1 / size if name == "arctan" else math.exp(-min(2 * size, 700.0)))
        if name in PARTS:
            return _part(name, value, error)
        if name in STEPS and isinstance(value, float):
            return _stepped(name, value, error)
        function = REAL.get(name)
        if function is None:
            raise Unsupported(name)
        try:
            if isinstance(value, float):
                result = self._of_real(name, function, value, error)
            else:
                result = COMPLEX[name](value)
            slope = SLOPES[name](value)
        except (ValueError, ZeroDivisionError):
            raise Undefined(name) from None
        except OverflowError:
            raise Beyond(name) from None
        except KeyError:
            raise Unsupported(name) from None
        radius = abs(slope) * error * 1.1 + 2 * _EPSILON * abs(result)
        if name == "tan" and radius > 1e-3 * (1 + abs(result)):
            raise Unsupported("a value beside a pole")
        return _finite(result, radius)

    def _of_real(self, name: str, function: Callable[..., Any], value: float, error: float) -> Any:
        if name in ("arcsin", "arccos") and 1 < abs(value) <= 1 + 4 * error:
            value = math.copysign(1.0, value)
        if not self._real and name in ("log", "arcsin", "arccos", "arccosh", "arctanh"):
            result = COMPLEX[name](value)
            return result if result.imag else result.real
        return function(value)

    def _of_many(self, name: str, balls: list[Ball]) -> Ball:
        values = [value for value, _ in balls]
        if not balls or any(isinstance(value, complex) for value in values):
            raise Unsupported(name)
        error = sum(radius for _, radius in balls)
        if name in ("max", "min"):
            return (max if name == "max" else min)(values), error
        if name in ("binom", "perm") and len(balls) == 2:
            return _choices(name, values[0], values[1], error)
        if name in WHOLE and error < 1e-9 and all(_is_whole(value) for value in values):
            return float(WHOLE[name](*[round(value) for value in values])), 0.0
        raise Unsupported(name)

    def _series(self, node: Call) -> Ball:
        body, index, low, high = node.args
        first, last = self.value(low)[0], self.value(high)[0]
        if not (isinstance(index, Sym) and _is_whole(first) and _is_whole(last)):
            raise Unsupported("a sum")
        count = max(round(last - first) + 1, 1) * self._terms
        if count > MAX_TERMS or count * profile(body).nodes > _WORK:
            raise Beyond(f"a sum of more than {MAX_TERMS} terms")
        self.work += count // self._terms * profile(body).nodes
        kept, self._terms = (self._letters.get(index.name), self._terms), count
        total: Ball = (0.0, 0.0) if node.name == "sum" else (1.0, 0.0)
        for step in range(round(first), round(last) + 1):
            self._letters[index.name] = float(step)
            term = self.value(body)
            total = _added(total, term) if node.name == "sum" else _multiplied(total, term)
        self._terms = kept[1]
        if kept[0] is None:
            self._letters.pop(index.name, None)
        else:
            self._letters[index.name] = kept[0]
        return total


def constant_ball(node: Node, *, real: bool = True) -> Ball | None:
    """The value of a constant, or None where double precision has none."""
    try:
        return Doubles({}, real=real).value(node)
    except FAILURES:
        return None


def _number(value: int | Fraction) -> Ball:
    try:
        number = float(value)
    except OverflowError:
        raise Beyond("a number above 1e308") from None
    if number == 0 and value:
        raise Beyond("a number below 1e-308")
    return number, 0.0 if number == value else _EPSILON * abs(number)


def _finite(value: Any, radius: float) -> Ball:
    if not (radius < math.inf and cmath.isfinite(value)):
        raise Beyond("a value above 1e308")
    return value, radius


def _is_whole(value: Any) -> bool:
    return isinstance(value, float) and abs(value) < 1e15 and value.is_integer()


def _added(one: Ball, other: Ball) -> Ball:
    total = one[0] + other[0]
    return total, one[1] + other[1] + _EPSILON * (abs(one[0]) + abs(other[0]))


def _multiplied(one: Ball, other: Ball) -> Ball:
    total = one[0] * other[0]
    error = abs(one[0]) * other[1] + abs(other[0]) * one[1] + one[1] * other[1]
    return _finite(total, error + _EPSILON * abs(total))


def _quotient(top: Ball, bottom: Ball) -> Ball:
    size = abs(bottom[0])
    if size <= 2 * bottom[1]:
        raise Undefined("a division by zero")
    value = top[0] / bottom[0]
    return _finite(value, (top[1] + abs(value) * bottom[1]) / size * 2 + _EPSILON * abs(value))


def _integer_power(base: Any, error: float, exponent: int) -> Ball:
    size = abs(base)
    if size <= error:
        if exponent < 0:
            raise Undefined("a division by zero")
        return (1.0, 0.0) if exponent == 0 else (0.0, (size + error) ** exponent)
    try:
        value = base**exponent
    except OverflowError:
        raise Beyond("a power") from None
    if value == 0:
        raise Beyond("a power below 1e-308")
    relative = abs(exponent) * (error / size + _EPSILON)
    return _finite(value, abs(value) * relative * (1 + relative))


_CUT = frozenset({"log", "arg"})
_SATURATED = frozenset({"sinh", "cosh", "tanh", "arctan"})
"""Functions that hide their argument where it is large: tanh(400) is 1 to 340 digits."""


def _on_cut(value: complex, error: float) -> bool:
    """Whether rounding decides on which side of the negative axis a complex number lies."""
    return isinstance(value, complex) and value.real < 0 and abs(value.imag) <= 4 * error


def _part(name: str, value: complex, error: float) -> Ball:
    """Parts and sizes of complex numbers; for real ones too."""
    if name == "arg":
        return cmath.phase(value), error / (abs(value) or 1.0) + _EPSILON
    if name in ("abs", "norm"):
        return abs(value), error
    if name == "conj":
        return (value if isinstance(value, float) else value.conjugate()), error
    return (value.real if name == "re" else value.imag), error


def _stepped(name: str, value: float, error: float) -> Ball:
    """Functions with jumps; near a jump there is no value to be trusted."""
    nearest = round(value) if name != "sign" else 0
    if abs(value - nearest) <= error and (error or (name == "sign" and value)):
        raise Unsupported(name)
    if name == "sign":
        return float((value > 0) - (value < 0)), 0.0
    return float(math.floor(value) if name == "floor" else math.ceil(value)), 0.0


def _choices(name: str, top: float, bottom: float, error: float) -> Ball:
    """By logarithms of the gamma function, which serve every real argument above -1."""
    rest = top - bottom
    if min(top, bottom) <= -1:
        raise Undefined(name)
    if rest <= -1:
        if _is_whole(rest):
            return 0.0, 0.0
        raise Undefined(name)
    try:
        parts = [math.lgamma(top + 1), -math.lgamma(rest + 1)]
        if name == "binom":
            parts.append(-math.lgamma(bottom + 1))
        value = math.exp(math.fsum(parts))
    except (OverflowError, ValueError):
        raise Beyond(name) from None
    noise = 1e-14 + 2e-15 * sum(map(abs, parts))
    return _finite(value, value * (error * 20 + noise))
