"""The four plain methods: the same text, the same normal form, token F1, containment."""

from __future__ import annotations

from collections.abc import Sequence

from assay.answers.wording.judgement import Judgement, Rule
from assay.answers.wording.overlap import best_f1, normal

__all__ = ["by_f1", "exactly", "normalised"]


def exactly(response: str, golds: Sequence[str]) -> Judgement:
    """Equal but for blanks around."""
    given = response.strip()
    for gold in golds:
        if given == gold.strip():
            return _accepted("exact", "is a gold answer", gold, response)
    return Judgement(False, 0.0, "is no gold answer as it stands", "nothing")


def normalised(response: str, golds: Sequence[str]) -> Judgement:
    """Equal in the normal form of SQuAD."""
    given = normal(response)
    for gold in golds:
        if given == normal(gold):
            return _accepted("normalised", "is a gold answer in normal form", gold, response)
    return Judgement(False, 0.0, "is no gold answer in normal form", "nothing")


def by_f1(response: str, golds: Sequence[str], threshold: float) -> Judgement:
    """Token F1 of at least the threshold."""
    score, gold = best_f1(response, golds)
    if score >= threshold and score > 0:
        return _accepted("f1", f"has token F1 {score:.2f}, at least {threshold:g}", gold, response)
    return Judgement(False, 0.0, f"has token F1 {score:.2f}, below {threshold:g}", "nothing", gold)


def _accepted(rule: Rule, why: str, gold: str, response: str) -> Judgement:
    start = len(response) - len(response.lstrip())
    return Judgement(True, 1.0, why, rule, gold, start, len(response.rstrip()))
