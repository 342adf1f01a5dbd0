"""`assay conflicts ROWS`: rows that ask for what cannot be."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import click

from assay.cli.table import columns
from assay.registry import load
from assay.rows import read_rows
from assay.sample import encode_json
from assay.synth import conflict

__all__ = ["conflicts"]


@click.command()
@click.argument("rows", metavar="ROWS")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a conflict.")
@click.option(
    "--load",
    "loads",
    multiple=True,
    metavar="FILE.py:NAME",
    help="Make a check of your own known. Runs that file.",
)
def conflicts(rows: str, as_json: bool, loads: tuple[str, ...]) -> None:
    """List the rows of ROWS whose checks cannot hold together, with the smallest such set.

    By reasoning on the parameters: rows need no response. What is not listed may still be
    impossible in a way that is not known here. Exit status: 0 none, 1 some.
    """
    for reference in loads:
        load(reference)
    found = 0
    for entry in _found(rows):
        found += 1
        if as_json:
            click.echo(encode_json(entry))
            continue
        click.echo(f"row {entry['row']}" + (f" ({entry['id']})" if entry["id"] else ""))
        click.echo(columns([(f"  {c['kind']}", c["said"]) for c in entry["conflict"]]))
    click.echo(f"{found} {'row asks' if found == 1 else 'rows ask'} for what cannot be", err=True)
    sys.exit(1 if found else 0)


def _found(path: str) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(read_rows(path, answered=False), 1):
        checks = conflict(row.sample.checks)
        if checks:
            yield {
                "row": number,
                "id": row.sample.id,
                "conflict": [
                    {"kind": check.kind, "said": check.describe(), "check": check}
                    for check in checks
                ],
            }
