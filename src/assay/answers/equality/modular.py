"""Identity of expressions modulo a large secret prime: proof of equality without expansion.

A polynomial or rational function that is not zero vanishes at a random point modulo a prime of 128
bits with a chance of its degree in 2**128 (Schwartz 1980, Zippel 1979). Two choices extend this
from rational functions to much of school mathematics.

The prime is p = 2q + 1 with q prime, and every prime below 100 is a square modulo p. The squares
then behave like the positive numbers: each has exactly one square root that is a square again, and
one root of every other degree; -1 is not a square. So a rational power of a positive rational
number has a definite value, and roots multiply as they should.

A letter stands for a random integer, taken modulo p where it is a number and modulo p - 1 where
it is an exponent; 2**(n + 1) is then 2 * 2**n. Any other function of an argument is a new random
number that depends on the argument's value alone ("kernel"): equality is still a proof,
inequality no longer one. `Residues.faithful` says whether it is.

In the exponent of what may be negative the parity of a letter decides, and a random integer has
only one: `Residues.whole` holds such letters, and `identical` tries them both odd and even.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from assay.answers.equality.exact import Rational, exact_or_none, exponent_of
from assay.answers.equality.fields import SMALL_PRIMES, field, mixed
from assay.answers.equality.partial import NoValue, Undefined, Unsupported
from assay.answers.equality.profiles import profile
from assay.answers.trees import Add, Call, Const, Mul, Node, Num, Pow, Sym

__all__ = ["Residues", "identical"]

_FEASIBLE = 5_000
"""The largest number whose factorial is worked out."""

_STRIDE = 64

_MOST_PARITIES = 3
"""Letters that are tried odd and even, all combinations."""

_E = Const("e")


class Residues:
    """Values modulo the prime at one random point. `faithful` turns False at the first kernel."""

    __slots__ = ("_factorials", "_letters", "_salt", "faithful", "p", "q", "whole")

    def __init__(self, salt: int = 1) -> None:
        self.p = field()[0]
        self.q = self.p >> 1
        self._salt = salt
        self._letters: dict[str, int] = {}
        self._factorials = [1]
        self.faithful = True
        self.whole: set[str] = set()

    def turn(self, name: str, *, odd: bool) -> None:
        """Give a letter its random value, made odd or even."""
        self._letters[name] = self._letter(name) & ~1 | odd

    def pin(self, name: str, value: int) -> None:
        """Give a letter a value of the caller's instead of a random one."""
        self._letters[name] = value

    def value(self, node: Node) -> int:
        """The residue of `node`. Raises Unsupported or Undefined where it has none."""
        p = self.p
        if isinstance(node, Num):
            number = node.value
            if isinstance(number, int):
                return number % p
            return number.numerator * self.inverse(number.denominator, p) % p
        if isinstance(node, Sym):
            return self._letter(node.name) % p
        if isinstance(node, Add):
            total = 0
            for term in node.terms:
                total += self.value(term)
            return total % p
        if isinstance(node, Mul):
            total = 1
            for factor in node.factors:
                total = total * self.value(factor) % p
            return total
        if isinstance(node, Pow):
            return self._power(node.base, exponent_of(node.exponent))
        if isinstance(node, Const):
            return self._constant(node.name)
        return self._call(node)

    def _letter(self, name: str) -> int:
        letters = self._letters
        if name not in letters:
            letters[name] = mixed(_word(name), self._salt)
        return letters[name]

    def _constant(self, name: str) -> int:
        if name in ("pi", "e"):
            return pow(mixed(_word(name), 7, self._salt), 2, self.p)
        if name == "i":
            return self._kernel("i", ())
        raise Unsupported(name)

    def _kernel(self, name: str, arguments: Iterable[int]) -> int:
        """A random number for a function of these values; from here on only equality is proof."""
        self.faithful = False
        return mixed(_word(name), self._salt, *arguments) % self.p

    def inverse(self, value: int, modulus: int | None = None) -> int:
        try:
            return pow(value, -1, modulus or self.p)
        except ValueError:
            raise Undefined("a division by zero") from None

    # Powers

    def _power(self, base: Node, exponent: Node) -> int:
        p = self.p
        if isinstance(exponent, Num):
            number = exponent.value
            if isinstance(number, int):
                value = self.value(base)
                if number < 0:
                    value, number = self.inverse(value, p), -number
                elif not value:
                    return 0 if number else 1
                return pow(value, number if number < p else number % (p - 1), p)
            return self._root(base, number.numerator, number.denominator)
        return self._exponential(base, exponent)

    def _root(self, base: Node, numerator: int, denominator: int) -> int:
        if _positive(base):
            power = numerator * self.inverse(denominator, self.q) % self.q
            return pow(self.value(base), power, self.p)
        constant = exact_or_none(base)
        if constant is not None:
            return self._rational_root(constant, numerator, denominator)
        return self._unknown_root(self.value(base), numerator, denominator)

    def _unknown_root(self, value: int, numerator: int, denominator: int) -> int:
        whole, part = divmod(numerator, denominator)
        root = self._kernel("root", (value, denominator))
        powers = (value, whole), (root, part)
        total = 1
        for base, power in powers:
            upright = base if power >= 0 else self.inverse(base)
            total = total * pow(upright, abs(power), self.p) % self.p
        return total

    def _rational_root(self, base: Rational, numerator: int, denominator: int) -> int:
        """Of a negative number only the odd root is real; (-8)**(1/3) is -2."""
        if base == 0 and numerator > 0:
            return 0
        if base == 0 or (base < 0 and denominator % 2 == 0):
            raise Unsupported("a root that is not real")
        root = 1
        for part, sign in ((abs(base.numerator), 1), (base.denominator, -1)):
            rough = _rough(part)
            root *= self._root(Num(part // rough), sign * numerator, denominator)
            if rough > 1:
                root *= self._unknown_root(rough % self.p, sign * numerator, denominator)
        return (-root if base < 0 and numerator % 2 else root) % self.p

    def _exponential(self, base: Node, exponent: Node) -> int:
        value = self.value(base)
        modulus = self.q
        if not _positive(base):
            modulus = self.p - 1
            self.whole |= profile(exponent).symbols
        try:
            return pow(value, self._integer(exponent, modulus), self.p)
        except (Unsupported, Undefined):
            return self._kernel("power", (value, self.value(exponent)))

    def _integer(self, node: Node, modulus: int) -> int:
        """The exponent `node` where its letters are the integers they stand for."""
        if isinstance(node, Num):
            number = node.value
            return number.numerator * self.inverse(number.denominator, modulus) % modulus
        if isinstance(node, Sym):
            return self._letter(node.name) % modulus
        if isinstance(node, Add):
            return sum(self._integer(term, modulus) for term in node.terms) % modulus
        if isinstance(node, Mul):
            total = 1
            for factor in node.factors:
                total = total * self._integer(factor, modulus) % modulus
            return total
        if isinstance(node, Pow) and isinstance(node.exponent, Num):
            power = node.exponent.value
            if isinstance(power, int):
                base = self._integer(node.base, modulus)
                return pow(base if power >= 0 else self.inverse(base, modulus), abs(power), modulus)
        raise Unsupported("no integer exponent")

    # Functions

    def _call(self, node: Call) -> int:
        name, arguments = node.name, node.args
        if len(arguments) == 1:
            if name == "exp":
                return self._exponential(_E, arguments[0])
            if name in _TRIGONOMETRIC:
                return self._trigonometric(name, arguments[0])
        if name == "log" and arguments:
            return self._quotient([self._logarithm(argument) for argument in arguments])
        if name in ("binom", "perm") and len(arguments) == 2:
            return self._choices(name, *arguments)
        if name == "factorial" and len(arguments) == 1:
            return self._factorial(self.value(arguments[0]))
        if name in ("pm", "mp"):
            raise Unsupported("plus or minus")
        constant = exact_or_none(node)
        if constant is not None:
            return self.value(Num(constant))
        return self._kernel(name, [self.value(argument) for argument in arguments])

    def _quotient(self, values: list[int]) -> int:
        if len(values) == 1:
            return values[0]
        return values[0] * self.inverse(values[1], self.p) % self.p

    def _trigonometric(self, name: str, argument: Node) -> int:
        """By the tangent t of half the angle, so that sin**2 + cos**2 is 1 and tan is odd."""
        p, angle = self.p, self.value(argument)
        if angle == 0:
            tangent = 0
        else:
            tangent = self._kernel("half", (min(angle, p - angle),))
            tangent = tangent if angle <= p - angle else p - tangent
        square = tangent * tangent
        sine, cosine, unit = 2 * tangent, 1 - square, 1 + square
        top, bottom = {
            "sin": (sine, unit),
            "cos": (cosine, unit),
            "tan": (sine, cosine),
            "cot": (cosine, sine),
            "sec": (unit, cosine),
            "csc": (unit, sine),
        }[name]
        return top * self.inverse(bottom % p, p) % p

    def _logarithm(self, node: Node) -> int:
        """Of a positive number the sum over its prime factors; of anything else a kernel."""
        p = self.p
        if node == _E:
            return 1
        if isinstance(node, Pow) and _positive(node.base):
            return self.value(node.exponent) * self._logarithm(node.base) % p
        if isinstance(node, Mul) and all(_positive(factor) for factor in node.factors):
            return sum(self._logarithm(factor) for factor in node.factors) % p
        constant = exact_or_none(node)
        if constant is None or constant <= 0:
            return self._kernel("log", (self.value(node),))
        top = self._log_of_integer(constant.numerator)
        return (top - self._log_of_integer(constant.denominator)) % p

    def _log_of_integer(self, value: int) -> int:
        total, rest = 0, value
        for prime in SMALL_PRIMES:
            while rest % prime == 0:
                rest //= prime
                total += self._kernel("log", (prime,))
        return total + (self._kernel("log", (rest % self.p,)) if rest > 1 else 0)

    def _choices(self, name: str, top: Node, bottom: Node) -> int:
        p, n, k = self.p, self.value(top), self.value(bottom)
        below = self._factorial((n - k) % p)
        if name == "binom":
            below *= self._factorial(k)
        return self._factorial(n) * self.inverse(below, p) % p

    def _factorial(self, value: int) -> int:
        if value > _FEASIBLE:
            return self._kernel("factorial", (value,))
        known = self._factorials  # of 0, 64, 128, ...: a sum of factorials asks for many
        while len(known) <= value // _STRIDE:
            known.append(self._onward(known[-1], (len(known) - 1) * _STRIDE, len(known) * _STRIDE))
        return self._onward(known[value // _STRIDE], value - value % _STRIDE, value)

    def _onward(self, total: int, low: int, high: int) -> int:
        """From low! to high!."""
        for factor in range(low + 1, high + 1):
            total = total * factor % self.p
        return total


def identical(one: Node, other: Node) -> bool | None:
    """Whether two expressions are the same; None where residues cannot tell."""
    residues = Residues()
    try:
        if residues.value(one) != residues.value(other):
            return False if residues.faithful else None
        if not residues.whole:
            return True
        if len(residues.whole) > _MOST_PARITIES:
            return None
        letters = sorted(residues.whole)
        for parities in product((False, True), repeat=len(letters)):
            residues = Residues()
            for name, odd in zip(letters, parities, strict=True):
                residues.turn(name, odd=odd)
            if residues.value(one) != residues.value(other):
                return False if residues.faithful else None
    except NoValue:
        return None
    return True


_TRIGONOMETRIC = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})


def _word(name: str) -> int:
    """A name as a number; different names are different numbers."""
    return int.from_bytes(name.encode(), "little")


def _rough(value: int) -> int:
    """What is left of a positive integer without its prime factors below 100."""
    for prime in SMALL_PRIMES:
        while not value % prime:
            value //= prime
    return value


def _positive(node: Node) -> bool:
    """Plainly a product of powers of positive numbers whose prime factors are all below 100, so
    that it is a square and every root of it is definite."""
    if isinstance(node, Num):
        value = node.value
        return value > 0 and _rough(value.numerator) == 1 and _rough(value.denominator) == 1
    if isinstance(node, Const):
        return node.name in ("pi", "e")
    if isinstance(node, Mul):
        return all(_positive(factor) for factor in node.factors)
    if not isinstance(node, Pow) or not _positive(node.base):
        return False
    return isinstance(exponent_of(node.exponent), Num)
