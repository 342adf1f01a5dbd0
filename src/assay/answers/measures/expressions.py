"""Unit expressions: products, quotients and powers of symbols and names.

`kJ/mol`, `kg * m ** 2 / s ** 2`, `J K^-1 mol^-1`, `miles per hour`, `square feet`, `J/(kg·K)`. All
that follows a stroke or `per` stands below it until it is raised to a negative power, which is how
`W/m K` is meant wherever it is printed.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from assay.answers.measures.chinese import chinese_unit
from assay.answers.measures.currencies import currency
from assay.answers.measures.dimensions import ONE, named, power, product
from assay.answers.measures.names import by_name
from assay.answers.measures.phrases import with_symbols
from assay.answers.measures.plain import plain
from assay.answers.measures.symbols import symbol
from assay.answers.values import Unit

__all__ = ["MAX_UNIT_CHARS", "expression", "read_unit"]

MAX_UNIT_CHARS = 120
_MAX_FACTORS = 12
_MAX_DEPTH = 4

_Factor: TypeAlias = tuple[Unit, Fraction | int]

_TOKEN = re.compile(
    r" *(?:(?:\^|\*\*) *(?P<power>[-+]?\d{1,2}(?:[/.]\d{1,2})?|\([-+]?\d{1,2}(?:[/.]\d{1,2})?\))"
    r"|(?<=[A-Za-zμΩÅ])(?P<suffix>-?\d)(?![\d.])"
    r"|(?P<sign>[/·*()]|(?:per|a|an)\b)"
    r"|(?P<name>°?[A-Za-zÅåöμΩ]+[☉⊕]?(?:\([es]{1,2}\))?\.?|[°%‰$€£¥￥¢₹₽₩′″])"
    r"|(?P<number>10{0,6})(?!\d))"
)
_LEADING_POWERS = {"square": 2, "sq": 2, "sq.": 2, "cubic": 3, "cu": 3, "cu.": 3}
_TRAILING_POWERS = {"squared": 2, "cubed": 3}


@lru_cache(maxsize=2048)
def read_unit(text: str) -> Unit | None:
    """The unit that the whole text states, in LaTeX, symbols or words; None where it is none."""
    if len(text) > MAX_UNIT_CHARS or text.count("{") != text.count("}"):
        return None
    typed = plain(text).strip(" .,;")
    if "$" in typed and typed != "$" and typed.count("$") % 2 == 0:
        typed = typed.replace("$", " ").strip()
    if not typed:
        return None
    return _single(typed) or chinese_unit(typed) or expression(typed)


def expression(text: str) -> Unit | None:
    """The unit of a compound expression in plain notation; None where any of it is no unit."""
    if len(text) > MAX_UNIT_CHARS:
        return None
    factors = _Factors(with_symbols(text)).read()
    total = ONE
    for unit, exponent in factors:
        raised = power(unit, exponent)
        if raised is None:
            return None
        total = product(total, raised)
    return named(total, _name(factors)) if factors else None


def _single(name: str) -> Unit | None:
    """The unit of one symbol, sign or word, which most units are."""
    return symbol(name) or currency(name) or (by_name(name) if len(name) > 2 else None)


class _Factors:
    """Collects the factors of an expression, each with its exponent."""

    __slots__ = ("below", "factors", "leading", "open", "raisable", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.factors: list[_Factor] = []
        self.below = [False]
        self.leading = 1
        self.raisable = False
        self.open = True

    def read(self) -> list[_Factor]:
        """All factors; none where any part of the text is no unit."""
        position = 0
        for token in _TOKEN.finditer(self.text):
            if token.start() != position or not self._take(token):
                return []
            if len(self.factors) > _MAX_FACTORS:
                return []
            position = token.end()
        closed = position == len(self.text) and len(self.below) == 1 and not self.open
        return self.factors if closed else []

    def _take(self, token: re.Match[str]) -> bool:
        """Follow one token; False where it cannot stand there."""
        if name := token["name"]:
            return self._unit(name)
        if sign := token["sign"]:
            return self._sign(sign)
        if exponent := token["power"] or token["suffix"]:
            return self._power(exponent.strip("()"))
        return self._number(token["number"])

    def _unit(self, name: str) -> bool:
        if name in _TRAILING_POWERS and self.raisable:
            return self._power(str(_TRAILING_POWERS[name]))
        if name in _LEADING_POWERS:
            self.leading, self.open = _LEADING_POWERS[name], True
            return True
        unit = _single(name) or _abbreviated(name)
        if unit is None:
            return False
        self.factors.append((unit, -self.leading if self.below[-1] else self.leading))
        self.leading, self.raisable, self.open = 1, True, False
        return True

    def _sign(self, sign: str) -> bool:
        """A stroke, dot or bracket; False where brackets do not match."""
        if sign == "(":
            self.below.append(self.below[-1])
            return len(self.below) <= _MAX_DEPTH
        if sign == ")":
            self.below.pop()
            return bool(self.below) and not self.open
        if sign not in "*·":
            self.below[-1] = True if len(self.below) == 1 else not self.below[-2]
        self.raisable, self.open = False, True
        return True

    def _power(self, exponent: str) -> bool:
        """Raise the last factor; a negative power below the stroke stays negative."""
        if not self.raisable:
            return False
        unit, sign = self.factors[-1]
        written = Fraction(exponent)
        value = written.numerator if written.denominator == 1 else written
        self.factors[-1] = (unit, value if sign < 0 and value < 0 else sign * value)
        self.raisable = False
        return True

    def _number(self, digits: str) -> bool:
        """The 1 of `1/s`, or a power of ten below the stroke (`L/100 km`)."""
        if self.below[-1]:
            self.factors.append((Unit(digits, Fraction(digits)), -1))
            self.open = True
            return True
        return digits == "1" and not self.factors


def _abbreviated(name: str) -> Unit | None:
    """`in.`, `hour(s)`: a unit with the stop of an abbreviation or an optional plural."""
    if name.endswith("."):
        return _single(name[:-1])
    return _single(name.partition("(")[0]) if name.endswith(")") else None


def _name(factors: list[_Factor]) -> str:
    """One way to write it: factors in order, those below the stroke with negative powers."""
    return " ".join(
        unit.name if exponent == 1 else f"{unit.name}^{exponent}" for unit, exponent in factors
    )
