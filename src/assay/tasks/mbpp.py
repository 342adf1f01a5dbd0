"""MBPP as rows (Austin et al. 2021, arXiv:2108.07732).

A problem reads `{"task_id": 2, "text": "Write a function ...", "code": "def ...", "test_list":
["assert f(...) == ...", ...], "test_setup_code": "", "challenge_test_list": []}`; in the sanitized
form `prompt` stands for `text`, and `test_imports` for the set-up. The function asked for is the
one that the tests call. The prompt shows the tests, as in the paper; challenge tests are not shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from assay.checks.code.asserts import Asserts
from assay.checks.code.judging import called_in
from assay.errors import BadParameter
from assay.tasks.records import FilePath
from assay.tasks.solutions import Answers, Given, joined, text_of

__all__ = ["convert"]


def convert(*files: FilePath, answered: bool = True) -> Iterator[dict[str, Any]]:
    """The rows. Raises InputError, with file, line and field, for a problem that is malformed."""
    return joined(files, _row, _own, answered=answered, name=_name)


def _name(given: Given) -> str:
    name = given.get("task_id")
    if not isinstance(name, str | int):
        raise BadParameter(f"expected an id, got {name!r:.60}", "task_id")
    return str(name)


def _own(given: Given) -> Answers:
    return Answers([text_of(given, "code")], "program")


def _row(given: Given, answers: Answers) -> dict[str, Any]:
    shown = _texts(given, "test_list")
    tests = [*shown, *(_texts(given, "challenge_test_list") if _has(given) else ())]
    setup = str(given.get("test_setup_code") or "\n".join(given.get("test_imports") or ()))
    check = Asserts(
        entry_point=_entry_point(tests, text_of(given, "code")),
        tests=tuple([setup, *tests] if setup else tests),
        prelude=setup,
        form=answers.form,
        memory=4096,
    )
    asked = text_of(given, "text" if "text" in given else "prompt")
    return {
        "id": _name(given),
        "prompt": "\n".join([asked, "Your code should pass these tests:", *shown]),
        "checks": [check],
        "reference": text_of(given, "code"),
        "meta": {"source": "mbpp", "entry_point": check.entry_point},
    }


def _has(given: Given) -> bool:
    return bool(given.get("challenge_test_list"))


def _texts(given: Given, field: str) -> list[str]:
    value = given.get(field)
    if not isinstance(value, list) or not value:
        raise BadParameter(f"expected a list of tests, got {value!r:.60}", field)
    return [str(one) for one in cast("list[Any]", value)]


def _entry_point(tests: list[str], code: str) -> str:
    """The function that the tests call and the solution defines."""
    name = called_in("\n".join(tests), code)
    if not name:
        raise BadParameter("the tests call no function that the solution defines", "test_list")
    return name
