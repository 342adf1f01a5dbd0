"""Holding a task to its word: its gold answers verify, its wrong answers do not.

A data set whose own answers fail is broken, and a check that lets a known mistake through is too.
Both are found here before a model is asked anything.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Any, Literal, NamedTuple, TypeAlias

import msgspec

from assay.engine import Engine, Job
from assay.engine.job import Verdicts
from assay.errors import InputError
from assay.sample import Sample, encode_json, read_row
from assay.tasks.sampled import asked_of, drawn
from assay.tasks.task import Task
from assay.tasks.written import row_of
from assay.verdict import Verdict

__all__ = ["TaskFault", "Validation", "validate_task"]

Problem: TypeAlias = Literal["solution", "mistake", "undecided", "id", "row", "drawing"]


class TaskFault(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is wrong with a sample, and how it shows.

    `solution`: one that does not pass. `mistake`: one that passes. `undecided`: a verdict on either
    that says neither, one that breaks on an empty response, or no check at all. `id`: none, or that
    of another sample. `row`: not the same once written and read again. `drawing`: not the same when
    drawn a second time.
    """

    sample: str
    problem: Problem
    why: str
    response: str = ""


class Validation(msgspec.Struct, kw_only=True):
    """What was tried. `unproven` counts samples for which no solution is known.

    Three responses that answer nothing are tried too, and counted where they pass, which a
    constraint may allow and a question must not: `blank`, none at all; `echoed`, the prompt;
    `swapped`, the solution of the sample before, where that is another (`swaps` were tried).
    """

    samples: int = 0
    solutions: int = 0
    mistakes: int = 0
    unproven: int = 0
    blank: int = 0
    echoed: int = 0
    swapped: int = 0
    swaps: int = 0
    faults: list[TaskFault] = []

    @property
    def proven(self) -> bool:
        """Whether anything was tried whose verdict is known beforehand."""
        return bool(self.solutions or self.mistakes)


class _Tried(NamedTuple):
    """A sample with the texts that are tried on it: solutions first, then mistakes, then none, the
    prompt, and a solution of the sample before."""

    sample: Sample
    solutions: list[str]
    mistakes: list[str]
    before: list[str]


def validate_task(task: Task, limit: int | None = None, workers: int = 1) -> Validation:
    """Judges the solutions and mistakes of the first `limit` samples, or of all.

    Raises TaskError where the task itself breaks, InputError where its file is malformed.
    """
    found = Validation()
    waiting: deque[_Tried] = deque()

    def jobs() -> Iterator[Job]:
        before: list[str] = []
        for sample in _looked_at(task, limit, found):
            right, wrong = partial(task.solutions, sample), partial(task.mistakes, sample)
            tried = _Tried(
                sample,
                asked_of(task, f"the solutions of {sample.id!r}", right),
                asked_of(task, f"the mistakes of {sample.id!r}", wrong),
                before,
            )
            before = tried.solutions[:1]
            waiting.append(tried)
            yield _job(tried)

    with Engine(workers) as engine:
        for verdicts in engine.run(jobs()):
            _note(waiting.popleft(), verdicts, found)
    return found


def _looked_at(task: Task, limit: int | None, found: Validation) -> Iterator[Sample]:
    """The samples, drawn twice side by side, so that what is not repeatable shows."""
    seen: set[str] = set()
    again = drawn(task)
    for number, sample in enumerate(islice(drawn(task), limit), 1):
        found.samples += 1
        name, other = sample.id or f"#{number}", next(again, None)
        if not sample.id or sample.id in seen:
            why = "there is no id" if not sample.id else "another sample has this id"
            found.faults.append(TaskFault(sample=name, problem="id", why=why))
        seen.add(sample.id)
        if why := _unwritable(sample):
            found.faults.append(TaskFault(sample=name, problem="row", why=why))
        elif not _same(sample, other):
            why = "drawn again it is another"
            found.faults.append(TaskFault(sample=name, problem="drawing", why=why))
        yield sample


def _unwritable(sample: Sample) -> str:
    """Why a sample does not survive being written as a row; nothing where it does."""
    try:
        written = encode_json(row_of(sample))
        read = encode_json(row_of(read_row(written, answered=False).sample))
    except (InputError, TypeError, ValueError, RecursionError) as fault:
        return f"it cannot be written as a row and read again: {fault}"
    return "" if read == written else "written and read again it is another"


def _same(sample: Sample, other: Sample | None) -> bool:
    if other is None:
        return False
    try:
        return encode_json(row_of(sample)) == encode_json(row_of(other))
    except (TypeError, ValueError, RecursionError):
        return False


def _job(tried: _Tried) -> Job:
    sample = tried.sample
    texts = [*tried.solutions, *tried.mistakes, "", _asked(sample), *_swapped(tried)]
    return Job(texts, sample.checks, sample.prompt, sample.reference, sample.meta)


def _asked(sample: Sample) -> str:
    """What the prompt says last, where that is a text."""
    if isinstance(sample.prompt, str):
        return sample.prompt
    said: Any = sample.prompt[-1].get("content") if sample.prompt else ""
    return said if isinstance(said, str) else ""


def _swapped(tried: _Tried) -> list[str]:
    return [text for text in tried.before if text not in tried.solutions]


def _note(tried: _Tried, verdicts: Verdicts, found: Validation) -> None:
    """The verdicts on one sample against what they should be."""
    right, name = len(tried.solutions), tried.sample.id
    found.solutions += right
    found.mistakes += len(tried.mistakes)
    found.unproven += not right
    if not tried.sample.checks:
        found.faults.append(TaskFault(sample=name, problem="undecided", why="there is no check"))
        return
    blank, echo, *swap = verdicts[right + len(tried.mistakes) :]
    found.blank += _together(blank) is True
    found.echoed += _together(echo) is True
    found.swaps += len(swap)
    found.swapped += sum(_together(line) is True for line in swap)
    if broken := [verdict for verdict in blank if verdict.status == "error"]:
        found.faults.append(TaskFault(sample=name, problem="undecided", why=_said(broken)))
    texts = [*tried.solutions, *tried.mistakes]
    for place, (text, line) in enumerate(zip(texts, verdicts, strict=False)):
        if fault := _fault(name, text, line, expected=place < right):
            found.faults.append(fault)


def _fault(name: str, text: str, line: list[Verdict], *, expected: bool) -> TaskFault | None:
    passed = _together(line)
    if passed is expected:
        return None
    if passed is None:
        why = _said([v for v in line if v.passed is None])
        return TaskFault(sample=name, problem="undecided", why=why, response=text)
    problem: Problem = "solution" if expected else "mistake"
    why = _said([v for v in line if v.passed is passed])
    return TaskFault(sample=name, problem=problem, why=why, response=text)


def _said(verdicts: list[Verdict]) -> str:
    return "; ".join(f"{verdict.kind}: {verdict.why}" for verdict in verdicts)


def _together(line: list[Verdict]) -> bool | None:
    """All checks; of none, nothing."""
    passed = [verdict.passed for verdict in line]
    if False in passed:
        return False
    return None if None in passed or not passed else True
