"""Columns of text for a terminal: names to the left, numbers to the right."""

from __future__ import annotations

from collections.abc import Sequence

import click

__all__ = ["columns", "table"]

_GAP = "   "


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table with a rule under its header; all columns but the first align to the right."""
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    rule = "─" * (sum(widths) + len(_GAP) * (len(widths) - 1))
    lines = [_line(row, widths) for row in (header, *rows)]
    return "\n".join(["", *[f" {line}" for line in (lines[0], rule, *lines[1:])], ""])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
    return _GAP.join([row[0].ljust(widths[0]), *cells])


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Rows of equal length, all columns to the left; styles of click take no room."""
    widths = [
        max(len(click.unstyle(cell)) for cell in column) for column in zip(*rows, strict=True)
    ]
    return "\n".join(
        "  ".join(
            cell + " " * (width - len(click.unstyle(cell)))
            for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    )
