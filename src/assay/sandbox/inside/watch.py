"""Watches a running program, and ends it and everything that it started."""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from time import monotonic
from typing import Any

from .scratch import Scratch

__all__ = ["Gone", "Watch"]

_TICK = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_SHORTEST, _LONGEST = 0.01, 0.05


class Gone(Exception):
    """The host has gone."""


class Watch:
    """One run. `alone`: this process is the first of its namespace of processes, so that one call
    kills all others; otherwise descendants are looked for until none is left."""

    def __init__(
        self, pid: int, limits: Mapping[str, Any], scratch: Scratch, *, alone: bool, visible: bool
    ) -> None:
        self.pid, self._limits, self._scratch = pid, limits, scratch
        self._alone, self._visible = alone and os.getpid() == 1, visible  # or it would kill others
        self._started = monotonic()
        self.seconds = 0.0
        self.status = -1
        self.cpu = 0.0
        self.memory = 0.0
        self.processes = 1
        self.by = ""
        self.clean = True

    def wait(self, poll: select.poll, control: int, stop: Callable[[], bool]) -> None:
        """Until the program ends or a limit is reached; `stop` reads what the host says."""
        fd = os.pidfd_open(self.pid)
        poll.register(fd, select.POLLIN)
        deadline = self._started + self._limits["wall"]
        pause = _SHORTEST
        try:
            while not self.by:
                left = deadline - monotonic()
                ready = [event[0] for event in poll.poll(max(0.0, min(pause, left)) * 1000 + 0.5)]
                if fd in ready:
                    break
                if control in ready and stop():
                    self.by = "host"
                elif left <= 0:
                    self.by = "wall"
                elif not ready:
                    self.by = self._beyond()
                    pause = min(_LONGEST, pause * 2)
        finally:
            poll.unregister(fd)
            os.close(fd)
            self.end()

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

    def _hunt(self) -> None:
        """Kills descendants until there is none: stopped first, so that they start no others."""
        late = monotonic() + 0.5
        while monotonic() < late:
            found = _descendants(os.getpid())
            if not found:
                return
            for number in (signal.SIGSTOP, signal.SIGKILL):
                for pid in found:
                    with suppress(OSError):
                        os.kill(pid, number)
            while self._reap(os.WNOHANG):
                pass

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
            cpu, memory, count = self._look()
            self.processes = max(self.processes, count)
            if memory > limits["memory"]:
                memory = self._shares()
            self.memory = max(self.memory, memory)
            if cpu + self.cpu >= limits["cpu"]:
                return "cpu"
            if memory > limits["memory"]:
                return "memory"
        if not self._scratch.bounded and self._scratch.used()[2]:
            return "disk"
        return ""

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
        return _descendants(os.getpid())

    def _look(self) -> tuple[float, float, int]:
        """Seconds of processor time, MiB of memory and the number of all that runs now."""
        ticks = pages = threads = 0
        for pid in self._running():
            try:
                fields = _stat(pid)
            except (OSError, IndexError):
                continue
            ticks += sum(map(int, fields[11:15]))
            threads += int(fields[17])
            pages += int(fields[21])
        return ticks / _TICK, pages * _PAGE / (1 << 20), threads

    def _shares(self) -> float:
        """MiB of memory, what processes share counted once."""
        total = 0
        for pid in self._running():
            with suppress(OSError, ValueError), open(f"/proc/{pid}/smaps_rollup", "rb") as file:
                total += next(int(line.split()[1]) for line in file if line.startswith(b"Pss:"))
        return total / 1024


def _stat(pid: int) -> list[bytes]:
    """The fields of /proc/PID/stat after the name, which may hold anything."""
    with open(f"/proc/{pid}/stat", "rb", buffering=0) as file:
        return file.read(1024).rpartition(b")")[2].split()


def _descendants(top: int) -> list[int]:
    """Every process below `top`; those whose parent ended were handed to it (it is a subreaper)."""
    found: list[int] = []
    queue = [top]
    while queue:
        below = _children(queue.pop())
        found += below
        queue += below
    return found


def _children(pid: int) -> list[int]:
    found: list[int] = []
    with suppress(OSError):
        for thread in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{thread}/children", "rb", buffering=0) as file:
                found += [int(child) for child in file.read(1 << 16).split()]
    return found
