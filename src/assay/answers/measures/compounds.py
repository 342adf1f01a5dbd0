"""How quantities in several units are read: `5 ft 3 in`, `30° 15' 20''`, `3小时20分钟`.

All parts have one dimension and units grow smaller; the sum counts the first unit.
"""

from __future__ import annotations

import re
from fractions import Fraction

from assay.answers.measures.expressions import read_unit
from assay.answers.measures.numerals import read_chinese, read_words
from assay.answers.measures.plain import plain
from assay.answers.trees import Num
from assay.answers.values import Quantity, Unit

__all__ = ["compound"]

_MAX_PARTS = 5
_PART = re.compile(
    r" *(?:,? *and +|, *|又|零)?"
    r"(?P<number>\d{1,18}(?:,\d{3})*(?:\.\d{1,18})?(?: ?/ ?\d{1,9})?"
    r"|[零一二三四五六七八九十百千万两半]+)"
    r" *(?P<unit>[A-Za-zμ]+\.?|[°′″]|''|['\"]|[\u4e00-\u9fff]+?(?=$|[\d零一二三四五六七八九十]| ))"
)
_MARKS = {"'": "′", "''": "″", '"': "″"}
_FEET = {"′": "ft", "″": "in"}


def compound(text: str) -> Quantity | None:
    """The quantity that two or more numbers with units state together; None where it is none."""
    parts = _parts(plain(text).replace("^′", "′").strip(" ."))
    if parts is None or len(parts) < 2:
        return None
    first = parts[0][1]
    total = Fraction()
    for place, (number, unit) in enumerate(parts):
        if (unit.dimension, unit.pi, unit.tag, unit.offset) != (
            first.dimension,
            first.pi,
            first.tag,
            0,
        ):
            return None
        if place and unit.factor >= parts[place - 1][1].factor:
            return None
        total += number * unit.factor
    return Quantity(Num(_whole(total / first.factor)), first)


def _whole(value: Fraction) -> int | Fraction:
    return value.numerator if value.denominator == 1 else value


def _parts(text: str) -> list[tuple[Fraction, Unit]] | None:
    parts: list[tuple[Fraction, Unit]] = []
    position = 0
    while position < len(text):
        found = _PART.match(text, position)
        if found is None or len(parts) == _MAX_PARTS:
            return None
        unit = _unit(found["unit"], parts)
        number = _number(found["number"])
        if unit is None or number is None:
            return None
        parts.append((number, unit))
        position = found.end()
    return parts


def _unit(text: str, before: list[tuple[Fraction, Unit]]) -> Unit | None:
    """The unit of one part; a prime means feet unless degrees came before."""
    text = _MARKS.get(text, text)
    if text in _FEET and not (before and before[0][1].pi):
        text = _FEET[text]
    if text == "分" and before and before[0][1].dimension[2]:
        text = "分钟"
    if text == "m" and before and before[0][1].dimension[2]:
        text = "min"
    return read_unit(text)


def _number(text: str) -> Fraction | None:
    if text[0].isascii() and text[0].isdigit():
        top, _, bottom = text.replace(",", "").partition("/")
        return Fraction(top) / Fraction(bottom) if bottom and int(bottom) else Fraction(top)
    return read_chinese(text) or read_words(text)
