"""A run's folder, read. Whoever looks at runs looks through this.

`run.json` says what was asked, `samples.jsonl` holds a line for each attempt, `scores/NAME.jsonl`
what other checks decided later. `index.sqlite` is made from them and may be deleted at any time.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from assay.errors import RunError
from assay.evaluate.runs.info import RunInfo, read_info
from assay.evaluate.runs.line import RunLine, ScoreLine, read_line, read_score

__all__ = ["SAMPLES", "RunFolder", "open_run"]

SAMPLES = "samples.jsonl"
SCORES = "scores"
_Line = TypeVar("_Line")


class RunFolder:
    """A run on disk, finished, stopped or under way; reading it changes nothing."""

    def __init__(self, path: Path, info: RunInfo) -> None:
        self.path = path
        self.info = info

    def __repr__(self) -> str:
        return f"RunFolder({str(self.path)!r}, {self.info.status}, {self.info.id!r})"

    def lines(self) -> Iterator[RunLine]:
        """The lines of `samples.jsonl`, in the order of the file: of a run that is done the order
        of the task's samples and of their attempts, otherwise that in which answers came.

        A half line at the end, as a killed run leaves it, is no line. Raises RunError, with file
        and line, for any other that cannot be read.
        """
        return (line for _, line in self.placed_lines())

    def placed_lines(self, start: int = 0) -> Iterator[tuple[int, RunLine]]:
        """The lines with the offsets, in bytes, at which they begin; from the one at `start` on."""
        return _read(self.path / SAMPLES, read_line, start)

    def line_at(self, offset: int) -> RunLine:
        """The line that begins at an offset. Raises RunError where none does."""
        path = self.path / SAMPLES
        try:
            with path.open("rb") as file:
                file.seek(offset)
                return read_line(file.readline())
        except OSError as fault:
            raise RunError(f"{path}: {fault.strerror or fault}") from None
        except ValueError as fault:
            raise RunError(f"{path}: no line begins at byte {offset}: {fault}") from None

    def scores(self) -> list[str]:
        """The names under which other checks have judged this run later, sorted."""
        return sorted(path.stem for path in (self.path / SCORES).glob("*.jsonl"))

    def scored(self, name: str) -> Iterator[ScoreLine]:
        """What the checks of that name decided, line by line. Raises RunError as `lines` does."""
        return (line for _, line in _read(self.path / SCORES / f"{name}.jsonl", read_score))


def _read(
    path: Path, read: Callable[[bytes], _Line], start: int = 0
) -> Iterator[tuple[int, _Line]]:
    position = start
    try:
        with path.open("rb") as file:
            file.seek(start)
            for number, data in enumerate(file, 1):
                if not data.endswith(b"\n"):
                    return
                if data.strip():
                    try:
                        yield position, read(data)
                    except ValueError as fault:  # msgspec's errors are among them
                        place = f"{path}:{number}" if not start else f"{path}, byte {position}"
                        raise RunError(f"{place}: not a line of a run: {fault}") from None
                position += len(data)
    except FileNotFoundError:
        return
    except OSError as fault:
        raise RunError(f"{path}: {fault.strerror or fault}") from None


def open_run(path: str | os.PathLike[str]) -> RunFolder:
    """The run in a folder; also by the name of a file in it.

    Raises RunError where it is none, or was written by a later Assay.
    """
    folder = Path(path)
    if folder.is_file() and folder.name in (SAMPLES, "run.json"):
        folder = folder.parent
    return RunFolder(folder, read_info(folder))
