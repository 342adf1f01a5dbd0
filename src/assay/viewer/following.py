"""A run that is looked at: its columns in memory, its lines on disk, followed while it goes on.

A line that cannot be read is counted and left out. `epoch` changes where rows that were shown
before are no longer what they were: the file was replaced (as a run does when it ends), or an
attempt was made again; what was fetched earlier is then void.
"""

from __future__ import annotations

import os
from array import array
from codecs import BOM_UTF8
from collections.abc import Iterator
from threading import Lock
from typing import Any, NamedTuple

import msgspec

from assay.errors import RunError
from assay.evaluate.page.encode import MAX_TEXT, encode
from assay.evaluate.runs import RunFolder, open_run
from assay.evaluate.runs.folder import SAMPLES, SCORES
from assay.evaluate.runs.line import RunLine, ScoreLine, read_line, read_score
from assay.sample import decode_json
from assay.viewer.columns import Columns
from assay.viewer.lines import UNREADABLE, LineFile, identity
from assay.viewer.texts import labels

__all__ = ["LABELS", "Followed"]

LABELS = 512
"""Rows whose labels are sent together."""
_MOST_UNREADABLE = 20


class _Scores(NamedTuple):
    """Later scores: their file, and for each row it judges where the line begins, how long."""

    file: LineFile
    placed: dict[int, tuple[int, int]]


class Followed:
    """One run; `refresh` takes in what was written since. Safe to use from several threads."""

    def __init__(self, path: str | os.PathLike[str], items: dict[str, int]) -> None:
        self.folder: RunFolder = open_run(path)
        self._items = items
        self._lock = Lock()
        self.epoch = 0
        self.gone = ""
        self._begin()

    def __len__(self) -> int:
        return len(self.columns)

    def about(self) -> dict[str, Any]:
        """What the page says of the run as a whole, and how much of it there is."""
        return {
            "epoch": self.epoch,
            "rows": len(self),
            "gone": self.gone,
            "info": msgspec.to_builtins(self.folder.info),
            "unreadable": self.unreadable,
        }

    def refresh(self) -> None:
        """Takes in new lines and scores. Raises RunError where the run cannot be read any more;
        what was read before stays, and `gone` says why there is no more."""
        with self._lock:
            try:
                self._refresh()
            except RunError as fault:
                self.gone = str(fault)
                raise
            self.gone = ""

    def _refresh(self) -> None:
        self.folder = open_run(self.folder.path)
        path = self.folder.path / SAMPLES
        now, file = identity(path), self._file
        if file and not now:
            raise RunError(f"{path}: there is no such file any more")
        if now and (file is None or now != file.identity or file.size < self._position):
            opened = LineFile(path)
            self._begin()
            self._file = opened
            self.epoch += 1
        self._read_on()
        self._read_scores()

    def raw(self, row: int) -> bytes:
        """A line as it stands in the file. Raises IndexError for a row that there is not."""
        file, start, length = self._file, self._starts[row], self.lengths[row]
        return file.read(start, length) if file else b""

    def later(self, row: int) -> Iterator[tuple[str, bytes]]:
        """The lines of later scores of a row, with their names."""
        for name, scores in self._scores.items():
            if row in scores.placed:
                yield name, scores.file.read(*scores.placed[row])

    def raws(self, first: int, last: int) -> Iterator[tuple[int, bytes]]:
        """Rows of a range with their lines."""
        return ((row, self.raw(row)) for row in range(first, min(last, len(self))))

    def line(self, row: int, raw: bytes | None = None) -> bytes:
        """The JSON that the page reads of a row: the line, and later scores of it."""
        data = _readable(self.raw(row) if raw is None else raw)
        later = [encode(name) + b":" + _readable(score) for name, score in self.later(row)]
        return b'{"line":' + data + b',"scores":{' + b",".join(later) + b"}}"

    def labels(self, chunk: int) -> bytes:
        """What the list shows of the rows of a chunk."""
        first, names = chunk * LABELS, list(self.columns.scored)
        shown: list[tuple[str | None, ...]] = []
        for row, raw in self.raws(first, first + LABELS):
            later = {name: _score(data) for name, data in self.later(row)}
            shown.append(labels(_line(raw), [later.get(name) for name in names]))
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
        self._file: LineFile | None = None
        self._position = self._number = 0
        self._scores: dict[str, _Scores] = {}
        self._scores_stamp: tuple[Any, ...] = ()

    def _read_on(self) -> None:
        again = False
        for start, data in self._file.lines(self._position) if self._file else ():
            self._number += 1
            self._position = start + len(data)
            if not data.strip():
                continue
            try:
                line = read_line(data)
            except UNREADABLE as fault:
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
        folder = self.folder.path / SCORES
        files = [LineFile(folder / f"{name}.jsonl") for name in self.folder.scores()]
        stamp = tuple((file.path.name, file.identity, file.size) for file in files)
        if (len(self), stamp) == self._scores_stamp:
            return
        before = self._scores_stamp[1:], [len(scores.placed) for scores in self._scores.values()]
        self.columns.scored.clear()
        self._scores = {file.path.stem: self._placed(file) for file in files}
        self._scores_stamp = len(self), stamp
        if before != ((stamp,), [len(scores.placed) for scores in self._scores.values()]):
            self.epoch += 1

    def _placed(self, file: LineFile) -> _Scores:
        placed: dict[int, tuple[int, int]] = {}
        for number, (start, data) in enumerate(file.lines(), 1):
            try:
                score = read_score(data)
            except UNREADABLE as fault:
                if data.strip():
                    self._note(f"{SCORES}/{file.path.name}:{number}: {fault}")
                continue
            row = self.columns.add_score(file.path.stem, score)
            if row is not None:
                placed[row] = start, len(data)
        return _Scores(file, placed)

    def _note(self, fault: str) -> None:
        if len(self.unreadable) < _MOST_UNREADABLE and fault[:400] not in self.unreadable:
            self.unreadable.append(fault[:400])


def _line(raw: bytes) -> RunLine:
    try:
        return read_line(raw)
    except UNREADABLE:  # written over a moment ago; the next refresh sees it
        return RunLine(id="?", response="")


def _score(raw: bytes) -> ScoreLine | None:
    try:
        return read_score(raw)
    except UNREADABLE:
        return None


def _readable(raw: bytes) -> bytes:
    """JSON that a browser reads: UTF-8 without what only Python forgives, and not endless."""
    if len(raw) <= MAX_TEXT:
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return raw.strip().removeprefix(BOM_UTF8)
    try:
        return encode(decode_json(raw))
    except (ValueError, RecursionError):
        return b"{}"
