"""Golds in the forms in which data sets keep them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.errors import BadParameter
from assay.tasks.answers_fields import gold_in, options_in, question_in
from assay.tasks.answers_golds import final_of, golds_in


@pytest.mark.parametrize(
    ("value", "golds"),
    [
        ("42", ("42",)),
        (" ", ()),
        (None, ()),
        (float("nan"), ()),
        (True, (True,)),
        (0, (0,)),
        (["a", "b"], ("a", "b")),
        ([1, 2], (1, 2)),
        ([], ()),
        (["a", None, ""], ("a",)),
        ("[1, 2]", ("[1, 2]",)),
        ('["1", "2"]', ("1", "2")),
        ("[]", ("[]",)),
        ('{"gold": "3"}', ("3",)),
        ('{"x": 3}', ('{"x": 3}',)),
        ("{1, 2}", ("{1, 2}",)),
        ('"yes"', ("yes",)),
        ({"answers": ["a", "b"]}, ("a", "b")),
        ({"other": 1}, ()),
        ("[" * 5000, ("[" * 5000,)),
        (10**30, (str(10**30),)),
        (float("inf"), ()),
        ('{"gold": ' * 500 + "1" + "}" * 500, ()),
    ],
)
def test_golds(value: Any, golds: Any) -> None:
    assert golds_in(value) == golds


def test_an_integer_that_python_does_not_write() -> None:
    assert golds_in(1 << 20_000) == (hex(1 << 20_000),)


@pytest.mark.parametrize(
    ("text", "final"),
    [
        ("3 * 6 = 18\n#### 18", "18"),
        ("#### 18", "#### 18"),
        ("So it is $\\boxed{\\frac{1}{2}}$.", "\\frac{1}{2}"),
        ("plain", "plain"),
        ("18 ####", "18 ####"),
    ],
)
def test_a_solution_is_cut_down_to_its_answer(text: str, final: str) -> None:
    assert final_of(text) == final


@given(st.text(max_size=60))
def test_any_text_is_one_gold_or_none_or_what_its_json_says(text: str) -> None:
    golds = golds_in(text)
    assert isinstance(golds, tuple)
    if not text.strip():
        assert golds == ()


def test_options_and_questions_by_their_usual_names() -> None:
    assert options_in({"choices": ["a", 1]}) == ["a", "1"]
    assert options_in({"options": {"text": ["a", "b"], "label": ["A", "B"]}}) == ["a", "b"]
    assert options_in({"options": [{"x": 1}], "choices": "ab"}) == []
    assert question_in({"problem": "p", "prompt": [1]}) == "p"
    assert question_in({}) == ""


def test_a_place_among_options_is_a_letter_but_a_content_is_not() -> None:
    assert gold_in({"answer": 1}, "answer", ["x", "y"]) == ("B",)
    assert gold_in({"answer": 5}, "answer", ["x", "y"]) == (5,)
    assert gold_in({"answer": 4}, "answer", ["4", "8"]) == (4,)
    assert gold_in({"answer": True}, "answer", ["x", "y"]) == (True,)
    with pytest.raises(BadParameter, match="did you mean 'answer'"):
        gold_in({"answer": 1}, "anser", [])
