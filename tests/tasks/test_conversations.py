"""Suites with files of their own form: Multi-IF, MathIF and ReasonIF."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assay.errors import InputError
from assay.registry import parse
from assay.sample import encode_json
from assay.tasks.formats import reader

Write = Callable[..., str]

CONVERSATION = {
    "key": "12",
    "language": "English",
    "turn_1_prompt": "Describe a pool.",
    "turn_1_instruction_id_list": ["punctuation:no_comma"],
    "turn_1_kwargs": ["{}"],
    "turn_2_prompt": "Shorter.",
    "turn_2_instruction_id_list": ["punctuation:no_comma", "length_constraints:number_words"],
    "turn_2_kwargs": [{}, {"relation": "less than", "num_words": 5}],
    "turn_3_prompt": "",
    "responses": ["A pool.", "A small, deep pool."],
}
PROBLEM = {
    "id": "level1",
    "question": "What is 1 + 1?",
    "answer": "2",
    "constraint_desc": ["Say 'sum'."],
    "constraint_name": ["keywords:existence", "length_constraint_checkers:number_words"],
    "constraint_args": [{"keywords": ["sum"]}, {"relation": "less than", "num_words": 9}],
}
TRACE = {
    "prompt": "No commas in your reasoning. What is 1 + 1?",
    "answer": "2",
    "constraint_name": ["punctuation:no_comma"],
    "constraint_args": [None],
    "reasoning_content": ["one, two", "one and one"],
    "response": ["2", "2, of course"],
}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(*records: Any, name: str = "in.jsonl") -> str:
        path = tmp_path / name
        path.write_text("".join(json.dumps(record) + "\n" for record in records))
        return str(path)

    return written


def rows(format: str, *files: str) -> list[dict[str, Any]]:
    return [json.loads(encode_json(row)) for row in reader(format)(*files)]


def passed(row: dict[str, Any]) -> list[list[bool | None]]:
    import assay

    responses = row["response"] if isinstance(row["response"], list) else [row["response"]]
    checks = [parse(check) for check in row["checks"]]
    return [[v.passed for v in line] for line in assay.verify_batch(responses, checks)]


def test_each_turn_is_a_row_that_knows_what_was_said_before(write: Write):
    first, second = rows("multi-if", write(CONVERSATION))
    assert (first["id"], first["meta"]["turn"], second["meta"]["turn"]) == ("12#1", 1, 2)
    assert [message["role"] for message in second["prompt"]] == ["user", "assistant", "user"]
    assert passed(first) == [[True]]
    assert passed(second) == [[False, True]]


def test_responses_may_be_json_in_a_text(write: Write):
    texts = json.dumps(CONVERSATION["responses"])
    assert rows("multi-if", write({**CONVERSATION, "responses": texts})) == rows(
        "multi-if", write(CONVERSATION)
    )


def test_constraints_of_mathif_bind_the_answer_part(write: Write):
    output = {"output": "<think>the sum, by hand, is of course quite long</think>The sum is 2."}
    (row,) = rows("mathif", write(PROBLEM), write(output, name="out.jsonl"))
    assert row["prompt"] == "What is 1 + 1? Say 'sum'."
    assert row["reference"] == "2"
    assert passed(row) == [[True, True]]


def test_constraints_of_reasonif_bind_the_reasoning(write: Write):
    (row,) = rows("reasonif", write(TRACE))
    assert passed(row) == [[False], [True]]


def test_a_missing_trace_fails(write: Write):
    (row,) = rows("reasonif", write({**TRACE, "reasoning_content": None, "response": "2"}))
    assert passed(row) == [[False]]


@pytest.mark.parametrize(
    ("format", "record", "field"),
    [
        ("multi-if", {**CONVERSATION, "responses": ["one"]}, "responses"),
        ("multi-if", {**CONVERSATION, "turn_1_prompt": None}, "turn_1_prompt"),
        ("multi-if", {**CONVERSATION, "turn_1_kwargs": []}, "turn_1_kwargs"),
        ("mathif", PROBLEM, "response"),
        ("mathif", {**PROBLEM, "response": 3}, "response"),
        ("mathif", {**PROBLEM, "response": "x", "constraint_name": "x"}, "constraint_name"),
        ("mathif", {**PROBLEM, "response": "x", "question": None}, "question"),
        ("reasonif", {**TRACE, "response": ["2"]}, "reasoning_content"),
        ("reasonif", {**TRACE, "constraint_name": ["punctuation:no_coma"]}, "constraint_name[0]"),
    ],
)
def test_what_is_wrong_is_named(write: Write, format: str, record: dict[str, Any], field: str):
    with pytest.raises(InputError) as caught:
        rows(format, write(record))
    assert caught.value.line == 1
    assert field in str(caught.value)


def test_files_of_different_length_do_not_go_together(write: Write):
    with pytest.raises(InputError, match="as many records"):
        rows("mathif", write(PROBLEM, PROBLEM), write({"output": "x"}, name="out.jsonl"))


@pytest.mark.parametrize(("format", "record"), [("multi-if", CONVERSATION), ("mathif", PROBLEM)])
def test_rows_may_be_unanswered(write: Write, format: str, record: dict[str, Any]):
    made = list(reader(format)(write(record), answered=False))
    assert made
    assert all("response" not in row and row["checks"] for row in made)


def test_ids_stored_as_text_are_ids(write: Write):
    names = json.dumps(PROBLEM["constraint_name"])
    (made,) = rows("mathif", write({**PROBLEM, "constraint_name": names, "response": "x"}))
    assert made["meta"]["instruction_id_list"] == PROBLEM["constraint_name"]
