"""Judges hostile programs as a user would, and looks from outside at what they did.

Two ways: `by_check` asks `code.function` for a verdict on a response that holds the program;
`by_sandbox` runs it as a program of its own, whose output and files are searched for secrets.
"""

from __future__ import annotations

import copy
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from hostile_programs import TASKS, Hostile
from hostile_world import Snapshot, World, reaper, settled

import assay
from assay.checks.code.function import Case, Function
from assay.sandbox import Limits, Program, Sandbox, shared

CONTROL = Hostile(
    "control", "control", "must_pass", TASKS["add"], "", "    return x + y", expect="pass"
)
COLLECTED = ("result.json", "*.txt", "*.zip", "link/*", "up/*", "out.*")
LATE = 1.0


class Result(NamedTuple):
    """How one program came out, and everything that is amiss with that."""

    id: str
    said: str
    seconds: float
    why: str
    faults: list[str]


class Runs:
    """A world, a sandbox in it, and programs one after the other."""

    def __init__(self, world: World, sandbox: Sandbox, cpu: float, wall: float) -> None:
        self.world, self.sandbox, self.cpu, self.wall = world, sandbox, cpu, wall
        self._warm = Snapshot.take()
        for ask in (self.by_check, self.by_sandbox):  # so that all processes are there
            ask(CONTROL)
        self._warm = Snapshot.take()

    def _before(self) -> Snapshot:
        """What is there now, and the processes of a sandbox that holds nothing but itself."""
        now = Snapshot.take()
        more = len(now.processes) > len(self._warm.processes)
        return now if more else now._replace(processes=self._warm.processes)

    def by_check(self, program: Hostile) -> Result:
        check = function(program, self.cpu)
        response = f"```python\n{self.world.source(program)}\n```"
        before, verdict, started = self._before(), None, time.monotonic()
        for _ in range(1 + program.again):
            started = time.monotonic()
            verdict = assay.verify(response, check)
        seconds = time.monotonic() - started
        assert verdict is not None
        said = str(verdict.status)
        faults = self.world.changes() + settled(before)
        faults += _wrong(program, said)
        faults += _late(seconds, check.limits.wall)
        if any(secret in repr(verdict) for secret in (self.world.token, self.world.kept)):
            faults.append("a secret is in the verdict")
        return Result(program.id, said, seconds, verdict.why, faults)

    def by_sandbox(self, program: Hostile) -> Result:
        limits = Limits(cpu=self.cpu, wall=self.wall)
        call = program.task.inputs[0] if program.task.inputs else [0, 1]
        text = (
            f"{self.world.source(program)}\nprint('RESULT', repr({program.task.entry}(*{call!r})))"
        )
        asked = Program(
            argv=("python", "solution.py"), files={"solution.py": text.encode()}, collect=COLLECTED
        )
        before, started = self._before(), time.monotonic()
        for _ in range(1 + program.again):
            started = time.monotonic()
            run = self.sandbox.run(asked, limits)
        seconds = time.monotonic() - started
        faults = self.world.changes() + settled(before) + _late(seconds, limits.wall)
        faults += self.world.told(run.stdout.decode("utf-8", "replace"))
        if run.outcome == "broken":
            faults.append(f"excused: {run.why}")
        held = b"".join([run.stderr, *run.files.values(), *(n.encode() for n in run.files)])
        if self.world.token.encode() in held or self.world.kept.encode() in held:
            faults.append("a secret was collected")
        return Result(program.id, f"{run.outcome} {run.status}", seconds, run.why, faults)

    def after(self) -> list[str]:
        """Whether the grader still judges."""
        return [f"afterwards: {fault}" for fault in self.by_check(CONTROL).faults]


def _wrong(program: Hostile, said: str) -> list[str]:
    if said == "undecided" or said == "error":
        return [f"excused: {said}"]
    if program.expect == "either" or said == program.expect:
        return []
    return [f"false {said}"]


def _late(seconds: float, wall: float) -> list[str]:
    return [f"{seconds:.1f} s of {wall:g}"] if seconds > wall + LATE else []


@contextmanager
def runs(cpu: float = 1.0, wall: float = 3.0) -> Iterator[Runs]:
    """A world with a warm sandbox in it."""
    with reaper():
        world = World()
        try:
            yield Runs(world, shared(), cpu, wall)
        finally:
            world.close()


_ROOT = """
def accepts(result, xs):
    return abs(sum(c * result ** n for n, c in enumerate(xs))) < 1e-4
"""
_COEFFICIENTS = ([1, 2], [-6, 11, -6, 1], [3, -4], [2, 5, 1, 7])
_SAME = {"HumanEval/53": "add", "HumanEval/4": "deviation"}


def function(program: Hostile, cpu: float) -> Function:
    """The check of a task, with few cases; those of HumanEval's rows that are used have ours."""
    task = program.task
    if task.id == "HumanEval/32":
        cases = tuple(Case(args=(c,)) for c in _COEFFICIENTS)
        return Function(entry_point=task.entry, cases=cases, judge=_ROOT, cpu=cpu)
    like = TASKS.get(_SAME.get(task.id, ""), task)
    space: dict[str, Any] = {}
    exec(like.prompt + like.solution, space)
    cases = tuple(
        Case(args=tuple(call), expected=space[like.entry](*copy.deepcopy(call)))
        for call in like.inputs
    )
    atol = like.tolerance or None
    return Function(entry_point=task.entry, cases=cases, atol=atol, cpu=cpu)
