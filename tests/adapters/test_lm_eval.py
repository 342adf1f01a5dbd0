"""lm-evaluation-harness: metrics of a document and its results."""

from __future__ import annotations

from typing import Any

import pytest

from assay.adapters.lm_eval import process_results, process_results_for
from assay.errors import BadParameter

RIGHT = {"exact_match": 1.0, "undecided": 0.0}
WRONG = {"exact_match": 0.0, "undecided": 0.0}


def test_a_document_with_the_usual_names() -> None:
    doc = {"question": "What is 6 times 7?", "answer": "6*7 = <<6*7=42>>42\n#### 42"}
    assert process_results(doc, ["So 42 in all."]) == RIGHT
    assert process_results(doc, ["The answer is 41."]) == WRONG


def test_undecided_is_seen_beside_wrong() -> None:
    doc = {"problem": "Sum.", "answer": r"\zeta(3)"}
    found = process_results(doc, [r"\boxed{\sum_{n=1}^\infty 1/n^3}"])
    assert found == {"exact_match": 0.0, "undecided": 1.0}


@pytest.mark.parametrize("results", [["1", "2"], [["1", "2"]], [("1", "2")]])
def test_several_responses_are_averaged(results: Any) -> None:
    assert process_results({"answer": "1"}, results)["exact_match"] == 0.5


def test_an_integer_is_the_place_of_a_choice() -> None:
    doc = {"question": "Which?", "choices": ["Mars", "Jupiter", "Venus"], "answer": 1}
    assert process_results(doc, ["The answer is (B)."]) == RIGHT
    assert process_results(doc, ["The answer is (A)."]) == WRONG
    arc = {**doc, "choices": {"text": doc["choices"], "label": ["A", "B", "C"]}, "answer": "B"}
    assert process_results(arc, ["The answer is Jupiter."]) == RIGHT
    numbers = {"question": "Which?", "choices": ["4", "8"], "answer": 8}
    assert process_results(numbers, ["The answer is (B)."]) == RIGHT


def test_the_gold_by_field_or_function() -> None:
    doc = {"problem": "p", "meta": {"result": "3"}, "final": "3"}
    assert process_results_for("final", "answer.math")(doc, ["3"]) == RIGHT
    assert process_results_for(lambda doc: doc["meta"]["result"])(doc, ["3"]) == RIGHT


def test_parameters_are_those_of_the_kind() -> None:
    strict = process_results_for("answer", "answer.math", policy="strict")
    assert strict({"answer": "1 km"}, ["The answer is 1000 m."]) == WRONG


def test_faults_name_what_is_near() -> None:
    with pytest.raises(BadParameter, match="did you mean 'final_answer'"):
        process_results_for("final_anser")({"final_answer": "1"}, ["1"])
    with pytest.raises(BadParameter, match=r"none of the usual fields .* \(it has q\)"):
        process_results({"q": "1"}, ["1"])
    with pytest.raises(BadParameter, match="did you mean 'anwser'"):
        process_results({"anwser": "1"}, ["1"])
    with pytest.raises(BadParameter, match=r"expected a text, got -1.5; .*generate_until"):
        process_results({"answer": "1"}, [(-1.5, True)])
    with pytest.raises(BadParameter, match="no response"):
        process_results({"answer": "1"}, [])
