"""Many checks over many responses: each where its kind says it must run, results in order.

With one worker (the default) inline checks run in this process and only those that need it go to
a worker process; with more, whole jobs are spread over the processes. Either way a verifier that
raises, hangs, exits or eats memory costs one verdict with status `error`, and nothing else.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sized
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self

import msgspec

from assay.check import Check
from assay.engine.job import Job, Settings, Verdicts, run_job, with_invitations
from assay.errors import CheckError

if TYPE_CHECKING:
    from assay.engine.pool import Pool

__all__ = ["MEMORY", "Engine"]

MEMORY = 4096
"""The most memory of a worker process, in MiB, unless said otherwise."""
_AHEAD = 1024
_AHEAD_CHARACTERS = 1 << 24
"""How far to read ahead at most while a worker is waited for: jobs, and characters of them."""


class _Pending(NamedTuple):
    """A job under way: what was decided here, and what a worker was asked."""

    here: Verdicts
    ticket: int | None
    remote: tuple[bool, ...]
    size: int


class Engine:
    """Judges jobs. A context manager: leaving it ends its worker processes.

    `workers` is the number of processes (1: inline checks stay here), `settings` how to judge,
    `memory` the most that a worker may take, in MiB. One engine serves one thread at a time.

    Raises EngineError where a worker process cannot be started, and CheckError where a check that
    needs a worker is defined in `__main__`, where no worker could find it.
    """

    def __init__(
        self, workers: int = 1, settings: Settings | None = None, memory: int = MEMORY
    ) -> None:
        self.settings = settings or Settings()
        self._spread = workers > 1
        self._workers = max(1, workers)
        self._memory = memory
        self._started: Pool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the worker processes."""
        if self._started is not None:
            self._started.close()

    @property
    def _pool(self) -> Pool:
        """The worker processes; most runs need none, and then do not pay for the import."""
        if self._started is None:
            from assay.engine.pool import Pool

            self._started = Pool(self._workers, self.settings, self._memory)
        return self._started

    def run(self, jobs: Iterable[Job]) -> Iterator[Verdicts]:
        """The verdicts of each job, in order.

        Reads at most a thousand jobs ahead, fewer where they are long. Jobs of a run that is
        given up are dropped.
        """
        pending: deque[_Pending] = deque()
        size = 0
        try:
            for job in jobs:
                pending.append(self._start(job, pending))
                size += pending[-1].size
                while pending and (pending[0].ticket is None or _is_far(pending, size)):
                    size -= pending[0].size
                    yield self._finish(pending.popleft())
            while pending:
                yield self._finish(pending.popleft())
        finally:
            if pending and self._started is not None:
                self._started.drop({p.ticket for p in pending if p.ticket is not None})

    def _start(self, job: Job, waiting: Sized) -> _Pending:
        remote = tuple([self._away(check) for check in job.checks])
        if not any(remote):
            size = _size(job) if waiting else 0
            return _Pending(run_job(job, self.settings), None, remote, size)
        if all(remote):
            return _Pending([], self._pool.submit(job), remote, _size(job))
        job = with_invitations(job, self.settings)
        far = [check for check, away in zip(job.checks, remote, strict=True) if away]
        near = [check for check, away in zip(job.checks, remote, strict=True) if not away]
        ticket = self._pool.submit(msgspec.structs.replace(job, checks=far))
        here = run_job(msgspec.structs.replace(job, checks=near), self.settings)
        return _Pending(here, ticket, remote, _size(job))

    def _finish(self, pending: _Pending) -> Verdicts:
        if pending.ticket is None:
            return pending.here
        far = self._pool.collect(pending.ticket)
        if not pending.here:
            return far
        merged: Verdicts = []
        for near_row, far_row in zip(pending.here, far, strict=True):
            near, away = iter(near_row), iter(far_row)
            merged.append([next(away if flag else near) for flag in pending.remote])
        return merged

    def _away(self, check: Check) -> bool:
        """Whether a check goes to a worker."""
        needed = check.where(self.settings.mode) == "worker"
        if not needed and not self._spread:
            return False
        stranger = next((c for c in check.tree() if _is_hidden(type(c))), None)
        if stranger is not None and needed:
            where = "a function" if "<locals>" in type(stranger).__qualname__ else "__main__"
            raise CheckError(
                f"kind {stranger.kind!r} is defined in {where}, where no worker process finds it: "
                f"move it to a module, or declare runs = 'inline' if it is pure and fast"
            )
        return stranger is None


def _is_hidden(cls: type[Check]) -> bool:
    return cls.__module__ == "__main__" or "<locals>" in cls.__qualname__


def _is_far(pending: Sized, size: int) -> bool:
    return len(pending) > _AHEAD or size > _AHEAD_CHARACTERS


def _size(job: Job) -> int:
    """About how many characters a job holds; what is no text counts for nothing."""
    return sum(len(text) for text in (*job.responses, job.prompt) if isinstance(text, str))
