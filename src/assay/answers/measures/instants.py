"""How a date or a time of day is read, for `assay.answers.measures.moments`.

A text is a date, a time, or one joined to the other. Names of months decide where they stand; of
numbers alone, ISO 8601 and day, month and year with one separator are dates.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from assay.answers.measures.calendars import MONTHS, WEEKDAYS, month_pattern
from assay.answers.measures.hanzi import read_chinese
from assay.answers.measures.plain import plain
from assay.answers.values import Moment

__all__ = ["all_readings"]

_SHORT_NAME = 4
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?::(?P<second>\d{2}(?:\.\d{1,9})?))?)?"
    r" ?(?:(?P<half>[ap]) ?\.? ?m\b\.?|(?P<clock>o'? ?clock|uhr|h\b|hrs?\b|hours\b))?"
    r"(?P<noon> ?noon)?"
    r"(?P<zone> ?(?:z\b|utc|gmt)?(?: ?[-+]\d{2}:?\d{2})?)?",
)
_ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:t| |$)")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_YEAR = re.compile(
    r"(?:(?P<said>the year|year|in the year|in|anno|ad|a\.d\.) )?(?P<year>\d{1,4})"
    r" ?(?P<era>a\.?d\.?|b\.?c\.?(?:e\.?)?|c\.?e\.?)?"
)
_CHINESE = re.compile(
    r"(?:(?P<year>\d{2,4})年)?(?:(?P<month>\d{1,2})月(?:份)?)?(?:(?P<day>\d{1,2})[日号號])?"
    r"(?:(?P<half>上午|早上|凌晨|中午|下午|晚上)?(?P<hour>\d{1,2})(?:点|點|时|時|:)(?:(?P<minute>\d{1,2})分?|(?P<part>半|整))?)?"
)
_HANZI = re.compile("[零〇一二三四五六七八九十廿]+")
_NAMED_TIMES = {"noon": 12, "midday": 12, "12 noon": 12, "midnight": 0, "12 midnight": 0}


@cache
def _named_date() -> tuple[re.Pattern[str], re.Pattern[str]]:
    month = rf"(?P<month>{month_pattern()})\.?"
    year = r"(?:(?:,| of| de| del)? ?(?P<year>\d{4}|\d{1,3} a\.?d\.?|\d{1,4} b\.?c\.?(?:e\.?)?))?"
    day = r"(?P<day>\d{1,2})(?:\^? ?(?:st|nd|rd|th|er)\b|\.)?"
    return (
        re.compile(rf"{month}(?: (?:the )?{day}(?!\d))?{year}"),
        re.compile(rf"{day} ?(?:of |de )?{month}{year}"),
    )


def all_readings(text: str) -> tuple[Moment, ...]:
    """Every date or time that the text can mean, the most plausible first."""
    said = plain(text).lower().replace("^", "").strip(" .,$")
    weekday, said = _without_weekday(said)
    said = _without_lead(said)
    if said in ("", "on", "the", "am", "le", "el"):
        return (Moment(weekday=weekday),) if weekday is not None else ()
    found = _joined(said)
    return (
        tuple(
            Moment(m.year, m.month, m.day, m.hour, m.minute, m.second, weekday, m.zone)
            for m in found
        )
        if weekday is not None
        else found
    )


def _without_weekday(said: str) -> tuple[int | None, str]:
    for word in re.findall(r"[^\W\d_]+", said)[:6]:
        if word in WEEKDAYS and (len(word) > _SHORT_NAME or any(map(str.isdigit, said))):
            rest = said.replace(word, " ", 1).replace(" ,", " ").replace(" .", " ")
            return WEEKDAYS[word], " ".join(rest.strip(" ,.()").split())
    for name, number in WEEKDAYS.items():
        if not name.isascii() and name in said:
            return number, said.replace(name, "", 1).strip(" ,()")
    return None, said


def _without_lead(said: str) -> str:
    """Without `on`, `at`, `the` before a date; `in` stays, since it makes a number a year."""
    for lead in ("on ", "at ", "by ", "le ", "el ", "am ", "the date ", "date: ", "time: "):
        said = said.removeprefix(lead)
    if said.startswith("the ") and not said.startswith("the year"):
        said = said[4:]
    if said.startswith("in ") and not re.match(r"in (?:the year )?\d", said):
        said = said[3:]
    return said


def _joined(said: str) -> tuple[Moment, ...]:
    """A date, a time, or a date and a time in either order."""
    dates = _dates(said)
    if dates:
        return dates
    times = _times(said)
    if times:
        return times
    for joint in (" at ", ", at ", ", ", "t", " on ", " "):
        pieces = said.split(joint)
        for place in range(1, min(len(pieces), 6)):
            before, after = joint.join(pieces[:place]).strip(), joint.join(pieces[place:]).strip()
            date, time = _dates(before), _times(after)
            if not (date and time):
                date, time = _dates(after), _times(before)
            if date and time:
                return tuple(_both(date[0], moment) for moment in time[:1])
    return ()


def _both(date: Moment, time: Moment) -> Moment:
    return Moment(
        date.year, date.month, date.day, time.hour, time.minute, time.second, None, time.zone
    )


def _dates(said: str) -> tuple[Moment, ...]:
    said = said.strip(" ,")
    iso = _ISO.fullmatch(said)
    if iso is not None:
        return _valid(Moment(int(iso["year"]), int(iso["month"]), int(iso["day"])))
    numeric = _NUMERIC.fullmatch(said)
    if numeric is not None:
        first, second, year = int(numeric[1]), int(numeric[3]), int(numeric[4])
        both = _valid(Moment(year, first, second)) + _valid(Moment(year, second, first))
        return both[:1] if first == second else both
    for pattern in _named_date():
        found = pattern.fullmatch(said)
        if found is not None:
            day = int(found["day"]) if found["day"] else None
            return _valid(Moment(_year(found["year"]), MONTHS[found["month"]], day))
    year = _YEAR.fullmatch(said)
    if year is not None and (year["said"] or year["era"]):
        before = (year["era"] or "").startswith("b")
        return (Moment(-int(year["year"]) if before else int(year["year"])),)
    return _chinese(said) if not said.isascii() else ()


def _year(text: str | None) -> int | None:
    if not text:
        return None
    number = int(re.match(r"\d+", text)[0])  # type: ignore[index]
    return -number if "b" in text else number


def _chinese(said: str) -> tuple[Moment, ...]:
    said = _HANZI.sub(lambda run: str(int(read_chinese(run[0]) or 0)), said.replace(" ", ""))
    found = _CHINESE.fullmatch(said)
    if found is None or not any((found["year"], found["month"], found["day"], found["hour"])):
        return ()
    whole = {
        name: int(found[name]) if found[name] else None
        for name in ("year", "month", "day", "hour", "minute")
    }
    hour, minute = whole["hour"], whole["minute"]
    if hour is not None:
        if found["half"] in ("下午", "晚上") and hour < 12:
            hour += 12
        minute = minute or (30 if found["part"] == "半" else 0)
    return _valid(Moment(whole["year"], whole["month"], whole["day"], hour, minute))


def _times(said: str) -> tuple[Moment, ...]:
    hour = _NAMED_TIMES.get(said)
    if hour is not None:
        return (Moment(hour=hour, minute=0),)
    found = _TIME.fullmatch(said)
    if found is None or not (found["minute"] or found["half"] or found["clock"] or found["noon"]):
        return ()
    if found["clock"] in ("h", "hr", "hrs", "hours") and len(found["hour"]) < 2 | (
        not found["minute"]
    ):
        return ()
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = found["half"]
    if half and not 1 <= hour <= 12:
        half = None if 12 < hour < 24 and half == "p" else "bad"
    if half == "bad":
        return ()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    second = Fraction(found["second"]) if found["second"] else None
    moment = Moment(hour=hour, minute=minute, second=second, zone=_zone(found["zone"]))
    later = (
        ()
        if half or not 1 <= hour < 12
        else (Moment(hour=hour + 12, minute=minute, second=second),)
    )
    return _valid(moment) and _valid(moment) + later


def _zone(text: str | None) -> int | None:
    text = (text or "").strip()
    if not text:
        return None
    offset = re.search(r"([-+])(\d{2}):?(\d{2})", text)
    if offset is None:
        return 0
    return int(offset[1] + "1") * (int(offset[2]) * 60 + int(offset[3]))


def _valid(moment: Moment) -> tuple[Moment, ...]:
    """The moment, unless a field is out of its range."""
    month, day = moment.month, moment.day
    if month is not None and not 1 <= month <= 12:
        return ()
    if day is not None and not 1 <= day <= (_DAYS[month - 1] if month else 31):
        return ()
    if moment.hour is not None and not 0 <= moment.hour <= 24:
        return ()
    if moment.minute is not None and moment.minute > 59:
        return ()
    return (moment,)
