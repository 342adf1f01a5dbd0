"""Reading the files in which others keep their data: one record after the other.

JSON lines or one JSON array of objects (.gz too), one JSON object of numbered records, and CSV.
A record comes with the place it stands at, so that every fault can say file, line and field.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import json
import os
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple, TypeAlias, cast

from assay.errors import InputError
from assay.rows import read_lines
from assay.sample import decode_json

__all__ = ["FilePath", "Record", "csv_records", "json_records", "numbered_records"]

FilePath: TypeAlias = str | os.PathLike[str]


class Record(NamedTuple):
    """An object of a file: its line (0 where the file has no lines), its key there, its fields."""

    file: str
    line: int
    key: str
    fields: dict[str, Any]

    def fault(self, message: str, field: str = "") -> InputError:
        """The error that says where this record stands."""
        path = ".".join(part for part in (self.key, field) if part)
        return InputError(message, file=self.file, line=self.line, field=path)


def json_records(path: FilePath, *, pythonic: bool = False) -> Iterator[Record]:
    """The objects of JSON lines, or of one JSON array.

    `pythonic` reads NaN and Infinity too, which are no JSON, and which Python writes.
    """
    _refuse_parquet(path)
    lines = read_lines(path)
    for place, (number, line) in enumerate(lines):
        if place == 0 and line.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"[":
            first = line.removeprefix(codecs.BOM_UTF8)
            whole = b"".join([first, *(more for _, more in lines)])
            yield from _array(str(path), _decoded(whole, path, number, pythonic))
            return
        yield _record(str(path), number, "", _decoded(line, path, number, pythonic))


def numbered_records(path: FilePath) -> Iterator[Record]:
    """The objects in one JSON object, such as `{"0": {...}, "1": {...}}`, in their order."""
    _refuse_parquet(path)
    whole = _decoded(b"".join([line for _, line in read_lines(path)]), path, 0)
    if not isinstance(whole, dict):
        raise InputError("expected one JSON object of numbered records", file=str(path))
    for key, value in cast("dict[str, Any]", whole).items():
        yield _record(str(path), 0, key, value)


def csv_records(path: FilePath, delimiter: str = ",") -> Iterator[Record]:
    """The rows of a CSV file with a header; a cell may hold line breaks and be of any length."""
    _refuse_parquet(path)
    start = 1
    try:
        with _opened(Path(path)) as file:
            reader = csv.reader(file, strict=True, delimiter=delimiter)
            header = _next(reader) or []
            _check_header(header, str(path))
            start = reader.line_num + 1
            while (cells := _next(reader)) is not None:
                if cells:
                    yield _row(str(path), start, header, cells)
                start = reader.line_num + 1
    except csv.Error as fault:
        why = "a quotation mark is not closed" if "end of data" in str(fault) else str(fault)
        raise InputError(why, file=str(path), line=start) from None
    except (OSError, EOFError, zlib.error) as fault:
        raise InputError(getattr(fault, "strerror", None) or str(fault), file=str(path)) from None
    except UnicodeDecodeError as fault:
        raise InputError(f"not UTF-8: {fault.reason}", file=str(path)) from None


def _check_header(header: list[str], file: str) -> None:
    """Raises InputError where one column would hide another."""
    twice = next((name for name in header if header.count(name) > 1), None)
    if twice is not None:
        message = f"two columns of the header are called {twice!r:.60}"
        raise InputError(message, file=file, line=1)


def _row(file: str, line: int, header: list[str], cells: list[str]) -> Record:
    if len(cells) != len(header):
        message = f"expected {len(header)} cells as in the header, got {len(cells)}"
        raise InputError(message, file=file, line=line)
    if any("\0" in cell for cell in cells):
        raise InputError("there is a NUL byte; expected text in UTF-8", file=file, line=line)
    return Record(file, line, "", dict(zip(header, cells, strict=True)))


def _array(file: str, items: Any) -> Iterator[Record]:
    for place, item in enumerate(cast("list[Any]", items)):
        yield _record(file, 0, f"[{place}]", item)


def _record(file: str, line: int, key: str, value: object) -> Record:
    if not isinstance(value, dict):
        message = f"expected a JSON object, got {value!r:.60}"
        raise InputError(message, file=file, line=line, field=key)
    return Record(file, line, key, cast("dict[str, Any]", value))


def _decoded(data: bytes, path: FilePath, line: int, pythonic: bool = False) -> Any:
    try:
        if pythonic and (b"NaN" in data or b"Infinity" in data):
            return json.loads(data)
        return decode_json(data)
    except (ValueError, RecursionError) as fault:
        why = "nested too deeply" if isinstance(fault, RecursionError) else f"not JSON: {fault}"
        raise InputError(why, file=str(path), line=line) from None


def _refuse_parquet(path: FilePath) -> None:
    if str(path).endswith(".parquet"):
        hint = "pandas writes JSON lines by to_json(path, orient='records', lines=True)"
        raise InputError(f"Parquet is not read; {hint}", file=str(path))


def _opened(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return cast("IO[str]", gzip.open(path, "rt", encoding="utf-8-sig", newline=""))
    return path.open(encoding="utf-8-sig", newline="")


def _next(reader: Iterator[list[str]]) -> list[str] | None:
    """The next row of cells; None at the end.

    Whole responses stand in cells; Python's csv module refuses more than 128 KiB unless told, and
    can only be told for all its readers at once.
    """
    before = csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        return next(reader, None)
    finally:
        csv.field_size_limit(before)
