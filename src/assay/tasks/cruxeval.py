"""CRUXEval as rows (Gu et al. 2024, arXiv:2401.03065): outputs or inputs predicted.

A problem reads `{"id": "sample_0", "code": "def f(nums): ...", "input": "[1, 2]", "output": "[]"}`.
Samples are records with `id` and a `response`, or one object of lists by id, as the suite keeps
generations: `{"sample_0": ["[]", ...]}`. Without them the problem's own answer is the response.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Literal

from assay.checks.code.input import Input
from assay.checks.code.output import Output
from assay.tasks.answered import Given, answered_rows
from assay.tasks.records import FilePath
from assay.tasks.suite_lines import text_in

__all__ = ["convert_inputs", "convert_outputs"]

_KINDS = {"input": "code.input", "output": "code.output"}


def convert_outputs(*files: FilePath, answered: bool = True) -> Iterator[dict[str, Any]]:
    """The rows that ask for outputs. Raises InputError for a problem that is malformed."""
    return _converted("output", files, answered)


def convert_inputs(*files: FilePath, answered: bool = True) -> Iterator[dict[str, Any]]:
    """The rows that ask for inputs. Raises InputError for a problem that is malformed."""
    return _converted("input", files, answered)


def _converted(
    side: Literal["input", "output"], files: tuple[FilePath, ...], answered: bool
) -> Iterator[dict[str, Any]]:
    return answered_rows(
        files,
        partial(_row, side),
        partial(_own, side),
        key=("id", "task_id"),
        said=("response", "responses", "generation", "generations", "prediction"),
        answered=answered,
    )


def _own(side: str, given: Given) -> list[str]:
    if side == "output":
        return [f"[ANSWER]{text_in(given, 'output')}[/ANSWER]"]
    return [f"[ANSWER]f({text_in(given, 'input')})[/ANSWER]"]


def _row(side: str, given: Given) -> dict[str, Any]:
    code, output = text_in(given, "code"), text_in(given, "output")
    read = text_in(given, "input")
    shown = f"f({read}) == ??" if side == "output" else f"f(??) == {output}"
    check = (
        Output(code=code, input=read, output=output)
        if side == "output"
        else Input(code=code, output=output)
    )
    return {
        "id": str(given.get("id", given.get("task_id", ""))),
        "prompt": f"{code}\n\nassert {shown}",
        "checks": [check],
        "meta": {"source": f"cruxeval-{side[0]}"},
    }
