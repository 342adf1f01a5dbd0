"""Assay: the verification engine for language models.

Given what a model wrote and what was asked, it decides, with evidence, whether the one satisfies
the other. A check is data, a verdict is evidence, everything else consumes verdicts.

    >>> import assay
    >>> from assay.checks import text
    >>> verdict = assay.verify("The tide falls.", text.Words(min=5))
    >>> verdict.passed, verdict.why
    (False, '3 words; at least 5 required.')
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assay import checks as checks
    from assay.chain import Chain
    from assay.check import Check, Example, schema
    from assay.combine import All, AtLeast, Cascade, If, Not, Weighted
    from assay.combine import Any as AnyOf
    from assay.context import Context
    from assay.dialogue import Dialogue, Rule
    from assay.engine import Engine, Job, Settings
    from assay.engine.api import verify, verify_batch, verify_rows
    from assay.engine.rows import RowVerdicts
    from assay.errors import (
        AssayError,
        BadParameter,
        CheckError,
        EngineError,
        InputError,
        MissingExtra,
        UnknownKind,
    )
    from assay.evaluate.compare import Comparison, compare
    from assay.evaluate.runs.begin import run
    from assay.evaluate.runs.folder import RunFolder, open_run
    from assay.evaluate.runs.scores import score
    from assay.registry import find, kinds, load, parse
    from assay.response import Response
    from assay.sample import Row, Sample
    from assay.scope import Each, On
    from assay.tasks.registry import open_task
    from assay.tasks.task import Task
    from assay.unchecked import Unchecked
    from assay.verdict import Span, Status, Verdict

__version__ = "0.1.0"

_ROOMS = {
    "assay.chain": ("Chain",),
    "assay.check": ("Check", "Example", "schema"),
    "assay.combine": ("All", "AtLeast", "Cascade", "If", "Not", "Weighted"),
    "assay.context": ("Context",),
    "assay.dialogue": ("Dialogue", "Rule"),
    "assay.engine": ("Engine", "Job", "Settings"),
    "assay.engine.api": ("verify", "verify_batch", "verify_rows"),
    "assay.engine.rows": ("RowVerdicts",),
    "assay.evaluate.compare": ("Comparison", "compare"),
    "assay.errors": (
        "AssayError",
        "BadParameter",
        "CheckError",
        "EngineError",
        "InputError",
        "MissingExtra",
        "UnknownKind",
    ),
    "assay.evaluate.runs.begin": ("run",),
    "assay.evaluate.runs.folder": ("RunFolder", "open_run"),
    "assay.evaluate.runs.scores": ("score",),
    "assay.registry": ("find", "kinds", "load", "parse"),
    "assay.response": ("Response",),
    "assay.sample": ("Row", "Sample"),
    "assay.scope": ("Each", "On"),
    "assay.tasks.registry": ("open_task",),
    "assay.tasks.task": ("Task",),
    "assay.unchecked": ("Unchecked",),
    "assay.verdict": ("Span", "Status", "Verdict"),
}
_WHERE = {name: module for module, names in _ROOMS.items() for name in names}

__all__ = [
    "All",
    "AnyOf",
    "AssayError",
    "AtLeast",
    "BadParameter",
    "Cascade",
    "Chain",
    "Check",
    "CheckError",
    "Comparison",
    "Context",
    "Dialogue",
    "Each",
    "Engine",
    "EngineError",
    "Example",
    "If",
    "InputError",
    "Job",
    "MissingExtra",
    "Not",
    "On",
    "Response",
    "Row",
    "RowVerdicts",
    "Rule",
    "RunFolder",
    "Sample",
    "Settings",
    "Span",
    "Status",
    "Task",
    "Unchecked",
    "UnknownKind",
    "Verdict",
    "Weighted",
    "__version__",
    "checks",
    "compare",
    "find",
    "kinds",
    "load",
    "open_run",
    "open_task",
    "parse",
    "run",
    "schema",
    "score",
    "verify",
    "verify_batch",
    "verify_rows",
]


def __getattr__(name: str) -> Any:
    """Names are imported when first asked for, so that `import assay` costs next to nothing."""
    if name == "checks":
        return import_module("assay.checks")
    if name == "AnyOf":
        found = import_module("assay.combine").Any
    elif name in _WHERE:
        found = getattr(import_module(_WHERE[name]), name)
    else:
        raise AttributeError(f"module 'assay' has no attribute {name!r}")
    globals()[name] = found  # the next time Python finds it without asking
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
