"""A file of lines, held open: what was read of it stays readable when another takes its name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from assay.errors import RunError

__all__ = ["UNREADABLE", "LineFile", "identity"]

UNREADABLE = (ValueError, RecursionError)
"""What reading a line raises that is none, or that nests without end."""


class LineFile:
    """Read at any place by several threads at once; closed when nobody holds it any more.

    Raises RunError where the file cannot be opened or read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._number = -1
        try:
            self._number = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError as fault:
            raise RunError(f"{path}: {fault.strerror or fault}") from None
        self.identity = os.fstat(self._number).st_ino

    def __del__(self) -> None:
        if self._number >= 0:
            os.close(self._number)

    @property
    def size(self) -> int:
        """In bytes, by now."""
        return os.fstat(self._number).st_size

    def read(self, start: int, length: int) -> bytes:
        """So many bytes from a place on."""
        try:
            return os.pread(self._number, length, start)
        except OSError as fault:
            raise RunError(f"{self.path}: {fault.strerror or fault}") from None

    def lines(self, start: int = 0) -> Iterator[tuple[int, bytes]]:
        """Lines from a place on, with theirs; a half line at the end is none yet.

        Not for two threads at once.
        """
        try:
            with os.fdopen(os.dup(self._number), "rb") as file:
                file.seek(start)
                for data in file:
                    if not data.endswith(b"\n"):
                        return
                    yield start, data
                    start += len(data)
        except OSError as fault:
            raise RunError(f"{self.path}: {fault.strerror or fault}") from None


def identity(path: Path) -> int:
    """Which file has that name now; 0 is none."""
    try:
        return path.stat().st_ino
    except OSError:
        return 0
