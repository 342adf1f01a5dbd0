"""The checks of contest problems: pairs of input and output, or calls with JSON arguments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from assay.checks.code.function import Case as Call
from assay.checks.code.function import Function
from assay.checks.code.outputs import Rule
from assay.checks.code.stdio import Case, Stdio
from assay.checks.code.values import to_json
from assay.errors import BadParameter

__all__ = ["PRELUDE", "by_calls", "by_output", "entry_point"]

_STARRED = (
    "string re datetime collections heapq bisect copy math random statistics itertools functools"
    " operator io sys json builtins typing"
).split()
PRELUDE = "".join(
    [
        *(f"from {name} import *\n" for name in _STARRED),
        *(f"import {name}\n" for name in _STARRED[:-2]),
        "sys.setrecursionlimit(50000)\n",
    ]
)
"""What LiveCodeBench and APPS import before each solution, so that those that count on it run."""


def by_output(
    cases: Iterable[tuple[str, Sequence[str]]],
    *,
    compare: Rule,
    field: str,
    **options: Any,
) -> Stdio:
    """The check for pairs of an input and the outputs that are right."""
    made = tuple(
        Case(given, answers[0] if len(answers) == 1 else tuple(answers)) for given, answers in cases
    )
    if not made:
        raise BadParameter("there are no test cases", field)
    return Stdio(cases=made, compare=compare, prelude=PRELUDE, **options)


def by_calls(
    name: str, starter: str, cases: Iterable[tuple[Sequence[Any], Sequence[Any]]], **options: Any
) -> Function:
    """The check for calls, each with the results that are right; a tuple does for a list."""
    made = tuple(_call(args, results) for args, results in cases)
    return Function(
        entry_point=entry_point(name, starter),
        cases=made,
        prelude=PRELUDE,
        compare="python",
        **options,
    )


def entry_point(name: str, starter: str) -> str:
    """The function as `code.function` names it: a method where the starter code has the class."""
    return f"Solution.{name}" if "class Solution" in starter else name


def _call(args: Sequence[Any], results: Sequence[Any]) -> Call:
    either: list[Any] = []
    for result in results:
        if result is not results[0]:
            either.append(to_json(result))
        if isinstance(result, list):
            either.append(to_json(tuple(cast("list[Any]", result))))
    return Call(
        args=tuple(to_json(arg) for arg in args), expected=to_json(results[0]), either=tuple(either)
    )
