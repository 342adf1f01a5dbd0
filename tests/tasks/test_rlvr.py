"""open-instruct's training rows, in the forms that its column has."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assay.context import Context
from assay.errors import BadParameter, CheckError, InputError
from assay.response import Response
from assay.tasks.if_functions import IF_FUNCTIONS
from assay.tasks.rlvr import checks_from, convert

TRUTH = {"instruction_id": ["punctuation:no_comma", "count:count_unique"], "kwargs": [None, {}]}
FORMS = [
    TRUTH,
    [TRUTH],
    json.dumps(TRUTH),
    json.dumps([TRUTH]),
    repr([TRUTH]),
    json.dumps([json.dumps(TRUTH)]),
    repr([json.dumps(TRUTH)]),
]


@pytest.mark.parametrize("truth", FORMS)
def test_the_column_is_read_in_all_its_forms(truth: Any):
    assert [check.kind for check in checks_from(truth)] == ["text.commas", "text.suite"]


def test_the_older_form_names_a_function():
    truth = json.dumps({"func_name": "verify_keyword_frequency", "word": "a", "N": 2, "i": None})
    (check,) = checks_from(truth)
    assert Context().verify(check, Response("A or a.")).passed is True
    assert Context().verify(check, Response("A or b.")).passed is False


@pytest.mark.parametrize(
    ("truth", "fault"),
    [
        ("no JSON", "expected JSON or a Python literal"),
        ("[" * 100_000, "expected JSON or a Python literal"),
        ([], "expected an object"),
        ([TRUTH, TRUTH], "expected an object"),
        ({}, "holds neither"),
        ({"func_name": "verify_keyword"}, "did you mean"),
        ({"instruction_id": ["punctuation:no_comma"], "kwargs": []}, "1 instructions but 0"),
        (None, "expected an object"),
    ],
)
def test_what_is_none_of_them_is_an_error(truth: Any, fault: str):
    with pytest.raises(CheckError, match=fault):
        checks_from(truth)


def rows(tmp_path: Path, *given: dict[str, Any]) -> list[dict[str, Any]]:
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in given))
    return list(convert(path))


USER = {"role": "user", "content": "Name a crab."}
COLUMN = json.dumps([TRUTH])


def test_a_row_has_prompt_response_and_checks_on_the_answer(tmp_path: Path):
    (row,) = rows(
        tmp_path,
        {"key": 7, "messages": [USER], "ground_truth": COLUMN, "response": "So, <think>"},
    )
    assert (row["id"], row["prompt"], row["response"]) == ("7", "Name a crab.", "So, <think>")
    assert row["meta"]["instruction_id_list"] == TRUTH["instruction_id"]
    said = Response("<think>One, two, two.</think> Limpet")
    assert [Context().verify(check, said).passed for check in row["checks"]] == [True, True]


def test_messages_may_end_with_what_the_model_said(tmp_path: Path):
    messages = [USER, {"role": "assistant", "content": "Limpet"}]
    one, other = rows(
        tmp_path,
        {"messages": messages, "ground_truth": COLUMN},
        {"prompt": "Name a crab.", "ground_truth": COLUMN, "responses": ["a", "b"]},
    )
    assert (one["prompt"], one["response"]) == ("Name a crab.", "Limpet")
    assert (other["prompt"], other["response"]) == ("Name a crab.", ["a", "b"])


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"ground_truth": COLUMN, "response": "a"}, "messages"),
        ({"prompt": "a", "ground_truth": COLUMN}, "response"),
        ({"prompt": "a", "response": "a"}, "ground_truth"),
        ({"messages": [], "ground_truth": COLUMN, "response": "a"}, "messages"),
        ({"messages": ["a"], "ground_truth": COLUMN, "response": "a"}, "messages"),
    ],
)
def test_a_malformed_row_is_an_error_with_its_field(
    tmp_path: Path, given: dict[str, Any], field: str
):
    with pytest.raises(InputError) as fault:
        rows(tmp_path, given)
    assert (fault.value.line, fault.value.field) == (1, field)


FUNCTIONS: list[tuple[str, dict[str, Any], str, bool]] = [
    ("verify_keywords", {"keyword_list": ["crab"]}, "A crab.", True),
    ("validate_forbidden_words", {"forbidden_words": ["crab"]}, "Crabby.", True),
    ("verify_letter_frequency", {"letter": "a", "N": 2}, "A a", True),
    ("verify_paragraph_count", {"N": 2}, "a\n* * *\nb", True),
    ("validate_word_constraint", {"N": 20, "quantifier": "around"}, "a " * 18, True),
    ("validate_word_constraint", {"N": 20, "quantifier": "around"}, "a " * 17, False),
    ("validate_word_constraint", {"N": 3, "quantifier": "at most"}, "a b c d", False),
    ("verify_sentence_constraint", {"N": 2, "quantifier": "around"}, "It is. It was. It be.", True),
    ("validate_paragraphs", {"N": 2, "first_word": "so", "i": 2}, "It is.\n\nSo it is.", True),
    ("validate_placeholders", {"N": 1}, "To [name].", True),
    ("verify_bullet_points", {"N": 2}, "- a\n- b", True),
    ("validate_sections", {"N": 1, "section_splitter": "Part"}, "Part 1\nSo.", True),
    ("validate_choice", {"options": ["low", "high"]}, "Low.", True),
    ("validate_repeat_prompt", {"original_prompt": "Name it."}, "Name it. Crab.", True),
    ("validate_frequency_capital_words", {"N": 1, "quantifier": "at least"}, "The CRAB.", True),
    ("validate_end", {"end_phrase": "end"}, "The weekend", False),
]


@pytest.mark.parametrize(("name", "arguments", "text", "passed"), FUNCTIONS)
def test_what_an_older_function_means(
    name: str, arguments: dict[str, Any], text: str, passed: bool
):
    check = IF_FUNCTIONS.instruction(name, {**arguments, "unused": None})
    assert Context().verify(check, Response(text)).passed is passed


def test_all_the_older_functions_are_known():
    assert len(IF_FUNCTIONS.instructions) == 25
    for name, known in IF_FUNCTIONS.instructions.items():
        assert IF_FUNCTIONS.instruction(name, dict(known.example)).describe()
    with pytest.raises(BadParameter, match="at most"):
        IF_FUNCTIONS.instruction("validate_word_constraint", {"N": 3, "quantifier": "less than"})


def test_prompts_alone_leave_out_what_the_model_said(tmp_path: Path):
    messages = [USER, {"role": "assistant", "content": "Limpet"}]
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"messages": messages, "ground_truth": COLUMN}))
    (row,) = convert(path, answered=False)
    assert row["prompt"] == "Name a crab."
    assert "response" not in row
