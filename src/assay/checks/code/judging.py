"""Test code run as it is, in a jail of its own; the program that it tests is in another.

What the tests call is a stand-in. A call travels as plain data to this process and on to the
program's jail, and its result comes back the same way; so an assertion never meets an object of
the program's, and the program never meets an assertion.
"""

from __future__ import annotations

import ast
import builtins
import marshal
import sys
from typing import NamedTuple

import msgspec

from assay.checks.code.calls import (
    HEAD,
    Called,
    Sources,
    driver,
    fault_in,
    payload,
    said,
)
from assay.checks.code.wire import Foreign, Iterated, WireError, decode
from assay.sandbox import Limits, Run, Sandbox, Session

__all__ = ["Tested", "beyond_data", "called_in", "free_names", "tested"]

_CALLS = 100_000
_DATA = (int, float, complex, str, bytes, list, tuple, dict, set, frozenset)
_OF_DATA = frozenset(name for kind in _DATA for name in dir(kind))


class Tested(NamedTuple):
    """What test code found: assertions that held and that did not, and the first of these.

    `ended` says what ended the tests before their end, `program` what became of the program.
    `broken` says that nothing was found out, since a sandbox broke.
    """

    held: int
    failed: int
    first: str
    ended: str
    program: Called
    judge: Run | None
    answered: bool


def free_names(source: str, entry_point: str) -> list[str]:
    """The names that test code takes from the program: the entry point first.

    Modules of the standard library, which tests may use where the program imports them, are none.
    Raises SyntaxError where it is no Python.
    """
    tree = ast.parse(source)
    used = [n for n in ast.walk(tree) if isinstance(n, ast.Name)]
    loaded = [n.id for n in used if isinstance(n.ctx, ast.Load)]
    bound = {n.id for n in used if not isinstance(n.ctx, ast.Load)}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            bound.add(node.name)
        elif isinstance(node, ast.arg):
            bound.add(node.arg)
        elif isinstance(node, ast.alias):
            bound.add((node.asname or node.name).partition(".")[0])
        elif isinstance(node, ast.ExceptHandler) and node.name:
            bound.add(node.name)
    known = bound | sys.stdlib_module_names | set(vars(builtins))
    names = [name for name in loaded if name not in known]
    return list(dict.fromkeys([entry_point, *names]))


def tested(
    sandbox: Sandbox, sources: Sources, tests: str, entry_point: str, limits: Limits, seconds: float
) -> Tested:
    """Runs the tests against the program; once more where one of the two ran into the clock while
    the other waited for a processor."""
    made = _tested(sandbox, sources, tests, entry_point, limits, seconds)
    runs = [run for run in (made.program.run, made.judge) if run]
    if any(r.outcome == "wall" for r in runs) and sum(r.waited for r in runs) > limits.wall / 10:
        longer = msgspec.structs.replace(limits, wall=limits.wall * limits.patience, patience=1.0)
        return _tested(sandbox, sources, tests, entry_point, longer, seconds)
    return made


def _tested(
    sandbox: Sandbox, sources: Sources, tests: str, entry_point: str, limits: Limits, seconds: float
) -> Tested:
    names = free_names(tests, entry_point)
    program = sandbox.open(driver("calls"), payload(sources, names, None, seconds), limits)
    try:
        loaded = program.receive()
        if loaded is None or loaded[:1] != b"R":
            fault = said(loaded[HEAD:]) if loaded is not None and loaded[:1] == b"L" else ""
            program.close() if fault else None
            ended = Called(program.finish(), [], fault)
            return Tested(0, 0, "", "", ended, None, False)
        given = marshal.dumps((tests, _defined(names, loaded[HEAD:]), entry_point), 2)
        judge = sandbox.open(driver("tests"), given, limits)
        try:
            told = _between(judge, program)
        finally:
            judge.close()
    finally:
        program.send(b"")
        broken = program.receive(0.0) is not None
        program.close()
    ended = Called(program.finish(), [], broken=broken)
    return Tested(*(told or (0, 0, "", "")), ended, judge.finish(), told is not None)


def _defined(names: list[str], body: bytes) -> tuple[tuple[int, str], ...]:
    """Which of the names the program says that it defines, and their places."""
    try:
        said_so = decode(body)
    except WireError:
        said_so = []
    return tuple([(n, name) for n, name in enumerate(names) if n == 0 or name in said_so])


def _between(judge: Session, program: Session) -> tuple[int, int, str, str] | None:
    """Carries calls in and results back until the tests have ended; then what they told."""
    for number in range(_CALLS):
        message = judge.receive()
        if message is None:
            return None
        if message[:1] == b"T":
            held, failed, first, ended = decode(message[1:])
            return int(held), int(failed), str(first), str(ended)
        program.send(message[1:])
        judge.send(_answer(number, program.receive()))
    return None


def _answer(number: int, message: bytes | None) -> bytes:
    """A result as the tests get it; nothing where the program answers no more."""
    if message is None or message[1:HEAD] != number.to_bytes(4, "little"):
        return b""
    kind, body = message[:1], message[HEAD:]
    if kind == b"E":
        _, text, base = fault_in(body)
        return marshal.dumps((False, base, text), 2)
    try:
        value = decode(body) if kind == b"V" else Foreign("")
        if isinstance(value, Iterated):
            return marshal.dumps((None, value.items), 2)
        return marshal.dumps((True, value), 2)
    except (WireError, ValueError):
        return marshal.dumps((False, "ProgramFailed", "the result is no data"), 2)


def called_in(tests: str, program: str) -> str:
    """The function that tests call and a program defines; nothing where there is none.

    Of several the one that is defined last: it is built upon the others. Raises no SyntaxError.
    """
    try:
        defined = [
            node.name
            for node in ast.parse(program).body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        ]
        used = {node.id for node in ast.walk(ast.parse(tests)) if isinstance(node, ast.Name)}
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    return next((name for name in reversed(defined) if name in used), "")


def beyond_data(source: str, entry_point: str) -> str:
    """Why tests cannot be run on plain data alone; nothing where they can.

    It depends on the tests only, never on the program: they use an object that it makes (a method
    or attribute that no data has, or a call of what it returned), or hand it a function.
    """
    tree = ast.parse(source)
    names = {entry_point, *_candidates(tree)}
    made = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and _is_call_of(node.value, names)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    functions = {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr not in _OF_DATA:
            if _is_call_of(node.value, names) or _name(node.value) in made:
                return f"they use {node.attr!r} of an object that the program makes"
        elif isinstance(node, ast.Call):
            if _is_call_of(node.func, names) or _name(node.func) in made:
                return "they call what the program returned"
            given = [*node.args, *(word.value for word in node.keywords)]
            handed = [
                one for one in given if isinstance(one, ast.Lambda) or _name(one) in functions
            ]
            if handed and _name(node.func) in names:
                return "they hand a function to the program"
    return ""


def _candidates(tree: ast.Module) -> list[str]:
    """What the program is called in `def check(candidate)`."""
    checks = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "check"]
    return [check.args.args[0].arg for check in checks if check.args.args]


def _is_call_of(node: ast.AST, names: set[str]) -> bool:
    return isinstance(node, ast.Call) and _name(node.func) in names


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else ""
