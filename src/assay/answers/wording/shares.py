"""The last resort of the standard rule: the share of a gold answer's words, by weight."""

from __future__ import annotations

from assay.answers.wording.golds import Gold, Variant, gold_of
from assay.answers.wording.guards import objection
from assay.answers.wording.judgement import Judgement
from assay.answers.wording.names import another_middle, could_be_person, find_person
from assay.answers.wording.passage import Passage
from assay.answers.wording.phrases import stands
from assay.answers.wording.questions import Question
from assay.answers.wording.recall import Recall, recall
from assay.answers.wording.refusal import refuses
from assay.answers.wording.symbols import find_symbol

__all__ = ["shared"]

_HALF = 0.5
"""Half of the words of one item does not tell it from its neighbours: "Girls Aloud"."""

_MANY = 8
_SURE = 0.8
"""The share that is enough where aliases are many: they say most ways themselves, and the more
there are, the likelier one of them shares words by chance."""

_NONE = Recall(0.0, None)
_ALL = Recall(1.0, None)


def shared(passage: Passage, golds: list[Gold], asked: Question, threshold: float) -> Judgement:
    """Passed from the threshold on, undecided below, failed where no word is shared."""
    best, which = _NONE, ""
    for gold in golds:
        for variant in gold.variants:
            if _countable(passage, gold, variant, asked):
                found = _recalled(passage, variant, asked)
                if found.share > best.share:
                    best, which = found, gold.alias
    if best.share >= (max(threshold, _SURE) if len(golds) > _MANY else threshold):
        return _accepted(passage, best, which, asked)
    if best.share:
        why = f"has only {best.share:.0%} of the words by weight"
        return Judgement(None, 0.0, why, "partial", which)
    if refuses(passage.text):
        return Judgement(False, 0.0, "declines to answer", "refusal")
    return Judgement(
        False, 0.0, "has no telling word of a gold answer, or lacks its number", "nothing"
    )


def _accepted(passage: Passage, best: Recall, alias: str, asked: Question) -> Judgement:
    """Unless the last of the words is denied; words that stand apart are no item of a list."""
    start, end = (best.word.start, best.word.end) if best.word else (0, len(passage.text))
    against = objection(passage.text, start, end, asked)
    if against and against.rule != "one-of-many":
        return Judgement(False, 0.0, against.why, against.rule, alias, start, end)
    why = f"has {best.share:.0%} of the words by weight"
    return Judgement(True, 1.0, why, "words", alias, start, end)


def _countable(passage: Passage, gold: Gold, variant: Variant, asked: Question) -> bool:
    """Whether a share of the words says anything: not of a date, a person, an optional part."""
    if variant.weak or gold.date is not None or another_middle(passage, variant):
        return False
    if variant.items or len(variant.words) == 1:
        return True
    return not (asked.who and could_be_person(variant))


def _recalled(passage: Passage, variant: Variant, asked: Question) -> Recall:
    """The share of the words; of a list, the least share of any item."""
    if not variant.items or asked.where:
        return recall(passage, variant, asked.keys)
    least = _ALL
    for item in variant.items:
        found = _item(passage, gold_of(item), asked)
        if not found.share:
            return _NONE
        if found.share < least.share or least.word is None:
            least = Recall(min(found.share, least.share), found.word)
    return least


def _item(passage: Passage, item: Gold, asked: Question) -> Recall:
    if not item.variants:
        return _ALL if find_symbol(passage.text, item.alias) else _NONE
    variant = item.variants[0]
    if stands(passage, variant):
        return _ALL
    if could_be_person(variant) and (asked.who or len(variant.words) == 1):
        return _ALL if find_person(passage, variant, asked.keys) else _NONE
    found = recall(passage, variant, asked.keys)
    return found if found.share > _HALF else _NONE
