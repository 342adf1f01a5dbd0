"""The resource limits of one process, and what they count."""

from __future__ import annotations

import math
import os
import resource
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

__all__ = ["Bounds", "bounds", "threads_of"]

Bounds = list[tuple[int, tuple[int, int]]]


def bounds(limits: Mapping[str, Any], *, others: int, watched: bool) -> Bounds:
    """Pairs of a limit's number and its values, none beyond what this process may have itself.

    `others`: processes of the same user that count against the program's number. `watched`: the
    sum of processor time and memory is looked at, so that a process by itself gets some slack in
    time, and address space is free: runtimes reserve far more of it than they use.
    """
    memory = limits["memory"] << 20
    values = {
        "RLIMIT_DATA": memory,
        "RLIMIT_FSIZE": limits["file"] << 20,
        "RLIMIT_NOFILE": limits["descriptors"],
        "RLIMIT_NPROC": limits["processes"] + others,
        "RLIMIT_MSGQUEUE": 0,
        "RLIMIT_CORE": 0,
    }
    if not watched:
        values["RLIMIT_AS"] = memory
    pairs = {name: (value, value) for name, value in values.items()}
    seconds = math.ceil(limits["cpu"]) + watched
    pairs["RLIMIT_CPU"] = (seconds, seconds + 1)
    pairs["RLIMIT_STACK"] = (limits["stack"] << 20, resource.RLIM_INFINITY)
    return [_possible(getattr(resource, name), *pair) for name, pair in pairs.items()]


def _possible(kind: int, soft: int, hard: int) -> tuple[int, tuple[int, int]]:
    most = resource.getrlimit(kind)[1]
    if most == resource.RLIM_INFINITY:
        return kind, (soft, hard)
    return kind, (min(soft, most), most if hard == resource.RLIM_INFINITY else min(hard, most))


def threads_of(user: int) -> int:
    count = 0
    for name in os.listdir("/proc"):
        if name.isdigit():
            with suppress(OSError):
                if os.stat(f"/proc/{name}").st_uid == user:
                    count += len(os.listdir(f"/proc/{name}/task"))
    return count
