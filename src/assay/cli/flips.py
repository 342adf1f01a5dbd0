"""`assay flips ROWS [NEW]`: the verdicts that change, with both reasons."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, nullcontext, redirect_stdout
from pathlib import Path
from typing import IO, NamedTuple

import click

from assay import __version__
from assay.answers.policy import Policy
from assay.cli.flips_table import print_flips, print_found
from assay.cli.policies import PolicyType
from assay.cli.progress import progress
from assay.cli.writing import refuse_overwriting, writing
from assay.context import MODES, Mode
from assay.engine import Engine, Settings
from assay.errors import InputError
from assay.evaluate.flips import (
    FlipSummary,
    FlipTally,
    Found,
    between_policies,
    recorded_and_now,
)
from assay.evaluate.flips_files import between_files
from assay.registry import load
from assay.rows import check_rows, read_lines, read_rows
from assay.sample import encode_json

__all__ = ["flips"]


class _Asked(NamedTuple):
    """What is compared with what."""

    rows: str
    new: str | None
    policy: Policy | None
    against: Policy | None

    @property
    def sides(self) -> tuple[str, str]:
        """The names of the two sides."""
        if self.new is not None:
            return self.rows, self.new
        if self.policy is None:
            return "recorded", f"assay {__version__}"
        return _named(self.against) if self.against else "as stated", _named(self.policy)


@click.command()
@click.argument("rows", metavar="ROWS")
@click.argument("new", metavar="[NEW]", required=False)
@click.option(
    "--policy", type=PolicyType(), help="Judge the answer checks of ROWS under this policy."
)
@click.option(
    "--against",
    type=PolicyType(),
    help="With --policy: and under this one, in place of the policy that each check states.",
)
@click.option(
    "-o", "--output", metavar="FILE", help="Write flips here, as JSON lines. - for standard output."
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.option(
    "--fail-over", type=click.IntRange(0), metavar="N", help="Exit with 1 where more verdicts flip."
)
@click.option("--strict", is_flag=True, help="Exit with 3 where any row could not be compared.")
@click.option(
    "--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Worker processes."
)
@click.option(
    "--mode",
    type=click.Choice(MODES),
    default="standard",
    show_default=True,
    help="The rule mode of what is judged.",
)
@click.option(
    "--load",
    "loads",
    multiple=True,
    metavar="FILE.py:NAME",
    help="Make a check of your own known. Runs that file.",
)
def flips(
    rows: str,
    new: str | None,
    policy: Policy | None,
    against: Policy | None,
    output: str | None,
    as_json: bool,
    fail_over: int | None,
    strict: bool,
    workers: int,
    mode: Mode,
    loads: tuple[str, ...],
) -> None:
    """List the verdicts that change, with both reasons, and count them from status to status.

    \b
    assay flips ROWS --policy strict    answer checks as they stand, and under another policy
    assay flips VERDICTS                recorded verdicts, and those that this version gives
    assay flips OLD NEW                 two files of verdict rows, joined by id

    A policy is default, strict, lenient or a JSON file of rules. Rows that cannot be compared are
    listed with the reason. Exit status: 0 done, 1 more flips than --fail-over, 2 bad usage or
    input, 3 rows that could not be compared (always when none could, with --strict when any).
    """
    if against is not None and policy is None:
        raise click.UsageError("--against needs --policy")
    if new is not None and policy is not None:
        raise click.UsageError("--policy judges one file; name ROWS alone")
    for reference in loads:
        load(reference)
    asked = _Asked(rows, new, policy, against)
    summary = _compared(asked, Settings(mode), workers, output, as_json)
    print_flips(summary, as_json=as_json, to_stderr=output == "-")
    sys.exit(_status(summary, fail_over, strict))


def _compared(
    asked: _Asked, settings: Settings, workers: int, output: str | None, as_json: bool
) -> FlipSummary:
    """Lists what flips as it is found, and counts."""
    total = _checked(asked)
    with ExitStack() as stack:
        target = stack.enter_context(_writing(asked, output))
        tally = FlipTally(stack.enter_context(progress(total)))
        engine = stack.enter_context(Engine(workers, settings))
        shown = sys.stdout
        stack.enter_context(redirect_stdout(sys.stderr))  # what checks print is no result
        for found in _found(asked, engine, tally):
            if target is not None:
                target.write(encode_json(found) + b"\n")
            elif not as_json:
                print_found(found, shown)
        if target is not None:
            target.flush()
    return tally.summary(*asked.sides)


def _found(asked: _Asked, engine: Engine, tally: FlipTally) -> Iterator[Found]:
    if asked.new is not None:
        return between_files(asked.rows, asked.new, tally)
    rows = read_rows(asked.rows)
    if asked.policy is None:
        return recorded_and_now(rows, engine, tally)
    return between_policies(rows, engine, asked.against, asked.policy, tally)


def _checked(asked: _Asked) -> int:
    """How many rows there are to go through, after a look at whether they can be read."""
    files = [path for path in (asked.rows, asked.new) if path is not None]
    for path in files:
        _refuse_pipe(path)
    if asked.new is not None:
        return max(sum(1 for _ in read_lines(path)) for path in files)
    total = check_rows(asked.rows)
    if not total:
        raise InputError("there are no rows", file=asked.rows)
    return total


def _refuse_pipe(rows: str) -> None:
    """A file is looked through before anything runs, and so read twice."""
    path = Path(rows)
    if rows == "-" or (path.exists() and not path.is_file() and not path.is_dir()):
        raise InputError("a pipe cannot be read twice; name a file", file=rows)


def _writing(asked: _Asked, output: str | None) -> AbstractContextManager[IO[bytes] | None]:
    refuse_overwriting(output, *(path for path in (asked.rows, asked.new) if path))
    return nullcontext() if output is None else writing(output)


def _named(policy: Policy) -> str:
    return f"{policy.name}/{policy.version}"


def _status(summary: FlipSummary, fail_over: int | None, strict: bool) -> int:
    if not summary.verdicts or (strict and summary.unmatched):
        return 3
    return 1 if fail_over is not None and summary.flips > fail_over else 0
