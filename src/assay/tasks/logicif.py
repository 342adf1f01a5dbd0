"""LogicIF's rows as ours (Zhang et al. 2025): a described function executed by hand.

A record reads `{"task_id": "sorting_bubble_sort", "test_case_id": 0, "instruction": "...",
"code_output": {"output": [1, 1, 3], "stats": {"swaps": 2}}, "llm_response": "..."}`; what the model
said may also stand beside it as `response`, `responses` or `output`. The suite has a model read
output and counters off the response; here they are read by rule. The score of a row is the share of
output and counters that are right, and it passes where all are (`both` in the suite). A question of
the suite is right where all its test cases are: `meta.task_id` names the question.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from assay.checks.text.states import States
from assay.errors import BadParameter
from assay.tasks.records import FilePath
from assay.tasks.suite_lines import Given, converted, said, text_in

__all__ = ["convert"]


def convert(*files: FilePath, answered: bool = True) -> Iterator[dict[str, Any]]:
    """The rows. Raises InputError, with file, line and field, for a record that is malformed."""
    return converted(files, _rows, answered=answered)


def _rows(given: Given) -> Iterator[dict[str, Any]]:
    expected = given.get("code_output")
    if not isinstance(expected, dict) or "output" not in expected:
        raise BadParameter(
            f"expected an object with the output, got {expected!r:.60}", "code_output"
        )
    known = cast("dict[str, Any]", expected)
    task, case = str(given.get("task_id", "")), str(given.get("test_case_id", ""))
    yield {
        "id": f"{task}/{case}" if case else task,
        "prompt": text_in(given, "instruction"),
        "response": said(given, "llm_response", "response", "responses", "output"),
        "checks": [States(output=known["output"], states=known.get("stats") or {})],
        "meta": {"source": "logicif", "task_id": task, "difficulty": given.get("difficulty")},
    }
