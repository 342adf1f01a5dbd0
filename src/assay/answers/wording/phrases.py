"""A gold answer that stands in the response as a phrase, with nothing that speaks against it."""

from __future__ import annotations

from assay.answers.wording.golds import Gold, Variant
from assay.answers.wording.guards import Objection, echoes, objection
from assay.answers.wording.judgement import Judgement
from assay.answers.wording.lexicon import DIVIDING
from assay.answers.wording.passage import Passage, content
from assay.answers.wording.questions import Question
from assay.answers.wording.signs import negative

__all__ = ["phrased", "stands"]

_SHOWN = 60
_LONGEST = 12


def phrased(passage: Passage, golds: list[Gold], asked: Question) -> Judgement | None:
    """The first alias that stands there; failing that, why one that does is not the answer."""
    refused: Judgement | None = None
    for gold in golds:
        for variant in gold.variants:
            for first, last in stands(passage, variant):
                found = _judged(passage, gold, variant, (first, last), asked)
                if found.passed:
                    return found
                refused = found
    return refused


def stands(passage: Passage, variant: Variant) -> list[tuple[int, int]]:
    """The first and last word of each place where a variant stands."""
    if variant.core:
        return passage.core.find(variant.core)
    return passage.all.find(variant.whole)


def _judged(
    passage: Passage, gold: Gold, variant: Variant, place: tuple[int, int], asked: Question
) -> Judgement:
    words = passage.core.words if variant.core else passage.all.words
    start, end = words[place[0]].start, words[place[1]].end
    against = _against(passage, variant, place, (start, end), asked)
    if against is None:
        shown = passage.text[start:end][:_SHOWN]
        return Judgement(True, 1.0, f"says {shown!r}", "phrase", gold.alias, start, end)
    passed = None if against.rule == "echo" else False
    return Judgement(passed, 0.0, against.why, against.rule, gold.alias, start, end)


def _against(
    passage: Passage,
    variant: Variant,
    place: tuple[int, int],
    span: tuple[int, int],
    asked: Question,
) -> Objection | None:
    start, end = span
    if variant.core and echoes(passage, *place, variant.core, asked):
        return Objection("echo", "only repeats words of the question")
    if not variant.core and _lower(passage, variant, place):
        return Objection("nothing", "has its words as common words")
    if _further(passage, variant, start):
        return Objection("nothing", "names another place that ends so")
    if passage.text[start].isdigit() and negative(passage.text, start) != variant.negative:
        return Objection("nothing", "gives the number with another sign")
    return objection(passage.text, start, end, asked)


def _further(passage: Passage, variant: Variant, start: int) -> bool:
    """Whether a name of one word goes on to the left: West Virginia for Virginia."""
    if len(variant.words) != 1 or not variant.words[0].capital:
        return False
    before = passage.text[max(0, start - _LONGEST) : start]
    word = before.split()[-1] if before[-1:] == " " and before.strip() else ""
    return word.istitle() and word.lower() in DIVIDING and passage.text[start].isupper()


def _lower(passage: Passage, variant: Variant, place: tuple[int, int]) -> bool:
    """Whether a title of function words ("The Who") stands in small letters within a sentence."""
    words = passage.all.words
    if len(words) <= len(variant.words) + 1 or content(variant.words):
        return False
    return variant.words[-1].capital and not words[place[1]].capital
