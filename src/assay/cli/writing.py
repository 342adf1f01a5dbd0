"""Where a command writes: never over what it reads."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO

from assay.errors import InputError
from assay.evaluate.runs.folder import SAMPLES, SCORES
from assay.evaluate.runs.info import INFO

__all__ = ["refuse_overwriting", "writing"]


def refuse_overwriting(output: str | None, *reads: str) -> None:
    """Raises InputError where the file to write is one that is read, by any name or link of it, or
    lies in a folder that is read. Whoever reads a file of a run reads the run."""
    if output in (None, "-"):
        return
    target = Path(output)
    for read in map(_whole, reads):
        same = target.is_file() and any(_same(target, file) for file in (read, *read.rglob("*")))
        within = read.is_dir() and read.resolve() in target.resolve().parents
        if same or within:
            what = "a file that is read" if same else "in a folder that is read"
            raise InputError(f"this is {what}; write somewhere else", file=output)


def _whole(read: str) -> Path:
    """The folder of a run where this is a file of it, else the path itself."""
    path = Path(read).absolute()
    folder = path.parent.parent if path.parent.name == SCORES else path.parent
    ours = path.name in (SAMPLES, INFO) or path.parent.name == SCORES
    return folder if ours and (folder / INFO).is_file() else path


def _same(target: Path, other: Path) -> bool:
    try:
        return other.is_file() and target.samefile(other)
    except PermissionError:  # what nobody may look at is not read either
        return False


def writing(output: str | None) -> AbstractContextManager[IO[bytes]]:
    """The file to write, or standard output for `-` and for none; that stays open."""
    if output in (None, "-"):
        return nullcontext(sys.stdout.buffer)
    return Path(output).open("wb")
