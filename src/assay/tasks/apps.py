"""APPS as rows (Hendrycks et al. 2021, arXiv:2105.09938), and sets of its form (TACO).

A problem reads `{"problem_id": 0, "question": ..., "starter_code": "", "solutions": [...],
"input_output": {"inputs": [...], "outputs": [...], "fn_name": ...}}`, lists and objects perhaps as
JSON texts. With `fn_name` the inputs are lists of arguments. Samples are joined by `problem_id` (or
`id`, `task_id`). Without them the problem's own solutions are the responses.

Outputs are compared word by word, numbers within numpy's tolerance, as the suite does at its
laxest; that it also takes lines in another order is left out. Of a result that is a list, its first
element is right as well, since the suite's outputs are often wrapped in one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from assay.errors import BadParameter
from assay.tasks.answered import Given, answered_rows, json_in
from assay.tasks.contest_checks import by_calls, by_output
from assay.tasks.records import FilePath
from assay.tasks.suite_lines import text_in

__all__ = ["convert"]

_SECONDS = 4.0
_IDS = ("problem_id", "id", "task_id")


def convert(*files: FilePath, answered: bool = True) -> Iterator[dict[str, Any]]:
    """The rows. Raises InputError, with file, line and field, for a problem that is malformed."""
    return answered_rows(
        files,
        _row,
        _own,
        key=_IDS,
        said=("response", "responses", "output", "outputs", "generation", "generations"),
        answered=answered,
    )


def _own(given: Given) -> list[str]:
    return [str(text) for text in json_in(given, "solutions", list)]


def _row(given: Given) -> dict[str, Any]:
    starter = str(given.get("starter_code") or "")
    asked = text_in(given, "question")
    return {
        "id": str(next(given[name] for name in _IDS if name in given)),
        "prompt": f"{asked}\n\n{starter}" if starter.strip() else asked,
        "checks": [_check(given, starter)],
        "meta": {"source": "apps", "difficulty": given.get("difficulty"), "url": given.get("url")},
    }


def _check(given: Given, starter: str) -> Any:
    tests = cast("dict[str, Any]", json_in(given, "input_output", dict))
    inputs, outputs = tests.get("inputs"), tests.get("outputs")
    if not isinstance(inputs, list) or not isinstance(outputs, list) or not inputs:
        raise BadParameter("expected inputs and outputs", "input_output")
    pairs = list(zip(cast("list[Any]", inputs), cast("list[Any]", outputs), strict=False))
    if len(pairs) != len(cast("list[Any]", inputs)) or len(pairs) != len(
        cast("list[Any]", outputs)
    ):
        raise BadParameter("there are not as many outputs as inputs", "input_output")
    name = tests.get("fn_name")
    if not isinstance(name, str):
        return by_output(
            [(_text(read), (_text(wrote),)) for read, wrote in pairs],
            compare="floats",
            field="input_output",
            atol=1e-8,
            rtol=1e-5,
            cpu=_SECONDS,
        )
    calls = [(_arguments(args), _results(result)) for args, result in pairs]
    return by_calls(name, starter, calls, case_cpu=_SECONDS, cpu=_SECONDS * len(calls))


def _text(value: Any) -> str:
    """A text, or its lines."""
    lines = cast("list[Any]", value if isinstance(value, list) else [value])
    if not all(isinstance(line, str) for line in lines):
        raise BadParameter(f"expected a text, got {value!r:.60}", "input_output")
    return "\n".join(lines)


def _arguments(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise BadParameter(f"expected a list of arguments, got {value!r:.60}", "input_output")
    return cast("list[Any]", value)


def _results(value: Any) -> list[Any]:
    results: list[Any] = [value]
    if isinstance(value, list):
        results += cast("list[Any]", value)[:1]
    return results
