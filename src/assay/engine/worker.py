"""The worker process: reads requests, judges, writes replies, until its keeper is gone.

Started as `python -m assay.engine.worker REQUESTS REPLIES LIFELINE JOURNAL MEMORY`, the first
four being inherited file descriptors, the last a bound on its memory in MiB. Whatever a check
prints goes to standard error, and standard input is empty.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import resource
import signal
import sys
import threading
from time import monotonic, perf_counter

from assay.check import Check
from assay.context import Mode
from assay.engine.job import run_job
from assay.engine.journal import Journal
from assay.engine.wire import HEADER, Reply, Request, WireJob, frame, request_from, unpack_job
from assay.errors import AssayError
from assay.registry import load
from assay.verdict import Verdict, error

__all__ = ["main"]

_FLUSH_AFTER = 0.005
"""Seconds after which finished verdicts are sent though the batch goes on: what a later check
that kills this process can cost at most."""


class JobWatch:
    """Notes each leaf of one job in the journal; answers for those whose verdict is known."""

    def __init__(self, job: WireJob, journal: Journal, request: Request) -> None:
        self._job = job
        self._journal = journal
        self._mode: Mode = request.settings.mode
        self._leaf = -1

    def enter(self, check: Check) -> Verdict | None:
        """The known verdict of this leaf, or None after its start is noted."""
        self._leaf += 1
        why = self._job.known.get(self._leaf)
        if why is None and self._job.spent and check.where(self._mode) == "worker":
            why = "Not asked: too many checks of this row had to be killed."
        if why is not None:
            return error(check.kind, why, version=check.version, mode=self._mode)
        self._journal.note(self._job.number, self._leaf, monotonic() + check.deadline)
        return None


class Outbox:
    """Replies on their way, sent together but never held for long."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._frames: list[bytes] = []
        self._sent = perf_counter()

    def put(self, reply: Reply) -> None:
        """Takes a reply."""
        self._frames.append(frame(reply))
        if perf_counter() - self._sent > _FLUSH_AFTER:
            self.flush()

    def flush(self) -> None:
        """Sends what there is."""
        view = memoryview(b"".join(self._frames))
        self._frames.clear()
        while view:
            view = view[os.write(self._descriptor, view) :]
        self._sent = perf_counter()


def serve(requests: int, replies: int, journal: Journal) -> None:
    """Judges until the requests end."""
    outbox = Outbox(replies)
    while (head := _read(requests, HEADER.size)) is not None:
        body = _read(requests, HEADER.unpack(head)[0])
        if body is None:
            return
        request = request_from(body)
        faults = _load_all(request.sources)
        for job in request.jobs:
            outbox.put(_judge(job, request, journal, faults))
        outbox.flush()


def _load_all(sources: list[str]) -> str:
    """Imports the classes of kinds that no entry point names; says what could not be."""
    faults: list[str] = []
    for source in sources:
        try:
            load(source)
        except AssayError as fault:
            faults.append(str(fault))
    return "; ".join(faults)


def _judge(job: WireJob, request: Request, journal: Journal, faults: str) -> Reply:
    watch = JobWatch(job, journal, request)
    try:
        verdicts = run_job(unpack_job(job.body), request.settings, watch)
    except AssayError as fault:
        kinds = [str(check["kind"]) for check in job.body["checks"]]
        why = f"A worker process cannot make this check: {faults or fault}."
        verdicts = [[error(kind, why) for kind in kinds] for _ in job.body["responses"]]
    journal.clear()
    return Reply(job.number, verdicts)


def _read(descriptor: int, size: int) -> bytes | None:
    """Exactly `size` bytes, or None at the end."""
    parts: list[bytes] = []
    while size:
        part = os.read(descriptor, min(size, 1 << 20))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _die_with(lifeline: int) -> None:
    """Ends this process when the other end of the lifeline closes, whatever it is doing.

    On Linux the kernel does it by SIGIO, so that a check which holds the interpreter (a regular
    expression, say) cannot outlive its keeper; elsewhere a thread does.
    """
    if sys.platform == "linux":
        signal.signal(signal.SIGIO, signal.SIG_DFL)
        fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
        flags = fcntl.fcntl(lifeline, fcntl.F_GETFL)
        fcntl.fcntl(lifeline, fcntl.F_SETFL, flags | os.O_ASYNC)
    threading.Thread(target=_wait_for_end, args=(lifeline,), daemon=True).start()


def _wait_for_end(lifeline: int) -> None:
    os.read(lifeline, 1)
    os._exit(0)


def _bound_memory(mebibytes: int) -> None:
    limit = mebibytes << 20
    with contextlib.suppress(ValueError, OSError):  # a lower bound from outside stays in force
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def main() -> None:
    """The process, from its arguments to the end of its requests."""
    requests, replies, lifeline, journal, memory = map(int, sys.argv[1:6])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the keeper's to answer
    _die_with(lifeline)
    _bound_memory(memory)
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    serve(requests, replies, Journal(journal))


if __name__ == "__main__":
    main()
