"""What a worker is doing right now, in memory that its keeper shares.

The worker notes each leaf check before running it: the job, how many leaves of the job came
before, and when time is up (on the monotonic clock, which processes of one machine share).
Dead or hung, it cannot be asked; the journal still says which check it was at.
"""

from __future__ import annotations

import mmap
import os
import struct
import tempfile
from typing import NamedTuple

__all__ = ["Entry", "Journal"]

_LAYOUT = struct.Struct("<qqd")
_IDLE = (-1, -1, 0.0)


class Entry(NamedTuple):
    """Job and leaf by number, and the deadline (0.0: none).

    `job` is -1 while nothing runs, `leaf` -1 while the job is made ready.
    """

    job: int
    leaf: int
    deadline: float


class Journal:
    """One worker's journal, over a file descriptor that both sides map."""

    def __init__(self, descriptor: int) -> None:
        self._memory: mmap.mmap | bytearray = mmap.mmap(descriptor, _LAYOUT.size)

    @staticmethod
    def create() -> tuple[int, Journal]:
        """A new journal and the descriptor to hand to the worker. The file has no name."""
        with tempfile.TemporaryFile() as file:
            file.write(_LAYOUT.pack(*_IDLE))
            file.flush()
            descriptor = os.dup(file.fileno())
        return descriptor, Journal(descriptor)

    def note(self, job: int, leaf: int, deadline: float) -> None:
        """Says what is about to run."""
        # The deadline is written last and unset first, so that a reader never takes the time
        # of one leaf for that of another.
        self._memory[16:24] = b"\0" * 8
        self._memory[0:16] = struct.pack("<qq", job, leaf)
        self._memory[16:24] = struct.pack("<d", deadline)

    def read(self) -> Entry:
        """What runs."""
        return Entry(*_LAYOUT.unpack(self._memory[:]))

    def leave(self) -> None:
        """Writes no longer to the shared memory: a process forked from the worker must not."""
        self._memory = bytearray(_LAYOUT.size)

    def clear(self) -> None:
        """Says that nothing runs."""
        self._memory[:] = _LAYOUT.pack(*_IDLE)

    def close(self) -> None:
        """Unmaps the memory."""
        if isinstance(self._memory, mmap.mmap):
            self._memory.close()
