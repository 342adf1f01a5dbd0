"""Numbers in Chinese numerals.

Digits take the scale behind them (十, 百, 千), and 万 and 亿 take all that stands before; a digit
that ends a number without its scale counts in tenths of the last one (`一百五` is 150). A row of
digits (`二〇二四`) is read place by place. Arabic digits may take a scale: `3.5万`.
"""

from __future__ import annotations

import re
from fractions import Fraction

__all__ = ["read_chinese"]

_MAX_CHARS = 60
_NAMES = (
    "零〇０", "一壹１幺", "二贰貳两兩２", "三叁參３", "四肆４",
    "五伍５", "六陆陸６", "七柒７", "八捌８", "九玖９",
)  # fmt: skip
_DIGITS = {sign: value for value, signs in enumerate(_NAMES) for sign in signs}
_STEPS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20, "卅": 30}
_SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_SIGNS = {"负": -1, "負": -1, "正": 1, "-": -1, "－": -1}
_ARABIC = re.compile(r"(\d{1,18}(?:\.\d{1,18})?)([十百千万亿]{1,2})")
_NUMERAL = re.compile(
    "[零〇一壹幺二贰貳两兩三叁參四肆五伍六陆陸七柒八捌九玖十拾百佰千仟万萬亿億兆半０-９]"
)
_PARTS = {"百分之": 100, "千分之": 1000, "万分之": 10000}


def read_chinese(text: str) -> Fraction | None:
    """The number that Chinese numerals state; None where anything else stands in the text."""
    text = text.strip(" 。.")
    if len(text) > _MAX_CHARS or text.isascii() or not _NUMERAL.search(text):
        return None
    sign = _SIGNS.get(text[0])
    if sign is not None:
        text = text[1:]
    value = _number(text)
    return None if value is None else (sign or 1) * value


def _number(text: str) -> Fraction | None:
    for name, parts in _PARTS.items():
        if text.startswith(name):
            above = _arabic(text[3:]) if text[3:].isascii() else _decimal(text[3:])
            return None if above is None else above / parts
    if "分之" in text:
        return _fraction(text)
    scaled = _ARABIC.fullmatch(text)
    if scaled is not None:
        return _scaled(scaled[1], scaled[2])
    if text == "半":
        return Fraction(1, 2)
    if text.endswith(("个半", "又半")):
        whole = _whole(text[:-2])
        return None if whole is None else whole + Fraction(1, 2)
    return _decimal(text)


def _arabic(text: str) -> Fraction | None:
    return Fraction(text) if re.fullmatch(r"\d{1,18}(\.\d{1,18})?", text) else None


def _scaled(digits: str, scales: str) -> Fraction:
    value = Fraction(digits)
    for scale in scales:
        value *= _STEPS.get(scale) or _SCALES[scale]
    return value


def _fraction(text: str) -> Fraction | None:
    """`三分之二`, and with a whole number before it `一又三分之二`."""
    whole, found, part = text.rpartition("又")
    below_text, _, above_text = part.partition("分之")
    below, above = _whole(below_text), _whole(above_text)
    before = _whole(whole) if found else Fraction()
    return before + above / below if below and above is not None and before is not None else None


def _decimal(text: str) -> Fraction | None:
    whole_text, point, places = text.partition("点")
    if not point:
        whole_text, point, places = text.partition("點")
    whole = _whole(whole_text)
    if not point or whole is None:
        return whole
    digits = _row(places)
    return None if digits is None else whole + Fraction(digits, 10 ** len(places))


def _row(text: str) -> int | None:
    """A row of digits read place by place."""
    value = 0
    for sign in text:
        digit = _DIGITS.get(sign)
        if digit is None:
            return None
        value = value * 10 + digit
    return value if text else None


def _whole(text: str) -> Fraction | None:
    if not text:
        return None
    row = _row(text)
    if row is not None:
        return Fraction(row)
    total, section, digit, last = 0, 0, None, 0
    for sign in text:
        if sign in _DIGITS:
            if digit:
                return None
            digit, last = _DIGITS[sign], last if _DIGITS[sign] else 0
        elif sign in _STEPS:
            step = _STEPS[sign]
            if section and section % (step * 10 if step >= 10 else 1) and last and step >= last:
                return None
            section += (1 if digit is None or (digit == 0 and step == 10) else digit) * step
            digit, last = None, step
        elif sign in _SCALES:
            section, scale = section + (digit or 0), _SCALES[sign]
            if not section and not total:
                return None
            total = (total + section) * scale if total < scale else total + section * scale
            section, digit, last = 0, None, scale
        else:
            return None
    if digit is not None and last > 10 and digit:
        digit *= last // 10
    return Fraction(total + section + (digit or 0))
