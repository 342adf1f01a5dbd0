"""The summary of a run on the terminal, or as JSON."""

from __future__ import annotations

import sys

import click

from assay.evaluate.intervals import Rate
from assay.evaluate.summary import KindSummary, Summary
from assay.sample import encode_json
from assay.verdict import Status

__all__ = ["print_summary"]

_STYLES: dict[Status, str] = {
    "pass": "green",
    "fail": "red",
    "undecided": "yellow",
    "error": "magenta",
}


def print_summary(summary: Summary, *, as_json: bool, to_stderr: bool) -> None:
    """Prints the summary: counts first, then rates with intervals, then kinds."""
    if as_json:
        click.echo(encode_json(summary), err=to_stderr)
        return
    from rich.console import Console

    console = Console(stderr=to_stderr, highlight=False)
    if not (sys.stderr if to_stderr else sys.stdout).isatty():
        console = Console(stderr=to_stderr, highlight=False, width=100)
    for part in (_head(summary), _kinds(summary), *_notes(summary)):
        console.print(part)


def _head(summary: Summary) -> object:
    from rich.markup import escape
    from rich.table import Table

    counts = summary.statuses
    grid = Table.grid(padding=(0, 2))
    source = escape(summary.source.encode("utf-8", "replace").decode())
    grid.add_row("rows", f"{summary.rows:,}", f"{source} · {summary.mode} mode")
    grid.add_row(
        "responses", f"{summary.responses:,}", _said(summary.prompt_rate, "pass every check")
    )
    grid.add_row("verdicts", f"{summary.verdicts:,}", _said(summary.check_rate, "pass"))
    shown = "  ".join(f"[{style}]{counts[name]:,} {name}[/]" for name, style in _STYLES.items())
    grid.add_row("", "", shown)
    return grid


def _kinds(summary: Summary) -> object:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("kind")
    for name in ("pass", "fail", "undecided", "error"):
        table.add_column(name, justify="right")
    table.add_column("pass rate", justify="right")
    table.add_column("95 % interval", justify="right")
    table.add_column("µs each", justify="right")
    for kind in summary.kinds:
        table.add_row(*_kind(kind))
    return table


def _kind(kind: KindSummary) -> list[str]:
    counts = (kind.passes, kind.fails, kind.undecided, kind.error)
    micro = kind.seconds / kind.asked * 1e6
    return [
        kind.kind,
        *(f"{n:,}" if n else "·" for n in counts),
        *_interval(kind.rate),
        f"{micro:,.0f}",
    ]


def _interval(rate: Rate) -> tuple[str, str]:
    if rate.rate is None or rate.low is None or rate.high is None:
        return "none decided", ""
    return f"{rate.rate:.1%}", f"{rate.low:.1%} to {rate.high:.1%}"


def _said(rate: Rate, what: str) -> str:
    if rate.rate is None or rate.low is None or rate.high is None:
        return "none decided"
    return f"{rate.rate:.1%} {what} ({rate.low:.1%} to {rate.high:.1%}, of {rate.n:,} decided)"


def _notes(summary: Summary) -> list[str]:
    slow = ", ".join(f"{k.kind} {k.seconds / k.asked * 1e6:,.0f} µs" for k in summary.slowest())
    notes = [f"slowest: {slow}"] if slow else []
    unknown = ", ".join(f"{k.kind} {k.unknown:,} of {k.asked:,}" for k in summary.most_unknown())
    if unknown:
        notes.append(f"most undecided: {unknown}")
    return notes
