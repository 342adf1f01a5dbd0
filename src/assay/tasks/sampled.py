"""Samples drawn from a task that may be anybody's: what is wrong with it is one clear error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count, islice
from typing import Any, TypeVar

from assay.errors import AssayError, TaskError
from assay.sample import Sample
from assay.tasks.task import Task

__all__ = ["asked_of", "drawn", "length", "samples_of"]

T = TypeVar("T")
_END = object()


def samples_of(task: Task, limit: int | None = None) -> Iterator[Sample]:
    """The first `limit` samples of a task, or all of them.

    Raises TaskError where the task is endless and there is no limit, where it breaks, where it
    gives something that is no sample and where an id is missing or stands twice; InputError where a
    file that it reads is malformed.
    """
    if limit is None and length(task) is None:
        raise TaskError(f"task {task.title!r} has no end; say how many samples", "limit")
    seen: set[str] = set()
    for number, sample in enumerate(islice(drawn(task), limit), 1):
        if not sample.id:
            raise TaskError(f"sample {number} of task {task.title!r} has no id")
        if sample.id in seen:
            raise TaskError(
                f"sample {number} of task {task.title!r} has the id {sample.id!r:.80} "
                "of one before it"
            )
        seen.add(sample.id)
        yield sample


def drawn(task: Task, *, recorded: bool = False) -> Iterator[Sample]:
    """The samples as they come, `recorded` with what was answered; an exception of the task's own
    is a TaskError."""
    ask = task.recorded if recorded else task.samples
    samples: Iterator[Any] = iter(asked_of(task, "samples", ask))
    for number in count(1):
        sample = asked_of(task, f"sample {number}", lambda: next(samples, _END))
        if sample is _END:
            return
        if not isinstance(sample, Sample):
            raise TaskError(f"sample {number} of task {task.title!r} is {sample!r:.60}")
        yield sample


def length(task: Task) -> int | None:
    """How many samples there are; None where they are endless."""

    def counted() -> int | None:
        try:
            return len(task)
        except TypeError:
            return None

    return asked_of(task, "the number of samples", counted)


def asked_of(task: Task, what: str, ask: Callable[[], T]) -> T:
    """What the task answers. Whatever it raises is laid at its door."""
    try:
        return ask()
    except (AssayError, MemoryError):
        raise
    except Exception as fault:
        why = f"{type(fault).__name__}: {fault}"
        raise TaskError(f"task {task.title!r} broke at {what}: {why}") from fault
