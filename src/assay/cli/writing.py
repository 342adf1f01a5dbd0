"""Where a command writes: never over what it reads."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO

from assay.errors import InputError

__all__ = ["refuse_overwriting", "writing"]


def refuse_overwriting(output: str | None, *reads: str) -> None:
    """Raises InputError where the file to write is one that is read, by any name or link of it, or
    lies in a folder that is read."""
    if output in (None, "-"):
        return
    target = Path(output)
    for read in map(Path, reads):
        same = target.is_file() and read.exists() and read.samefile(target)
        within = read.is_dir() and read.resolve() in target.resolve().parents
        if same or within:
            what = "a file that is read" if same else "in a folder that is read"
            raise InputError(f"this is {what}; write somewhere else", file=output)


def writing(output: str | None) -> AbstractContextManager[IO[bytes]]:
    """The file to write, or standard output for `-` and for none; that stays open."""
    if output in (None, "-"):
        return nullcontext(sys.stdout.buffer)
    return Path(output).open("wb")
