"""Comparing the rows of two queries: as bags or in order, by cells of exact type, numbers by value.

A cell is None, an integer, a float, a text, or a blob (`bytes`). Numbers are equal where their
values are, whatever their type, and floats within a tolerance; NULL equals NULL; a text never
equals a number. With `any` columns the found columns may stand in another order.

What order is asked of the rows is said by `blocks`, the ends of stretches within which any order
will do: one for each row where all is ordered, a single one where nothing is. `ties` finds them in
two results of one query which differ only in rows that its ORDER BY leaves open.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias, cast

from assay.checks.code.outputs import Tolerance

__all__ = ["Cell", "Row", "Table", "Undecidable", "brief", "differs", "table_from", "ties"]

Cell: TypeAlias = int | float | str | bytes | None
Row: TypeAlias = tuple[Cell, ...]

_MOST_TRIES = 2_000
_MOST_ROWS_TRIED = 4_000_000
_MOST_PAIRED = 200


class Table(NamedTuple):
    """The names of columns, and the rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


class Undecidable(Exception):
    """Too many ways to match the columns."""


def table_from(message: Any) -> Table:
    """A table as `drivers.sql` sends it. Raises ValueError where it is no such thing."""
    if not isinstance(message, dict):
        raise ValueError("no table")
    given = cast("dict[str, Any]", message)
    columns, rows = given.get("columns"), given.get("rows")
    if not isinstance(columns, list) or not isinstance(rows, list):
        raise ValueError("no table")
    names = tuple(str(name) for name in cast("list[Any]", columns))
    made: list[Row] = []
    for row in cast("list[Any]", rows):
        if not isinstance(row, list) or len(cast("list[Any]", row)) != len(names):
            raise ValueError("a row of another width")
        made.append(tuple(_cell(value) for value in cast("list[Any]", row)))
    return Table(names, tuple(made))


def _cell(value: Any) -> Cell:
    if value is None or (type(value) is int and abs(value) < 1 << 64):
        return value
    if not isinstance(value, dict) or len(cast("dict[str, Any]", value)) != 1:
        raise ValueError("no cell")
    ((kind, content),) = cast("dict[str, Any]", value).items()
    if not isinstance(content, str):
        raise ValueError("no cell")
    match kind:
        case "real":
            return float(content)
        case "text":
            return content
        case "blob":
            return bytes.fromhex(content)
        case _:
            raise ValueError("no cell")


def differs(
    expected: Table,
    found: Table,
    *,
    blocks: Sequence[int],
    any_columns: bool,
    tolerance: Tolerance,
) -> str:
    """How the found table differs, in words; empty where it does not.

    Raises Undecidable where columns may stand in any order and too many orders would have to be
    tried.
    """
    width = len(expected.columns)
    if len(found.columns) != width:
        return f"it gives {_count(len(found.columns), 'column')}, expected {width}"
    ours, theirs = expected.rows, found.rows
    if len(ours) != len(theirs):
        return f"it gives {_count(len(theirs), 'row')}, expected {len(ours)}"
    if _same(ours, theirs, blocks, tolerance):
        return ""
    if any_columns and _permuted(ours, theirs, width, blocks, tolerance):
        return ""
    return _first_difference(ours, theirs, blocks, tolerance)


def ties(one: Sequence[Row], other: Sequence[Row]) -> tuple[int, ...] | None:
    """The ends of the shortest stretches that hold the same rows in both; None where none do."""
    ends: list[int] = []
    balance: Counter[Row] = Counter()
    for place, (left, right) in enumerate(zip(one, other, strict=False), 1):
        if left != right:
            for row, step in ((left, 1), (right, -1)):
                balance[row] += step
                if not balance[row]:
                    del balance[row]
        if not balance:
            ends.append(place)
    return tuple(ends) if len(one) == len(other) and not balance else None


def brief(row: Row, most: int = 80) -> str:
    """A row for a sentence."""
    text = ", ".join("NULL" if cell is None else repr(cell) for cell in row)
    return f"({text if len(text) <= most else text[:most] + '...'})"


def _same(
    ours: Sequence[Row], theirs: Sequence[Row], blocks: Sequence[int], tolerance: Tolerance
) -> bool:
    start = 0
    for end in blocks:
        if end == start + 1:
            same = _same_row(ours[start], theirs[start], tolerance)
        else:
            same = not _unmatched(ours[start:end], theirs[start:end], tolerance)[0]
        if not same:
            return False
        start = end
    return True


def _same_row(ours: Row, theirs: Row, tolerance: Tolerance) -> bool:
    return all(_same_cell(o, t, tolerance) for o, t in zip(ours, theirs, strict=True))


def _same_cell(ours: Cell, theirs: Cell, tolerance: Tolerance) -> bool:
    numbers = isinstance(ours, int | float) and isinstance(theirs, int | float)
    if not numbers:
        return type(ours) is type(theirs) and ours == theirs
    if ours == theirs or (type(ours) is int and type(theirs) is int):
        return ours == theirs
    one, other = float(cast("float", ours)), float(cast("float", theirs))
    if not (math.isfinite(one) and math.isfinite(other)):
        return False
    return abs(one - other) <= max(tolerance.atol, tolerance.rtol * abs(one))


def _unmatched(
    ours: Sequence[Row], theirs: Sequence[Row], tolerance: Tolerance
) -> tuple[list[Row], list[Row]]:
    """The rows of either side that have no partner on the other."""
    left, right = Counter(ours), Counter(theirs)
    missing, extra = list((left - right).elements()), list((right - left).elements())
    if not missing or not extra:
        return missing, extra
    return _nearly(missing, extra, tolerance)


def _nearly(
    ours: list[Row], theirs: list[Row], tolerance: Tolerance
) -> tuple[list[Row], list[Row]]:
    """Pairs the rows whose numbers are close; rows of one shape are compared among themselves."""
    groups: dict[tuple[object, ...], tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((ours, theirs)):
        for row in rows:
            groups[_shape(row)][side].append(row)
    missing: list[Row] = []
    extra: list[Row] = []
    for left, right in groups.values():
        lost, more = _paired(sorted(left, key=_numbers), sorted(right, key=_numbers), tolerance)
        missing += lost
        extra += more
    return missing, extra


def _paired(left: list[Row], right: list[Row], tolerance: Tolerance) -> tuple[list[Row], list[Row]]:
    in_step = zip(left, right, strict=False)
    if len(left) == len(right) and all(_same_row(o, t, tolerance) for o, t in in_step):
        return [], []
    if len(left) > _MOST_PAIRED or len(right) > _MOST_PAIRED:
        return left, right
    rest = list(right)
    missing: list[Row] = []
    for row in left:
        partner = next((t for t in rest if _same_row(row, t, tolerance)), None)
        if partner is None:
            missing.append(row)
        else:
            rest.remove(partner)
    return missing, rest


def _shape(row: Row) -> tuple[object, ...]:
    """The row with its numbers, which may be off a little, left out."""
    return tuple(None if isinstance(cell, int | float) else (type(cell), cell) for cell in row)


def _numbers(row: Row) -> tuple[float, ...]:
    return tuple(_orderable(cell) for cell in row if isinstance(cell, int | float))


def _orderable(cell: float) -> float:
    try:
        value = float(cell)
    except OverflowError:
        return math.inf if cell > 0 else -math.inf
    return -math.inf if value != value else value


def _permuted(
    ours: Sequence[Row],
    theirs: Sequence[Row],
    width: int,
    blocks: Sequence[int],
    tolerance: Tolerance,
) -> bool:
    """Whether the found columns, in some order, hold the expected rows."""
    if not ours:
        return True
    tries = [0]
    most = max(width * width, min(_MOST_TRIES, _MOST_ROWS_TRIED // len(ours)))

    def fits(chosen: list[int]) -> bool:
        tries[0] += 1
        if tries[0] > most:
            raise Undecidable(f"more than {most} orders of columns would have to be tried")
        left = [row[: len(chosen)] for row in ours]
        right = [tuple(row[n] for n in chosen) for row in theirs]
        return _same(left, right, blocks, tolerance)

    def extend(chosen: list[int]) -> Iterator[bool]:
        if len(chosen) == width:
            yield True
            return
        for column in range(width):
            if column not in chosen and fits([*chosen, column]):
                yield from extend([*chosen, column])

    return next(extend([]), False)


def _first_difference(
    ours: Sequence[Row], theirs: Sequence[Row], blocks: Sequence[int], tolerance: Tolerance
) -> str:
    missing, extra = _unmatched(ours, theirs, tolerance)
    if missing and extra:
        return f"the row {brief(extra[0])} is not expected, and {brief(missing[0])} is missing"
    start = 0
    for end in blocks:
        lost, _ = _unmatched(ours[start:end], theirs[start:end], tolerance)
        if lost:
            return f"row {start + 1} is {brief(theirs[start])}, expected {brief(ours[start])}"
        start = end
    return "its rows differ"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
