"""The tables of a Markdown text, and their rows, columns and cells (`tables:assay/1`).

Rows are those under the header. A row is chosen by its number or by the text of its first cell, a
column by its number or its header; numbers count from 1, from the end where negative; case,
emphasis and white space of names are set aside. A row is its line as it stands, a column its cells
one a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assay.response import Response
from assay.views.tables import TABLES, Table

__all__ = ["cells", "columns", "rows", "tables"]

Offsets = tuple[int, int]
Choice = int | str | None

_PIPE = re.compile(r"(?<!\\)\|")


class _Row(NamedTuple):
    """Where a row stands, and where its cells do."""

    place: Offsets
    cells: tuple[Offsets, ...]


class _Grid(NamedTuple):
    """A table by places: of its header cells and of the rows under them."""

    header: tuple[str, ...]
    rows: tuple[_Row, ...]


def tables(response: Response, number: int | None) -> list[Offsets]:
    """Where the tables stand, or the one of that number."""
    return [(table.start, table.end) for table in _tables(response, number)]


def rows(response: Response, table: int | None, row: Choice) -> list[Offsets]:
    """Where the rows under the headers stand, those chosen."""
    grids = _grids(response, table)
    return [made.place for grid in grids for made in _chosen_rows(response.text, grid, row)]


def columns(response: Response, table: int | None, column: Choice) -> tuple[Response, ...]:
    """The chosen columns, cells one a line."""
    made: list[Response] = []
    for grid in _grids(response, table):
        for place in _chosen(grid.header, column):
            inner = [row.cells[place] for row in grid.rows if place < len(row.cells)]
            made.append(Response("\n".join(response.text[a:b] for a, b in inner), None))
    return tuple(made)


def cells(response: Response, table: int | None, row: Choice, column: Choice) -> list[Offsets]:
    """Where the cells stand in the chosen rows and columns, row by row."""
    found: list[Offsets] = []
    for grid in _grids(response, table):
        wanted = _chosen(grid.header, column)
        for made in _chosen_rows(response.text, grid, row):
            found += [made.cells[place] for place in wanted if place < len(made.cells)]
    return found


def _tables(response: Response, number: int | None) -> Sequence[Table]:
    found = response.view(TABLES)
    return found if number is None else [found[n] for n in _at(number, len(found))]


def _grids(response: Response, number: int | None) -> list[_Grid]:
    return [
        response.keep(("grid", table.start), lambda table=table: _grid(response.text, table))
        for table in _tables(response, number)
    ]


def _grid(text: str, table: Table) -> _Grid:
    made: list[_Row] = []
    position = table.start
    for number, line in enumerate(text[table.start : table.end].split("\n")):
        if number > 1 and line.strip():
            start, end = _trimmed(text, position, position + len(line))
            made.append(_Row((start, end), _cells(text, start, end, len(table.header))))
        position += len(line) + 1
    return _Grid(table.header, tuple(made))


def _cells(text: str, start: int, end: int, number: int) -> tuple[Offsets, ...]:
    """The cells of a row, at most as many as there are headers."""
    if text[start:end].startswith("|"):
        start += 1
    if end > start and text[end - 1] == "|" and text[end - 2 : end - 1] != "\\":
        end -= 1
    bars = [bar.start() for bar in _PIPE.finditer(text, start, end)]
    starts, ends = [start, *(bar + 1 for bar in bars)], [*bars, end]
    return tuple(_trimmed(text, a, b) for a, b in list(zip(starts, ends, strict=True))[:number])


def _trimmed(text: str, start: int, end: int) -> Offsets:
    piece = text[start:end]
    head = start + len(piece) - len(piece.lstrip())
    return head, max(head, start + len(piece.rstrip()))


def _chosen_rows(text: str, grid: _Grid, row: Choice) -> list[_Row]:
    first = [text[slice(*made.cells[0])] if made.cells else "" for made in grid.rows]
    return [grid.rows[place] for place in _chosen(first, row)]


def _chosen(names: Sequence[str], choice: Choice) -> list[int]:
    if choice is None:
        return list(range(len(names)))
    if isinstance(choice, int):
        return _at(choice, len(names))
    return [place for place, name in enumerate(names) if _plain(name) == _plain(choice)]


def _at(number: int, size: int) -> list[int]:
    place = number - 1 if number > 0 else size + number
    return [place] if 0 <= place < size else []


def _plain(name: str) -> str:
    return " ".join(name.strip(" *_`\t").casefold().split())
