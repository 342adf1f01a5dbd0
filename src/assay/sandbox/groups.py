"""Control groups: memory and processes of a cell counted together, by the kernel, where the host
may make groups (as root, as a rule). A group is made below the one that this process is in, so
that what bounds the host bounds its programs too."""

from __future__ import annotations

import itertools
import os
import signal
from contextlib import suppress
from time import monotonic, sleep, time

from assay.sandbox.limits import Limits

__all__ = ["Group"]

_NUMBER = itertools.count()
_ROOT = "/sys/fs/cgroup"
# the file of each version for: bytes of memory, processes, counts of what was ended or refused
_OLD = ("memory.limit_in_bytes", "pids.max", "memory.oom_control", "pids.events")
_NEW = ("memory.max", "pids.max", "memory.events", "pids.events")
_OLD_ENOUGH = 60  # seconds after which nobody is about to use an empty group
_OTHERS = 4  # processes of the sandbox itself in the group


def _parents() -> tuple[str, str, str, bool]:
    """The folders in which memory, processes and processor time are grouped, and whether they are
    of version 2."""
    own: dict[str, str] = {}
    with open("/proc/self/cgroup", encoding="utf-8") as file:
        for line in file:
            _, names, path = line.rstrip("\n").split(":", 2)
            own.update(dict.fromkeys(names.split(","), path.rstrip("/")))
    for top, path in ((_ROOT, own.get("", "")), (f"{_ROOT}/unified", own.get("", ""))):
        here = top + path
        with suppress(OSError), open(f"{here}/cgroup.subtree_control", encoding="utf-8") as file:
            if {"memory", "pids"} <= set(file.read().split()):
                return here, here, here, True
    memory, pids, clock = (
        f"{_ROOT}/{name}{own.get(name, '')}" for name in ("memory", "pids", "cpuacct")
    )
    return memory, pids, clock, False


class Group:
    """One cell's group. Raises OSError where groups cannot be made. `clock` is the file that
    tells its processor time."""

    def __init__(self) -> None:
        memory, pids, clock, new = _parents()
        self.name = f"assay-{os.getpid()}-{next(_NUMBER)}"
        self.parents = sorted({memory, pids, clock})
        self.clock = f"{clock}/{self.name}/{'cpu.stat' if new else 'cpuacct.usage'}"
        self._files = _NEW if new else _OLD
        self._memory, self._pids = f"{memory}/{self.name}", f"{pids}/{self.name}"
        self._bounds = (0, 0)
        self._own = 0
        for parent in self.parents:
            _sweep(parent)
        try:
            for parent in self.parents:
                os.mkdir(f"{parent}/{self.name}")
            _read(f"{self._memory}/{self._files[0]}")
            _read(f"{self._pids}/{self._files[1]}")
            _read(self.clock)
        except OSError:
            self.close()
            raise

    def take(self, pid: int) -> None:
        """From here on, the process and what it starts are in the group."""
        for parent in self.parents:
            _write(f"{parent}/{self.name}/cgroup.procs", pid)

    def bound(self, limits: Limits) -> None:
        """Memory is that of the program, of its folder and of the sandbox's own processes."""
        if not self._own:
            current = "memory.current" if self._files is _NEW else "memory.usage_in_bytes"
            self._own = int(_read(f"{self._memory}/{current}")) + (16 << 20)
        bounds = (self._own + ((limits.memory + limits.scratch) << 20), limits.processes + _OTHERS)
        if bounds != self._bounds:
            _write(f"{self._memory}/{self._files[0]}", bounds[0])
            _write(f"{self._pids}/{self._files[1]}", bounds[1])
            self._bounds = bounds

    def events(self) -> tuple[int, int]:
        """How often a process was ended for memory, and one refused for their number."""
        try:
            ended, refused = (
                dict(line.split() for line in _read(path).splitlines())
                for path in (f"{self._memory}/{self._files[2]}", f"{self._pids}/{self._files[3]}")
            )
            return int(ended.get("oom_kill", 0)), int(refused.get("max", 0))
        except OSError:
            return 0, 0

    def _end(self, processes: str) -> None:
        with suppress(OSError):
            for pid in map(int, _read(processes).split()):
                if pid > 1:
                    os.kill(pid, signal.SIGKILL)

    def close(self) -> None:
        """Takes the group away. What is still in it, which nothing else could end, is ended."""
        late = monotonic() + 2
        for parent in self.parents:
            while True:
                try:
                    os.rmdir(f"{parent}/{self.name}")
                except FileNotFoundError:
                    break
                except OSError:
                    if monotonic() > late:
                        break
                    self._end(f"{parent}/{self.name}/cgroup.procs")
                    sleep(0.005)
                else:
                    break


def _sweep(parent: str) -> None:
    """Takes away groups of hosts that were killed with everything of theirs; a group that is in
    use cannot be taken away."""
    with suppress(OSError):
        for name in os.listdir(parent):
            parts = name.split("-")
            if parts[0] != "assay" or len(parts) != 3 or os.path.exists(f"/proc/{parts[1]}"):
                continue
            with suppress(OSError):
                if time() - os.stat(f"{parent}/{name}").st_mtime > _OLD_ENOUGH:
                    os.rmdir(f"{parent}/{name}")


def _read(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()


def _write(path: str, value: int) -> None:
    fd = os.open(path, os.O_WRONLY)
    try:
        os.write(fd, str(value).encode())
    finally:
        os.close(fd)
