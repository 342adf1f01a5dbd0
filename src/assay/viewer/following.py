"""A run that is looked at: its columns in memory, its lines on disk, followed while it goes on.

A line that cannot be read is counted and left out. `epoch` changes where rows that were shown
before are no longer what they were: the file was replaced (as a run does when it ends), or an
attempt was made again; what was fetched earlier is then void.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec

from assay.errors import RunError
from assay.evaluate.page.encode import MAX_TEXT, encode
from assay.evaluate.runs import RunFolder, open_run
from assay.evaluate.runs.folder import SAMPLES, SCORES
from assay.evaluate.runs.line import RunLine, read_line, read_score
from assay.sample import decode_json
from assay.viewer.columns import Columns
from assay.viewer.texts import labels

__all__ = ["LABELS", "Followed"]

LABELS = 512
"""Rows whose labels are sent together."""
_MOST_UNREADABLE = 20


class Followed:
    """One run; `refresh` takes in what was written since. Safe to use from several threads."""

    def __init__(self, path: str | os.PathLike[str], items: dict[str, int]) -> None:
        self.folder: RunFolder = open_run(path)
        self._items = items
        self._lock = Lock()
        self.epoch = 0
        self._begin()

    def __len__(self) -> int:
        return len(self.columns)

    def about(self) -> dict[str, Any]:
        """What the page says of the run as a whole, and how much of it there is."""
        return {
            "epoch": self.epoch,
            "rows": len(self),
            "info": msgspec.to_builtins(self.folder.info),
            "unreadable": self.unreadable,
        }

    def refresh(self) -> None:
        """Takes in new lines and scores. Raises RunError where the folder is gone."""
        with self._lock:
            self.folder = open_run(self.folder.path)
            path = self.folder.path / SAMPLES
            stamp = _stamp(path)
            if stamp[0] != self._file or stamp[1] < self._position:
                self._begin()
                self.epoch += 1
            self._file = stamp[0]
            if stamp[1] > self._position:
                self._read_on(path)
            self._read_scores()

    def raw(self, row: int) -> bytes:
        """A line as it stands in the file. Raises IndexError for a row that there is not."""
        return _read(self.folder.path / SAMPLES, self._starts[row], self.lengths[row])

    def raws(self, first: int, last: int) -> Iterator[tuple[int, bytes]]:
        """Rows of a range with their lines."""
        try:
            with (self.folder.path / SAMPLES).open("rb") as file:
                for row in range(first, min(last, len(self))):
                    file.seek(self._starts[row])
                    yield row, file.read(self.lengths[row])
        except OSError as fault:
            raise RunError(f"{self.folder.path}: {fault.strerror or fault}") from None

    def line(self, row: int, raw: bytes | None = None) -> bytes:
        """The JSON that the page reads of a row: the line, and later scores of it."""
        data = _readable(self.raw(row) if raw is None else raw)
        later = [
            encode(name) + b":" + _readable(_read(self._score_file(name), *placed[row]))
            for name, placed in self._scores.items()
            if row in placed
        ]
        return b'{"line":' + data + b',"scores":{' + b",".join(later) + b"}}"

    def labels(self, chunk: int) -> bytes:
        """What the list shows of the rows of a chunk."""
        first = chunk * LABELS
        shown = [labels(self._decode(raw)) for _, raw in self.raws(first, first + LABELS)]
        return encode(shown)

    def index(self, run: int, first: int) -> bytes:
        """The columns from row `first` on, as the page reads them of the run of that number."""
        with self._lock:
            return self.columns.encode(first, {"run": run, "epoch": self.epoch})

    def _begin(self) -> None:
        self.columns = Columns(self._items)
        self.unreadable: list[str] = []
        self._starts = array("Q")
        self.lengths = array("Q")  # in bytes, of each row's line
        self._file, self._position, self._number = 0, 0, 0
        self._scores: dict[str, dict[int, tuple[int, int]]] = {}
        self._scores_stamp: tuple[Any, ...] = ()

    def _read_on(self, path: Path) -> None:
        again = False
        for start, data in _whole_lines(path, self._position):
            self._number += 1
            self._position = start + len(data)
            if not data.strip():
                continue
            try:
                line = read_line(data)
            except ValueError as fault:
                self._note(f"{SAMPLES}:{self._number}: {fault}")
                continue
            again = self._add(line, start, len(data)) or again
        if again:
            self.epoch += 1

    def _add(self, line: RunLine, start: int, length: int) -> bool:
        self._starts.append(start)  # before the columns, for they say how many rows there are
        self.lengths.append(length)
        row, again = self.columns.add(line)
        if again:
            self._starts[row], self.lengths[row] = self._starts.pop(), self.lengths.pop()
        return again

    def _read_scores(self) -> None:
        paths = [self._score_file(name) for name in self.folder.scores()]
        stamp = (len(self), *((path.name, *_stamp(path)) for path in paths))
        if stamp == self._scores_stamp:
            return
        before = {name: len(placed) for name, placed in self._scores.items()}
        self.columns.scored.clear()
        found = {path.stem: self._placed(path) for path in paths}
        self._scores, self._scores_stamp = found, stamp
        if before != {name: len(placed) for name, placed in found.items()}:
            self.epoch += 1

    def _placed(self, path: Path) -> dict[int, tuple[int, int]]:
        """For each row that a file of scores judges, where its line begins and how long it is."""
        placed: dict[int, tuple[int, int]] = {}
        for number, (start, data) in enumerate(_whole_lines(path, 0), 1):
            try:
                score = read_score(data)
            except ValueError as fault:
                if data.strip():
                    self._note(f"{SCORES}/{path.name}:{number}: {fault}")
                continue
            row = self.columns.add_score(path.stem, score)
            if row is not None:
                placed[row] = start, len(data)
        return placed

    def _score_file(self, name: str) -> Path:
        return self.folder.path / SCORES / f"{name}.jsonl"

    def _note(self, fault: str) -> None:
        if len(self.unreadable) < _MOST_UNREADABLE:
            self.unreadable.append(fault[:400])

    @staticmethod
    def _decode(raw: bytes) -> RunLine:
        try:
            return read_line(raw)
        except ValueError:  # the file was replaced a moment ago; the next refresh sees it
            return RunLine(id="?", response="")


def _whole_lines(path: Path, position: int) -> Iterator[tuple[int, bytes]]:
    """Lines from an offset on with theirs; a half line at the end is none yet."""
    try:
        with path.open("rb") as file:
            file.seek(position)
            for data in file:
                if not data.endswith(b"\n"):
                    return
                yield position, data
                position += len(data)
    except OSError as fault:
        raise RunError(f"{path}: {fault.strerror or fault}") from None


def _read(path: Path, start: int, length: int) -> bytes:
    try:
        with path.open("rb") as file:
            file.seek(start)
            return file.read(length)
    except OSError as fault:
        raise RunError(f"{path}: {fault.strerror or fault}") from None


def _stamp(path: Path) -> tuple[int, int]:
    """Which file it is, and how long."""
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_ino, status.st_size


def _readable(raw: bytes) -> bytes:
    """JSON that a browser reads: UTF-8 without what only Python forgives, and not endless."""
    if len(raw) <= MAX_TEXT:
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return raw.strip()
    try:
        return encode(decode_json(raw))
    except (ValueError, RecursionError):
        return b"{}"
