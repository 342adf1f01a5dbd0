"""What is known of a golden design before any candidate comes: ports, inputs, its own outputs.

Computed once a process for each design and bench: a thousand candidates for one task cost one run.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

import msgspec

from assay.checks.code.hdl.simulator import Unsuited, outputs, ports, watched
from assay.checks.code.hdl.source import timescale, top_of
from assay.checks.code.hdl.stimuli import Port, Stimuli, drawn, roles
from assay.sandbox import Limits, Sandbox

__all__ = ["Golden", "Task", "golden_of"]

_KEPT = 64


class Task(msgspec.Struct, frozen=True):
    """A golden design, the bench that comes with it, how much is drawn beside."""

    reference: str
    top: str
    testbench: str = ""
    vectors: int = 0
    seed: int = 0


class Golden(msgspec.Struct, frozen=True):
    """Ports, inputs, and the outputs of the golden design for them; one record for each bench."""

    ports: tuple[Port, ...]
    runs: tuple[tuple[Stimuli, tuple[str, ...]], ...]
    head: str


_known: OrderedDict[tuple[Task, Limits], Golden | Unsuited] = OrderedDict()
_lock = Lock()


def golden_of(sandbox: Sandbox, task: Task, limits: Limits) -> Golden:
    """Prepares a task. Raises Unsuited where its own design or bench does not work."""
    key = (task, limits)
    with _lock:
        kept = _known.get(key)
        if kept is not None:
            _known.move_to_end(key)
    if kept is None:
        try:
            kept = _prepared(sandbox, task, limits)
        except Unsuited as fault:
            kept = fault
        with _lock:
            _known[key] = kept
            while len(_known) > _KEPT:
                _known.popitem(last=False)
    if isinstance(kept, Unsuited):
        raise Unsuited(*kept.args)
    return kept


def _prepared(sandbox: Sandbox, task: Task, limits: Limits) -> Golden:
    name = top_of(task.reference, ("RefModule", task.top))
    if not name:
        raise Unsuited("the reference defines no module")
    found = ports(sandbox, task.reference, name, limits)
    head = timescale(task.testbench)
    applied: list[Stimuli] = []
    if task.testbench:
        applied.append(
            watched(sandbox, task.testbench, task.reference, name, task.top, found, limits)
        )
    if task.vectors:
        ins = tuple(port for port in found if port.direction == "input")
        applied.append(drawn(ins, roles(task.reference, ins), task.vectors, task.seed))
    runs: list[tuple[Stimuli, tuple[str, ...]]] = []
    for inputs in applied:
        out = outputs(sandbox, task.reference, name, found, inputs, limits, head)
        if out.refused or not out.whole:
            raise Unsuited(f"the reference does not run: {out.refused or 'it did not end'}")
        runs.append((inputs, out.lines))
    return Golden(found, tuple(runs), head)
