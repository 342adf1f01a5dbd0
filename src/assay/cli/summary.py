"""The summary of a run on the terminal, or as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import click

from assay.cli.table import columns, table
from assay.evaluate.intervals import Rate
from assay.evaluate.metrics import Measure
from assay.evaluate.summary import KindSummary, Summary
from assay.sample import encode_json
from assay.verdict import Status

__all__ = ["amount", "measures_table", "print_summary"]

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
    measures = [measures_table(summary.metrics)] if summary.metrics else []
    for part in (_head(summary), _kinds(summary), *measures, *_notes(summary)):
        click.echo(part.encode("utf-8", "replace").decode(), err=to_stderr)


def _head(summary: Summary) -> str:
    counts = summary.statuses
    shown = "  ".join(
        click.style(f"{counts[name]:,} {name}", fg=style) for name, style in _STYLES.items()
    )
    rates = _said(summary.prompt_rate, "pass every check"), _said(summary.check_rate, "pass")
    return columns(
        [
            ("rows", f"{summary.rows:,}", f"{summary.source} · {summary.mode} mode"),
            ("responses", f"{summary.responses:,}", rates[0]),
            ("verdicts", f"{summary.verdicts:,}", rates[1]),
            ("", "", shown),
        ]
    )


def _kinds(summary: Summary) -> str:
    header = ["kind", "pass", "fail", "undecided", "error", "pass rate", "95 % interval", "µs each"]
    return table(header, [_kind(kind) for kind in summary.kinds])


def _kind(kind: KindSummary) -> list[str]:
    counts = (kind.passes, kind.fails, kind.undecided, kind.error)
    micro = kind.seconds / kind.asked * 1e6
    return [
        kind.kind,
        *(f"{n:,}" if n else "·" for n in counts),
        *_interval(kind.rate),
        f"{micro:,.0f}",
    ]


def measures_table(measures: Sequence[Measure]) -> str:
    """The measures of metrics, with what keeps one from having a value or an interval below."""
    faults = max((measure.faults for measure in measures), default=0)
    header = ["metric", "value", "95 % interval", "over", "unknown"]
    lines = [table(header, [_measure(measure) for measure in measures]).rstrip("\n")]
    lines += [f" {measure.name}: {measure.why}" for measure in measures if measure.why]
    if faults:
        lines.append(f" attempts without a response, in no metric: {faults:,}")
    return "\n".join([*lines, ""])


def _measure(measure: Measure) -> list[str]:
    value, low, high = measure.value, measure.low, measure.high
    return [
        measure.name,
        "none decided" if value is None else amount(value, measure),
        "" if low is None or high is None else f"{amount(low, measure)} to {amount(high, measure)}",
        f"{measure.n:,}",
        f"{measure.unknown:,}" if measure.unknown else "·",
    ]


def amount(value: float, measure: Measure) -> str:
    """A value in its unit."""
    if measure.unit == "share":
        return f"{value:.1%}" if measure.most == 1 else f"{value:.2f}"
    if measure.unit == "usd":
        return f"${_digits(value, 4)}"
    if measure.unit == "number":
        return f"{value:.4f}"
    return f"{value:,.0f} {measure.unit}" if value >= 100 else f"{_digits(value, 3)} {measure.unit}"


def _digits(value: float, most: int) -> str:
    """A number with so many digits that count, never with an exponent: a cheap model's answers
    cost $0.00001234."""
    return f"{Decimal(f'{value:.{most}g}'):,f}"


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
