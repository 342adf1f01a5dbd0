"""To be the first process of a namespace of processes."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from contextlib import suppress

from . import kernel

__all__ = ["become_first", "die_with_parent"]

_PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Only where the parent has one thread: what is watched is the thread that forked."""
    kernel.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def become_first(group: str, opened: Sequence[int]) -> None:
    """Goes on as the first process of the new namespace; this one waits for its end, and takes
    the control group away, should the host have ended first. `opened`: the file that the first
    process keeps, and the folders that this one needs."""
    folders = opened[1:]
    pid = os.fork()
    if not pid:
        die_with_parent()
        for fd in folders:
            os.close(fd)
        return
    for fd in range(256):
        if fd not in folders:
            with suppress(OSError):
                os.close(fd)
    _, status = os.waitpid(pid, 0)
    for fd in folders:
        with suppress(OSError):
            os.write(os.open("cgroup.procs", os.O_WRONLY, dir_fd=fd), b"0")
            os.rmdir(group, dir_fd=fd)
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
