"""Runs inside the sandbox: reads a program in Python and says what bandit finds in it.

A `Driver` source: bandit and the standard library. Nothing of the program is executed. It lies in
`program.py`; the answer is JSON: `{"missing"}` where bandit cannot be imported, `{"unparsed"}` with
what Python says, or `{"findings", "faults"}`: rule, CWE, severity, confidence, line and text of
each finding, and how many of bandit's tests broke.
"""

from __future__ import annotations

import ast
import json
import logging
import sys
import warnings
from importlib import import_module
from typing import Any

try:
    bandit: Any = import_module("bandit.core")
except ImportError:
    bandit = None

_PROGRAM = "program.py"
_MOST = 500


class Faults(logging.Handler):
    """Counts what bandit only writes to its log: a test that raised is otherwise left out."""

    count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += record.levelno >= logging.ERROR


def main(_: bytes, channel: Any) -> None:
    """Answers once."""
    channel.send(json.dumps(answer()).encode())


def answer() -> dict[str, Any]:
    if bandit is None:
        return {"missing": True}
    sys.setrecursionlimit(20_000)
    warnings.simplefilter("ignore")
    with open(_PROGRAM, "rb") as file:
        source = file.read()
    try:
        ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return {"unparsed": f"{type(error).__name__}: {error}"[:200]}
    log = logging.getLogger()
    faults = Faults()
    log.handlers[:] = [faults]
    manager = bandit.manager.BanditManager(bandit.config.BanditConfig(), "file", ignore_nosec=True)
    manager.discover_files([_PROGRAM])
    manager.run_tests()
    findings = [
        (
            issue.test_id,
            issue.cwe.id,
            issue.severity,
            issue.confidence,
            issue.lineno,
            str(issue.text)[:300],
        )
        for issue in manager.get_issue_list()[:_MOST]
    ]
    return {"findings": findings, "faults": faults.count + len(manager.get_skipped())}
