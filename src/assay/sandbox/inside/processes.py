"""What /proc tells of the processes of a program."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

__all__ = ["Ledger", "Process", "Queue", "descendants", "look", "shares", "tables"]

_TICK = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_MOST = 32  # processes, and threads of each, whose waiting is looked at
_WIDE = 1 << 34  # bytes of address space from which the tables that map it may matter


class Process(NamedTuple):
    """Seconds of its own and of the children it has waited for; MiB of memory that it has."""

    pid: int
    start: int
    parent: int
    own: float
    waited: float
    threads: int
    memory: float
    space: int


def look(pid: int) -> Process | None:
    """Nothing where it has gone."""
    try:
        fields = _stat(pid)
        ticks = [int(field) / _TICK for field in fields[11:15]]
        return Process(
            pid, int(fields[19]), int(fields[1]), ticks[0] + ticks[1], ticks[2] + ticks[3],
            int(fields[17]), int(fields[21]) * _PAGE / (1 << 20), int(fields[20]),
        )  # fmt: skip
    except (OSError, IndexError):
        return None


def _stat(pid: int) -> list[bytes]:
    """The fields of /proc/PID/stat after the name, which may hold anything."""
    with open(f"/proc/{pid}/stat", "rb", buffering=0) as file:
        return file.read(1024).rpartition(b")")[2].split()


def shares(pid: int) -> float:
    """MiB of memory, what processes share counted once."""
    return _field(f"/proc/{pid}/smaps_rollup", b"Pss:")


def tables(process: Process) -> float:
    """MiB that the kernel needs to map its address space, where that is wide."""
    if process.space < _WIDE:
        return 0.0
    return _field(f"/proc/{process.pid}/status", b"VmPTE:")


def _field(path: str, name: bytes) -> float:
    with suppress(OSError, ValueError), open(path, "rb") as file:
        for line in file:
            if line.startswith(name):
                return int(line.split()[1]) / 1024
    return 0.0


def descendants(top: int) -> list[int]:
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


class Ledger:
    """Adds up processor time over looks. A parent that ignores its children's ends is not charged
    for them by the kernel: what such a child was last seen to have used is kept here."""

    def __init__(self) -> None:
        self.lost = 0.0
        self._last: dict[tuple[int, int], Process] = {}
        self._reaped = 0.0

    def total(self, seen: list[Process], reaped: float) -> float:
        """Seconds so far; `reaped`: those of processes whose end this process has taken."""
        now = {(process.pid, process.start): process for process in seen}
        gone = [self._last[key] for key in self._last.keys() - now.keys()]
        charged = reaped - self._reaped
        for key in now.keys() & self._last.keys():
            charged += now[key].waited - self._last[key].waited
        # one that was seen neither alive nor charged, since it ended in between, is charged later
        self.lost = max(0.0, self.lost + sum(p.own + p.waited for p in gone) - charged)
        self._last, self._reaped = now, reaped
        return sum(p.own + p.waited for p in seen) + reaped + self.lost


_PROCESSORS = len(os.sched_getaffinity(0))


class Queue:
    """Adds up over looks the seconds in which something of a program was ready to run and others
    had the processor. Of what waits at once the longest wait counts, and no more than the clock
    shows, less what the program used itself of the processors that it can fill: what its own
    threads wait for each other is its own doing.

    The kernel adds a wait to its count when it is over; `now` is one that is going on: a thread
    that is ready, and has not run since it was last seen.
    """

    def __init__(self, now: float) -> None:
        self.seconds: float = 0.0
        self._over = 0.0
        self._now = 0.0
        self._looked = now
        self._spent = 0.0
        self._threads: dict[tuple[int, str], tuple[int, int, float]] = {}

    def look(self, seen: Sequence[Process], now: float, spent: float) -> None:
        """`spent`: the processor time that the program has used so far."""
        threads: dict[tuple[int, str], tuple[int, int, float]] = {}
        grown = pending = 0.0
        for process in seen[:_MOST]:
            for thread in _threads(process):
                ran, waited = _queued(process.pid, thread)
                key = process.pid, thread
                before = self._threads.get(key, (0, 0, self._looked))
                still = (ran, waited) == before[:2]
                threads[key] = (ran, waited, before[2] if still else now)
                grown = max(grown, (waited - before[1]) / 1e9)
                if still and _is_ready(process.pid, thread):
                    pending = max(pending, now - before[2])
        # a wait that was pending may be over now, and among what has grown
        self._over += min(grown, now - self._looked + self._now)
        filled = max(1, min(sum(process.threads for process in seen), _PROCESSORS))
        lost = max(0.0, now - self._looked - max(0.0, spent - self._spent) / filled)
        counted = min(self._over + pending, self.seconds + lost)
        self._over, self._now, self.seconds = counted - pending, pending, counted
        self._looked, self._threads, self._spent = now, threads, spent


def _threads(process: Process) -> list[str]:
    if process.threads > 1:
        with suppress(OSError):
            return os.listdir(f"/proc/{process.pid}/task")[:_MOST]
    return [str(process.pid)]


def _queued(pid: int, thread: str) -> tuple[int, int]:
    """Nanoseconds on a processor, and in the queue of one."""
    path = f"/proc/{pid}/task/{thread}/schedstat"
    with suppress(OSError, IndexError, ValueError), open(path, "rb", buffering=0) as file:
        ran, waited = file.read(128).split()[:2]
        return int(ran), int(waited)
    return 0, 0


def _is_ready(pid: int, thread: str) -> bool:
    with suppress(OSError), open(f"/proc/{pid}/task/{thread}/stat", "rb", buffering=0) as file:
        return file.read(1024).rpartition(b")")[2].split()[:1] == [b"R"]
    return False
