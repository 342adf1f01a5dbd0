"""Dates and times of day: read, and compared.

`January 15, 2018`, `15 Jan. 2018`, `2018-01-15`, `15/01/2018`, `in 1994`, `4:30 p.m.`, `noon`, ISO
8601, `2018年1月15日`, and month names in French, Spanish and German. A number alone (`1994`) is no
moment: words must say so. Years before the era are negative (44 BC is -44), weekdays count from
Monday 0, a zone is its offset in minutes. Where day and month may be swapped (`03/04/2018`) both
are read, the month first; `4:30` may be in the afternoon.
"""

from __future__ import annotations

import re

from assay.answers.outcome import Outcome
from assay.answers.values import Moment, Quantity

__all__ = ["read_duration", "read_moment", "readings", "same_moment"]

_MAX_CHARS = 80
_LOOKS = re.compile(
    r"\d:\d\d|\d{4}[-/.]\d{1,2}[-/.]\d|\d[-/.]\d{1,2}[-/.]\d{4}|\d ?[ap]\.? ?m\b|in \d"
    r"|\d ?[abc]\.?[dce]|year|clock|noon|midnight|midday"
    r"|day\b|di\b|tag\b|mittwoch|\b(?:mon|tue|wed|thu|fri|sat|sun)\b"
    r"|jan|jän|fe[bv]|fév|mar|mär|maerz|a[pvb]r|ma[yi]|ju[nlio]|aug|ago|ao[uû]|sep|set|o[ck]t|nov"
    r"|d[eéi][cz]|ene|lun|mi[ée]|jue|vie|s[áa]b|dom|[年月日号點点时時周]|星期"
)
_FIELDS = ("year", "month", "day", "weekday", "hour", "minute", "second", "zone")
_SILENT = frozenset(("weekday", "zone"))
_TIMELY = re.compile("[a-zA-Z]|[年月日天时時分秒周星]")


def read_moment(text: str) -> Moment | None:
    """The most plausible date or time that the whole text states; None where it is none."""
    found = readings(text)
    return found[0] if found else None


def readings(text: str) -> tuple[Moment, ...]:
    """Every date or time that the text can mean, the most plausible first."""
    if len(text) > _MAX_CHARS or not _LOOKS.search(text.lower()):
        return ()
    from assay.answers.measures.instants import all_readings

    return all_readings(text)


def read_duration(text: str) -> Quantity | None:
    """The stretch of time that the whole text states (`2 hours 30 minutes`); None for none."""
    if len(text) > _MAX_CHARS or not _TIMELY.search(text):
        return None
    from assay.answers.measures.durations import duration

    return duration(text)


def same_moment(a: Moment, b: Moment) -> Outcome:
    """Whether two moments agree; undecided where one says less than the other.

    A weekday, a zone or a second of zero that only one side states says nothing against.
    """
    shared = False
    missing = ""
    for field in _FIELDS:
        left, right = getattr(a, field), getattr(b, field)
        if left is not None and right is not None:
            if left != right:
                return Outcome(False, "exact", f"another {field}: {left} and {right}")
            shared = True
        elif left != right and field not in _SILENT and (left or right or field != "second"):
            missing = missing or field
    if not shared:
        return Outcome(False, "structure", "they state different fields of a date or time")
    if missing:
        return Outcome(None, "none", f"only one states the {missing}")
    return Outcome(True, "exact")
