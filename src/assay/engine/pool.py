"""Warm worker processes that are killed and replaced at a deadline.

Jobs are sent in batches. When a worker dies, or a check of it runs past its deadline and the
worker is killed, its journal names the job and the leaf check that was running: that leaf gets an
error verdict, and the job is asked again with it, so the other checks of the row, and all other
rows, lose nothing. No signal handlers and no alarms: safe from any thread.
"""

from __future__ import annotations

import select
import sys
from collections import deque
from collections.abc import Iterable
from time import monotonic

import msgspec

from assay.check import Check
from assay.engine.job import Job, Settings, Verdicts
from assay.engine.journal import Entry
from assay.engine.keeper import Keeper
from assay.engine.wire import Reply, Request, WireJob, frame, pack_job, reply_from
from assay.registry import LOADED
from assay.sample import encode_json
from assay.verdict import error

__all__ = ["Pool"]

_BATCH_JOBS = 64
_BATCH_BYTES = 1 << 20
_TICK = 0.02
_MOST_KILLS = 8
"""Checks of one job that may each cost a worker before no more are asked."""


class _Task:
    """A job in the pool: what is sent of it, and what befell it."""

    def __init__(self, number: int, job: Job) -> None:
        self.job = job
        self.wire = WireJob(number, msgspec.Raw(encode_json(pack_job(job))))
        self.size = len(bytes(self.wire.body))
        self.kills = 0
        self.strays = 0


class Pool:
    """Up to `workers` processes of at most `memory` MiB each, started when first needed."""

    def __init__(self, workers: int, settings: Settings, memory: int) -> None:
        self._workers = workers
        self._settings = settings
        self._memory = memory
        self._queue: deque[_Task] = deque()
        self._busy: dict[Keeper, dict[int, _Task]] = {}
        self._idle: list[Keeper] = []
        self._done: dict[int, Verdicts] = {}
        self._next = 0

    def submit(self, job: Job) -> int:
        """Takes a job and returns its number. It starts once a batch is full, or is waited for."""
        number = self._next
        self._next += 1
        self._queue.append(_Task(number, job))
        if len(self._queue) >= _BATCH_JOBS:
            self._dispatch()
            self._step(0)
        return number

    def collect(self, number: int) -> Verdicts:
        """The verdicts of a job, waited for."""
        while number not in self._done:
            self._dispatch()
            self._step(_TICK)
        return self._done.pop(number)

    def close(self) -> None:
        """Ends all workers; what is not done is dropped."""
        for keeper in [*self._idle, *self._busy]:
            keeper.kill()
        self._idle.clear()
        self._busy.clear()
        self._queue.clear()

    def _dispatch(self) -> None:
        while self._queue:
            if not self._idle and len(self._busy) < self._workers:
                self._idle.append(Keeper(self._memory))
            if not self._idle:
                return
            self._send(self._idle.pop(), self._batch())

    def _batch(self) -> dict[int, _Task]:
        """The next jobs of the queue, shared out among the workers where there are few."""
        share = max(1, len(self._queue) // self._workers)
        batch: dict[int, _Task] = {}
        size = 0
        while self._queue and len(batch) < min(share, _BATCH_JOBS) and size < _BATCH_BYTES:
            task = self._queue.popleft()
            batch[task.wire.number] = task
            size += task.size
        return batch

    def _send(self, keeper: Keeper, batch: dict[int, _Task]) -> None:
        self._busy[keeper] = batch
        checks = (check for task in batch.values() for check in task.job.checks)
        sources = sorted(_sources(checks))
        request = Request([task.wire for task in batch.values()], self._settings, sources)
        keeper.send(frame(request))

    def _step(self, seconds: float) -> None:
        """Takes what has come, and deals with workers that are dead or late."""
        if not self._busy:
            return
        ready, _, _ = select.select(list(self._busy), [], [], seconds)
        for keeper in ready:
            keeper.receive(lambda body, keeper=keeper: self._take(keeper, reply_from(body)))
        for keeper in list(self._busy):
            doing = keeper.doing()
            late = doing.job >= 0 and 0 < doing.deadline < monotonic()
            if keeper.gone or late:
                self._replace(keeper, doing, late)
            elif not self._busy[keeper]:
                del self._busy[keeper]
                self._idle.append(keeper)

    def _take(self, keeper: Keeper, reply: Reply) -> None:
        if self._busy[keeper].pop(reply.number, None) is not None:
            self._done[reply.number] = reply.verdicts

    def _replace(self, keeper: Keeper, doing: Entry, late: bool) -> None:
        """Buries a worker, notes what it died of, and puts its other jobs back in front."""
        batch = self._busy.pop(keeper)
        ended = "deadline" if late else keeper.ended() or "no answer"
        keeper.kill()
        guilty = batch.get(doing.job)
        if guilty is not None:
            self._condemn(guilty, doing, late, ended)
        elif batch:
            self._stray(next(iter(batch.values())), ended)
        self._queue.extendleft(task for task in reversed(batch.values()) if not self._over(task))

    def _over(self, task: _Task) -> bool:
        return task.wire.number in self._done

    def _condemn(self, task: _Task, doing: Entry, late: bool, ended: str) -> None:
        task.kills += 1
        task.wire.known[doing.leaf] = (
            "The check did not end by its deadline and was killed."
            if late
            else f"The check ended its worker process ({ended})."
        )
        task.wire.spent = task.kills >= _MOST_KILLS

    def _stray(self, task: _Task, ended: str) -> None:
        """A worker that died outside any check: once may be chance, twice is this job's doing."""
        task.strays += 1
        if task.strays > 1:
            why = f"The worker process ended before any check ran ({ended})."
            row = [error(check.kind, why, mode=self._settings.mode) for check in task.job.checks]
            self._done[task.wire.number] = [list(row) for _ in task.job.responses]


def _sources(checks: Iterable[Check]) -> set[str]:
    """Where a worker finds the classes that no entry point names."""
    found: set[str] = set()
    for cls in {type(part) for check in checks for part in check.tree()}:
        if cls.__module__.partition(".")[0] != "assay":
            file = getattr(sys.modules[cls.__module__], "__file__", None) or ""
            by_path = cls.__module__.startswith(LOADED)
            found.add(f"{file if by_path else cls.__module__}:{cls.__qualname__}")
    return found
