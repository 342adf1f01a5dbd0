"""`text.dates`: dates in one format, and on the calendar."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from functools import lru_cache
from random import Random
from typing import Any, Literal

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, Trait, spans_of
from assay.checks.text.count import Bound, bound_phrase, bound_score
from assay.checks.text.drawing import bounds
from assay.context import Context
from assay.response import Response

__all__ = ["Dates"]

_MARKER = re.compile(r"[ \t]*(?:[-*+\u2022][ \t]+|\d{1,3}[.)][ \t]+)(?=\S)")
_AROUND = " \t\r\n\"'`*"
_WIDTH = 9
"""Less than the shortest date with a marker before it has."""
_PART = {"YYYY": r"(?P<year>[0-9]{4})", "MM": r"(?P<month>[0-9]{2})", "DD": r"(?P<day>[0-9]{2})"}
_BREAKS = {"comma": ",", "line": "\n", "any": r"[,;\n]"}
Offsets = tuple[int, int]


class Dates(TextCheck, kind="text.dates"):
    """The text lists dates written in `format`, each of them a day that there is.

    `format` is YYYY-MM-DD or another order of `YYYY`, `MM` and `DD` with marks between. `min` and
    `max` bound how many there are, `after` and `before` (YYYY-MM-DD, both inclusive) their time.
    With `only`, the text holds nothing else: each piece between separators (a `comma`, a `line`
    break, or `any` of both and a semicolon) is a date. Without it, dates may stand in other text,
    and those in the format are looked at. Score: the share of the pieces that are dates, times the
    share of the bound that is reached.
    """

    format: str = "YYYY-MM-DD"
    min: Bound = 1
    max: Bound | None = None
    only: bool = True
    separator: Literal["comma", "line", "any"] = "any"
    after: str | None = None
    before: str | None = None

    def validate(self) -> None:
        parts = re.split("(YYYY|MM|DD)", self.format)
        marks = parts[::2]
        if sorted(parts[1::2]) != ["DD", "MM", "YYYY"] or any(marks[:1] + marks[-1:]):
            raise ValueError(
                f"format {self.format!r:.40} is not YYYY, MM and DD with marks between"
            )
        if any(c.isalnum() or c in ",;\n" for c in "".join(marks)):
            raise ValueError(f"format {self.format!r:.40} has letters, digits or separators in it")
        if self.max is not None and self.min > self.max:
            raise ValueError(f"min is {self.min} but max is {self.max}")
        for name in ("after", "before"):
            given = getattr(self, name)
            if given is not None and _day(given, "YYYY-MM-DD") is None:
                raise ValueError(f"{name} is {given!r:.40}, which is no day as YYYY-MM-DD")
        if self.after and self.before and self.after > self.before:
            raise ValueError(f"after is {self.after} but before is {self.before}")

    def standard(self, response: Response, context: Context) -> Finding:
        places = self._pieces(response.text) if self.only else self._spotted(response.text)
        wrong = [place for place in places if not self._is_right(response.text[slice(*place)])]
        right = len(places) - len(wrong)
        many = right >= self.min and (self.max is None or right <= self.max)
        passed = bool(right) and many and not wrong
        near = 1.0 if many else bound_score(right, self.min, self.max)
        score = near * right / len(places) if places else 0.0
        why = (
            f"{right} of {len(places)} entries are days as {self.format}{self._when()}; "
            f"all, and {bound_phrase(self.min, self.max)}, required."
        )
        return Finding(
            passed, why, 1.0 if passed else min(score, 0.99), spans_of(response.text, wrong)
        )

    def _pieces(self, text: str) -> list[Offsets]:
        """What stands between separators, list markers and quotation marks around it left out."""
        found: list[Offsets] = []
        start = 0
        ends = [m.span() for m in re.finditer(_BREAKS[self.separator], text)]
        for end, following in [*ends, (len(text), len(text))]:
            marker = _MARKER.match(text, start, end) if end - start > _WIDTH else None
            head = marker.end() if marker else start
            piece = text[head:end]
            bare = piece.strip(_AROUND)
            if bare:
                head += len(piece) - len(piece.lstrip(_AROUND))
                found.append((head, head + len(bare)))
            start = following
        if found and text[found[-1][1] - 1] == ".":
            found[-1] = (found[-1][0], found[-1][1] - 1)
        return found

    def _spotted(self, text: str) -> list[Offsets]:
        return [match.span() for match in _pattern(self.format).finditer(text)]

    def _is_right(self, text: str) -> bool:
        day = _day(text, self.format)
        if day is None:
            return False
        return (self.after or "") <= day.isoformat() <= (self.before or "9999-99-99")

    def _when(self) -> str:
        after = f" from {self.after}" if self.after else ""
        return f"{after} until {self.before}" if self.before else after

    def invites(self) -> tuple[Trait, ...]:
        return ("brevity",)

    def describe(self) -> str:
        one = (self.min if self.max is None else self.max) == 1
        text = f"List {bound_phrase(self.min, self.max)} date{'' if one else 's'}"
        text += f"{self._when()} in the format {self.format}"
        if not self.only:
            return f"{text}."
        how = {"comma": ", separated by commas", "line": ", each on a line of its own", "any": ""}
        return f"{text}{how[self.separator]}, and nothing else."

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """ISO dates among other text at 1; other formats, a period and nothing else later."""
        formats = ("YYYY-MM-DD", "YYYY/MM/DD", "DD/MM/YYYY", "DD.MM.YYYY", "MM-DD-YYYY")
        given: dict[str, Any] = bounds(rng, level, 2, 3 * level)
        given["min"] = given.get("min") or 1
        if level >= 4:
            year = rng.randint(1700, 1990)
            given |= {"after": f"{year}-01-01", "before": f"{year + 25 - level}-12-31"}
        separator = rng.choice(("comma", "line")) if level >= 3 else "any"
        form = rng.choice(formats[:level])
        return cls(format=form, only=level > 1, separator=separator, **given)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        battles = cls(separator="comma", after="1769-08-15", before="1821-05-05")
        return (
            Example(battles, "1796-04-12, 1800-06-14,1805-12-02", True),
            Example(battles, "1796-04-12, 1800-00-00", False),
            Example(battles, "1796-04-12, 1801-02-29", False),
            Example(battles, "Sure: 1796-04-12", False),
            Example(battles, "1796-04-12, 1914-08-01", False),
            Example(cls(min=2, only=False), "From 1796-04-12 until 1797-01-14.", True),
            Example(cls(min=2, only=False), "From 1796-04-12 on.", False),
            Example(cls(format="DD.MM.YYYY"), "1. 31.12.1999\n2. 01.01.2000", True),
            Example(cls(format="DD.MM.YYYY"), "12.31.1999", False),
        )


@lru_cache(maxsize=64)
def _pattern(form: str) -> re.Pattern[str]:
    body = "".join(_PART.get(part, re.escape(part)) for part in re.split("(YYYY|MM|DD)", form))
    return re.compile(rf"(?<![0-9])(?<![0-9][-/.]){body}(?![0-9]|[-/.][0-9])")


def _day(text: str, form: str) -> datetime.date | None:
    """The day that a text names, if it is in the format and there is such a day."""
    found = _pattern(form).fullmatch(text) if len(text) == len(form) else None
    if found is None:
        return None
    try:
        return datetime.date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
