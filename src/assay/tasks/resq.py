"""RES-Q as rows (LaBash et al. 2024, arXiv:2406.16801): edits to repositories.

A task reads `{"id": "0_0", "repo_url": "https://github.com/owner/name", "base_commit": ...,
"instruction": ..., "test_script": ..., "solution_patch": ..., "language": "python"}`. Submissions
are joined by `id` and hold `patch`. Without them the task's own patch is the response.

The test script passes where it runs to its end, or leaves with status 0 by its own doing or
unittest's; that the code under test leaves does not count. The repository is looked for as in
`swebench`; `path` or `files` in a task say where it is. Tasks in other languages are left
unchecked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assay.check import Check
from assay.checks.code.repository import Repository
from assay.tasks.answered import Given, answered_rows, texts_in
from assay.tasks.records import FilePath
from assay.tasks.suite_lines import text_in
from assay.unchecked import Unchecked

__all__ = ["convert"]

_SCRIPT = "script_of_the_task.py"
_TEST = "test_of_the_task.py"
_WRAPPER = f"""
import os
import sys
import unittest


def test_script():
    here = os.path.dirname(os.path.abspath(__file__))
    path = os.path.join(here, {_SCRIPT!r})
    with open(path, encoding="utf-8") as file:
        code = compile(file.read(), path, "exec")
    trusted = (path, os.path.dirname(unittest.__file__))
    sys.argv = [path]
    space = {{"__name__": "__main__", "__file__": path}}
    sys.modules["__main__"].__dict__.update(space)
    try:
        exec(code, sys.modules["__main__"].__dict__)
    except SystemExit as left:
        trace = left.__traceback__
        while trace.tb_next is not None:
            trace = trace.tb_next
        where = trace.tb_frame.f_code.co_filename
        assert where.startswith(trusted), "the code under test left"
        assert not left.code, f"the script left with {{left.code}}"
"""


def convert(*files: FilePath, answered: bool = True) -> Iterator[dict[str, Any]]:
    """The rows. Raises InputError, with file, line and field, for a task that is malformed."""
    return answered_rows(
        files,
        _row,
        lambda given: texts_in(given, ("solution_patch",)),
        key=("id",),
        said=("patch", "response", "responses"),
        answered=answered,
    )


def _row(given: Given) -> dict[str, Any]:
    return {
        "id": str(given["id"]),
        "prompt": text_in(given, "instruction"),
        "checks": [_check(given)],
        "reference": given.get("solution_patch"),
        "meta": {"source": "res-q", "repo_url": given.get("repo_url")},
    }


def _check(given: Given) -> Check:
    language = str(given.get("language") or "python").lower()
    if language != "python":
        return Unchecked(
            requirement=text_in(given, "instruction"), why=f"Tests in {language} are not run here."
        )
    files = given.get("files")
    place: dict[str, Any] = {"files": files} if files else {"path": str(given.get("path") or "")}
    if not files and not place["path"]:
        name = "__".join(
            text_in(given, "repo_url").rstrip("/").removesuffix(".git").split("/")[-2:]
        )
        place = {"path": f"repositories/{name}", "commit": text_in(given, "base_commit")}
    return Repository(
        fail_to_pass=(f"{_TEST}::test_script",),
        tests={_TEST: _WRAPPER, _SCRIPT: text_in(given, "test_script")},
        **place,
    )
