"""Integers written in a base: `2112_3`, `0x1F`, `1011_{\\text{two}}`, `1011 base 2`.

A digit that the base does not have makes the text unreadable as such. Digits are taken up to 200,
bases from 2 to 36.
"""

from __future__ import annotations

from assay.answers.hints import Hints
from assay.answers.patterns import lazy
from assay.answers.values import BaseNumber

__all__ = ["in_base"]

_BASED = lazy(
    r"\(?(?:\\(?:text|mathrm|texttt|mathtt)\s*)?\{?([0-9A-Za-z]{1,200})\}?\)?\s*"
    r"(?:_\s*\{?\s*\(?\s*(?:\\text(?:rm)?\{)?\s*([0-9]{1,2}|[a-z]{3,11})\s*\}?\)?\}?"
    r"|\s+(?:in\s+)?base[ -]([0-9]{1,2}|[a-z]+))"
)
_PREFIXED = lazy(r"([-+]?)0([xXbBoO])([0-9A-Fa-f]{1,200})")
_PREFIXES = {"x": 16, "b": 2, "o": 8}
_BASES = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "hex": 16, "bin": 2, "oct": 8, "dec": 10,
}  # fmt: skip


def in_base(source: str, hints: Hints) -> BaseNumber | None:
    """`2112_3`, `0x1F`, "1011 base 2", or any numeral where a base is hinted; None otherwise."""
    if prefixed := _PREFIXED.fullmatch(source):
        base = _PREFIXES[prefixed[2].lower()]
        return _numeral(prefixed[3], base, prefixed[1] == "-")
    if based := _BASED.fullmatch(source):
        name = based[2] or based[3]
        base = int(name) if name.isdigit() else _BASES.get(name, 0)
        if len(based[1]) == 1 and based[1].isalpha():
            return None
        return _numeral(based[1], base, False)
    if hints.base and source.isalnum() and len(source) <= 200:
        return _numeral(source, hints.base, False)
    return None


def _numeral(digits: str, base: int, negative: bool) -> BaseNumber | None:
    if not 2 <= base <= 36 or not digits.isascii() or (not digits[0].isdigit() and base < 11):
        return None
    try:
        value = int(digits, base)
    except ValueError:
        return None
    return BaseNumber(digits.upper(), base, -value if negative else value)
