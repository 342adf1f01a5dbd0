"""Values at a point to many digits, for what double precision cannot settle.

Two precisions tell a true zero, which shrinks with the precision, from a small difference, which
stays: the constant exp(pi sqrt 163) differs from an integer in its thirty-first digit only. So
that nothing small is lost beside something large, the spread of the magnitudes met on the way
sets the precision: sin(1) + 10^-150 is told from sin 1 with two hundred digits. Every magnitude is
estimated before a function is asked for it; what would take too many digits is unknown.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow, localcontext
from fractions import Fraction

from assay.answers.equality.bigs import Big, I, apply, exponential, logarithm, real
from assay.answers.equality.elementary import pi
from assay.answers.equality.exact import MAX_TERMS, exponent_of
from assay.answers.equality.partial import FAILURES, Beyond, Undefined, Unsupported
from assay.answers.equality.profiles import profile
from assay.answers.trees import Add, Call, Const, Mul, Node, Num, Pow, Sym

__all__ = ["Budget", "agree", "number_at"]

_DIGITS = 50
_MOST_DIGITS = 450
_MOST_WORK = 25_000
"""Digits times nodes: what is not even begun."""

_BUDGET = 10_000.0
"""Microseconds, roughly, that all values of one comparison may take."""

_FUNCTION = 40.0
"""Microseconds of a function at fifty digits; it grows with the power 1.5 of the digits."""

_MAX_EXPONENT = 30_000
"""Decimal digits before or after the point that a value may have."""

_MAX_ANGLE = 300
"""Decimal digits before the point that an angle may have."""

_WORK = 2_000
_SHRUNK = Decimal("1e-30")
_LOG10_E = Decimal("0.4342944819")
_TRAPS = [DivisionByZero, InvalidOperation, Overflow]

Gap = tuple[Decimal, Decimal]
"""The distance between two values, and the larger of their sizes."""


class Budget:
    """What is left of the work that one comparison may take, at however many points."""

    __slots__ = ("_left",)

    def __init__(self, work: float = _BUDGET) -> None:
        self._left = work

    def spend(self, work: float) -> None:
        """Raises Beyond where nothing is left."""
        self._left -= work
        if self._left < 0:
            raise Beyond("work in high precision")


def _context(digits: int) -> Context:
    return Context(prec=digits, Emax=10**6, Emin=-(10**6), traps=_TRAPS)


def agree(
    one: Node,
    other: Node,
    letters: Mapping[str, complex],
    *,
    real: bool = True,
    budget: Budget | None = None,
) -> bool | None:
    """Whether both have the same value where the letters have those given; None if unknown."""
    budget = budget or Budget()
    nodes = profile(one).nodes + profile(other).nodes
    if nodes * _DIGITS * 2 > _MOST_WORK:
        return None

    def gap(digits: int) -> tuple[Gap, int, int]:
        with localcontext(_context(digits)):
            precise = _Precise(letters, digits, budget, real=real)
            left, right = precise.value(one), precise.value(other)
            return (left.minus(right).size, max(left.size, right.size)), precise.spread, precise.top

    if profile(other).nodes < profile(one).nodes:  # the same order of work whichever comes first
        one, other = other, one
    try:
        low, spread, top = gap(_DIGITS)
        digits = _DIGITS
        if spread + 20 > digits:
            digits = 2 * spread + 50  # what is small may matter by its square
            if digits > _MOST_DIGITS or digits * nodes > _MOST_WORK:
                return None
            low, _, top = gap(digits)
        high, _, _ = gap(digits + 50)
        return _verdict(low[0], *high, digits + 50, top)
    except FAILURES:
        return None


def _verdict(low: Decimal, high: Decimal, size: Decimal, digits: int, top: int) -> bool | None:
    """A gap that shrinks with the precision is none; one that stays is a difference, unless
    rounding of the largest value met, of `top` digits, hides as much."""
    if not (low.is_finite() and high.is_finite() and size.is_finite()):
        return None
    with localcontext(_context(digits)):
        if not high:
            return True
        if low and abs(low - high) <= low / 1000:
            return False if low.adjusted() > top - digits + 60 else None
        shrunk = high <= low * _SHRUNK or high <= size * Decimal(10) ** (20 - digits)
        return True if shrunk else None


def number_at(node: Node) -> Fraction | None:
    """A constant to thirty digits, as a fraction; None where it has no real value."""
    with localcontext(_context(_DIGITS)):
        try:
            precise = _Precise({}, _DIGITS, Budget(), real=True)
            value = precise.value(node)
        except FAILURES:
            return None
    if not value.is_real or not value.re.is_finite() or precise.spread + 20 > _DIGITS:
        return None
    return Fraction(value.re) if abs(value.re.adjusted()) <= _MAX_EXPONENT else None


class _Precise:
    """Evaluation in the precision of the current decimal context."""

    __slots__ = ("_bottom", "_budget", "_letters", "_price", "_real", "_terms", "_tiny", "_top")

    def __init__(
        self, letters: Mapping[str, complex], digits: int, budget: Budget, *, real: bool
    ) -> None:
        self._real = real
        self._budget = budget
        self._price = _FUNCTION * (digits / _DIGITS) ** 1.5
        self._terms = 1
        self._tiny = Decimal(10) ** (10 - digits)
        self._top = self._bottom = 0
        self._letters = {
            name: Big(+Decimal(complex(value).real), +Decimal(complex(value).imag))
            for name, value in letters.items()
        }

    @property
    def spread(self) -> int:
        """Decimal digits between the largest and the smallest magnitude met."""
        return self._top - self._bottom

    @property
    def top(self) -> int:
        """Decimal digits before the point of the largest magnitude met."""
        return self._top

    def _note(self, magnitude: int) -> None:
        self._top = max(self._top, magnitude)
        self._bottom = min(self._bottom, magnitude)

    def _pay(self, *values: Big) -> None:
        """For a function of these values; of complex ones it takes several real ones."""
        price = self._price if all(value.is_real for value in values) else 5 * self._price
        self._budget.spend(price)

    def value(self, node: Node) -> Big:
        self._budget.spend(3)
        made = self._value(node)
        if made.re:
            self._note(made.re.adjusted())
        if made.im:
            self._note(made.im.adjusted())
        return made

    def _value(self, node: Node) -> Big:
        if isinstance(node, Num):
            return real(node.value.numerator).over(real(node.value.denominator))
        if isinstance(node, Sym):
            if node.name in self._letters:
                return self._letters[node.name]
            raise Unsupported(node.name)
        if isinstance(node, Add):
            return self._total(node.terms)
        if isinstance(node, Mul):
            product = self.value(node.factors[0])
            for factor in node.factors[1:]:
                product = product.times(self.value(factor))
            return product
        if isinstance(node, Pow):
            return self._power(self.value(node.base), exponent_of(node.exponent))
        return self._constant(node.name) if isinstance(node, Const) else self._call(node)

    def _total(self, terms: tuple[Node, ...]) -> Big:
        total = self.value(terms[0])
        for term in terms[1:]:
            total = total.plus(self.value(term))
        return total

    def _constant(self, name: str) -> Big:
        if name == "pi":
            return Big(pi())
        if name == "e":
            self._budget.spend(self._price)
            return Big(Decimal(1).exp())
        if name == "i":
            return I
        raise Unsupported(name)

    # Powers

    def _power(self, base: Big, exponent: Node) -> Big:
        if isinstance(exponent, Num) and exponent.value.denominator == 1:
            return self._whole(base, int(exponent.value))
        if isinstance(exponent, Num) and base.is_real and base.re < 0:
            odd = exponent.value.denominator % 2
            if odd:
                flipped = self._power(Big(-base.re), exponent)
                return Big(-flipped.re) if exponent.value.numerator % 2 else flipped
            if self._real and base.size > self._tiny:
                raise Undefined("an even root of a negative number")
            base = real(0) if self._real else base
        return self._general(base, self.value(exponent))

    def _whole(self, base: Big, count: int) -> Big:
        if not base.size and count < 0:
            raise Undefined("a division by zero")
        self._guard_power(base, Decimal(count))
        self._budget.spend(self._price / 4)
        return base.raised(count)

    def _general(self, base: Big, power: Big) -> Big:
        base = self._snapped(base)
        if not base.size:
            if power.re > 0:
                return real(0)
            raise Undefined("a power of zero")
        if base.is_real and power.is_real and base.re > 0:
            self._guard_power(base, power.re)
            self._pay(base, base)
            return Big(base.re**power.re)
        whole = power.is_real and power.re == power.re.to_integral_value()
        if self._real and base.is_real and not whole:
            raise Undefined("a power of a negative number")
        self._guard_power(base, power.size)
        self._pay(base, I)
        return exponential(power.times(logarithm(base)))

    def _guard_power(self, base: Big, power: Decimal) -> None:
        if base.size and abs(power) * (abs(base.size.adjusted()) + 1) > _MAX_EXPONENT:
            raise Beyond("a power")

    # Functions

    def _call(self, node: Call) -> Big:
        name = node.name
        if name in ("sum", "prod") and len(node.args) == 4:
            return self._series(node)
        values = [self.value(argument) for argument in node.args]
        if name == "log" and len(values) == 2:
            return self._apply("log", values[0]).over(self._apply("log", values[1]))
        if len(values) == 1:
            return self._apply(name, values[0])
        if name in ("binom", "perm") and len(values) == 2:
            return self._choices(name, *values)
        if name in ("max", "min") and all(value.is_real for value in values):
            return (max if name == "max" else min)(values)
        raise Unsupported(name)

    def _apply(self, name: str, value: Big) -> Big:
        value = self._snapped(value)
        if name in _STEPS:
            return self._stepped(name, value)
        if value.size and value.size.adjusted() > (4 if name in _GROWING else _MAX_ANGLE):
            raise Beyond(name)
        if name in ("factorial", "factorial2"):
            return self._factorial(name, value)
        if name == "log" and not value.size:
            raise Undefined(name)
        if name in _EVEN and value.re:
            self._note(2 * value.re.adjusted())
        if name in _GROWING and value.re:
            self._note(-int(abs(value.re) * 2 * _LOG10_E) - 1)
        if name in ("arcsin", "arccos") and value.is_real and value.size > 1:
            value = self._clipped(value)
        self._pay(value)
        result = apply(name, value)
        if result is None:
            raise Unsupported(name)
        if self._real and value.is_real and not result.is_real:
            raise Undefined(name)
        return result

    def _snapped(self, value: Big) -> Big:
        """What rounding has carried off the real line is put back: a branch cut lies there."""
        off = bool(value.im) and abs(value.im) <= self._tiny * value.size
        return Big(value.re) if off else value

    def _clipped(self, value: Big) -> Big:
        """What rounding has carried a little beyond 1 is 1."""
        return real(1 if value.re > 0 else -1) if value.size - 1 < self._tiny else value

    def _factorial(self, name: str, value: Big) -> Big:
        if not (value.is_real and value.re >= 0 and value.re == value.re.to_integral_value()):
            raise Unsupported(name)
        count = int(value.re)
        if count > 3_000:
            raise Beyond(name)
        self._budget.spend(count / 2)
        step = 1 if name == "factorial" else 2
        return real(math.prod(range(count, 0, -step)))

    def _stepped(self, name: str, value: Big) -> Big:
        if name in ("abs", "norm"):
            return Big(value.size)
        if name in ("re", "im", "conj", "arg"):
            return _part(name, value)
        if not value.is_real:
            raise Unsupported(name)
        if name == "sign":
            return real(0 if value.size < self._tiny else 1 if value.re > 0 else -1)
        if value.re.adjusted() > 40:
            raise Beyond(name)
        near = value.re.to_integral_value()
        if abs(value.re - near) < self._tiny:
            return Big(near)
        return Big(Decimal(math.floor(value.re) if name == "floor" else math.ceil(value.re)))

    def _choices(self, name: str, top: Big, bottom: Big) -> Big:
        count = bottom.re
        if not bottom.is_real or count != count.to_integral_value():
            raise Unsupported(name)
        if abs(count) > 3_000 or top.size > 10**6:
            raise Beyond(name)
        self._budget.spend(2 * float(abs(count)))
        product = real(1 if count >= 0 else 0)
        for step in range(int(max(count, 0))):
            product = product.times(top.minus(real(step)))
            if name == "binom":
                product = product.over(real(step + 1))
        return product

    def _series(self, node: Call) -> Big:
        body, index, low, high = node.args
        first, last = self.value(low), self.value(high)
        ends = (first.re, last.re)
        whole = all(end == end.to_integral_value() for end in ends)
        if not (isinstance(index, Sym) and whole and first.is_real and last.is_real):
            raise Unsupported("a sum")
        if ends[1] - ends[0] > MAX_TERMS:
            raise Beyond(f"a sum of more than {MAX_TERMS} terms")
        return self._summed(node.name, body, index.name, range(int(ends[0]), int(ends[1]) + 1))

    def _summed(self, name: str, body: Node, index: str, steps: range) -> Big:
        count = max(len(steps), 1) * self._terms
        if count > MAX_TERMS or count * profile(body).nodes > _WORK:
            raise Beyond(f"a sum of more than {MAX_TERMS} terms")
        kept_letters, kept_terms = self._letters, self._terms
        self._terms = count
        total = real(0 if name == "sum" else 1)
        for step in steps:
            self._letters = {**kept_letters, index: real(step)}
            term = self.value(body)
            total = total.plus(term) if name == "sum" else total.times(term)
        self._letters, self._terms = kept_letters, kept_terms
        return total


def _part(name: str, value: Big) -> Big:
    if name == "re":
        return Big(value.re)
    if name == "im":
        return Big(value.im)
    if name == "conj":
        return Big(value.re, -value.im)
    return Big(logarithm(value).im)


_STEPS = frozenset({"abs", "norm", "floor", "ceil", "sign", "re", "im", "conj", "arg"})
_EVEN = frozenset({"cos", "sec", "cosh", "sech"})
"""Functions that are flat at zero: of a small argument they show the square only."""

_GROWING = frozenset({"exp", "sinh", "cosh", "sech", "csch", "tanh", "coth"})
