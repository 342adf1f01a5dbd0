"""Numbers in English words.

The grammar is the usual one: units and tens make hundreds, each scale takes what stands before
it, and scales go down. A fraction is a number and a denominator in the ordinal (`three fifths`),
or follows `and` (`two and three quarters`). Digits may take a scale (`1.5 million`).
"""

from __future__ import annotations

import re
from fractions import Fraction

__all__ = ["read_words"]

_MAX_CHARS = 200
_SMALL = {
    "zero": 0, "nought": 0, "naught": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "quadrillion": 10**15, "mn": 10**6, "bn": 10**9, "lakh": 10**5, "crore": 10**7,
}  # fmt: skip
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50,
    "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
    "thousandth": 1000, "millionth": 10**6, "billionth": 10**9,
}  # fmt: skip
_PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    name + plural: value
    for name, value in _ORDINALS.items()
    if name not in ("first", "second")
    for plural in ("", "s")
}
_SIGNS = {"minus": -1, "negative": -1, "plus": 1, "positive": 1}
_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,30})(?:\.(\d{1,30}))?")
_ORDINAL_DIGITS = re.compile(r"(\d{1,18})(?:\^?\{?)?(?:st|nd|rd|th)\}?")
_GROUPED = re.compile(r"\b(thousand|million|billion|trillion|quadrillion|lakh|crore), ")
"""A comma between the groups of a long numeral, which stands behind a scale."""
_STARTS = (
    frozenset(_SMALL) | frozenset(_TENS) | {"a", "an", "half", "hundred", "thousand", "million"}
)


def read_words(text: str, ordinal: bool = False) -> Fraction | None:
    """The number that the words state; None where any word is no part of one.

    With `ordinal`, `third`, `twenty-first` and `3rd` are numbers too.
    """
    if len(text) > _MAX_CHARS:
        return None
    negative = text.lstrip()[:1] == "-"
    text = text.lower().strip(" .!").replace("-", " ")
    words = (_GROUPED.sub(r"\1 ", text) if ", " in text else text).split()
    if negative or not words:
        return None
    sign = _SIGNS.get(words[0])
    if sign is not None:
        words = words[1:]
    if ordinal and words:
        value = _ordinal(words)
        if value is not None:
            return value if sign is None else None
    value = _number(words)
    return None if value is None else (sign or 1) * value


def _number(words: list[str]) -> Fraction | None:
    """A whole number, a fraction, or both joined by `and`."""
    if not words or (len(words) == 1 and _DIGITS.fullmatch(words[0])):
        return None
    if words[-1] in _PARTS:
        return _fraction(words)
    if "point" in words:
        return _pointed(words)
    return _whole(words)


def _fraction(words: list[str]) -> Fraction | None:
    """`half`, `three quarters`, `two and a half`, `one hundred and one hundredths`."""
    denominator, rest = _PARTS[words[-1]], words[:-1]
    if not rest:
        return Fraction(1, denominator) if words[-1] in ("half", "quarter") else None
    if rest[-1] in ("a", "an", "one") and len(rest) > 1 and rest[-2] == "and":
        whole = _whole(rest[:-2])
        return None if whole is None else whole + Fraction(1, denominator)
    if "and" in rest:
        split = len(rest) - 1 - rest[::-1].index("and")
        whole, above = _whole(rest[:split]), _whole(rest[split + 1 :])
        if whole is not None and above is not None and above < denominator:
            return whole + above / denominator
    above = Fraction(1) if rest in (["a"], ["an"]) else _whole(rest)
    return None if above is None else above / denominator


def _pointed(words: list[str]) -> Fraction | None:
    """`three point one four`."""
    at = words.index("point")
    whole = _whole(words[:at]) if at else Fraction()
    digits = [_SMALL.get(word) for word in words[at + 1 :]]
    if whole is None or not digits or len(digits) > 20:
        return None
    value = whole
    for place, digit in enumerate(digits, 1):
        if digit is None or digit > 9:
            return None
        value += Fraction(digit, 10**place)
    return value


def _whole(words: list[str]) -> Fraction | None:
    """`seventy two thousand and five`, `1.5 million`, `a dozen`, `two dozen`."""
    if words and words[0] in ("a", "an"):
        if len(words) == 1:
            return None
        words = ["one", *words[1:]]
    if len(words) > 1 and words[-1] in ("dozen", "score"):
        count = _whole(words[:-1])
        return None if count is None else count * (12 if words[-1] == "dozen" else 20)
    if words == ["dozen"]:
        return Fraction(12)
    return _sum(words)


def _sum(words: list[str]) -> Fraction | None:
    total, group, last_scale, last = Fraction(), None, None, ""
    for word in words:
        if word == "and":
            if last in ("", "and") or (group is None and total == 0):
                return None
        elif word in _SCALES:
            scale = _SCALES[word]
            if (group is None and last) or (last_scale is not None and scale >= last_scale):
                return None
            total += (Fraction(1) if group is None else group) * scale
            group, last_scale = None, scale
        else:
            group = _grown(group, word, last)
            if group is None:
                return None
        last = word
    if last in ("", "and") or (
        group is not None and last_scale is not None and group >= last_scale
    ):
        return None
    return total + (group or 0)


def _grown(group: Fraction | None, word: str, last: str) -> Fraction | None:
    """The number below a thousand with one more word; None where the word cannot follow."""
    if word == "hundred":
        if group is not None and (last not in _SMALL or not 0 < group < 100):
            return group * 100 if last in _TENS or _DIGITS.fullmatch(last) else None
        return (Fraction(1) if group is None else group) * 100
    digits = _DIGITS.fullmatch(word)
    if digits is not None:
        value = Fraction(digits[1].replace(",", "") + ("." + digits[2] if digits[2] else ""))
        return value if group is None else None
    if word in _SMALL:
        value = _SMALL[word]
        if group is None:
            return Fraction(value)
        if last in _TENS and 0 < value < 10:
            return group + value
        return group + value if last in ("hundred", "and") and group % 100 == 0 and value else None
    if word in _TENS and (group is None or (last in ("hundred", "and") and group % 100 == 0)):
        return (group or Fraction()) + _TENS[word]
    return None


def _ordinal(words: list[str]) -> Fraction | None:
    if len(words) == 1 and (found := _ORDINAL_DIGITS.fullmatch(words[0])) is not None:
        return Fraction(found[1])
    value = _ORDINALS.get(words[-1])
    if value is None:
        return None
    if len(words) == 1:
        return Fraction(value)
    lead = words[:-2] if words[-2] == "and" else words[:-1]
    before = _whole(lead)
    if before is None or before.denominator != 1:
        return None
    if value >= 100:
        return before * value if before < value else None
    tens = value < 10 and before % 100 >= 20 and before % 10 == 0
    return before + value if before and (tens or before % 100 == 0) else None
