"""The file of verdict rows that a run appends to, and that a killed run is taken up from.

Each row carries a fingerprint of what it was made from: the row's own fields, the settings and
the versions of its checks. A rerun walks the file and the input side by side and skips what is
finished; a half line at the end is cut off. Where the input was changed in between, the rows from
there on are set aside in `FILE.assay-old`, taken from there wherever their fingerprint comes up
again, and deleted at the end. The file is locked while in use.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import stat
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NamedTuple, Self, cast

import msgspec

from assay.check import Check
from assay.engine.job import Settings, Verdicts
from assay.errors import InputError
from assay.sample import RESULT_FIELDS, Row, decode_json, encode_json
from assay.verdict import Verdict

__all__ = ["Ledger", "fingerprint"]

_Fields = dict[str, msgspec.Raw]
_fields = msgspec.json.Decoder(_Fields)
_verdicts = msgspec.json.Decoder(Verdicts)


def fingerprint(row: Row, settings: Settings) -> str:
    """What the verdicts of a row depend on, as 32 hexadecimal digits."""
    own = row.line
    if row.judged:
        own = encode_json({k: v for k, v in row.fields.items() if k not in RESULT_FIELDS})
    digest = blake2b(own, digest_size=16)
    digest.update(_made_by(_classes(row.sample.checks), settings))
    return digest.hexdigest()


def _classes(checks: tuple[Check, ...]) -> tuple[type[Check], ...]:
    """Of the checks, and of the checks inside them."""
    if any([check.nested for check in checks]):  # noqa: C419, a list is faster
        return tuple([type(part) for check in checks for part in check.tree()])
    return tuple([type(check) for check in checks])


@lru_cache(maxsize=4096)
def _made_by(classes: tuple[type[Check], ...], settings: Settings) -> bytes:
    """The settings, the versions of the checks and of the definitions that they use."""
    versions = (f"{cls.kind}={cls.version}{cls.definitions()}" for cls in classes)
    return f"\n{settings.mode}{settings.loose}{','.join(versions)}".encode()


class _Finished(NamedTuple):
    """A whole row of the file: where it begins, how long it is, what it was made from."""

    start: int
    line: bytes
    fingerprint: str


class Ledger:
    """An output file, open for appending after what it already holds.

    With `retry`, a row that holds a verdict which could not be given counts as not finished.
    Raises InputError where the file is in use by another run, or holds something other than
    verdict rows, which is then left as it is.
    """

    def __init__(self, path: str | os.PathLike[str], *, retry: bool = False) -> None:
        self._path = Path(path)
        self._retry = retry
        self._file = _open(self._path)
        self._reader: Iterator[_Finished] | None = self._finished()
        self._end = 0
        self._old = _Old(self._path.with_name(self._path.name + ".assay-old"))
        self.in_place = False
        self.reused = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._settle()
            os.fsync(self._file.fileno())
            self._old.delete()
        self._old.close()
        self._file.close()

    def take(self, mark: str, responses: int = 1) -> Verdicts | None:
        """The verdicts of the row with that fingerprint, if an earlier run finished it.

        Asked for each row of the input in order. A row found in place needs no `append`; any
        other does, and `in_place` says which it was.
        """
        self.in_place = False
        if self._reader is not None:
            finished = next(self._reader, None)
            if finished is not None and finished.fingerprint == mark:
                known = self._finished_in(finished.line, responses)
                if known is not None:
                    self._end = finished.start + len(finished.line)
                    self.in_place = True
                    self.reused += 1
                    return known
            self._settle()
        line = self._old.find(mark)
        known = None if line is None else self._finished_in(line, responses)
        self.reused += known is not None
        return known

    def _finished_in(self, line: bytes, responses: int) -> Verdicts | None:
        """The verdicts of a row, unless they are not whole or are to be asked anew."""
        known = _read_verdicts(line)
        if known is None or len(known) != responses:
            return None
        again = self._retry and any(v.passed is None for row in known for v in row)
        return None if again else known

    def append(self, line: bytes) -> None:
        """Writes one row, wholly and at once. Raises InputError where the disk does not take it."""
        data = memoryview(line + b"\n")
        try:
            while data:
                data = data[os.write(self._file.fileno(), data) :]
        except OSError as fault:
            raise InputError(fault.strerror or str(fault), file=str(self._path)) from None

    def _settle(self) -> None:
        """Sets aside what follows the last row in place, and stands ready to append."""
        if self._reader is None:
            return
        self._reader = None
        self._file.seek(self._end)
        self._old.add(self._file)
        self._file.truncate(self._end)
        self._file.seek(self._end)

    def _finished(self) -> Iterator[_Finished]:
        self._file.seek(0)
        position = 0
        for line in self._file:
            mark = _mark(line)
            if mark is None:
                if not position and not _half(line):
                    raise InputError(
                        "the file exists and does not hold verdict rows; it is left as it is",
                        file=str(self._path),
                    )
                return
            yield _Finished(position, line, mark)
            position += len(line)
            self._file.seek(position)


class _Old:
    """Rows set aside: a file, and an index of it by fingerprint in a temporary database."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._index: sqlite3.Connection | None = None
        self._file: IO[bytes] | None = None
        if path.exists():
            self._read()

    def add(self, source: IO[bytes]) -> None:
        """Takes the whole rows from where the source stands."""
        with self._path.open("ab") as file:
            file.writelines(_whole(source))
            file.flush()
            os.fsync(file.fileno())
        self._read()

    def find(self, mark: str) -> bytes | None:
        """The row with that fingerprint."""
        if self._index is None or self._file is None:
            return None
        found = self._index.execute("SELECT start FROM rows WHERE mark = ?", (mark,)).fetchone()
        if found is None:
            return None
        self._file.seek(found[0])
        return self._file.readline()

    def delete(self) -> None:
        """Removes the file: the run is whole."""
        self._path.unlink(missing_ok=True)

    def close(self) -> None:
        """Closes file and index."""
        if self._file is not None and self._index is not None:
            self._file.close()
            self._index.close()

    def _read(self) -> None:
        self.close()
        self._index = sqlite3.connect("")
        self._index.execute("CREATE TABLE rows (mark TEXT PRIMARY KEY, start INTEGER)")
        self._file = self._path.open("rb")
        self._index.executemany(
            "INSERT OR IGNORE INTO rows VALUES (?, ?)", self._places(self._file)
        )

    def _places(self, file: IO[bytes]) -> Iterator[tuple[str, int]]:
        position = 0
        for line in file:
            mark = _mark(line)
            if mark is not None:
                yield mark, position
            position += len(line)


def _open(path: Path) -> IO[bytes]:
    try:
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o666), "r+b")
    except OSError as fault:
        raise InputError(fault.strerror or str(fault), file=str(path)) from None
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise InputError("not a regular file: a run cannot be taken up from it", file=str(path))
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise InputError("another run is writing this file", file=str(path)) from None
    except OSError:  # a file system without locks
        pass
    return file


def _mark(line: bytes) -> str | None:
    """The fingerprint of a whole verdict row; None for anything else."""
    if not line.endswith(b"\n"):
        return None
    try:
        fields = _fields.decode(line)
    except RecursionError:
        return None
    except (msgspec.DecodeError, UnicodeDecodeError):
        try:
            decoded = decode_json(line)
        except (ValueError, RecursionError):
            return None
        if not isinstance(decoded, dict):
            return None
        found = cast("dict[str, Any]", decoded).get("fingerprint")
        return found if isinstance(found, str) else None
    mark = fields.get("fingerprint")
    return bytes(mark)[1:-1].decode("ascii", "replace") if mark is not None else None


def _half(line: bytes) -> bool:
    """Whether a first line can be the beginning of a verdict row and no more."""
    if line.endswith(b"\n") or line[:2] not in (b"{", b'{"'):
        return False
    try:
        return "fingerprint" in decode_json(line)
    except (ValueError, RecursionError):
        return True


def _whole(source: IO[bytes]) -> Iterator[bytes]:
    for line in source:
        if _mark(line) is not None:
            yield line


def _read_verdicts(line: bytes) -> Verdicts | None:
    """The verdicts of a row; None where somebody has changed them into something else."""
    try:
        return _verdicts.decode(_fields.decode(line)["verdicts"])
    except (msgspec.DecodeError, UnicodeDecodeError, KeyError):
        pass
    try:
        return msgspec.convert(decode_json(line)["verdicts"], list[list[Verdict]])
    except (ValueError, KeyError, RecursionError):
        return None
