"""Numerals in figures: their exact value, and the place of the last digit that they state.

An integer is exact; a decimal states its places (`0.50` two), `3.2e5` places -4. A numeral of more
than `MAX_DIGITS` digits is refused before it is converted.
"""

from __future__ import annotations

import re
from fractions import Fraction

from assay.answers.limits import MAX_DIGITS, TooMuch
from assay.answers.trees import Mul, Node, Num, Pow

__all__ = [
    "HALF",
    "MINUS_ONE",
    "TEN",
    "cycle",
    "decimal",
    "inverse",
    "negated",
    "numeral",
    "over",
    "plain",
    "product_of",
    "repeating",
    "scaled",
]

MINUS_ONE = Num(-1)
TEN = Num(10)
HALF = Pow(Num(2), MINUS_ONE)

_PLAIN = re.compile(
    r"([-+]?)(?:(\d+)(?:\.(\d+)|/([1-9]\d*))?|\\[dt]?frac\{(\d+)\}\{([1-9]\d*)\})\.?"
)
_CYCLE = re.compile(r"(\d{1,6}?)\1{2,}\Z")


def plain(text: str) -> Node | None:
    """The tree of a bare integer, decimal or fraction of integers; None for all else."""
    if text[:1] == "$" and text[-1:] == "$":
        text = text[1:-1]
    found = _PLAIN.fullmatch(text)
    if found is None:
        return None
    sign, whole, places, below, top, bottom = found.groups()
    if len(text) > MAX_DIGITS:
        raise TooMuch(f"a numeral of {len(text)} characters, limit {MAX_DIGITS}")
    if whole is None:
        fraction = over(Num(int(top)), Num(int(bottom)))
        return Mul((MINUS_ONE, *fraction.factors)) if sign == "-" else fraction
    if below is not None:
        return over(Num(int(sign + whole)), Num(int(below)))
    if places is not None:
        return decimal(sign + whole, places)
    return Num(int(sign + whole))


def inverse(node: Node) -> Node:
    """One over a node."""
    return Pow(node, MINUS_ONE)


def over(top: Node, bottom: Node) -> Mul:
    """A quotient, as trees write it."""
    return Mul((top, Pow(bottom, MINUS_ONE)))


def decimal(whole: str, places: str) -> Num:
    """The decimal `whole.places`; the sign belongs to `whole`."""
    count = len(places)
    value = Fraction(int(whole + places), 10**count)
    return Num(value.numerator if value.denominator == 1 else value, count)


def numeral(text: str) -> Node:
    """A numeral in figures without separators: `12`, `0.50`, `.5`, `3.2e-5`."""
    if len(text) > MAX_DIGITS:
        raise TooMuch(f"a numeral of {len(text)} digits, limit {MAX_DIGITS}")
    mantissa, mark, exponent = text.replace("E", "e").partition("e")
    whole, point, places = mantissa.partition(".")
    number = decimal(whole or "0", places) if point and places else Num(int(whole or "0"))
    return scaled(number, int(exponent)) if mark else number


def scaled(number: Num, exponent: int) -> Node:
    """`number` times a power of ten: one numeral, unless the power is out of all proportion."""
    if abs(exponent) > MAX_DIGITS:
        return Mul((number, Pow(TEN, Num(exponent))))
    power = Fraction(10) ** exponent
    value = Fraction(number.value) * power
    places = None if number.places is None and exponent >= 0 else (number.places or 0) - exponent
    return Num(value.numerator if value.denominator == 1 else value, places)


def repeating(whole: str, places: str, period: str) -> Num:
    """The exact value of `whole.places` followed by `period` without end."""
    if len(whole) + len(places) + len(period) > MAX_DIGITS:
        raise TooMuch(f"a repeating decimal beyond {MAX_DIGITS} digits")
    scale = 10 ** len(places)
    head = Fraction(int((whole or "0") + places), scale)
    return Num(head + Fraction(int(period), (10 ** len(period) - 1) * scale))


def cycle(places: str) -> str:
    """The period of digits that repeat at least three times, as in `0.333...`; else empty."""
    found = _CYCLE.search(places[-36:])
    return found[1] if found else ""


def negated(node: Node) -> Node:
    """Minus a node; a numeral keeps its places."""
    if isinstance(node, Num):
        return Num(-node.value, node.places)
    if isinstance(node, Mul):
        return Mul((MINUS_ONE, *node.factors))
    return Mul((MINUS_ONE, node))


def product_of(factors: list[Node]) -> Node:
    """The product of factors, with those of inner products in line."""
    if len(factors) == 1:
        return factors[0]
    if any(isinstance(factor, Mul) for factor in factors):
        flat: list[Node] = []
        for factor in factors:
            flat.extend(factor.factors if isinstance(factor, Mul) else (factor,))
        return Mul(tuple(flat))
    return Mul(tuple(factors))
