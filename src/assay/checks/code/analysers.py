"""Findings of kept analysers on a program that is only read, inside the sandbox.

bandit (of the extra `code`) reads Python, with what `flows.py` follows beside it, and cppcheck (a
command of the system) C and C++. None obeys comments of the program that would silence it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any, NamedTuple, cast

from assay.checks.code.base import ending
from assay.checks.code.calls import driver
from assay.checks.code.flows import flows
from assay.checks.code.outputs import as_bytes
from assay.checks.code.quality.source import Unread, read
from assay.sandbox import Limits, Program, Run, Sandbox, shared

__all__ = ["Analysed", "Issue", "analysed"]

_LEVELS = {"error": "high", "warning": "medium", "portability": "low"}
_FIELDS = 6


class Issue(NamedTuple):
    """What an analyser says of a line, counted from 1."""

    rule: str
    cwe: int
    severity: str
    confidence: str
    line: int
    text: str


class Analysed(NamedTuple):
    """The issues; or why the program cannot be read, or cannot be read here."""

    issues: Sequence[Issue] = ()
    unreadable: str = ""
    undecided: str = ""


def analysed(source: str, language: str, limits: Limits) -> Analysed:
    """What the analyser of the language finds."""
    if language == "python":
        return _bandit(source, limits)
    return _cppcheck(source, language, limits)


@cache
def _sandbox() -> Sandbox:
    """One of its own: what bandit imports stays out of the interpreters that programs share."""
    return Sandbox()


def _bandit(source: str, limits: Limits) -> Analysed:
    missing = "bandit is not installed, which looks for weaknesses: pip install 'assay[code]'."
    if find_spec("bandit") is None:
        return Analysed(undecided=missing)
    files = {"program.py": as_bytes(source)}
    run = _sandbox().call(driver("analyse"), b"", limits, files)
    if not run.ok:
        return _stopped(run, limits)
    try:
        said = cast("dict[str, Any]", json.loads(run.messages[0]))
        if "missing" in said:
            return Analysed(undecided=missing)
        if "unparsed" in said:
            return Analysed(unreadable=f"The program is no Python: {said['unparsed']}.")
        issues = [Issue(*found) for found in said["findings"]]
        fault = "A test of bandit broke on this program." if said["faults"] else ""
    except (ValueError, TypeError, KeyError, IndexError):
        return Analysed(undecided="What bandit said cannot be read.")
    issues = [_lowered(issue) for issue in issues]
    return Analysed([*issues, *_flows(source, issues)], undecided=fault)


def _flows(source: str, known: Sequence[Issue]) -> list[Issue]:
    """What is followed through a function, where bandit says nothing of that line."""
    try:
        found = flows(read(source))
    except (Unread, RecursionError):
        return []
    said = {(issue.line, issue.cwe) for issue in known}
    return [
        Issue(f"flow-{flow.cwe}", flow.cwe, "medium", "medium", flow.line, flow.says)
        for flow in found
        if (flow.line, flow.cwe) not in said
    ]


def _stopped(run: Run, limits: Limits) -> Analysed:
    """A program that drives the analysis beyond its limits cannot be read; other ends are ours."""
    _, why = ending(run, limits)
    why = why.replace("The program", "The analysis", 1)
    if run.outcome in ("exit", "signal", "broken"):
        return Analysed(undecided=why)
    return Analysed(unreadable=why)


def _lowered(issue: Issue) -> Issue:
    return issue._replace(severity=issue.severity.lower(), confidence=issue.confidence.lower())


def _cppcheck(source: str, language: str, limits: Limits) -> Analysed:
    if not shared().has("cppcheck"):
        return Analysed(
            undecided="cppcheck is not installed, which looks for weaknesses in C and C++."
        )
    name = "program.c" if language == "c" else "program.cpp"
    argv = ("cppcheck", "--quiet", "--enable=warning,portability")
    form = "--template={line}\\t{cwe}\\t{severity}\\t{inconclusive:-}\\t{id}\\t{message}"
    run = shared().run(Program(argv=(*argv, form, name), files={name: as_bytes(source)}), limits)
    if not run.ok:
        return _stopped(run, limits)
    issues: list[Issue] = []
    for line in run.stderr.decode("utf-8", "replace").splitlines():
        fields = line.split("\t", _FIELDS - 1)
        if len(fields) < _FIELDS or not (fields[0].isdigit() and fields[1].isdigit()):
            continue
        number, cwe, severity, doubt, rule, text = fields
        if rule in ("syntaxError", "unknownMacro", "preprocessorErrorDirective"):
            return Analysed(unreadable=f"The program cannot be read: {text}")
        if rule in ("cppcheckError", "internalAstError", "internalError"):
            return Analysed(undecided=f"cppcheck broke on this program: {text[:100]}")
        level = _LEVELS.get(severity)
        if level:
            sure = "low" if doubt != "-" else "high" if severity == "error" else "medium"
            issues.append(Issue(rule, int(cwe), level, sure, int(number), text))
    return Analysed(issues)
