"""A worker process seen from outside: started, spoken to, watched, killed.

Processes are started as a fresh interpreter, never forked, so that it is safe from any thread
and in a program that holds locks, threads or a GPU. Each leads a process group, so that whatever
a check started dies with it; each dies when nobody holds its keeper any more, and a fork of this
process lets go of it.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import weakref
from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from assay.engine.journal import Entry, Journal
from assay.engine.wire import HEADER
from assay.errors import EngineError

__all__ = ["Keeper"]

_START_SECONDS = 60.0
_CHUNK = 1 << 20


class Keeper:
    """One worker process. Not thread-safe: one owner at a time.

    Raises EngineError where the process cannot be started.
    """

    def __init__(self, memory: int) -> None:
        requests, self._requests = os.pipe()
        self._replies, replies = os.pipe()
        lifeline, self._lifeline = os.pipe()
        descriptor, self._journal = Journal.create()
        theirs = (requests, replies, lifeline, descriptor)
        ours = (self._requests, self._replies, self._lifeline)
        try:
            self._process = _start(theirs, memory)
        except EngineError:
            _close(ours, self._journal)
            raise
        finally:
            for end in theirs:
                os.close(end)
        self._bury = weakref.finalize(self, _bury, os.getpid(), self._process, ours, self._journal)
        _keepers.add(self)
        os.set_blocking(self._requests, False)
        self._buffer = bytearray()
        self.gone = False

    def fileno(self) -> int:
        """What to wait on for replies."""
        return self._replies

    def send(self, data: bytes) -> None:
        """Sends a request; marks the worker as gone where it does not take it."""
        view = memoryview(data)
        give_up = monotonic() + _START_SECONDS
        while view and not self.gone:
            try:
                view = view[os.write(self._requests, view) :]
            except BlockingIOError:
                poll = select.poll()
                poll.register(self._requests, select.POLLOUT)
                poll.poll(1000)
                self.gone = monotonic() > give_up
            except BrokenPipeError:
                self.gone = True

    def receive(self, take: Callable[[bytes], None]) -> None:
        """Reads what has come and hands on each whole frame; notes the end of the worker."""
        data = os.read(self._replies, _CHUNK)
        if not data:
            self.gone = True
            return
        self._buffer += data
        start = 0
        while len(self._buffer) - start >= HEADER.size:
            (size,) = HEADER.unpack_from(self._buffer, start)
            end = start + HEADER.size + size
            if len(self._buffer) < end:
                break
            take(bytes(self._buffer[start + HEADER.size : end]))
            start = end
        del self._buffer[:start]

    def doing(self) -> Entry:
        """What the worker is at, by its journal."""
        return self._journal.read()

    def kill(self) -> None:
        """Ends the process and what it started, whatever they are doing."""
        self._bury()

    def ended(self) -> str | None:
        """How the process ended of itself; None while it runs."""
        try:
            status = self._process.wait(timeout=1.0 if self.gone else 0)
        except subprocess.TimeoutExpired:
            return None
        if status >= 0:
            return f"exit status {status}"
        try:
            return f"signal {signal.Signals(-status).name}"
        except ValueError:  # a real-time signal has no name
            return f"signal {-status}"


_keepers: weakref.WeakSet[Keeper] = weakref.WeakSet()


def _let_go() -> None:
    """After a fork the workers are the parent's: the child keeps no hold of them."""
    for keeper in list(_keepers):
        keeper.kill()


os.register_at_fork(after_in_child=_let_go)


def _bury(
    owner: int, process: subprocess.Popen[bytes], ends: tuple[int, ...], journal: Journal
) -> None:
    _close(ends, journal)
    if os.getpid() != owner:
        process.returncode = 0  # another process's child is not waited for
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _close(ends: tuple[int, ...], journal: Journal) -> None:
    for end in ends:
        os.close(end)
    journal.close()


def _start(descriptors: tuple[int, ...], memory: int) -> subprocess.Popen[bytes]:
    # -P: no file that happens to lie in the current directory stands in for a module of Python's.
    module = ("-P", "-m", "assay.engine.worker")
    command = [sys.executable, *module, *map(str, descriptors), str(memory)]
    path = os.pathsep.join(place or os.getcwd() for place in sys.path)
    try:
        return subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            pass_fds=descriptors,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,
        )
    except OSError as fault:
        raise EngineError(f"cannot start a worker process: {fault}") from None
