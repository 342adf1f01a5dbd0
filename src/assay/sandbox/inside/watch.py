"""Watches a running program, and ends it and everything that it started."""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from time import monotonic, process_time
from typing import Any

from .processes import Ledger, Process, Queue, descendants, look, shares, tables
from .scratch import Scratch

__all__ = ["Clock", "Gone", "Watch"]

_SHORTEST, _LONGEST = 0.01, 0.05


class Gone(Exception):
    """The host has gone."""


class Clock:
    """Processor time of a control group, less that of this process."""

    def __init__(self, fd: int) -> None:
        self._fd = fd

    def seconds(self) -> float:
        words = os.pread(self._fd, 256, 0).split()
        total = int(words[0]) / 1e9 if len(words) == 1 else int(words[1]) / 1e6
        return total - process_time()


class Watch:
    """One run. `alone`: this process is the first of its namespace of processes, so that one call
    kills all others; otherwise descendants are looked for until none is left."""

    def __init__(
        self, pid: int, limits: Mapping[str, Any], scratch: Scratch, *, alone: bool, visible: bool,
        clock: Clock | None,
    ) -> None:  # fmt: skip
        self.pid, self._limits, self._scratch = pid, limits, scratch
        self._alone, self._visible = alone and os.getpid() == 1, visible  # or it would kill others
        self._clock = clock
        self._before = 0.0
        self._ledger: Ledger | None = None
        self._looked = False
        self._most = 0.0
        self._started = monotonic()
        self._queue: Queue | None = None
        self.seconds = 0.0
        self.status = -1
        self.cpu = 0.0
        self.memory = 0.0
        self.processes = 1
        self.by = ""
        self.clean = True

    def wait(
        self, poll: select.poll, control: int, stop: Callable[[], bool],
        more: Callable[[float], None],
    ) -> None:  # fmt: skip
        """Until the program ends or a limit is reached; `stop` reads what the host says, `more`
        tells it how many seconds the clock has stood still."""
        fd = os.pidfd_open(self.pid)
        poll.register(fd, select.POLLIN)
        pause, told = _SHORTEST, 0.0
        try:
            while not self.by:
                left = self._deadline - monotonic()
                ready = [event[0] for event in poll.poll(max(0.0, min(pause, left)) * 1000 + 0.5)]
                if fd in ready:
                    break
                if control in ready and stop():
                    self.by = "host"
                elif not ready:
                    self.by = self._beyond() or ("wall" if self._deadline <= monotonic() else "")
                    spent = monotonic() - self._started - self._limits["wall"]
                    if spent > told and not self.by:
                        told = spent + _LONGEST
                        more(told)
                    pause = min(_LONGEST, pause * 2)
        finally:
            poll.unregister(fd)
            os.close(fd)
            self.end()

    @property
    def _deadline(self) -> float:
        """The clock stands still while it waits for a processor, but not for ever."""
        wall = self._limits["wall"]
        return self._started + min(wall + self.waited, wall * self._limits["patience"])

    @property
    def waited(self) -> float:
        """Seconds in which it was ready to run and had no processor, as far as it was looked at."""
        return self._queue.seconds if self._queue else 0.0

    def end(self) -> None:
        """Kills and reaps all that is left."""
        if self._alone:
            with suppress(ProcessLookupError):
                os.kill(-1, signal.SIGKILL)
        else:
            self._hunt()
        self.seconds = monotonic() - self._started
        late = monotonic() + 0.5
        while self._reap(0 if self._alone and monotonic() < late else os.WNOHANG):
            if monotonic() > late:
                self.clean = False
                break
        if self._looked:
            before = self._most
            self.cpu = max(self.cpu, before, self._spent([]) if self._clock else 0.0)

    def _hunt(self) -> None:
        """Kills descendants until there is none: stopped first, so that they start no others.
        What was read of /proc meanwhile may lack some; that no child is left to wait for does
        not lie, since whatever loses its parent falls to this process."""
        late = monotonic() + 0.8
        while self._has_children():
            if monotonic() > late:
                self.clean = False
                return
            found = descendants(os.getpid())
            for number in (signal.SIGSTOP, signal.SIGKILL):
                for pid in found:
                    with suppress(OSError):
                        os.kill(pid, number)
            while self._reap(os.WNOHANG):
                pass

    def _has_children(self) -> bool:
        try:
            os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return False
        return True

    def _reap(self, flags: int) -> bool:
        """Takes the end of one process; False where there is none to take."""
        try:
            pid, status, used = os.wait4(-1, flags)
        except ChildProcessError:
            return False
        if not pid:
            return False
        if pid == self.pid:
            self.status = status
        self.cpu += used.ru_utime + used.ru_stime
        self.memory = max(self.memory, used.ru_maxrss / 1024)
        return True

    def _beyond(self) -> str:
        """The limit that is exceeded now, if any."""
        limits = self._limits
        if self._visible:
            while self._has_orphan() and self._reap(os.WNOHANG):
                pass
            seen = self._seen()
            now = monotonic()
            self._queue = self._queue or Queue(self._started)
            spent = self._spent(seen)
            self._queue.look(seen, now, spent)
            memory = sum(process.memory for process in seen)
            if memory > limits["memory"]:
                memory = sum(map(shares, (process.pid for process in seen)))
            memory += sum(tables(process) for process in seen)
            self.memory = max(self.memory, memory)
            self.processes = max(self.processes, sum(process.threads for process in seen))
            self._looked = True
            if spent >= limits["cpu"] and self._spent(self._seen()) >= limits["cpu"]:
                return "cpu"
            if memory > limits["memory"]:
                return "memory"
            if self.processes > limits["processes"]:
                return "processes"
        if not self._scratch.bounded and self._scratch.full():
            return "disk"
        return ""

    def _seen(self) -> list[Process]:
        return [process for pid in self._running() if (process := look(pid))]

    def _spent(self, seen: list[Process]) -> float:
        """Seconds of processor time so far, by the control group where there is one."""
        if self._clock:
            if not self._before:  # what was used until the first look, too
                so_far = sum(process.own + process.waited for process in seen) + self.cpu
                self._before = self._clock.seconds() - so_far
            self._most = self._clock.seconds() - self._before
        else:
            self._ledger = self._ledger or Ledger()
            self._most = self._ledger.total(seen, self.cpu)
        return self._most

    def _has_orphan(self) -> bool:
        """Whether something other than the program itself has ended and waits to be taken."""
        try:
            found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return False
        return found is not None and found.si_pid != self.pid

    def _running(self) -> list[int]:
        if self._alone:
            own = os.getpid()
            return [int(n) for n in os.listdir("/proc") if n.isdigit() and int(n) != own]
        return descendants(os.getpid())
