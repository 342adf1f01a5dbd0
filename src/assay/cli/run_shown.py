"""A run on the terminal: how it goes, while it goes, and what came of it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Generator
from contextlib import contextmanager
from threading import Event, Thread

import click

from assay.cli.summary import measures_table
from assay.cli.table import columns
from assay.evaluate.metrics import measure
from assay.evaluate.metrics.of_lines import outcomes_of
from assay.evaluate.runs import RunFolder
from assay.evaluate.runs.config import Config
from assay.evaluate.runs.counts import Counts
from assay.evaluate.runs.estimate import Estimate
from assay.sample import encode_json

__all__ = ["clock", "print_estimate", "print_run", "watched"]

_TICK = 0.2
_SELDOM = 60.0
"""Seconds between lines where nothing can be written over."""
_CLEAR = "\r\x1b[2K"


@contextmanager
def watched(counts: Counts) -> Generator[None]:
    """Shows how the run goes, on standard error: in place on a terminal, elsewhere (in a log, say)
    as a line from time to time, so that a short run says nothing."""
    terminal = sys.stderr.isatty()
    over = Event()

    def show() -> None:
        while not over.wait(_TICK if terminal else _SELDOM):
            line = progress_line(counts)
            said = _CLEAR + _fitted(line) if terminal else click.unstyle(line)
            click.echo(said, nl=not terminal, err=True)

    thread = Thread(target=show, name="assay-progress", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        if terminal:
            click.echo(_CLEAR + progress_line(counts), err=True)


def progress_line(counts: Counts) -> str:
    """How far, how fast, how well, at what cost, and how long still."""
    wanted, rate = counts.wanted, counts.rate
    parts = [f"{counts.lines:,}" if wanted is None else f"{counts.lines:,} of {wanted:,}"]
    if rate is not None:
        parts.append(f"{rate:,.1f}/s")
    if counts.accuracy is not None:
        parts.append(f"{counts.accuracy:.1%} pass")
    if counts.faults:
        parts.append(click.style(f"{counts.faults:,} faults", fg="yellow"))
    parts.append(_spent(counts.spent.tokens, counts.spent.cost))
    if counts.left:
        parts.append(f"{clock(counts.left)} left")
    return " · ".join(parts)


def _fitted(line: str) -> str:
    """A line that the terminal does not break, since only the last of two can be cleared."""
    width = shutil.get_terminal_size().columns - 1
    return line if len(click.unstyle(line)) <= width else click.unstyle(line)[:width]


def print_run(folder: RunFolder, *, as_json: bool) -> None:
    """What came of a run: its counts, then its metrics with intervals."""
    measures = measure(folder.info.metrics, outcomes_of(folder.lines()))
    if as_json:
        said = {"run": str(folder.path), "info": folder.info, "metrics": measures}
        click.echo(encode_json(said))
        return
    for part in (_head(folder), measures_table(measures), *_notes(folder)):
        click.echo(part.encode("utf-8", "replace").decode())


def _head(folder: RunFolder) -> str:
    info, totals = folder.info, folder.info.totals
    times = "attempt" if info.n == 1 else "attempts each"
    shown = [
        click.style(f"{totals.passed:,} pass", fg="green"),
        click.style(f"{totals.failed:,} fail", fg="red"),
        click.style(f"{totals.unknown:,} undecided", fg="yellow"),
        click.style(f"{totals.faults:,} without an answer", fg="magenta"),
    ]
    spent = f"{_spent(totals.tokens, totals.cost)} · {clock(totals.seconds)}"
    return columns(
        [
            ("task", info.task.title or info.task.name),
            ("model", info.model.name),
            ("samples", f"{totals.samples:,} · {info.n} {times}"),
            ("answers", "  ".join(shown)),
            ("spent", spent),
            ("run", str(folder.path)),
        ]
    )


def _notes(folder: RunFolder) -> list[str]:
    info = folder.info
    if info.status == "done" and not info.totals.faults:
        return []
    faults = info.totals.faults
    why = info.why or f"{faults:,} {'request' if faults == 1 else 'requests'} got no answer"
    return [f"{why}; --resume --out {folder.path} asks for what is missing"]


def print_estimate(config: Config, made: Estimate, *, as_json: bool) -> None:
    """What would be asked."""
    if as_json:
        click.echo(encode_json(made))
        return
    most = made.most_completion_tokens
    rows = [
        ("task", config.task),
        ("model", config.model),
        ("asks", _asks(config, made)),
        ("prompts", f"about {made.prompt_tokens:,} tokens, at four characters a token"),
        ("answers", "of any length" if most is None else f"at most {most:,} tokens"),
    ]
    if made.most_cost is not None:
        rows.append(("cost", f"at most about ${made.most_cost:,.4f}"))
    click.echo(columns(rows))
    if made.first:
        click.echo("\nthe first prompt:")
    for message in made.first:
        click.echo(f"{message.get('role')}: {message.get('content')}".encode("utf-8", "replace"))


def _asks(config: Config, made: Estimate) -> str:
    said = f"{made.asks:,} · {made.samples:,} samples, {config.n} of each"
    return f"{said}, {made.answered:,} of them answered" if made.answered else said


def _spent(tokens: int, cost: float | None) -> str:
    said = f"{tokens:,} tokens"
    return said if cost is None else f"{said} · ${cost:,.4f}"


def clock(seconds: float) -> str:
    """Seconds as minutes, or hours, with colons."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
