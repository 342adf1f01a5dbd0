"""What is asked: the samples of a task, each so many times, less what is answered already."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping

from assay.check import Check
from assay.errors import RunError, TaskError
from assay.evaluate.runs.journal import Key
from assay.evaluate.runs.written import Asked, Attempt
from assay.model import Answer, Ask, Sampling
from assay.sample import Sample
from assay.tasks.sampled import length, samples_of
from assay.tasks.task import Task

__all__ = ["Asking", "wanted_samples"]


def wanted_samples(task: Task, limit: int | None) -> int:
    """How many samples will be asked. Raises TaskError where there are none, or no end of them."""
    size = length(task)
    if size is None and limit is None:
        raise TaskError(f"task {task.title!r} has no end; say how many samples", "limit")
    wanted = min(known for known in (size, limit) if known is not None)
    if wanted > sys.maxsize:
        raise TaskError(f"expected at most {sys.maxsize:,} samples, got {wanted:,}", "limit")
    if not wanted:
        raise TaskError(f"task {task.title!r} has no samples")
    return wanted


class Asking:
    """Draws the asks of a run, and knows what is under way.

    `answered` has the fingerprints of the attempts that have a line. `order` names all attempts
    that were drawn, asked or not, in the order of the task's samples.
    """

    def __init__(
        self,
        task: Task,
        n: int,
        limit: int | None,
        sampling: Sampling,
        checks: tuple[Check, ...],
        answered: Mapping[Key, str],
    ) -> None:
        self._task, self._n, self._limit = task, n, limit
        self._sampling, self._checks, self._answered = sampling, checks, answered
        self._under_way: dict[str, Attempt] = {}
        self.order: list[Key] = []

    def asks(self, enough: Callable[[], bool]) -> Iterator[Ask]:
        """The asks in order, until `enough` says so.

        Raises TaskError where a sample cannot be asked.
        """
        for attempt in self.attempts():
            if enough():
                return
            key = f"{attempt.asked.sample.id}#{attempt.number}"
            self._under_way[key] = attempt
            yield Ask(
                key=key,
                prompt=attempt.asked.sample.prompt,
                sampling=self._sampling,
                attempt=attempt.number,
            )

    def attempts(self) -> Iterator[Attempt]:
        """What is not answered yet."""
        for sample in samples_of(self._task, self._limit):
            if not sample.prompt:
                raise TaskError(f"sample {sample.id!r} of task {self._task.title!r} asks nothing")
            asked = self._asked(sample)
            for number in range(self._n):
                key = sample.id, number
                self.order.append(key)
                if key not in self._answered:
                    yield Attempt(asked, number)

    def refuse_changed(self) -> None:
        """Raises RunError where a sample that was answered is another by now, or is gone: before
        anything is asked, since answers to both would not stand in one run."""
        answered: dict[str, set[str]] = {}
        for (identity, _), fingerprint in self._answered.items():
            answered.setdefault(identity, set()).add(fingerprint)
        samples = samples_of(self._task, self._limit) if answered else ()
        for sample in samples:
            if answered.pop(sample.id, {""}) - {"", self._asked(sample).fingerprint}:
                raise RunError(
                    f"sample {sample.id!r} is another than the one that this run asked: the "
                    "task has changed; start a new run"
                )
        for identity in answered:
            raise RunError(f"the task no longer has sample {identity!r}; start a new run")

    def _asked(self, sample: Sample) -> Asked:
        try:
            return Asked.of(sample, self._checks)
        except (TypeError, ValueError, RecursionError) as fault:
            raise TaskError(
                f"sample {sample.id!r} of task {self._task.title!r} cannot be written as JSON: "
                f"{fault}"
            ) from fault

    def of(self, answer: Answer) -> Attempt | None:
        """The attempt that an answer is for, which is no longer under way; None for none."""
        return self._under_way.pop(answer.ask.key, None)

    @property
    def under_way(self) -> int:
        """How many asks have no answer yet."""
        return len(self._under_way)
