"""Flips on the terminal: each with both reasons, then from what status to what."""

from __future__ import annotations

from typing import TextIO

import click

from assay.cli.table import table
from assay.evaluate.flips import STATUSES, FlipSummary, Found, Unmatched
from assay.sample import encode_json

__all__ = ["print_flips", "print_found"]


def print_found(found: Found, file: TextIO) -> None:
    """Prints a flip, or what could not be compared."""
    name = f"row {found.row}" + (f" ({found.id})" if found.id else "")
    if isinstance(found, Unmatched):
        lines = [f"{name} not compared: {found.why}"]
    else:
        place = f"response {found.response + 1}, check {found.check + 1}"
        head = f"{name}, {place}, {found.kind}: {found.before} -> {found.after}"
        lines = [head, f"  before: {found.why_before}", f"  after:  {found.why_after}"]
    click.echo("\n".join(lines).encode("utf-8", "replace").decode(), file=file)


def print_flips(summary: FlipSummary, *, as_json: bool, to_stderr: bool) -> None:
    """Prints how many verdicts changed, and the table of both sides' statuses."""
    if as_json:
        click.echo(encode_json(summary), err=to_stderr)
        return
    for part in (_table(summary), *_lines(summary)):
        click.echo(part.encode("utf-8", "replace").decode(), err=to_stderr)


def _table(summary: FlipSummary) -> str:
    rows: list[list[str]] = []
    for before in STATUSES:
        counts = [summary.table[before][after] for after in STATUSES]
        rows.append([before, *(f"{count:,}" if count else "·" for count in counts)])
    return table([f"{summary.before} \\ {summary.after}", *STATUSES], rows)


def _lines(summary: FlipSummary) -> list[str]:
    lines = [f"{summary.flips:,} of {summary.verdicts:,} verdicts in {summary.rows:,} rows flip"]
    if summary.unmatched:
        lines.append(f"not compared: {summary.unmatched:,}")
    if summary.aside:
        lines.append(f"rows without an answer check: {summary.aside:,}")
    return lines
