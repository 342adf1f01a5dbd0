"""HumanEval+ and MBPP+ as rows (Liu et al. 2023, arXiv:2305.01210).

A problem reads `{"task_id": "HumanEval/0", "prompt": ..., "entry_point": ..., "canonical_solution":
..., "base_input": [[...], ...], "plus_input": [[...], ...], "atol": 0}`. Its row has two checks:
the inputs of the base suite, and those that were added; passed is who passes both. What is right is
computed here, by running the canonical solution in the sandbox, and stands in the row; so rows are
judged without it. Results of many kilobytes are kept as digests.

Equality is the suite's: Python's ==, a tolerance for floats, and for a few problems a rule of
their own (Mbpp/164 takes any result, the order of some lists does not matter, and so on).
"""

from __future__ import annotations

import ast
import math
import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from textwrap import dedent
from typing import Any

import msgspec

from assay.checks.code.calls import Called, called, packed, said
from assay.checks.code.equality import Compare
from assay.checks.code.expected import INLINE, digest_of
from assay.checks.code.function import Case, Function
from assay.checks.code.python import Form
from assay.checks.code.values import Digest, to_json
from assay.checks.code.wire import WireError, decode
from assay.errors import BadParameter
from assay.sandbox import Limits, Sandbox
from assay.tasks.mbpp_inputs import mbpp_inputs
from assay.tasks.records import FilePath
from assay.tasks.solutions import Answers, Given, joined, text_of

__all__ = ["convert"]

_MEMORY = 4096
_REFERENCE = Limits(cpu=600.0, wall=1800.0, memory=8192, messages=2048)
_SETS = frozenset(
    "similar_elements find_char_long common_in_nested_lists extract_singly larg_nnum"
    " intersection_array find_dissimilar Diff".split()
)
_NOT_NONE = frozenset(("check_str", "text_match_three", "text_starta_endb"))
_ROOT = """
def accepts(root, coefficients):
    return abs(sum(c * root**power for power, c in enumerate(coefficients))) <= 1e-4
"""


def convert(*files: FilePath, answered: bool = True) -> Iterator[dict[str, Any]]:
    """The rows. Raises InputError, with file, line and field, for a problem that is malformed."""
    return joined(files, _row, _own, answered=answered, at_once=_cores())


def _cores() -> int:
    return len(os.sched_getaffinity(0))


@cache
def _sandbox() -> Sandbox:
    return Sandbox(workers=_cores())


def _own(given: Given) -> Answers:
    return Answers([text_of(given, "prompt") + text_of(given, "canonical_solution")], "program")


def _row(given: Given, answers: Answers) -> dict[str, Any]:
    task, entry_point = text_of(given, "task_id"), text_of(given, "entry_point")
    checks = [
        _check(given, field, task, entry_point, answers.form)
        for field in ("base_input", "plus_input")
        if given.get(field)
    ]
    if not checks:
        raise BadParameter("there are no inputs", "base_input")
    return {
        "id": task,
        "prompt": text_of(given, "prompt"),
        "checks": checks,
        "reference": text_of(given, "prompt") + text_of(given, "canonical_solution"),
        "meta": {
            "source": "mbpp-plus" if _is_mbpp(task) else "humaneval-plus",
            "entry_point": entry_point,
            **_contract(given),
        },
    }


def _contract(given: Given) -> dict[str, str]:
    """The canonical program with the suite's preconditions: it raises where they do not hold."""
    contract = given.get("contract")
    if not isinstance(contract, str) or not contract.strip():
        return {}
    program = text_of(given, "prompt") + text_of(given, "canonical_solution")
    try:
        tree, conditions = ast.parse(program), ast.parse(dedent(contract))
    except SyntaxError:
        return {}
    for node in reversed(tree.body):
        if isinstance(node, ast.FunctionDef) and node.name == text_of(given, "entry_point"):
            node.body[:0] = conditions.body
            return {"contract": ast.unparse(tree)}
    return {}


def _is_mbpp(task: str) -> bool:
    return task.lower().startswith("mbpp")


def _check(given: Given, field: str, task: str, entry_point: str, form: Form) -> Function:
    try:
        inputs = msgspec.convert(given[field], list[list[Any]])
    except msgspec.ValidationError:
        raise BadParameter("expected a list of lists of arguments", field) from None
    if _is_mbpp(task):
        inputs = mbpp_inputs(task, inputs)
    calls = packed([(args, {}) for args in inputs])
    source = text_of(given, "prompt") + text_of(given, "canonical_solution")
    run = called([("reference", source)], (entry_point,), calls, _REFERENCE, sandbox=_sandbox())
    if run.fault or len(run.messages) < len(calls):
        why = run.fault or run.run.why or run.run.outcome
        raise BadParameter(f"the canonical solution does not run to its end: {why}", field)
    seconds = _rounded(4 * run.run.cpu)
    return Function(
        entry_point=entry_point,
        form=form,
        cpu=max(10.0, seconds),
        case_cpu=max(1.0, seconds),
        memory=_MEMORY,
        atol=given.get("atol") or None,
        cases=tuple(_cases(entry_point, _is_mbpp(task), inputs, run)),
        compare=_compare(entry_point) if _is_mbpp(task) else "python",
        judge=_ROOT if entry_point == "find_zero" else "",
    )


def _rounded(seconds: float) -> float:
    """The power of two above, so that two conversions give the same row."""
    return float(2 ** math.ceil(math.log2(max(seconds, 0.25))))


def _compare(entry_point: str) -> Compare:
    if entry_point in _SETS:
        return "set"
    if entry_point in _NOT_NONE:
        return "not_none"
    return "returned" if entry_point == "are_equivalent" else "python"


def _cases(entry_point: str, mbpp: bool, inputs: Sequence[Any], run: Called) -> Iterator[Case]:
    either = _EITHER.get(entry_point) if mbpp else None
    for args, (kind, body) in zip(inputs, run.messages, strict=True):
        given = tuple([to_json(arg) for arg in args])
        if entry_point == "find_zero" and not mbpp:
            yield Case(args=given)
        elif entry_point in _NOT_NONE and mbpp:
            yield Case(args=given, expected=body != b"N")
        else:
            others = () if either is None else (to_json(either(*args)),)
            yield Case(args=given, expected=_result(kind, body), either=others)


def _result(kind: bytes, body: bytes) -> Any:
    """What the canonical solution gave, as a row holds it."""
    try:
        if kind == b"V" and len(body) <= INLINE:
            return to_json(decode(body))
        if kind == b"V":
            return to_json(digest_of(body))
        if kind == b"D":
            name, length, size, sha = decode(body)
            return to_json(Digest(name, length, size, sha.hex()))
    except (WireError, ValueError) as fault:
        raise BadParameter(f"a result of the canonical solution is no data: {fault}") from None
    what = said(body) if kind == b"E" else "an object that is no data"
    raise BadParameter(f"a result of the canonical solution is {what}")


def _nothing(_: int) -> int:
    return 0


def _surface(base: float, height: float) -> int:
    """Of a square pyramid, the height standing on its base (Mbpp/581 reads either way)."""
    slant = math.sqrt((base / 2) ** 2 + height**2)
    return round(base**2 + 2 * base * slant)


def _digit_distance(one: int, other: int) -> int:
    """Of two numbers written with as many digits (Mbpp/558)."""
    width = max(len(str(one)), len(str(other)))
    pairs = zip(str(one).zfill(width), str(other).zfill(width), strict=True)
    return sum(abs(int(a) - int(b)) for a, b in pairs)


_EITHER: dict[str, Callable[..., int]] = {
    "sum_div": _nothing,
    "surface_Area": _surface,
    "digit_distance_nums": _digit_distance,
}
"""Results that are as right as the canonical one."""
