"""`assay score RUN`: what other checks make of a run's responses; no model is asked."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

import click
from msgspec.structs import replace

from assay.cli.progress import Advance, progress
from assay.cli.share import ShareType
from assay.cli.summary import measures_table
from assay.cli.table import columns
from assay.context import MODES, Mode
from assay.engine import Engine, Settings
from assay.evaluate.metrics import measure
from assay.evaluate.metrics.of_lines import outcomes_of
from assay.evaluate.runs import RunLine, ScoreLine, open_run
from assay.evaluate.runs.checks_file import read_checks
from assay.evaluate.runs.scores import checks_of_task, refuse_name, same_checks, score_run
from assay.registry import load
from assay.sample import encode_json

__all__ = ["score"]


@click.command()
@click.argument("run", metavar="RUN")
@click.option("--checks", metavar="FILE", help="The checks in this JSON list.")
@click.option("--task-checks", is_flag=True, help="The checks of the run's task as they are now.")
@click.option("--name", metavar="NAME", help="What the scores are called.  [default: FILE or task]")
@click.option("--replace", "again", is_flag=True, help="Replace scores of that name.")
@click.option("--mode", type=click.Choice(MODES), default="standard", show_default=True)
@click.option(
    "--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Worker processes."
)
@click.option("--load", "loads", multiple=True, metavar="FILE.py:NAME", help="Checks of your own.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--fail-under", type=ShareType(), help="Exit with 1 where fewer of the decided pass.")
@click.option("--strict", is_flag=True, help="Exit with 3 where any verdict could not be given.")
def score(
    run: str,
    checks: str | None,
    task_checks: bool,
    name: str | None,
    again: bool,
    mode: Mode,
    workers: int,
    loads: tuple[str, ...],
    as_json: bool,
    fail_under: float | None,
    strict: bool,
) -> None:
    """Judge the responses of RUN by other checks, without asking the model again.

    The verdicts go to RUN/scores/NAME.jsonl, beside those of the run, which stay as they are;
    `assay view` shows both. Exit status as that of `assay verify`.
    """
    if (checks is None) is not task_checks:
        raise click.UsageError("give either --checks FILE or --task-checks")
    for reference in loads:
        load(reference)
    folder = open_run(run)
    called = name or (Path(checks).stem if checks else "task")
    refuse_name(folder, called, replace=again)
    asked = checks_of_task(folder) if checks is None else same_checks(read_checks(checks))
    tally = _Tally()
    with redirect_stdout(sys.stderr), Engine(workers, Settings(mode)) as engine:
        scored = score_run(folder, called, asked, engine, replace=again)
        with progress(folder.info.totals.answers) as advance:
            measures = measure(["accuracy"], outcomes_of(tally.counted(scored, advance)))
    if as_json:
        counts = {name: getattr(tally, name) for name in ("passed", "failed", "unknown", "changed")}
        click.echo(encode_json({"run": run, "scores": called, **counts, "metrics": measures}))
    else:
        click.echo(tally.said(called))
        click.echo(measures_table(measures))
    sys.exit(tally.status(fail_under, strict))


class _Tally:
    """What the later checks decided, and how often the run's own had decided otherwise."""

    def __init__(self) -> None:
        self.passed = self.failed = self.unknown = self.changed = 0

    def counted(
        self, scored: Iterator[tuple[RunLine, ScoreLine]], advance: Advance
    ) -> Iterator[RunLine]:
        """The lines with the later verdicts in the place of their own."""
        for line, made in scored:
            self.passed += made.passed is True
            self.failed += made.passed is False
            self.unknown += made.passed is None
            decided = None not in (line.outcome, made.passed)
            self.changed += decided and line.outcome is not made.passed
            advance()
            yield replace(line, verdicts=made.verdicts, passed=made.passed, score=made.score)

    def said(self, name: str) -> str:
        """On the terminal."""
        shown = [
            click.style(f"{self.passed:,} pass", fg="green"),
            click.style(f"{self.failed:,} fail", fg="red"),
            click.style(f"{self.unknown:,} undecided", fg="yellow"),
        ]
        return columns(
            [
                ("scores", name),
                ("answers", "  ".join(shown)),
                ("changed", f"{self.changed:,} decided otherwise by the run's own checks"),
            ]
        )

    def status(self, fail_under: float | None, strict: bool) -> int:
        """The exit status."""
        decided = self.passed + self.failed
        if not decided or (strict and self.unknown):
            return 3
        return int(fail_under is not None and self.passed / decided < fail_under)
