"""HumanEval as rows (Chen et al. 2021, arXiv:2107.03374).

A problem reads `{"task_id": "HumanEval/0", "prompt": "def ...", "entry_point": "...",
"canonical_solution": "    ...", "test": "def check(candidate): ..."}`; a sample of a second file
`{"task_id": "HumanEval/0", "completion": "    ..."}`, or has a `solution` or a `response`. Several
samples of one problem make one row, over which `--metrics pass@k` counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assay.checks.code.asserts import Asserts
from assay.tasks.records import FilePath
from assay.tasks.solutions import Answers, Given, joined, text_of

__all__ = ["convert"]


def convert(*files: FilePath, answered: bool = True) -> Iterator[dict[str, Any]]:
    """The rows. Raises InputError, with file, line and field, for a problem that is malformed."""
    return joined(files, _row, _own, answered=answered)


def _own(given: Given) -> Answers:
    return Answers([text_of(given, "canonical_solution")], "completion")


def _row(given: Given, answers: Answers) -> dict[str, Any]:
    prompt = text_of(given, "prompt")
    check = Asserts(
        entry_point=text_of(given, "entry_point"),
        tests=text_of(given, "test"),
        form=answers.form,
        memory=4096,
    )
    return {
        "id": text_of(given, "task_id"),
        "prompt": prompt,
        "checks": [check],
        "reference": prompt + text_of(given, "canonical_solution"),
        "meta": {"source": "humaneval", "entry_point": check.entry_point},
    }
