"""`assay compare A B`: what changes from one run to another, and whether it could be chance."""

from __future__ import annotations

import sys

import click

from assay.cli.comparison_table import print_comparison
from assay.cli.share import ShareType
from assay.cli.writing import refuse_overwriting, writing
from assay.errors import BadParameter
from assay.evaluate.compare import Comparison
from assay.evaluate.compare import compare as compared
from assay.sample import encode_json

__all__ = ["compare"]

_ALPHA = 0.05


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option(
    "--metric",
    default="accuracy",
    show_default=True,
    help="What is compared: accuracy, pass@K or pass^K.",
)
@click.option(
    "--by",
    multiple=True,
    metavar="FIELD",
    help="Also compare the items of each value of this field, such as meta.level.",
)
@click.option(
    "--fail-over",
    type=ShareType(),
    metavar="SHARE",
    help="Exit with 1 where B is worse than A by more than this, such as 2%.",
)
@click.option(
    "--alpha",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    help="Exit with 1 where B is worse and the test finds it at this level; with --fail-over only "
    "where both hold. Also sets the level of tests and intervals (0.05 without it).",
)
@click.option(
    "--flips",
    "shown",
    type=click.IntRange(0),
    default=10,
    show_default=True,
    help="How many losses, and how many gains, to list.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write all flips, and all that is not compared, here as JSON lines; with - to "
    "standard output, and the tables to standard error.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the comparison as JSON.")
@click.option("--strict", is_flag=True, help="Exit with 3 where any attempt is not compared.")
def compare(
    a: str,
    b: str,
    metric: str,
    by: tuple[str, ...],
    fail_over: float | None,
    alpha: float | None,
    shown: int,
    output: str | None,
    as_json: bool,
    strict: bool,
) -> None:
    """Compare two runs of one task, attempt by attempt.

    A and B are run folders, RUN/scores/NAME.jsonl, or files of verdict rows. Attempts are paired
    by id and number; what is undecided, faulty or missing on a side is counted and named, and
    is no failure. Exit status: 0 done, 1 a bar missed, 2 bad usage or input, 3 attempts that
    could not be compared (always when none could, with --strict when any).
    """
    if output == "-" and as_json:
        raise click.UsageError("-o - and --json both write to standard output")
    refuse_overwriting(output, a, b)
    try:
        found = compared(a, b, metric=metric, by=by, alpha=alpha or _ALPHA)
    except BadParameter as fault:
        raise click.BadParameter(fault.message, param_hint=f"--{fault.field}") from None
    if output is not None:
        _write(found, output)
    if as_json:
        click.echo(encode_json(found))
    else:
        print_comparison(found, shown, to_stderr=output == "-")
    sys.exit(_status(found, fail_over, alpha, strict))


def _write(found: Comparison, output: str) -> None:
    with writing(output) as file:
        for one in (*found.flips, *found.left_out):
            file.write(encode_json(one) + b"\n")


def _status(found: Comparison, fail_over: float | None, alpha: float | None, strict: bool) -> int:
    if not found.items or (strict and found.unpaired):
        return 3
    if fail_over is None and alpha is None:
        return 0
    return int(found.regressed(fail_over, significantly=alpha is not None))
