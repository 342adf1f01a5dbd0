"""The tables of a Markdown text: `tables:assay/1`.

A table is a header row, a delimiter row with as many cells (`| --- | :-: |`) and the rows under
it, up to the first line without a pipe, as GitHub's Markdown (GFM 0.29, section 4.10) has it. A
row is cut or filled up to the number of header cells; an escaped pipe divides no cells. Tables in
code blocks are code. NOT covered: HTML tables, tables drawn with spaces.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from assay.views.blocks import Fences
from assay.views.view import View

__all__ = ["TABLES", "Table", "tables"]

_CELL = re.compile(r":?-+:?")
_DELIMITER = re.compile(r"^[ \t]*[|:-][|: \t-]*\r?$", re.MULTILINE)
_PIPE = re.compile(r"(?<!\\)\|")


class Table(NamedTuple):
    """Where a table stands, its header cells and the cells of the rows under it."""

    start: int
    end: int
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(text: str) -> tuple[Table, ...]:
    """The tables, in order; one pass over the lines."""
    if "|" not in text or _DELIMITER.search(text) is None:
        return ()
    found: list[Table] = []
    fences, fenced = Fences(), "```" in text or "~~~" in text
    before: tuple[int, str] | None = None
    opened: Table | None = None
    rows: list[tuple[str, ...]] = []
    position = 0
    for line in text.split("\n"):
        start, position = position, position + len(line) + 1
        plain = not (fenced and fences.marks(line)) and fences.language is None
        if opened is not None and plain and "|" in line and line.strip():
            rows.append(_fitted(cells(line), len(opened.header)))
            opened = opened._replace(end=start + len(line.rstrip()))
            continue
        if opened is not None:
            found.append(opened._replace(rows=tuple(rows)))
            opened, before, rows = None, None, []
        header = _header(before, line) if plain and before is not None else None
        if header is not None and before is not None:
            opened = Table(before[0], start + len(line.rstrip()), header, ())
        before = (start, line) if plain and line.strip() else None
    if opened is not None:
        found.append(opened._replace(rows=tuple(rows)))
    return tuple(found)


def cells(line: str) -> tuple[str, ...]:
    """The cells of a row, trimmed."""
    row = line.strip().removeprefix("|")
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    return tuple(cell.strip() for cell in _PIPE.split(row))


def _header(before: tuple[int, str] | None, line: str) -> tuple[str, ...] | None:
    """The header cells, where this line is the delimiter row under the line before."""
    if before is None or "-" not in line or line.strip().strip("|:- \t"):
        return None
    if "|" not in before[1] or ("|" not in line and _PIPE.search(before[1].strip("| ")) is None):
        return None
    marks, header = cells(line), cells(before[1])
    if len(marks) != len(header) or not all(_CELL.fullmatch(mark) for mark in marks):
        return None
    return header


def _fitted(row: tuple[str, ...], columns: int) -> tuple[str, ...]:
    return (row + ("",) * (columns - len(row)))[:columns]


TABLES = View("tables:assay/1", tables)
