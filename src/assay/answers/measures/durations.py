"""How a stretch of time is read: `1 h 20 min`, `90 seconds`, `half an hour`, `2小时30分`."""

from __future__ import annotations

import re
from fractions import Fraction

from assay.answers.measures.compounds import compound
from assay.answers.measures.expressions import read_unit
from assay.answers.measures.numerals import read_chinese, read_words
from assay.answers.measures.plain import plain
from assay.answers.trees import Num
from assay.answers.values import Quantity, Unit

__all__ = ["duration"]

_SINGLE = re.compile(
    r"(?P<number>\d{1,18}(?:,\d{3})*(?:\.\d{1,18})?|.{1,60}?) ?"
    r"(?P<unit>[A-Za-z]+\.?|[\u4e00-\u9fff]{1,2})"
)
_DECADE = re.compile(r"\d{3}0s")
_AND_PART = re.compile(
    r"(?P<number>.+?) (?P<unit>[a-z]+) and (?P<part>an? half|an? quarter|half|three quarters)"
)
_HALF_OF = re.compile(
    r"(?P<part>half|a quarter|three quarters|a third) (?:of )?an? (?P<unit>[a-z]+)"
)


def duration(text: str) -> Quantity | None:
    """The duration that the whole text states; None where it states none."""
    found = compound(text) or _single(plain(text).strip(" .").lower())
    return found if found is not None and _is_time(found.unit) else None


def _is_time(unit: Unit) -> bool:
    return unit.dimension == (0, 0, 1, 0, 0, 0, 0, 0) and not unit.tag


def _single(said: str) -> Quantity | None:
    part = _AND_PART.fullmatch(said)
    if part is not None:
        whole, more = _number(part["number"]), read_words(part["part"].removeprefix("a "))
        return _quantity(None if whole is None or more is None else whole + more, part["unit"])
    half = _HALF_OF.fullmatch(said)
    if half is not None:
        return _quantity(read_words(half["part"].removeprefix("a ")), half["unit"])
    found = _SINGLE.fullmatch(said)
    if found is not None and (
        found[1].isalpha() and found[1] + found[2] == said and said.isascii()
    ):
        return None
    if _DECADE.fullmatch(said):
        return None
    return _quantity(_number(found["number"]), found["unit"]) if found is not None else None


def _quantity(number: Fraction | None, name: str) -> Quantity | None:
    unit = read_unit(name)
    if number is None or unit is None:
        return None
    return Quantity(Num(number.numerator if number.denominator == 1 else number), unit)


def _number(said: str) -> Fraction | None:
    said = said.strip()
    if said in ("a", "an"):
        return Fraction(1)
    if said[:1].isdigit() and said.isascii():
        digits = said.replace(",", "")
        return (
            Fraction(digits) if re.fullmatch(r"\d{1,18}(\.\d{1,18})?", digits) else read_words(said)
        )
    return read_words(said) or read_chinese(said)
