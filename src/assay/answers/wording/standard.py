"""The standard rule: the strongest evidence first, each kind with its guards.

A sign as it stands; a day that is another day of the same year; an alias as a phrase; a date that
agrees; the same person; initials; then the share of an alias's words by weight, of which half
(`threshold`) is enough. Less is undecided: words cannot tell "colonial" from "imperial powers".
"""

from __future__ import annotations

from collections.abc import Sequence

from assay.answers.wording.acronyms import find_acronym
from assay.answers.wording.dated import another_day, same_date
from assay.answers.wording.golds import Gold, gold_of
from assay.answers.wording.guards import objection
from assay.answers.wording.judgement import Judgement, Rule
from assay.answers.wording.marks import without_marks
from assay.answers.wording.methods import exactly
from assay.answers.wording.names import could_be_person, find_person
from assay.answers.wording.opposed import CLOCK_AND_ERA, other_half
from assay.answers.wording.passage import Passage
from assay.answers.wording.phrases import phrased
from assay.answers.wording.polar import polar
from assay.answers.wording.questions import Question, question_of
from assay.answers.wording.shares import shared
from assay.answers.wording.symbols import find_symbol

__all__ = ["by_containment", "by_standard"]

_SHOWN = 60


def by_standard(response: str, golds: Sequence[str], question: str, threshold: float) -> Judgement:
    """The judgement, once more without reference marks where it did not pass with them."""
    whole = exactly(response, golds)
    if whole.passed:
        return whole
    asked = question_of(question)
    compiled = [gold_of(gold) for gold in golds]
    found = _judged(response, compiled, asked, threshold)
    if found.passed is not True and (bare := without_marks(response)) != response:
        again = _judged(bare, compiled, asked, threshold)
        return again if again.passed else found
    return found


def by_containment(response: str, golds: Sequence[str], question: str) -> Judgement:
    """Whether a gold answer stands in the response as a phrase, with the same guards."""
    passage = Passage(response)
    compiled = [gold_of(gold) for gold in golds]
    return (
        _signed(passage, compiled)
        or phrased(passage, compiled, question_of(question))
        or Judgement(False, 0.0, "does not say a gold answer", "nothing")
    )


def _judged(response: str, golds: list[Gold], asked: Question, threshold: float) -> Judgement:
    passage = Passage(response)
    golds, stated = [gold for gold in golds if not _other_half(passage, gold)], golds
    if stated and not golds:
        return Judgement(False, 0.0, "names the other half of the day, or the other era", "date")
    return (
        _signed(passage, golds)
        or polar(passage, golds)
        or another_day(passage, golds)
        or phrased(passage, golds, asked)
        or same_date(passage, golds, asked)
        or _named(passage, golds, asked)
        or shared(passage, golds, asked, threshold)
    )


def _other_half(passage: Passage, gold: Gold) -> bool:
    """Whether the response says pm where the gold says am, or AD where it says BC."""
    words = gold.alias.lower().replace(".", "").split()
    return any(
        word not in passage.forms and not passage.forms.isdisjoint(other_half(word))
        for word in words[1:]
        if word in CLOCK_AND_ERA and words[words.index(word) - 1][:1].isdigit()
    )


def _signed(passage: Passage, golds: list[Gold]) -> Judgement | None:
    for gold in golds:
        if gold.symbol and (span := find_symbol(passage.text, gold.alias)):
            return _accepted(passage, "symbol", gold, span, "says")
    return None


def _named(passage: Passage, golds: list[Gold], asked: Question) -> Judgement | None:
    for gold in golds:
        for variant in gold.variants:
            rule, how, span = "person", "names the same person,", None
            if asked.who and not variant.items and could_be_person(variant):
                span = find_person(passage, variant, asked.keys)
            if span is None:
                rule, how, span = (
                    "acronym",
                    "gives initials or name,",
                    find_acronym(passage, variant),
                )
            if span and (against := objection(passage.text, *span, asked)):
                return Judgement(False, 0.0, against.why, against.rule, gold.alias, *span)
            if span:
                return _accepted(passage, rule, gold, span, how)
    return None


def _accepted(
    passage: Passage, rule: Rule, gold: Gold, span: tuple[int, int], how: str
) -> Judgement:
    start, end = span
    return Judgement(
        True, 1.0, f"{how} {passage.text[start:end][:_SHOWN]!r}", rule, gold.alias, start, end
    )
