"""Golds that are dates against the dates of a response."""

from __future__ import annotations

from assay.answers.wording.dates import Date, agree
from assay.answers.wording.golds import Gold
from assay.answers.wording.guards import objection
from assay.answers.wording.judgement import Judgement
from assay.answers.wording.passage import Passage
from assay.answers.wording.questions import Question

__all__ = ["another_day", "same_date"]


def another_day(passage: Passage, golds: list[Gold]) -> Judgement | None:
    """A full date in the year of the golds, where they name a day and the response another.

    Without this, "8 November 2013" would pass for the alias "2013" of "27 November 2013".
    """
    expected = [gold.date for gold in golds if gold.date]
    days = [date for date in expected if date.day and date.year]
    if not days:
        return None
    given = [date for date in passage.dates if date.day and date.year]
    if any(agree(gold, date) for gold in days for date in given):
        return None
    for date in given:
        if all(gold.year == date.year for gold in expected):
            return _other(passage, date)
    return None


def same_date(passage: Passage, golds: list[Gold], asked: Question) -> Judgement | None:
    """The first date that agrees with a gold; a different one where the golds are dates only."""
    expected = [(gold, gold.date) for gold in golds if gold.date]
    if not expected:
        return None
    given = passage.dates
    for gold, date in expected:
        for found in given:
            if agree(date, found) and not _clashes(found, date, given):
                start, end = _span(passage, found)
                if against := objection(passage.text, start, end, asked):
                    return Judgement(False, 0.0, against.why, against.rule, gold.alias, start, end)
                why = f"gives a date that agrees, {passage.text[start:end]!r}"
                return Judgement(True, 1.0, why, "date", gold.alias, start, end)
    return _other(passage, given[0]) if given and len(expected) == len(golds) else None


def _other(passage: Passage, date: Date) -> Judgement:
    start, end = _span(passage, date)
    why = f"gives another date, {passage.text[start:end]!r}"
    return Judgement(False, 0.0, why, "another-date", "", start, end)


def _span(passage: Passage, date: Date) -> tuple[int, int]:
    return passage.words[date.first].start, passage.words[date.last].end


def _clashes(found: Date, date: Date, given: list[Date]) -> bool:
    """Whether a vague date that agrees stands beside a precise one of its year that does not."""
    if date.day is None or found.day is not None:
        return False
    return any(other.day and other.year == date.year and not agree(other, date) for other in given)
