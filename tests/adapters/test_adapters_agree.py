"""Every adapter gives the verdict of the kind behind it, for the same gold and response."""

from __future__ import annotations

import pytest

import assay
from assay.adapters.lm_eval import process_results_for
from assay.adapters.math_verify import parse, verdict, verify
from assay.adapters.opencompass import AnswerEvaluator
from assay.adapters.verl import compute_score
from assay.checks import answer

CASES = [
    ("1/2", "So it is $\\boxed{0.5}$."),
    ("1/2", "So it is $\\boxed{0.25}$."),
    ("[2, 3)", "Hence $2 \\le x < 3$."),
    ("[2, 3)", "Hence $2 \\le x \\le 3$."),
    ("\\zeta(3)", "\\boxed{\\sum_{n=1}^\\infty 1/n^3}"),
    ("3.2 kJ", "The answer is 3200 J."),
    ("3.2 kJ", "The answer is 3.2 J."),
    ("\\{1, 2\\}", "\\boxed{\\{2, 1\\}}"),
    ("\\{1, 2\\}", "\\boxed{\\{2, 1, 3\\}}"),
    ("7", "The answer is either 7 or 8. It could be 7. It could be 8."),
    ("7", "I cannot answer this."),
    ("7", ""),
    ("x^2 - 1", "\\boxed{(x-1)(x+1)}"),
]


@pytest.mark.parametrize(("gold", "response"), CASES)
def test_all_say_what_the_kind_says(gold: str, response: str) -> None:
    expected = assay.verify(response, answer.Math(gold=gold)).passed
    harness = process_results_for(gold="gold", kind="answer.math")({"gold": gold}, [response])
    assert (harness["exact_match"], harness["undecided"]) == (
        float(expected is True),
        float(expected is None),
    )
    (detail,) = AnswerEvaluator("answer.math").score([response], [gold])["details"]
    assert detail["status"] == {True: "pass", False: "fail", None: "undecided"}[expected]
    scored = compute_score("any", response, gold, kind="answer.math")
    assert (scored["score"], scored["status"]) == (float(expected is True), detail["status"])
    assert verify(parse(gold), parse(response)) is (expected is True)
    assert verdict(parse(gold), parse(response)).passed is expected


@pytest.mark.parametrize(("gold", "response"), CASES)
def test_policies_reach_the_kind(gold: str, response: str) -> None:
    expected = assay.verify(response, answer.Math(gold=gold, policy="strict")).passed
    asked = process_results_for(gold="gold", kind="answer.math", policy="strict")
    assert asked({"gold": gold}, [response])["exact_match"] == float(expected is True)
    found = AnswerEvaluator("answer.math", policy="strict").score([response], [gold])
    assert found["accuracy"] == 100.0 * (expected is True)
    scored = compute_score("any", response, gold, kind="answer.math", policy="strict")
    assert scored["score"] == float(expected is True)
