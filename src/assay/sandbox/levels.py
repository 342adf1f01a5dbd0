"""The layers of isolation, and the levels that a policy can ask for."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, TypeAlias

__all__ = ["LAYERS", "NAMESPACES", "Level", "at_least", "level"]

Level: TypeAlias = Literal["none", "partial", "full"]

LAYERS = {
    "user": "a user namespace: what looks like a privilege inside is none outside",
    "uid": "an ordinary user that owns nothing else, where the host runs as root",
    "pid": "a namespace of processes: others cannot be seen or signalled, and all end together",
    "mount": "a root of its own: the system's tools and a Python, read-only, and no host files",
    "proc": "a /proc that shows the program's own processes only",
    "network": "a namespace without any network",
    "ipc": "a namespace of shared memory, semaphores and queues",
    "uts": "a host name of its own",
    "scratch": "a filesystem in memory for /tmp, of bounded bytes and inodes, new for each program",
    "capabilities": "no capability, and none to be had",
    "no_new_privs": "no privilege gained by executing a file",
    "rlimits": "bounds on each process",
    "landlock": "a list of the places that may be read and written, and no TCP",
    "seccomp": "a filter of system calls",
    "cgroup": "a control group: memory and processes counted together, by the kernel",
}
NAMESPACES = frozenset({"user", "pid", "mount", "proc", "network", "ipc", "uts"})

_ALWAYS = {"no_new_privs", "rlimits"}
_FULL = _ALWAYS | {"pid", "mount", "proc", "network", "ipc", "scratch", "seccomp"}
_PARTIAL = (_ALWAYS | {"seccomp", "landlock"}, _ALWAYS | {"pid", "mount", "network"})
_ORDER: tuple[Level, ...] = ("none", "partial", "full")


def level(layers: Collection[str]) -> Level:
    """`full`: namespaces, a filter of system calls and someone else than the host's user;
    `partial`: Landlock and the filter without namespaces, or the other way about; else `none`."""
    have = set(layers)
    if have >= _FULL and have & {"user", "uid"}:
        return "full"
    return "partial" if any(have >= some for some in _PARTIAL) else "none"


def at_least(have: Level, want: Level) -> bool:
    return _ORDER.index(have) >= _ORDER.index(want)
