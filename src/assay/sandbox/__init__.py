"""Runs untrusted programs and says what happened. It knows nothing of checks.

from assay.sandbox import Limits, Program, Sandbox

with Sandbox() as sandbox:
    run = sandbox.run(Program(argv=("python", "-c", "print(6 * 7)")), Limits(cpu=2.0))
run.outcome, run.stdout, run.layers
"""

from assay.sandbox.limits import Limits
from assay.sandbox.program import Driver, Program
from assay.sandbox.run import Outcome, Run
from assay.sandbox.sandbox import Sandbox, shared
from assay.sandbox.session import Session

__all__ = ["Driver", "Limits", "Outcome", "Program", "Run", "Sandbox", "Session", "shared"]
