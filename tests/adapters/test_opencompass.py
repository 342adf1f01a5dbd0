"""OpenCompass: an evaluator with `score`."""

from __future__ import annotations

import pytest

from assay.adapters.opencompass import AnswerEvaluator
from assay.errors import BadParameter


def test_accuracy_and_details() -> None:
    predictions = [r"\boxed{0.5}", "The answer is 3.", r"\boxed{\sum_{n=1}^\infty 1/n^3}"]
    found = AnswerEvaluator().score(predictions, ["1/2", 4, r"\zeta(3)"])
    assert found["accuracy"] == pytest.approx(100 / 3)
    assert found["undecided"] == pytest.approx(100 / 3)
    assert [detail["status"] for detail in found["details"]] == ["pass", "fail", "undecided"]
    assert [detail["correct"] for detail in found["details"]] == [True, False, False]
    assert found["details"][0]["extracted"] == "0.5"
    assert "4" in found["details"][1]["why"]


def test_the_rows_of_a_test_set_bring_question_and_options() -> None:
    rows = [
        {"question": "What is 2/3, to two decimal places?"},
        {"question": "Which?", "options": ["Mars", "Jupiter"]},
    ]
    found = AnswerEvaluator().score(["0.67", "The answer is (B)."], ["2/3", "B"], rows)
    assert found["accuracy"] == 100.0


def test_parameters_are_those_of_the_kind() -> None:
    asked = (["The answer is 1000 m."], ["1 km"])
    assert AnswerEvaluator("answer.math").score(*asked)["accuracy"] == 100.0
    assert AnswerEvaluator("answer.math", policy="strict").score(*asked)["accuracy"] == 0.0


def test_lists_of_other_lengths_and_of_none() -> None:
    assert AnswerEvaluator().score([], [])["accuracy"] == 0.0
    with pytest.raises(BadParameter, match="as many"):
        AnswerEvaluator().score(["1"], [])
