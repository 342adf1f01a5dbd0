"""What all code checks share: limits, the program in the response, what a bad end means.

A program that is stopped at a limit, dies or raises has failed, and the verdict says how. Where
the sandbox itself broke, or something that the check needs is missing, the verdict is undecided:
a fault of ours is never the program's.
"""

from __future__ import annotations

import signal
from typing import ClassVar

from assay.check import Check, Runs
from assay.checks.code.extraction import LANGUAGES, Found, find
from assay.response import Response
from assay.sandbox import Limits, Run
from assay.verdict import Verdict, decided

__all__ = ["CodeCheck", "ending", "last_line"]

_SLACK = 10.0
_SHOWN = 200


class CodeCheck(Check):
    """A check that runs the program in a response.

    `cpu` is the processor time in seconds that one run may take, `memory` what it may hold, in
    MiB. On the clock a run may last twice as long as `cpu` and five seconds more.
    """

    runs: ClassVar[Runs] = "worker"
    scoring: ClassVar[str] = "The share of cases passed; 1.0 exactly when all are."

    cpu: float = 10.0
    memory: int = 1024

    def validate(self) -> None:
        if not 0.01 <= self.cpu <= 3600:
            raise ValueError(f"cpu is {self.cpu}; from 0.01 to 3600 seconds are possible")
        if not 16 <= self.memory <= 1 << 20:
            raise ValueError(f"memory is {self.memory}; from 16 to {1 << 20} MiB are possible")

    @property
    def limits(self) -> Limits:
        """The bounds on one run."""
        return Limits(cpu=self.cpu, wall=2 * self.cpu + 5, memory=self.memory)

    @property
    def longest(self) -> float:
        """The seconds that one run may take where others have the processors."""
        return self.limits.wall * self.limits.patience

    def time_allowed(self) -> float:
        """The seconds a worker may take: one run to its limit, and slack. Override for several."""
        return self.longest + _SLACK

    def program(
        self, response: Response, language: str = "python", entry_point: str = "", prompt: str = ""
    ) -> Found | None:
        """The program in the response, by the rules of `assay.checks.code.extraction`."""
        return find(response, language, entry_point, prompt)

    def no_program(self, response: Response, language: str = "python") -> Verdict:
        """The verdict on a response without a program: undecided where nothing was said at all."""
        if response.silent:
            return self.undecided("There is no message of the assistant.")
        name = {"cpp": "C++", "sql": "SQL", "c": "C", "javascript": "JavaScript"}.get(
            language, language.capitalize() if language in LANGUAGES else language
        )
        return self.decide(False, f"The response holds no program in {name}.", score=0.0)

    def ended(self, run: Run, found: Found | None = None, score: float = 0.0) -> Verdict | None:
        """The verdict on a run that did not end well; None where it ended by itself with 0.

        Undecided for a broken sandbox, otherwise a fail with `score`.
        """
        passed, why = ending(run, self.limits)
        if passed:
            return None
        return self.undecided(why) if passed is None else self.say(False, why, found, score)

    def say(
        self, passed: bool, why: str, found: Found | None = None, score: float | None = None
    ) -> Verdict:
        """A decision, with the program as its evidence and the rule that found it."""
        return decided(
            self.kind,
            passed,
            why,
            score,
            () if found is None else (found.span,),
            version=self.version,
            definitions=() if found is None else (f"program:{found.rule}",),
        )


def ending(run: Run, limits: Limits) -> tuple[bool | None, str]:
    """Whether a run ended well, and otherwise how; None where the sandbox broke."""
    if run.ok:
        return True, ""
    if run.outcome == "broken":
        return None, f"The sandbox broke: {run.why or 'no reason given'}"
    if run.outcome == "exit":
        said = last_line(run.stderr)
        return False, f"The program ended with status {run.status}{f': {said}' if said else ''}."
    if run.outcome == "signal":
        return False, f"The program died of {_signal(run.signal)}."
    return False, {
        "cpu": f"The program took more than {limits.cpu:g} s of processor time.",
        "wall": f"The program had not ended after {limits.wall:g} s on the clock.",
        "memory": f"The program took more than {limits.memory} MiB of memory.",
        "output": f"The program was stopped: {run.why or 'it wrote too much'}.",
        "processes": f"The program started more than {limits.processes} processes.",
        "disk": f"The program wrote more than {limits.scratch} MiB of files.",
    }[run.outcome]


def last_line(output: bytes, most: int = _SHOWN) -> str:
    """The last line that holds something, for a sentence: where Python names the exception."""
    lines = [line.strip() for line in output[-4000:].decode("utf-8", "replace").splitlines()]
    return next((line for line in reversed(lines) if line), "")[:most]


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
