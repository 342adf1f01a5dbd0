"""`assay validate TASK`: whether a task's own answers verify, and its wrong ones do not."""

from __future__ import annotations

import sys

import click

from assay.cli.settings import set_option, settings_of
from assay.cli.table import columns
from assay.registry import load
from assay.sample import encode_json
from assay.tasks import open_task
from assay.tasks.sampled import length
from assay.tasks.validation import Validation, validate_task

__all__ = ["validate"]

_ENDLESS = 100
_WHY = 100
_RESPONSE = 60


@click.command()
@click.argument("task", metavar="TASK")
@set_option
@click.option(
    "--limit",
    type=click.IntRange(1),
    help=f"Look at so many samples.  [default: all, or {_ENDLESS} of a task without end]",
)
@click.option(
    "--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Worker processes."
)
@click.option("--show", type=click.IntRange(1), default=20, show_default=True, help="Faults.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with every fault.")
@click.option(
    "--load",
    "loads",
    multiple=True,
    metavar="FILE.py:NAME",
    help="Make a check of your own known. Runs that file.",
)
def validate(
    task: str,
    given: tuple[str, ...],
    limit: int | None,
    workers: int,
    show: int,
    as_json: bool,
    loads: tuple[str, ...],
) -> None:
    """Hold TASK to its word before a model is asked anything.

    TASK is a name (`assay tasks` lists them), a file of rows, FORMAT:FILE or FILE.py:NAME. Every
    solution it knows must pass and every mistake must fail; ids are unique, samples are the same
    when drawn again and when written and read. Exit status: 0 all holds, 1 some fault, 3 no fault,
    but the task knows no solution and no mistake, so that nothing is proven.
    """
    for reference in loads:
        load(reference)
    opened = open_task(task, settings_of(given))
    if limit is None and length(opened) is None:
        limit = _ENDLESS
    found = validate_task(opened, limit, workers)
    _print_json(found) if as_json else _print(found, show)
    sys.exit(1 if found.faults else 0 if found.proven else 3)


def _print_json(found: Validation) -> None:
    click.echo(encode_json(found))


def _print(found: Validation, show: int) -> None:
    faults = found.faults[:show]
    if faults:
        header = ("sample", "problem", "why", "response")
        rows = [(_cut(f.sample, 24), f.problem, _cut(f.why, _WHY), _cut(f.response, _RESPONSE))
                for f in faults]  # fmt: skip
        _say(columns([header, *rows]))
    if len(found.faults) > show:
        _say(f"… and {len(found.faults) - show:,} more faults; --json prints all")
    _say("\n".join(_lines(found)))


def _lines(found: Validation) -> list[str]:
    tried = f"{_number(found.solutions, 'solution')} and {_number(found.mistakes, 'mistake')} tried"
    faults = _number(len(found.faults), "fault")
    lines = [f"{_number(found.samples, 'sample')}: {tried}, {faults}"]
    if found.unproven:
        lines.append(f"no solution is known for {_number(found.unproven, 'sample')}")
    if found.blank:
        lines.append(f"an empty response passes {_number(found.blank, 'sample')}")
    if found.echoed:
        lines.append(f"the prompt, repeated, passes {_number(found.echoed, 'sample')}")
    if found.swapped:
        lines.append(f"another sample's solution passes {found.swapped:,} of {found.swaps:,}")
    return lines


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _cut(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _say(text: str) -> None:
    click.echo(text.encode("utf-8", "replace").decode())
