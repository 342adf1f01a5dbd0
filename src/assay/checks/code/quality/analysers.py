"""Analysers of security: bandit for Python, cppcheck for C and C++. Findings by line and CWE.

Both only read. bandit runs in an interpreter of its own with the program on standard input, and
does not hear `# nosec`; cppcheck runs in the sandbox, where the system has it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple, cast

from assay.sandbox import Limits, Program, Sandbox

__all__ = ["Flaw", "NoAnalyser", "bandit_version", "flaws_in_c", "flaws_in_python"]

_SECONDS = 60
_LEVELS = {"LOW": 0, "MEDIUM": 1, "HIGH": 2}
_SEVERITIES = {"error": 2, "warning": 1, "portability": 1, "performance": 0, "style": 0}


class NoAnalyser(Exception):
    """The analyser is not there, or did not answer."""


class Flaw(NamedTuple):
    """What an analyser found: where, which weakness, how bad and how sure (0, 1, 2)."""

    line: int
    cwe: int
    rule: str
    says: str
    severity: int
    confidence: int


@cache
def bandit_version() -> str:
    """Which bandit there is; empty where there is none."""
    try:
        return version("bandit")
    except PackageNotFoundError:
        return ""


def flaws_in_python(text: str) -> list[Flaw]:
    """What bandit finds. Raises NoAnalyser."""
    if not bandit_version():
        raise NoAnalyser("bandit is not installed (pip install 'assay[code]')")
    argv = [sys.executable, "-I", "-m", "bandit", "-q", "-f", "json", "--ignore-nosec", "-"]
    try:
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(  # noqa: S603, a fixed command; the program is its input
                argv, input=text.encode("utf-8", "replace"), capture_output=True, check=False,
                timeout=_SECONDS, cwd=folder,
            )  # fmt: skip
        report: dict[str, Any] = json.loads(done.stdout)
    except (OSError, subprocess.TimeoutExpired, ValueError, RecursionError) as fault:
        raise NoAnalyser(f"bandit gave no answer: {type(fault).__name__}") from None
    if report.get("errors"):
        raise NoAnalyser(
            f"bandit cannot read the program: {report['errors'][0].get('reason')}"[:200]
        )
    results = cast("list[dict[str, Any]]", report["results"])
    return [
        Flaw(
            int(result["line_number"]),
            int(result.get("issue_cwe", {}).get("id", 0)),
            str(result["test_id"]),
            str(result["issue_text"]).split("\n")[0].rstrip("."),
            _LEVELS.get(result["issue_severity"], 0),
            _LEVELS.get(result["issue_confidence"], 0),
        )
        for result in results
    ]


def flaws_in_c(sandbox: Sandbox, text: str, name: str, limits: Limits) -> list[Flaw]:
    """What cppcheck finds. Raises NoAnalyser."""
    if not sandbox.has("cppcheck"):
        raise NoAnalyser("there is no cppcheck")
    shape = "flaw\t{line}\t{cwe}\t{severity}\t{id}\t{message}"
    argv = (
        "cppcheck", "--quiet", "--enable=warning,portability", "--inconclusive", "--max-configs=8",
        f"--template={shape}", name,
    )  # fmt: skip
    run = sandbox.run(Program(argv=argv, files={name: text.encode("utf-8", "replace")}), limits)
    if not run.ok:
        raise NoAnalyser(f"cppcheck gave no answer ({run.outcome})")
    found: list[Flaw] = []
    for line in run.stderr.decode("utf-8", "replace").splitlines():
        parts = line.split("\t", 5)
        if parts[0] == "flaw" and len(parts) == 6 and parts[3] in _SEVERITIES:
            number = int(parts[2]) if parts[2].isdecimal() else 0
            where = int(parts[1]) if parts[1].isdecimal() else 1
            level = _SEVERITIES[parts[3]]
            found.append(Flaw(where, number, parts[4], parts[5].rstrip("."), level, 2))
        if parts[0] == "flaw" and len(parts) == 6 and parts[4] == "syntaxError":
            raise NoAnalyser("cppcheck cannot parse the program")
    return found
