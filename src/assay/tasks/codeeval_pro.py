"""HumanEval Pro, MBPP Pro and BigCodeBench-Lite Pro as rows (Yu et al. 2024, arXiv:2412.21199).

A record reads `{"id": 0, "raw_problem": "def f ...", "raw_solution": "    ...", "new_problem":
"def g ...", "new_solution": "    ...", "test_code": "assert g(...) == ..."}`: the answer must solve
the new problem with what solves the raw one. As in the suite's own runner, the reference is the raw
problem with its solution, and the new one with its; a sample's `solution` stands alone, and what is
a `completion` continues the new problem after the raw one and its solution. Samples are joined by
`task_id`, which is the record's `id`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assay.checks.code.asserts import Asserts
from assay.checks.code.judging import called_in
from assay.errors import BadParameter
from assay.tasks.records import FilePath
from assay.tasks.solutions import Answers, Given, joined, text_of

__all__ = ["convert"]


def convert(*files: FilePath, answered: bool = True) -> Iterator[dict[str, Any]]:
    """The rows. Raises InputError, with file, line and field, for a record that is malformed."""
    return joined(files, _row, _own, answered=answered, name=_name)


def _name(given: Given) -> str:
    name = given.get("task_id", given.get("id"))
    if not isinstance(name, str | int):
        raise BadParameter(f"expected an id, got {name!r:.60}", "id")
    return str(name)


def _raw(given: Given) -> str:
    """The problem that comes first, solved."""
    return f"{text_of(given, 'raw_problem')}{text_of(given, 'raw_solution')}\n\n"


def _own(given: Given) -> Answers:
    return Answers([_reference(given)], "program")


def _reference(given: Given) -> str:
    problem = text_of(given, "new_problem")
    joint = "" if problem.endswith("\n") else "\n"
    return f"{_raw(given)}{problem}{joint}{text_of(given, 'new_solution')}"


def _row(given: Given, answers: Answers) -> dict[str, Any]:
    tests = text_of(given, "test_code")
    name = called_in(tests, _reference(given))
    if not name:
        raise BadParameter("the tests call no function that the solution defines", "test_code")
    completes = answers.form == "completion"
    check = Asserts(
        entry_point=name,
        tests=tests,
        prompt=_raw(given) + text_of(given, "new_problem") if completes else "",
        form=answers.form,
        memory=4096,
    )
    return {
        "id": _name(given),
        "prompt": f"{text_of(given, 'raw_problem')}\n\n{text_of(given, 'new_problem')}",
        "checks": [check],
        "reference": _reference(given),
        "meta": {"source": "codeeval-pro", "entry_point": name},
    }
