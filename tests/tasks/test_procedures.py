"""Suites of procedures to be carried out: ProcBench and LogicIF."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assay.context import Context
from assay.errors import InputError
from assay.registry import parse
from assay.response import Response
from assay.sample import encode_json
from assay.tasks import logicif, procbench
from assay.verdict import Verdict

Convert = Callable[..., Iterator[dict[str, Any]]]

SORT = {
    "prompt": "Sort the string step by step.\n\n[Question]\nString: cba",
    "label": {"init": "cba", "intermediate": ["acb"], "final": "abc"},
    "task_name": "task01",
    "example_name": "0000",
    "problem_name": "task01_0000",
}
BUBBLE = {
    "task_id": "sorting_bubble_sort",
    "test_case_id": 0,
    "input": [[3, 1]],
    "code_output": {"output": [1, 3], "stats": {"swaps": 1, "comparisons": 1}},
    "instruction": "Execute the function by hand.",
    "llm_response": (
        "**Reasoning:**\n- `swaps = 0`\n\n### Final Statistics:\n- **swaps = 1**\n\n### Final "
        "Answer:\n\n**Reasoning:** So it is.\n\n**Output:**  \n[1, 3]\n\n**Statistics:**  \n"
        '{\n  "swaps": 1,\n  "comparisons": 1\n}'
    ),
}


def rows(convert: Convert, tmp_path: Path, *records: dict[str, Any]) -> list[dict[str, Any]]:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return [json.loads(encode_json(row)) for row in convert(str(path))]


def judged(row: dict[str, Any]) -> Verdict:
    [check] = row["checks"]
    return Context(prompt=row["prompt"]).verify(parse(check), Response(row["response"]))


def test_a_procedure_that_is_followed_passes(tmp_path: Path):
    said = "Intermediate states:\n1. acb\n\nFinal sorted string: abc"
    [row] = rows(procbench.convert, tmp_path, {**SORT, "response": said})
    assert row["id"] == "task01_0000"
    assert row["meta"] == {"source": "procbench", "task_name": "task01"}
    assert judged(row).passed is True


def test_extracted_states_are_judged_as_the_suite_does(tmp_path: Path):
    said = {"intermediate": ["acb", "bca"], "final": "abc"}
    label = json.dumps(SORT["label"])
    [row] = rows(procbench.convert, tmp_path, {**SORT, "label": label, "pred": said})
    verdict = judged(row)
    assert verdict.passed is False
    assert verdict.score == 1 / 3


def test_output_and_counters_are_read_off_the_response(tmp_path: Path):
    [row] = rows(logicif.convert, tmp_path, BUBBLE)
    assert row["id"] == "sorting_bubble_sort/0"
    assert judged(row).passed is True


def test_a_counter_that_is_wrong_fails_and_scores(tmp_path: Path):
    expected = {"output": [1, 3], "stats": {"swaps": 1, "comparisons": 2}}
    [row] = rows(logicif.convert, tmp_path, {**BUBBLE, "code_output": expected})
    verdict = judged(row)
    assert verdict.passed is False
    assert verdict.score == 2 / 3


@pytest.mark.parametrize(
    ("convert", "record", "field"),
    [
        (procbench.convert, {**SORT, "response": "x", "label": "abc"}, "label"),
        (procbench.convert, {**SORT, "response": "x", "label": {"init": "a"}}, "label"),
        (procbench.convert, SORT, "response"),
        (logicif.convert, {**BUBBLE, "code_output": None}, "code_output"),
        (logicif.convert, {**BUBBLE, "instruction": None}, "instruction"),
    ],
)
def test_a_record_that_is_malformed_is_named(
    tmp_path: Path, convert: Convert, record: dict[str, Any], field: str
):
    with pytest.raises(InputError) as fault:
        rows(convert, tmp_path, record)
    assert field in str(fault.value)
    assert "in.jsonl" in str(fault.value)
