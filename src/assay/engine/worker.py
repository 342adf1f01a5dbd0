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
from collections import Counter
from time import monotonic, perf_counter

from assay.check import Check
from assay.context import Mode
from assay.engine.job import run_job
from assay.engine.journal import Journal
from assay.engine.wire import HEADER, Reply, Request, WireJob, frame, request_from, unpack_job
from assay.errors import AssayError
from assay.registry import load
from assay.sample import encode_json
from assay.verdict import Verdict, error

__all__ = ["main"]

_MOST_KILLS = 4
"""Leaves of one job, all asking the same check, that may each cost a worker before that check is
asked no more (of the units of `each`, say, or of many responses)."""
_READY_SECONDS = 60.0
"""What importing the kinds of a batch, or making the checks of a job, may take."""
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
        self._killed: Counter[bytes] = Counter()

    def enter(self, check: Check) -> Verdict | None:
        """The known verdict of this leaf, or None after its start is noted."""
        self._leaf += 1
        why = self._known(check) if self._job.known else None
        if why is not None:
            return error(check.kind, why, version=check.version, mode=self._mode)
        self._journal.note(self._job.number, self._leaf, monotonic() + check.time_allowed())
        return None

    def _known(self, check: Check) -> str | None:
        same = encode_json(check)
        why = self._job.known.get(self._leaf)
        if why is not None:
            self._killed[same] += 1
        elif self._killed[same] >= _MOST_KILLS:
            why = f"Not asked: it had to be killed {_MOST_KILLS} times in this row already."
        return why


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
        journal.note(-1, -1, monotonic() + _READY_SECONDS)
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
    journal.note(job.number, -1, monotonic() + _READY_SECONDS)
    try:
        verdicts = run_job(unpack_job(job.body), request.settings, watch)
    except Exception as fault:
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
        leads = os.getpgrp() == os.getpid()  # then what the checks started ends with it
        fcntl.fcntl(lifeline, fcntl.F_SETOWN, -os.getpid() if leads else os.getpid())
        flags = fcntl.fcntl(lifeline, fcntl.F_GETFL)
        fcntl.fcntl(lifeline, fcntl.F_SETFL, flags | os.O_ASYNC)
    threading.Thread(target=_wait_for_end, args=(lifeline,), daemon=True).start()


def _wait_for_end(lifeline: int) -> None:
    os.read(lifeline, 1)
    os._exit(0)


def _bound(mebibytes: int) -> None:
    """Bounds the memory, and leaves no core dumps behind."""
    limit = mebibytes << 20
    for kind, most in ((resource.RLIMIT_AS, limit), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):  # a lower bound from outside stays in force
            resource.setrlimit(kind, (most, most))


def _keep_to_itself(descriptors: tuple[int, ...], journal: Journal) -> None:
    """A process that a check starts or forks must not speak for this one."""
    for descriptor in descriptors:
        os.set_inheritable(descriptor, False)

    def part() -> None:
        nothing = os.open(os.devnull, os.O_RDWR)
        for descriptor in descriptors:
            os.dup2(nothing, descriptor, inheritable=False)
        journal.leave()

    os.register_at_fork(after_in_child=part)


def main() -> None:
    """The process, from its arguments to the end of its requests."""
    requests, replies, lifeline, shared, memory = map(int, sys.argv[1:6])
    journal = Journal(shared)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the keeper's to answer
    _die_with(lifeline)
    _bound(memory)
    _keep_to_itself((requests, replies, lifeline, shared), journal)
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    sys.stdout = open(1, "w", buffering=1, closefd=False)  # noqa: SIM115, may be killed unflushed
    serve(requests, replies, journal)


if __name__ == "__main__":
    main()
