"""`assay audit tests ROWS`: how much the tests of programs would let through."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any

import click

from assay.audit.tested import Settings, SuiteAudit, audit_tests
from assay.checks.code.function import Function
from assay.checks.code.python import PythonCheck
from assay.cli.table import table
from assay.cli.writing import refuse_overwriting
from assay.evaluate.intervals import wilson
from assay.rows import read_rows
from assay.sample import Row, encode_json

__all__ = ["audit"]


@click.group()
def audit() -> None:
    """Measure verifiers: what they let through, and what they refuse wrongly."""


@audit.command()
@click.argument("rows", metavar="ROWS")
@click.option(
    "--mutants",
    type=click.IntRange(0),
    default=40,
    show_default=True,
    help="Wrong programs to make of each reference.",
)
@click.option(
    "--inputs",
    type=click.IntRange(1),
    default=300,
    show_default=True,
    help="Further inputs to try.",
)
@click.option(
    "--cpu",
    type=click.FloatRange(0.1),
    default=5.0,
    show_default=True,
    help="Seconds of processor time for one program.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Draws others.")
@click.option(
    "--workers", type=click.IntRange(1), default=2, show_default=True, help="Rows at a time."
)
@click.option(
    "-o",
    "--output",
    type=click.File("w", encoding="utf-8"),
    help="Write the rows here, their tests strengthened by the inputs found.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a row.")
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 1),
    help="Exit with 1 where fewer of the mutants are killed.",
)
def tests(
    rows: str,
    mutants: int,
    inputs: int,
    cpu: float,
    seed: int,
    workers: int,
    output: IO[str] | None,
    as_json: bool,
    fail_under: float | None,
) -> None:
    """Ask the tests that ROWS carry (code.function, code.asserts) how strong they are.

    A row needs a program that is right: its `reference`, or that of its check. Small changes of
    it (mutants) should be refused; responses that are accepted are compared with it on further
    inputs, made from those the tests have, and a difference is a false pass. `meta.contract` may
    hold the same program with its preconditions asserted, to say which inputs are allowed.
    Exit status: 0 done, 1 under the bar, 3 no row could be asked.
    """
    refuse_overwriting(output.name if output else None, rows)
    settings = Settings(mutants=mutants, inputs=inputs, cpu=cpu, seed=seed)
    found: list[SuiteAudit] = []
    for row, result in _audited(read_rows(rows, answered=False), settings, workers):
        found.append(result)
        name = result.id or f"row {len(found)}"
        if as_json:
            click.echo(encode_json(result))
        else:
            _say(name, result)
        if output is not None:
            output.write(encode_json(_strengthened(row, result)).decode() + "\n")
    asked = [result for result in found if not result.fault]
    if not as_json and asked:
        click.echo(_summary(asked, len(found)))
    made, killed = sum(r.mutants for r in asked), sum(r.killed for r in asked)
    if not asked:
        click.echo("No row could be asked.", err=True)
        sys.exit(3)
    if fail_under is not None and made and killed / made < fail_under:
        sys.exit(1)


def _audited(
    rows: Iterable[Row], settings: Settings, workers: int
) -> Iterator[tuple[Row, SuiteAudit]]:
    """Several rows at a time, in order; few are held."""
    with ThreadPoolExecutor(workers) as threads:
        waiting: list[tuple[Row, Any]] = []
        for row in rows:
            waiting.append((row, threads.submit(audit_tests, row.sample, settings)))
            if len(waiting) > 2 * workers:
                first, result = waiting.pop(0)
                yield first, result.result()
        for row, result in waiting:
            yield row, result.result()


def _say(name: str, result: SuiteAudit) -> None:
    if result.fault and not result.mutants:
        click.echo(f"{name}: {result.fault}")
        return
    line = f"{name}: {result.killed} of {result.mutants} mutants refused by {result.tests} inputs"
    if result.accepted:
        differ = len(result.false_passes)
        line += f"; {differ} of {result.accepted} accepted responses differ from the reference"
    click.echo(line)
    for survivor in result.survivors[:3]:
        click.echo(f"    survives, {survivor}")
    for wrong in result.false_passes[:3]:
        click.echo(f"    response {wrong.response + 1}: {wrong.why}")


def _summary(asked: list[SuiteAudit], rows: int) -> str:
    made, killed = sum(r.mutants for r in asked), sum(r.killed for r in asked)
    accepted = sum(r.accepted for r in asked)
    wrong = sum(len(r.false_passes) for r in asked)
    sound = sum(r.killed == r.mutants and not r.false_passes for r in asked)
    lines = [
        ("mutants refused", killed, made),
        ("accepted responses that differ from the reference", wrong, accepted),
        ("rows without a survivor or a false pass", sound, len(asked)),
    ]
    shown = [(name, f"{part} of {whole}", *_rate(part, whole)) for name, part, whole in lines]
    note = f"{rows - len(asked)} of {rows} rows could not be asked.\n" if rows > len(asked) else ""
    return table(("", "count", "rate", "95 % interval"), shown) + note


def _rate(part: int, whole: int) -> tuple[str, str]:
    if not whole:
        return "", ""
    low, high = wilson(part / whole, whole)
    return f"{part / whole:.1%}", f"{low:.1%} to {high:.1%}"


def _strengthened(row: Row, result: SuiteAudit) -> dict[str, Any]:
    """The fields of the row, with one check more where inputs told programs apart."""
    fields: dict[str, Any] = dict(row.fields)
    suite = next((c for c in row.sample.checks if isinstance(c, PythonCheck)), None)
    if result.added and suite is not None:
        shared = {name: getattr(suite, name) for name in PythonCheck.__struct_fields__}
        more = Function(cases=result.added, **shared)
        fields["checks"] = [*row.sample.checks, more]
    return fields
