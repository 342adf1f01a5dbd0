"""`samples.jsonl` as it is written: appended to line by line, taken up after anything.

A line counts once its newline is on the disk. Whoever opens the file again finds the lines that
are whole, and one of each attempt; the rest (a half line, a fault, a line that was damaged) is
taken out, and its attempt is asked again. A run that is done has its lines put in order, so that
the same answers give the same file, whichever came first and whatever happened on the way.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple, Self, TypeAlias

from assay.errors import RunError
from assay.evaluate.runs.line import RunLine, read_line, write_line

__all__ = ["Journal", "Key", "locked"]

Key: TypeAlias = tuple[str, int]


class _Place(NamedTuple):
    start: int
    length: int


class Journal:
    """The file, open and locked; `take_up` comes first, then `mend`.

    Raises RunError where another process is writing the file, or the disk does not take it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = locked(path)
        self._places: dict[Key, _Place] = {}
        self._end = 0
        self._whole = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Brings what was written to the disk and lets go of the file."""
        if not self._file.closed:
            try:
                self._sync()
            finally:  # the lock goes with the file, also where the disk fails
                self._file.close()

    def append(self, line: RunLine) -> None:
        """Writes a line, wholly and at once."""
        data = write_line(line)
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[os.write(self._file.fileno(), rest) :]
        except OSError as fault:
            raise self._unwritable(fault) from None
        self._places[line.key] = _Place(self._end, len(data))
        self._end += len(data)

    def settle(self, order: Sequence[Key]) -> None:
        """Puts the lines in that order; whoever reads meanwhile sees the file as it was, or as it
        will be. Raises RunError where there are lines of samples that `order` does not name."""
        gone = next(iter(self._places.keys() - set(order)), None)
        if gone is not None:
            raise RunError(f"the task no longer has sample {gone[0]!r}; start a new run")
        places = [self._places[key] for key in order]
        if places != sorted(places):
            self._rewrite(places)

    def take_up(self, seen: Callable[[RunLine], None]) -> None:
        """Reads what earlier sittings left; `seen` is called with each line that is kept, once."""
        for place, line in self._found():
            if line is None or line.fault is not None or line.key in self._places:
                self._whole = False
                continue
            self._places[line.key] = place
            seen(line)

    def mend(self) -> None:
        """Takes out what is not kept; the file is as it was until here."""
        if not self._whole:
            self._rewrite(sorted(self._places.values()))
            self._whole = True
        try:
            self._file.truncate(self._end)
        except OSError as fault:
            raise self._unwritable(fault) from None

    def _found(self) -> Iterator[tuple[_Place, RunLine | None]]:
        """The whole lines with their places, None for one that is broken."""
        self._file.seek(0)
        for data in self._file:
            if not data.endswith(b"\n"):
                return
            place = _Place(self._end, len(data))
            self._end += len(data)
            try:
                yield place, read_line(data)
            except ValueError:
                yield place, None

    def _rewrite(self, places: list[_Place]) -> None:
        """The lines at those places, and no others, in a new file in the old one's stead."""
        new = self._path.with_name(f"{self._path.name}.new")
        keys = {place: key for key, place in self._places.items()}
        made = locked(new)
        moved: dict[Key, _Place] = {}
        end = 0
        try:
            made.truncate(0)
            for place in places:
                self._file.seek(place.start)
                made.write(self._file.read(place.length))
                moved[keys[place]] = _Place(end, place.length)
                end += place.length
            made.flush()
            os.fsync(made.fileno())
            new.replace(self._path)
        except BaseException as fault:
            _given_up(made, new)
            if isinstance(fault, OSError):
                raise self._unwritable(fault) from None
            raise
        self._places, self._end = moved, end
        self._file.close()
        self._file = made

    def _sync(self) -> None:
        try:
            os.fsync(self._file.fileno())
        except OSError as fault:
            raise self._unwritable(fault) from None

    def _unwritable(self, fault: OSError) -> RunError:
        return RunError(f"{self._path}: {fault.strerror or fault}")


def _given_up(made: IO[bytes], path: Path) -> None:
    """Takes away a file that was not finished: a disk that is full needs the room."""
    with suppress(OSError):
        path.unlink()
    with suppress(OSError):  # what is still in its buffer
        made.close()


def locked(path: Path) -> IO[bytes]:
    """The file at a path, made where there is none, and this process's alone."""
    while True:
        try:
            file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666), "r+b")
        except OSError as fault:
            raise RunError(f"{path}: {fault.strerror or fault}") from None
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            raise RunError(f"{path}: another process is writing it") from None
        except OSError:  # a file system without locks
            pass
        if _stands_at(file, path):
            return file
        file.close()


def _stands_at(file: IO[bytes], path: Path) -> bool:
    """Whether it is still this file that the path names: whoever had it locked until now may have
    put another in its stead, and a lock on the old one keeps nobody away."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False
