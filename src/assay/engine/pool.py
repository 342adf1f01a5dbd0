"""Warm worker processes that are killed and replaced at a deadline.

Jobs are sent in batches. When a worker dies, or a check of it runs past its deadline and the
worker is killed, its journal names the job and the leaf check that was running: that leaf gets an
error verdict, and the job is asked again with it, so the other checks of the row, and all other
rows, lose nothing. No signal handlers and no alarms: safe from any thread.
"""

from __future__ import annotations

import os
import select
import sys
from bisect import insort
from collections.abc import Collection, Iterable
from time import monotonic

import msgspec

from assay.check import Check
from assay.engine.job import Job, Settings, Verdicts
from assay.engine.journal import Entry
from assay.engine.keeper import Keeper
from assay.engine.wire import Reply, Request, WireJob, frame, pack_job, reply_from
from assay.errors import CheckError, EngineError
from assay.registry import LOADED
from assay.sample import encode_json
from assay.verdict import error

__all__ = ["Pool"]

_BATCH_JOBS = 64
_BATCH_BYTES = 1 << 20
_TICK = 0.02
_MOST_BARREN = 8
"""Workers in a row that may end before they begin on a job, before the machine is to blame."""


class _Task:
    """A job in the pool: what is sent of it, and what befell it.

    `extra`: the seconds that its checks may take beyond what every check may.
    """

    def __init__(self, number: int, job: Job) -> None:
        self.job = job
        try:
            body = encode_json(pack_job(job))
        except TypeError as fault:
            raise CheckError(f"what goes to a worker must be JSON: {fault}") from None
        self.wire = WireJob(number, msgspec.Raw(body))
        self.size = len(bytes(self.wire.body))
        self.strays = 0
        leaves = [leaf for check in job.checks for leaf in check.tree()]
        self.extra = len(job.responses) * sum(map(_extra, leaves))

    def __lt__(self, other: _Task) -> bool:
        """What asks for the most time starts first, so that no worker is left alone with it at
        the end; jobs that ask for none go in order."""
        if self.extra != other.extra:
            return self.extra > other.extra
        return self.wire.number < other.wire.number


class Pool:
    """Up to `workers` processes of at most `memory` MiB each, started when first needed.

    A fork of the process that made the pool may go on using it: it starts workers of its own.
    """

    def __init__(self, workers: int, settings: Settings, memory: int) -> None:
        self._workers = workers
        self._settings = settings
        self._memory = memory
        self._queue: list[_Task] = []
        self._busy: dict[Keeper, dict[int, _Task]] = {}
        self._idle: list[Keeper] = []
        self._done: dict[int, Verdicts] = {}
        self._next = 0
        self._barren = 0
        self._owner = os.getpid()

    def submit(self, job: Job) -> int:
        """Takes a job and returns its number. It starts once a batch is full, or is waited for.
        Of jobs that ask for time the first ones start at once; one worker waits, for what asks
        for the most may come later."""
        number = self._next
        self._next += 1
        task = _Task(number, job)
        insort(self._queue, task)
        if task.extra:
            self._prepare()
        if len(self._queue) >= _BATCH_JOBS or (task.extra and len(self._busy) < self._workers - 1):
            self._dispatch()
            self._step(0)
        return number

    def collect(self, number: int) -> Verdicts:
        """The verdicts of a job, waited for.

        Raises EngineError where no worker process comes up, or the pool was closed meanwhile.
        """
        while number not in self._done:
            if not self._queue and not self._busy:
                raise EngineError("the engine was closed while it was in use")
            self._dispatch()
            self._step(_TICK)
        return self._done.pop(number)

    def drop(self, numbers: Collection[int]) -> None:
        """Forgets jobs that nobody waits for any more, and ends what works on nothing else."""
        self._queue = [t for t in self._queue if t.wire.number not in numbers]
        for number in numbers:
            self._done.pop(number, None)
        for keeper, batch in list(self._busy.items()):
            for number in numbers & batch.keys():
                del batch[number]
            if not batch:
                del self._busy[keeper]
                keeper.kill()

    def close(self) -> None:
        """Ends all workers; what is not done is dropped."""
        for keeper in [*self._idle, *self._busy]:
            keeper.kill()
        self._idle.clear()
        self._busy.clear()
        self._queue.clear()
        self._done.clear()

    def _prepare(self) -> None:
        """A worker comes up while jobs are still being read."""
        if os.getpid() != self._owner:
            self._start_over()
        if len(self._busy) + len(self._idle) < min(self._workers, len(self._queue)):
            self._idle.append(Keeper(self._memory))

    def _dispatch(self) -> None:
        if os.getpid() != self._owner:
            self._start_over()
        while self._queue:
            if not self._idle and len(self._busy) < self._workers:
                self._idle.append(Keeper(self._memory))
            if not self._idle:
                return
            self._send(self._idle.pop(), self._batch())

    def _start_over(self) -> None:
        """After a fork the workers are the parent's; their jobs are asked of new ones."""
        self._owner = os.getpid()
        under_way = [task for batch in self._busy.values() for task in batch.values()]
        self._requeue(under_way)
        self._idle.clear()
        self._busy.clear()

    def _requeue(self, tasks: Iterable[_Task]) -> None:
        self._queue = sorted([*self._queue, *tasks])

    def _batch(self) -> dict[int, _Task]:
        """The next jobs of the queue, shared out among the workers where there are few. One that
        asks for time goes alone: beside what it may take, a message is nothing."""
        share = min(max(1, len(self._queue) // self._workers), _BATCH_JOBS)
        size = count = 0
        for task in self._queue[:share]:
            if count and (size >= _BATCH_BYTES or task.extra):
                break
            size += task.size
            count += 1
            if task.extra:
                break
        batch, self._queue = self._queue[:count], self._queue[count:]
        return {task.wire.number: task for task in batch}

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
        for keeper in self._ready(seconds):
            keeper.receive(lambda body, keeper=keeper: self._take(keeper, reply_from(body)))
        for keeper in list(self._busy):
            doing = keeper.doing()
            late = 0 < doing.deadline < monotonic()
            if keeper.gone or late:
                self._replace(keeper, doing, late)
            elif not self._busy[keeper]:
                del self._busy[keeper]
                self._idle.append(keeper)

    def _ready(self, seconds: float) -> list[Keeper]:
        """Who has something to say. Not select(), which fails where many files are open."""
        poll = select.poll()
        for keeper in self._busy:
            poll.register(keeper, select.POLLIN)
        known = {keeper.fileno(): keeper for keeper in self._busy}
        return [known[descriptor] for descriptor, _ in poll.poll(seconds * 1000)]

    def _take(self, keeper: Keeper, reply: Reply) -> None:
        self._barren = 0
        if self._busy[keeper].pop(reply.number, None) is not None:
            self._done[reply.number] = reply.verdicts

    def _replace(self, keeper: Keeper, doing: Entry, late: bool) -> None:
        """Buries a worker, notes what it died of, and puts its other jobs back in front."""
        batch = self._busy.pop(keeper)
        ended = "deadline" if late else keeper.ended() or "no answer"
        keeper.kill()
        guilty = batch.get(doing.job)
        if guilty is not None and doing.leaf >= 0:
            self._barren = 0
            guilty.wire.known[doing.leaf] = _crime(late, ended)
        elif guilty is not None:
            self._stray(guilty, ended)
        elif batch and doing.job < 0:
            self._count_barren(ended)
            self._stray(next(iter(batch.values())), ended)
        self._requeue(task for task in batch.values() if not self._over(task))

    def _over(self, task: _Task) -> bool:
        return task.wire.number in self._done

    def _stray(self, task: _Task, ended: str) -> None:
        """A worker that died outside any check: once may be chance, twice is this job's doing."""
        task.strays += 1
        if task.strays > 1:
            why = f"The worker process ended before any check ran ({ended})."
            row = [error(check.kind, why, mode=self._settings.mode) for check in task.job.checks]
            self._done[task.wire.number] = [list(row) for _ in task.job.responses]

    def _count_barren(self, ended: str) -> None:
        self._barren += 1
        if self._barren >= _MOST_BARREN:
            raise EngineError(
                f"{self._barren} worker processes in a row ended before they began ({ended}); "
                f"they may take {self._memory} MiB each"
            )


def _extra(check: Check) -> float:
    """Seconds beyond the usual deadline; a check that cannot say is found out in its worker."""
    try:
        return max(0.0, check.time_allowed() - Check.deadline)
    except Exception:
        return 0.0


def _crime(late: bool, ended: str) -> str:
    if late:
        return "The check did not end by its deadline and was killed."
    return f"The check ended its worker process ({ended})."


def _sources(checks: Iterable[Check]) -> set[str]:
    """Where a worker finds the classes that no entry point names."""
    found: set[str] = set()
    for cls in {type(part) for check in checks for part in check.tree()}:
        if cls.__module__.partition(".")[0] != "assay":
            file = getattr(sys.modules.get(cls.__module__), "__file__", None) or ""
            by_path = cls.__module__.startswith(LOADED)
            found.add(f"{file if by_path else cls.__module__}:{cls.__qualname__}")
    return found
