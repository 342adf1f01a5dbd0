"""SWE-bench, and sets of its form (SWE-Dev of THUDM, SWE-Gym), as rows (arXiv:2310.06770).

A task reads `{"instance_id": "pytest-dev__pytest-5221", "repo": "pytest-dev/pytest", "base_commit":
..., "problem_statement": ..., "patch": ..., "test_patch": ..., "FAIL_TO_PASS": "[...]",
"PASS_TO_PASS": "[...]"}`. Predictions are joined by `instance_id` and hold `model_patch`. Without
them the task's own patch is the response.

The repository is looked for in the folder `repositories`, as a git repository called after `repo`
with `__` for the slash; a task that has `path` or `files` says itself where it is. What it needs to
run must be installed. Tests that are not pytest's (Django's, by name and class) are left unchecked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assay.check import Check
from assay.checks.code.repository import Repository
from assay.tasks.answered import Given, answered_rows, json_in, texts_in
from assay.tasks.records import FilePath
from assay.tasks.suite_lines import text_in
from assay.unchecked import Unchecked

__all__ = ["convert"]


def convert(*files: FilePath, answered: bool = True) -> Iterator[dict[str, Any]]:
    """The rows. Raises InputError, with file, line and field, for a task that is malformed."""
    return answered_rows(
        files,
        _row,
        lambda given: texts_in(given, ("patch",)),
        key=("instance_id",),
        said=("model_patch", "response", "responses"),
        answered=answered,
    )


def _row(given: Given) -> dict[str, Any]:
    return {
        "id": text_in(given, "instance_id"),
        "prompt": text_in(given, "problem_statement"),
        "checks": [_check(given)],
        "reference": given.get("patch"),
        "meta": {"source": "swe-bench", "repo": given.get("repo"), "version": given.get("version")},
    }


def _check(given: Given) -> Check:
    wanted = [str(test) for test in json_in(given, "FAIL_TO_PASS", list)]
    kept = [str(test) for test in json_in(given, "PASS_TO_PASS", list)]
    if not all("::" in test for test in (*wanted, *kept)):
        tests = ", ".join(wanted[:3])
        return Unchecked(
            requirement=f"After the patch these tests pass: {tests}.",
            why="They are named as unittest names them; only pytest's tests are run.",
        )
    files = given.get("files")
    place: dict[str, Any] = {"files": files} if files else {"path": str(given.get("path") or "")}
    if not files and not place["path"]:
        name = text_in(given, "repo").replace("/", "__")
        place = {"path": f"repositories/{name}", "commit": text_in(given, "base_commit")}
    return Repository(
        fail_to_pass=tuple(wanted),
        pass_to_pass=tuple(kept),
        test_patch=str(given.get("test_patch") or ""),
        **place,
    )
