"""Checks whose verdict is known beforehand: the leaves of the tests of logic."""

from __future__ import annotations

from typing import Literal

from assay.check import Check
from assay.context import Context
from assay.response import Response
from assay.verdict import Verdict

__all__ = ["BROKEN", "DOUBT", "FALSE", "TRUE", "Fixed", "truth"]


class Fixed(Check, kind="test.fixed"):
    """Gives the status it is told to; `score` is that of a fail."""

    status: Literal["pass", "fail", "undecided", "error"]
    score: float = 0.0

    def verify(self, response: Response, context: Context) -> Verdict:
        if self.status == "error":
            raise RuntimeError("broken on purpose")
        if self.status == "undecided":
            return self.undecided("Cannot tell.")
        passed = self.status == "pass"
        return self.decide(passed, "As told.", score=None if passed else self.score)

    def describe(self) -> str:
        return f"Be {self.status}."


TRUE, FALSE = Fixed(status="pass"), Fixed(status="fail")
DOUBT, BROKEN = Fixed(status="undecided"), Fixed(status="error")


def truth(check: Check, text: str = "x") -> bool | None:
    """What the check makes of a text."""
    return Context().verify(check, Response(text)).passed
