"""A worker process seen from outside: started, spoken to, watched, killed.

Processes are started as a fresh interpreter, never forked, so that it is safe from any thread
and in a program that holds locks, threads or a GPU.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from time import monotonic

from assay.engine.journal import Entry, Journal
from assay.engine.wire import HEADER
from assay.errors import EngineError

__all__ = ["Keeper"]

_START_SECONDS = 60.0
_CHUNK = 1 << 20


class Keeper:
    """One worker process. Not thread-safe: one owner at a time."""

    def __init__(self, memory: int) -> None:
        requests, self._requests = os.pipe()
        self._replies, replies = os.pipe()
        lifeline, self._lifeline = os.pipe()
        descriptor, self._journal = Journal.create()
        theirs = (requests, replies, lifeline, descriptor)
        try:
            self._process = _start(theirs, memory)
        finally:
            for end in theirs:
                os.close(end)
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
                select.select([], [self._requests], [], 1.0)
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

    def kill(self) -> str:
        """Ends the process, whatever it is doing, and says how it ended."""
        self._process.kill()
        status = self._process.wait()
        for end in (self._requests, self._replies, self._lifeline):
            os.close(end)
        self._journal.close()
        if status >= 0:
            return f"exit status {status}"
        return f"signal {signal.Signals(-status).name}"

    def ended(self) -> str | None:
        """How the process ended of itself; None while it runs."""
        try:
            status = self._process.wait(timeout=1.0 if self.gone else 0)
        except subprocess.TimeoutExpired:
            return None
        if status >= 0:
            return f"exit status {status}"
        return f"signal {signal.Signals(-status).name}"


def _start(descriptors: tuple[int, ...], memory: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "assay.engine.worker", *map(str, descriptors), str(memory)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    try:
        return subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.DEVNULL, pass_fds=descriptors, env=environment
        )
    except OSError as fault:
        raise EngineError(f"cannot start a worker process: {fault}") from None
