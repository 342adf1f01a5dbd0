"""Judging while the model goes on writing: answers go in, decided lines come out on the disk.

A thread of its own takes whatever has come in the meantime, asks the engine about all of it at
once, and hands on each line as it is decided. So a slow check never keeps the model waiting, as
long as fewer than `_WAITING` answers wait.
"""

from __future__ import annotations

from collections.abc import Callable
from queue import Empty, Full, Queue
from threading import Thread
from types import TracebackType
from typing import Self

from assay.engine import Engine
from assay.evaluate.runs.line import RunLine
from assay.evaluate.runs.written import Attempt, answered, failed
from assay.model import Answer, Generation

__all__ = ["Judge"]

_WAITING = 1024
_AT_ONCE = 256
_TICK = 0.2
"""Seconds after which a thread that waits for the other looks whether it is still there."""


class Judge:
    """Decides about answers and gives their lines to `write`, from a thread of its own.

    A context manager: leaving it waits until all that came is decided; Ctrl-C while it waits gives
    up the rest. What goes wrong in the thread is raised by `add` or on leaving.
    """

    def __init__(self, engine: Engine, write: Callable[[RunLine], None]) -> None:
        self._engine = engine
        self._write = write
        self._queue: Queue[tuple[Attempt, Answer] | None] = Queue(_WAITING)
        self._failure: BaseException | None = None
        self._given_up = False
        self._thread = Thread(target=self._run, name="assay-judge", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._finish()
        except KeyboardInterrupt:
            self._given_up = True
            self._finish()
        if failure is None:
            self._raise()

    def add(self, attempt: Attempt, answer: Answer) -> None:
        """Takes an answer; waits where too many wait already."""
        self._raise()
        self._put((attempt, answer))

    def _finish(self) -> None:
        self._put(None)
        while self._thread.is_alive():
            self._thread.join(_TICK)

    def _put(self, item: tuple[Attempt, Answer] | None) -> None:
        while self._thread.is_alive():
            try:
                self._queue.put(item, timeout=_TICK)
            except Full:
                continue
            return

    def _raise(self) -> None:
        if self._failure is not None:
            raise self._failure

    def _run(self) -> None:
        try:
            more = True
            while more and not self._given_up:
                batch, more = self._batch()
                self._decide(batch)
        except BaseException as failure:
            self._failure = failure

    def _batch(self) -> tuple[list[tuple[Attempt, Answer]], bool]:
        """What has come, waited for, and whether more may come."""
        batch: list[tuple[Attempt, Answer]] = []
        item = self._queue.get()
        while item is not None:
            batch.append(item)
            if len(batch) >= _AT_ONCE:
                return batch, True
            try:
                item = self._queue.get_nowait()
            except Empty:
                return batch, True
        return batch, False

    def _decide(self, batch: list[tuple[Attempt, Answer]]) -> None:
        to_judge: list[tuple[Attempt, Generation]] = []
        for attempt, answer in batch:
            if answer.generation is not None:
                to_judge.append((attempt, answer.generation))
            elif answer.fault is not None:
                self._write(failed(attempt, answer.fault))
        jobs = (attempt.asked.job(generation) for attempt, generation in to_judge)
        decided = zip(to_judge, self._engine.run(jobs), strict=True)
        for (attempt, generation), verdicts in decided:
            self._write(answered(attempt, generation, verdicts))
            if self._given_up:
                break
