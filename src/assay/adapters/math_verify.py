"""Math-Verify's `parse` and `verify`, decided by Assay.

    from assay.adapters.math_verify import parse, verify      # was: from math_verify import ...
    verify(parse("$\\\\frac{1}{2}$"), parse("So the answer is 0.5."))

The calls and their results are Math-Verify's: a list and a bool. What differs:

- `parse` gives at most one answer, the one that counts, and never SymPy objects;
- there is no clock, so the timeouts mean nothing, and both work in any thread or process;
- a bool cannot say "undecided": it is False, or `Undecided` is raised with `raise_on_error`.
  `verdict` tells it from wrong, and says why;
- a gold that is a letter, or letters with commas, is an option, and judged as by `answer.choice`;
- a target whose response hedges, lists many answers or pleads is refused, as the policy says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import product
from typing import Any, Literal, TypeAlias, cast

import msgspec

from assay.adapters.asking import ask
from assay.adapters.math_verify_answers import Answer, answers_in, is_text
from assay.adapters.math_verify_configs import (
    ExprExtractionConfig,
    ExtractionTarget,
    LatexExtractionConfig,
    LatexNormalizationConfig,
    NormalizationConfig,
    StringExtractionConfig,
    TimeoutException,
)
from assay.answers.policy import POLICIES, Policy, Preset
from assay.errors import BadParameter, Undecided, did_you_mean
from assay.tasks.answers_golds import final_of, text_of
from assay.verdict import Verdict, decided, undecided

__all__ = [
    "Answer",
    "ExprExtractionConfig",
    "LatexExtractionConfig",
    "LatexNormalizationConfig",
    "NormalizationConfig",
    "StringExtractionConfig",
    "TimeoutException",
    "math_metric",
    "parse",
    "verdict",
    "verify",
]

Side: TypeAlias = Any
"""What `parse` gave, a text, a number, a SymPy object, or a list of such."""

_BOTH: tuple[ExtractionTarget, ...] = (LatexExtractionConfig(), ExprExtractionConfig())
_LETTERS = re.compile(r"\(?[A-J]\)?\.?|[A-J](?:, ?[A-J]){1,9}")
"""Golds that are options: without the question nothing else tells that there are any."""
_PLACES = 6
"""Math-Verify's default for `float_rounding`."""


def parse(
    pred: str,
    extraction_config: Sequence[ExtractionTarget] = _BOTH,
    fallback_mode: Literal["no_fallback", "first_match"] = "first_match",
    extraction_mode: Literal["first_match", "any_match"] = "any_match",  # noqa: ARG001
    parsing_timeout: int | None = 5,  # noqa: ARG001
    raise_on_error: bool = False,
) -> list[Answer]:
    """The final answer of a text, in a list; an empty list where there is none.

    `fallback_mode="no_fallback"` leaves out an answer that is words and no mathematics. Accepted
    without effect: `extraction_mode` (one answer counts), `parsing_timeout` (nothing runs long).
    What is no text holds no answer; with `raise_on_error` it raises BadParameter.
    """
    if not isinstance(pred, str):  # pyright: ignore[reportUnnecessaryIsInstance]
        if raise_on_error:
            raise BadParameter(f"expected a text, got {pred!r:.60}", "pred")
        return []
    found = answers_in(pred, extraction_config)
    if fallback_mode == "no_fallback":
        return [one for one in found if one.kind == "answer.choice" or not is_text(one)]
    return found


def verify(
    gold: Side,
    target: Side,
    float_rounding: int = _PLACES,
    numeric_precision: int = 15,
    strict: bool = True,
    allow_set_relation_comp: bool = False,  # noqa: ARG001
    timeout_seconds: int | None = 5,  # noqa: ARG001
    raise_on_error: bool = False,
    *,
    policy: Preset | Policy = "default",
) -> bool:
    """Whether a target is one of the golds.

    `strict=False` lets variables be renamed. `float_rounding` below its default of 6 is a
    tolerance of half a unit of that place, where a side is a decimal. `raise_on_error` raises
    `Undecided` where it cannot be told. Accepted without effect: `numeric_precision` (numbers
    are exact, or as precise as need be), `allow_set_relation_comp` (an interval and an inequality
    are always compared, whichever is the gold) and `timeout_seconds`.
    """
    del numeric_precision
    rules = _ruled(policy, float_rounding, strict)
    found = verdict(gold, target, policy=rules)
    if found.passed is None and raise_on_error:
        raise Undecided(found.why)
    return found.passed is True


def verdict(
    gold: Side, target: Side, *, policy: Preset | Policy = "default", question: str = ""
) -> Verdict:
    """What `verify` rests on: pass, fail or undecided, with stage, normal forms and reason.

    Of several golds and targets the first pair that passes counts; else the first undecided
    one; else the first.
    """
    golds, targets = _listed(gold), _listed(target)
    if not golds:
        return undecided("answer.any", "There is no gold answer.")
    if not targets:
        return decided("answer.any", False, "There is no final answer.")
    held: Verdict | None = None
    for one, other in product(golds, targets):
        found = _judged(one, other, policy, question)
        if found.passed:
            return found
        if held is None or (held.passed is False and found.passed is None):
            held = found
    assert held is not None
    return held


def math_metric(
    gold_extraction_target: Sequence[ExtractionTarget] = (ExprExtractionConfig(),),
    pred_extraction_target: Sequence[ExtractionTarget] = (ExprExtractionConfig(),),
    aggregation_function: Callable[[list[float]], float] = max,
    precision: int = _PLACES,
) -> Callable[[list[str], list[str]], tuple[float, tuple[list[str], list[str]] | None]]:
    """A function of golds and predictions that gives the score and both as they were read.

    Raises ValueError where a gold holds no answer, as Math-Verify's does.
    """

    def score(
        golds: list[str], predictions: list[str]
    ) -> tuple[float, tuple[list[str], list[str]] | None]:
        expected = [parse(gold, gold_extraction_target) for gold in golds]
        found = [parse(given, pred_extraction_target) for given in predictions]
        if not all(expected):
            raise ValueError(f"there is no answer in one of the golds {golds!r:.200}")
        flat = [one for several in expected for one in several]
        scores = [1.0 if verify(flat, given, precision) else 0.0 for given in found]
        shown = ([str(one) for one in flat], [str(one) for given in found for one in given])
        return aggregation_function(scores), shown if any(found) else None

    return score


def _ruled(policy: Preset | Policy, places: int, strict: bool) -> Policy:
    rules = POLICIES.get(policy) if isinstance(policy, str) else policy
    if not isinstance(rules, Policy):
        near = did_you_mean(str(policy), POLICIES)
        raise BadParameter(
            f"expected {', '.join(POLICIES)} or a Policy, got {policy!r}{near}", "policy"
        )
    if not strict and not rules.rename:
        rules = msgspec.structs.replace(rules, rename=True)
    if 0 <= places < _PLACES:
        rules = msgspec.structs.replace(rules, absolute=max(rules.absolute, 0.5 * 10**-places))
    return rules


def _listed(side: Side) -> list[Answer]:
    items = cast("list[object]", side) if isinstance(side, list | tuple) else [side]
    return [item if isinstance(item, Answer) else _bare(item) for item in items]


def _bare(item: object) -> Answer:
    """A text or number that was not parsed; a SymPy object says itself as a text."""
    text = text_of(item) if type(item) is int else str(item)
    return Answer(final_of(text), "given", (), text)


def _judged(gold: Answer, target: Answer, policy: Preset | Policy, question: str) -> Verdict:
    asked = gold if gold.kind == "answer.choice" else target
    kind = "answer.choice" if _LETTERS.fullmatch(gold.text) else asked.kind
    parameters = {**dict(asked.parameters), "policy": policy}
    golds = (gold.text.upper() if asked.kind == "answer.choice" else gold.text,)
    return ask(kind, golds, target.source, question=question, parameters=parameters)
