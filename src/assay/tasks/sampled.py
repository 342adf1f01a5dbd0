"""Samples drawn from a task that may be anybody's: what is wrong with it is one clear error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, TypeVar

from assay.errors import AssayError, TaskError
from assay.sample import Sample
from assay.tasks.task import Task

__all__ = ["asked_of", "drawn", "length", "samples_of"]

T = TypeVar("T")


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


def drawn(task: Task) -> Iterator[Sample]:
    """The samples as they come; an exception of the task's own is a TaskError."""
    samples: Iterator[Any] = iter(asked_of(task, "samples", task.samples))
    number = 0
    while True:
        number += 1
        sample = asked_of(task, f"sample {number}", lambda: next(samples, None))
        if sample is None:
            return
        if not isinstance(sample, Sample):
            raise TaskError(f"sample {number} of task {task.title!r} is {sample!r:.60}")
        yield sample


def length(task: Task) -> int | None:
    """How many samples there are; None where they are endless."""
    try:
        return asked_of(task, "the number of samples", task.__len__)
    except TypeError:
        return None


def asked_of(task: Task, what: str, ask: Callable[[], T]) -> T:
    """What the task answers. Whatever it raises is laid at its door."""
    try:
        return ask()
    except (AssayError, KeyboardInterrupt, MemoryError):
        raise
    except TypeError as fault:
        if what == "the number of samples":
            raise
        raise _broken(task, what, fault) from fault
    except Exception as fault:
        raise _broken(task, what, fault) from fault


def _broken(task: Task, what: str, fault: Exception) -> TaskError:
    return TaskError(f"task {task.title!r} broke at {what}: {type(fault).__name__}: {fault}")
