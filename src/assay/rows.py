"""Files of rows: JSON lines, read one by one, plain or gzipped.

A blank line is no row. One row is the least that must fit into memory.
"""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple, cast

from assay.errors import InputError
from assay.sample import Row, read_row

__all__ = ["NumberedLine", "check_rows", "read_lines", "read_rows"]


class NumberedLine(NamedTuple):
    """A line that is not blank, with its number in the file (from 1)."""

    number: int
    line: bytes


_LONGEST = 1 << 30
"""Bytes of a line."""


def read_lines(path: str | os.PathLike[str]) -> Iterator[NumberedLine]:
    """The lines of a file that are not blank.

    Raises InputError where the file cannot be read, and at a line of more than 1 GiB, to which a
    gzipped megabyte can unpack.
    """
    try:
        with _open(Path(path)) as file:
            for number, line in enumerate(iter(lambda: file.readline(_LONGEST + 1), b""), 1):
                if len(line) > _LONGEST:
                    why = f"the line is longer than {_LONGEST:,} bytes"
                    raise InputError(why, file=str(path), line=number)
                if line.strip():
                    yield NumberedLine(number, line)
    except (OSError, EOFError, zlib.error) as fault:
        raise InputError(getattr(fault, "strerror", None) or str(fault), file=str(path)) from None


def read_rows(path: str | os.PathLike[str], *, answered: bool = True) -> Iterator[Row]:
    """The rows of a file, which may lack responses where they need not be `answered`.

    Raises InputError at the first that is malformed.
    """
    for number, line in read_lines(path):
        yield read_row(line, file=str(path), number=number, answered=answered)


def check_rows(path: str | os.PathLike[str]) -> int:
    """How many rows a file has. Raises InputError at the first that is malformed."""
    return sum(1 for _ in read_rows(path))


def _open(path: Path) -> IO[bytes]:
    """Tells a gzipped file by its name or by how it begins; no JSON begins like that."""
    file = path.open("rb")
    if path.suffix != ".gz" and file.peek(2)[:2] != b"\x1f\x8b":
        return file
    file.close()
    return cast("IO[bytes]", gzip.open(path, "rb"))
