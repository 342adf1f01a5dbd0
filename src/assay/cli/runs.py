"""`assay runs RUN...`: runs in one table."""

from __future__ import annotations

import click

from assay.cli.run_shown import clock
from assay.cli.summary import amount
from assay.cli.table import table
from assay.errors import BadParameter
from assay.evaluate.metrics import Measure, measure
from assay.evaluate.metrics import metrics as metrics_named
from assay.evaluate.metrics.of_lines import outcomes_of
from assay.evaluate.runs import RunFolder, RunInfo, open_run
from assay.evaluate.runs.info import FILES
from assay.sample import encode_json

__all__ = ["runs"]


@click.command()
@click.argument("paths", metavar="RUN...", nargs=-1, required=True)
@click.option("--metrics", metavar="NAME,...", help="In place of each run's own.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with intervals.")
def runs(paths: tuple[str, ...], metrics: str | None, as_json: bool) -> None:
    """Tabulate runs: what each asked of which model, and what came of it.

    A run that is stopped or under way is told by what it has so far. `assay compare` says whether
    two differ.
    """
    names = [name.strip() for name in (metrics or "").split(",") if name.strip()]
    try:
        metrics_named(names)
    except BadParameter as fault:
        raise click.UsageError(fault.message) from None
    folders = [open_run(path) for path in paths]
    measured = [
        measure(names or folder.info.metrics, outcomes_of(folder.lines())) for folder in folders
    ]
    if as_json:
        told = [
            {"run": str(folder.path), "info": folder.info, "metrics": measures}
            for folder, measures in zip(folders, measured, strict=True)
        ]
        click.echo(encode_json(told))
        return
    shown = _shown(folders, measured)
    click.echo(shown.encode("utf-8", "replace").decode())


def _shown(folders: list[RunFolder], measured: list[list[Measure]]) -> str:
    columns = list(dict.fromkeys(m.name for measures in measured for m in measures))
    header = ["task", "model", "samples", "attempts", *columns, "faults", "tokens", "time"]
    rows = [
        _row(folder.info, {m.name: m for m in measures}, columns)
        for folder, measures in zip(folders, measured, strict=True)
    ]
    return table(header, rows)


def _row(info: RunInfo, measures: dict[str, Measure], columns: list[str]) -> list[str]:
    totals = info.totals
    return [
        task_named(info),
        info.model.name,
        f"{totals.samples:,}",
        f"{info.n:,}",
        *(_cell(measures.get(name)) for name in columns),
        f"{totals.faults:,}" if totals.faults else "·",
        f"{totals.tokens:,}",
        clock(totals.seconds),
    ]


def task_named(info: RunInfo) -> str:
    """The task, with what it was set to where that is short; a run that is not done says so."""
    settings = {k: v for k, v in info.task.settings.items() if k not in FILES}
    set_to = ", ".join(f"{name}={value}" for name, value in settings.items())
    named = info.task.title or info.task.name
    if set_to and len(set_to) <= _SHORT:
        named = f"{named} ({set_to})"
    return named if info.status == "done" else f"{named}, {info.status}"


_SHORT = 24


def _cell(measure: Measure | None) -> str:
    if measure is None or measure.value is None:
        return "·"
    value = amount(measure.value, measure)
    if measure.low is None or measure.high is None:
        return value
    return f"{value} ({amount(measure.low, measure)} to {amount(measure.high, measure)})"
