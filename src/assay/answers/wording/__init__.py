"""Short answers in words against gold answers with aliases, without a model.

`judge_text(response, golds)` decides by one of five methods and says by which rule. `standard`
reads both sides as language: spelling, inflection, names, dates, numerals, lists, denials. It
was measured against people's judgements (EVOUNA, NQ-301); what needs knowledge of the world, such
as that a response is right although no alias says so, it does not find. English only.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from assay.answers.wording.aliases import split_aliases
from assay.answers.wording.alternatives import alternatives
from assay.answers.wording.judgement import Judgement, Method, Rule
from assay.answers.wording.methods import by_f1, exactly, normalised
from assay.answers.wording.overlap import best_f1
from assay.answers.wording.standard import by_containment, by_standard

__all__ = [
    "MAX_GOLDS",
    "MAX_RESPONSE",
    "Judgement",
    "Method",
    "Rule",
    "judge_text",
    "split_aliases",
]

MAX_RESPONSE = 20_000
"""Characters of a response that are read; what is longer is no short answer."""

MAX_GOLDS = 500
"""Gold answers that are looked for; where none of them is there, the rest leave it open."""


def judge_text(
    response: str,
    golds: Sequence[str],
    *,
    question: str = "",
    method: Method = "standard",
    threshold: float = 0.5,
) -> Judgement:
    """Whether a response gives one of the gold answers.

    The words of the `question` are no evidence. `threshold` is the share of a gold answer's words
    (`standard`) or the token F1 (`f1`) that is enough.
    """
    known = [gold for gold in golds[:MAX_GOLDS] if gold.strip()]
    if not known:
        return Judgement(None, 0.0, "has no gold answer beside it", "no-gold")
    if not response.strip():
        return Judgement(False, 0.0, "is empty", "empty")
    if len(response) > MAX_RESPONSE:
        return Judgement(None, 0.0, f"is longer than {MAX_RESPONSE} characters", "too-long")
    found = _decided(response, known, question, method, threshold)
    if found.passed:
        return _unhedged(found, response, known, question, method, threshold)
    if len(golds) > MAX_GOLDS:
        return Judgement(None, 0.0, f"gives none of the first {MAX_GOLDS} gold answers", "too-many")
    return msgspec.structs.replace(found, score=min(best_f1(response, known)[0], 0.99))


def _unhedged(
    found: Judgement,
    response: str,
    golds: Sequence[str],
    question: str,
    method: Method,
    threshold: float,
) -> Judgement:
    """What was found, unless the response offers another name beside it."""
    offered = alternatives(response)
    if not offered or found.rule == "exact" or any(" or " in gold for gold in golds):
        return found
    if all(one.casefold() in found.gold.casefold() for one in offered):
        return found  # a list is asked for, and all of it is there
    if all(_decided(one, golds, question, method, threshold).passed for one in offered):
        return found
    why = f"offers {len(offered)} names, of which one at most is right"
    return Judgement(False, min(best_f1(response, golds)[0], 0.99), why, "hedge", found.gold)


def _decided(
    response: str, golds: Sequence[str], question: str, method: Method, threshold: float
) -> Judgement:
    match method:
        case "exact":
            return exactly(response, golds)
        case "normalised":
            return normalised(response, golds)
        case "f1":
            return by_f1(response, golds, threshold)
        case "contains":
            return by_containment(response, golds, question)
        case "standard":
            return by_standard(response, golds, question, threshold)
