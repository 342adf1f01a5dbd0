"""Dates in running text, and whether two of them can be the same one.

"9 February 2018", "February 9th, 2018", "2018-02-09" and "9/2/2018" are one date (the last may
be 2 September too); a date that says less ("February 2018", "2018") agrees with one that says
more. NOT covered: dates relative to others ("two years later"), calendars but the Gregorian.
"""

from __future__ import annotations

import msgspec

from assay.answers.patterns import lazy
from assay.answers.wording.folding import Word, Words

__all__ = ["Date", "agree", "date_of", "dates_in"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_AROUND = frozenset(
    "on in by since from around about circa c ca early mid late the of ad ce as probably"
    " monday tuesday wednesday thursday friday saturday sunday year at".split()
)
_YEAR = lazy(r"1\d{3}|20\d\d")


class Date(msgspec.Struct, frozen=True, gc=False):
    """What was said of a date; `first` and `last` are the words that said it. `either` is whether
    day and month may change places."""

    year: int | None
    month: int | None
    day: int | None
    first: int
    last: int
    either: bool = False


def dates_in(words: Words) -> list[Date]:
    """The dates of a text, in order; a year alone is one."""
    found: list[Date] = []
    index, count = 0, len(words)
    while index < count:
        date = _named(words, index) or _numeric(words, index) or _year(words, index)
        if date is None:
            index += 1
        else:
            found.append(date)
            index = date.last + 1
    return found


def date_of(words: Words) -> Date | None:
    """The date that a gold answer is, or None where it says more or less than one date."""
    found = dates_in(words)
    if len(found) != 1:
        return None
    date = found[0]
    rest = words[: date.first] + words[date.last + 1 :]
    return date if all(word.form in _AROUND for word in rest) else None


def agree(gold: Date, given: Date) -> bool:
    """Whether the two have a year, or a month and a day, in common and differ in nothing."""
    return _agree(gold, given) or ((gold.either or given.either) and _agree(gold, _turned(given)))


def _turned(date: Date) -> Date:
    return Date(date.year, date.day, date.month, date.first, date.last)


def _agree(gold: Date, given: Date) -> bool:
    shared = 0
    for ours, theirs, weight in (
        (gold.year, given.year, 2),
        (gold.month, given.month, 1),
        (gold.day, given.day, 1),
    ):
        if ours is not None and theirs is not None:
            if ours != theirs:
                return False
            shared += weight
    return shared >= 2


def _named(words: Words, index: int) -> Date | None:
    """A date with the name of a month, from its first word."""
    day = _day(words, index)
    place = index if day is None else index + 1
    if day is not None and place < len(words) and words[place].form == "of":
        place += 1
    if place >= len(words):
        return None
    month = _MONTHS.get(words[place].form)
    if month is None:
        return None
    last = place
    if day is None:
        day = _day(words, place + 1)
        last = place + (day is not None)
    year = _year_at(words, last + 1)
    if year is not None:
        last += 1
    if day is None and year is None and (words[place].form in ("may", "march", "mar")):
        return None
    return Date(year, month, day, index, last)


def _day(words: Words, index: int) -> int | None:
    if index >= len(words):
        return None
    form = words[index].form
    digits = form[:-2] if form.endswith(("st", "nd", "rd", "th")) else form
    if digits.isdecimal() and len(digits) <= 2 and 1 <= int(digits) <= 31:
        return int(digits)
    return None


def _year_at(words: Words, index: int) -> int | None:
    """A year of four digits as written; 1,066 is none."""
    if index >= len(words):
        return None
    word = words[index]
    return int(word.form) if word.end - word.start == 4 and _YEAR.fullmatch(word.form) else None


def _numeric(words: Words, index: int) -> Date | None:
    """2018-02-09 as in ISO 8601, or 9/2/2018: three numbers, one sign apart."""
    if index + 2 >= len(words):
        return None
    one, two, three = words[index : index + 3]
    if two.start != one.end + 1 or three.start != two.end + 1:
        return None
    if (year := _year_at(words, index)) is not None:
        month, day = _small(two), _small(three)
        return Date(year, month, day, index, index + 2) if _month(month) and day else None
    year, day, month = _year_at(words, index + 2), _small(one), _small(two)
    if year is None or day is None or month is None:
        return None
    if not _month(month):
        day, month = month, day
    if not _month(month):
        return None
    return Date(year, month, day, index, index + 2, _month(day))


def _small(word: Word) -> int | None:
    """A number of one or two digits as written, at most 31."""
    digits = word.form[-2:] if word.end - word.start == 2 else word.form
    if word.end - word.start > 2 or not digits.isdecimal():
        return None
    return int(digits) if 1 <= int(digits) <= 31 else None


def _month(number: int | None) -> bool:
    return number is not None and number <= 12


def _year(words: Words, index: int) -> Date | None:
    year = _year_at(words, index)
    return None if year is None else Date(year, None, None, index, index)
