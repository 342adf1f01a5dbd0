"""Complex numbers of any precision: two decimals, with the functions that expressions use.

A number whose imaginary part is exactly zero is real and stays on the real line as long as the
function does; branch cuts are those of the principal values.
"""

from __future__ import annotations

from decimal import Decimal, DivisionByZero
from typing import NamedTuple

from assay.answers.equality.elementary import arctangent, cosine_and_sine, pi

__all__ = ["Big", "I", "apply", "exponential", "logarithm", "real", "root"]

_ZERO, _ONE = Decimal(0), Decimal(1)


class Big(NamedTuple):
    """`re` + `im` i."""

    re: Decimal
    im: Decimal = _ZERO

    @property
    def is_real(self) -> bool:
        return not self.im

    def plus(self, other: Big) -> Big:
        return Big(self.re + other.re, self.im + other.im)

    def minus(self, other: Big) -> Big:
        return Big(self.re - other.re, self.im - other.im)

    def times(self, other: Big) -> Big:
        if not self.im and not other.im:
            return Big(self.re * other.re)
        re = self.re * other.re - self.im * other.im
        return Big(re, self.re * other.im + self.im * other.re)

    def over(self, other: Big) -> Big:
        if not self.im and not other.im:
            return Big(self.re / other.re)
        size = other.re * other.re + other.im * other.im
        top = self.times(Big(other.re, -other.im))
        return Big(top.re / size, top.im / size)

    def raised(self, count: int) -> Big:
        """To an integer power, by squaring."""
        if count < 0:
            return Big(_ONE).over(self.raised(-count))
        if not self.im:
            return Big(self.re**count)
        total, square = Big(_ONE), self
        while count:
            if count & 1:
                total = total.times(square)
            square, count = square.times(square), count >> 1
        return total

    @property
    def size(self) -> Decimal:
        return (self.re * self.re + self.im * self.im).sqrt() if self.im else abs(self.re)


I = Big(_ZERO, _ONE)  # noqa: E741, the imaginary unit is called so


def real(value: Decimal | int) -> Big:
    """A real number, rounded to the context's precision: the cost of a function is its digits."""
    return Big(+Decimal(value))


def exponential(value: Big) -> Big:
    """e to the power of `value`."""
    growth = value.re.exp()
    if not value.im:
        return Big(growth)
    cosine, sine = cosine_and_sine(value.im)
    return Big(growth * cosine, growth * sine)


def logarithm(value: Big) -> Big:
    """The principal value; complex for a negative number. Raises DivisionByZero at zero."""
    size = value.size
    if not size:
        raise DivisionByZero("the logarithm of zero")
    return Big(size.ln(), angle(value))


def angle(value: Big) -> Decimal:
    """The argument in (-pi, pi]."""
    if not value.im:
        return pi() if value.re < 0 else _ZERO
    if not value.re:
        return pi() / 2 if value.im > 0 else -pi() / 2
    base = arctangent(value.im / value.re)
    return base if value.re > 0 else base + (pi() if value.im > 0 else -pi())


def root(value: Big) -> Big:
    """The principal square root."""
    if not value.im:
        return Big(value.re.sqrt()) if value.re >= 0 else Big(_ZERO, (-value.re).sqrt())
    return exponential(logarithm(value).times(Big(Decimal("0.5"))))


def _sine(value: Big) -> Big:
    if not value.im:
        return Big(cosine_and_sine(value.re)[1])
    up, down = exponential(value.times(I)), exponential(value.times(Big(_ZERO, -_ONE)))
    return up.minus(down).over(Big(_ZERO, Decimal(2)))


def _cosine(value: Big) -> Big:
    if not value.im:
        return Big(cosine_and_sine(value.re)[0])
    up, down = exponential(value.times(I)), exponential(value.times(Big(_ZERO, -_ONE)))
    return up.plus(down).over(Big(Decimal(2)))


def _sinh(value: Big) -> Big:
    up, down = exponential(value), exponential(Big(-value.re, -value.im))
    return up.minus(down).over(Big(Decimal(2)))


def _cosh(value: Big) -> Big:
    up, down = exponential(value), exponential(Big(-value.re, -value.im))
    return up.plus(down).over(Big(Decimal(2)))


def _arcsine(value: Big) -> Big:
    if not value.im and abs(value.re) <= 1:
        if abs(value.re) == 1:
            return Big(pi() / 2 * value.re)
        return Big(arctangent(value.re / (1 - value.re * value.re).sqrt()))
    if value.im > 0 or (not value.im and value.re < 0):  # where the sum below would cancel
        return _negative(_arcsine(_negative(value)))
    inner = value.times(I).plus(root(Big(_ONE).minus(value.times(value))))
    return logarithm(inner).times(Big(_ZERO, -_ONE))


def _negative(value: Big) -> Big:
    return Big(-value.re, -value.im)


def _arccosine(value: Big) -> Big:
    return Big(pi() / 2).minus(_arcsine(value))


def _arctangent(value: Big) -> Big:
    if not value.im:
        return Big(arctangent(value.re))
    turned, one = value.times(I), Big(_ONE)
    return (
        logarithm(one.minus(turned))
        .minus(logarithm(one.plus(turned)))
        .times(Big(_ZERO, Decimal("0.5")))
    )


def _arcsinh(value: Big) -> Big:
    return logarithm(value.plus(root(value.times(value).plus(Big(_ONE)))))


def _arccosh(value: Big) -> Big:
    one = Big(_ONE)
    return logarithm(value.plus(root(value.plus(one)).times(root(value.minus(one)))))


def _arctanh(value: Big) -> Big:
    one = Big(_ONE)
    return logarithm(one.plus(value)).minus(logarithm(one.minus(value))).over(Big(Decimal(2)))


_DIRECT = {
    "sin": _sine,
    "cos": _cosine,
    "sinh": _sinh,
    "cosh": _cosh,
    "arcsin": _arcsine,
    "arccos": _arccosine,
    "arctan": _arctangent,
    "arcsinh": _arcsinh,
    "arccosh": _arccosh,
    "arctanh": _arctanh,
    "exp": exponential,
    "log": logarithm,
}
_QUOTIENTS = {
    "tan": (_sine, _cosine),
    "cot": (_cosine, _sine),
    "tanh": (_sinh, _cosh),
    "coth": (_cosh, _sinh),
}
_RECIPROCALS = {"sec": "cos", "csc": "sin", "sech": "cosh", "csch": "sinh"}
_OF_RECIPROCALS = {"arcsec": "arccos", "arccsc": "arcsin", "arccoth": "arctanh"}


def apply(name: str, value: Big) -> Big | None:
    """A function of one number by its name; None where the name is not known.

    Raises decimal's ArithmeticErrors where it has no value.
    """
    if name in _DIRECT:
        return _DIRECT[name](value)
    if name in _QUOTIENTS:
        top, bottom = _QUOTIENTS[name]
        return top(value).over(bottom(value))
    if name in _RECIPROCALS:
        return Big(_ONE).over(_DIRECT[_RECIPROCALS[name]](value))
    if name in _OF_RECIPROCALS:
        return _DIRECT[_OF_RECIPROCALS[name]](Big(_ONE).over(value))
    if name == "arccot":
        return Big(pi() / 2).minus(_arctangent(value))
    return None
