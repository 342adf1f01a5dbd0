"""`assay verify ROWS`: verdicts for a file of outputs."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import (
    AbstractContextManager,
    ExitStack,
    contextmanager,
    nullcontext,
    redirect_stdout,
)
from pathlib import Path
from typing import IO

import click

from assay import __version__
from assay.cli.progress import Advance, progress
from assay.cli.share import ShareType
from assay.cli.summary import print_summary
from assay.cli.writing import refuse_overwriting, writing
from assay.context import MODES, Mode
from assay.engine import Engine, Settings
from assay.engine.engine import MEMORY
from assay.engine.rows import RowVerdicts, verify_stream
from assay.errors import BadParameter, InputError
from assay.evaluate.ledger import Ledger
from assay.evaluate.metrics import NAMES, Metric
from assay.evaluate.metrics import metrics as metrics_named
from assay.evaluate.resumed import verify_into
from assay.evaluate.summary import Summary, Tally
from assay.registry import load
from assay.rows import check_rows, read_rows
from assay.sample import encode_json

__all__ = ["verify"]


class _Metrics(click.ParamType[list[Metric]]):
    """Metrics by their names, with commas between."""

    name = "metrics"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> list[Metric]:
        names = [name.strip() for name in str(value).split(",")]
        try:
            return metrics_named([name for name in names if name])
        except BadParameter as fault:
            self.fail(fault.message, param, ctx)


@click.command()
@click.argument("rows", metavar="ROWS")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Append verdict rows here; resumable. - for standard output.",
)
@click.option(
    "--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Worker processes."
)
@click.option(
    "--mode",
    type=click.Choice(MODES),
    default="standard",
    show_default=True,
    help="What the instruction says, or what the public checkers would say.",
)
@click.option("--loose", is_flag=True, help="Also accept IFEval's seven edits of a response.")
@click.option(
    "--retry", is_flag=True, help="With -o: ask rows anew whose verdicts could not all be given."
)
@click.option(
    "--metrics",
    type=_Metrics(),
    metavar="NAME,...",
    default="",
    help=f"Also print these, with intervals: {', '.join(NAMES)}.",
)
@click.option("--report", metavar="PAGE", help="Write a self-contained HTML page.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.option(
    "--fail-under", type=ShareType(), help="Exit with 1 where fewer of the decided responses pass."
)
@click.option("--strict", is_flag=True, help="Exit with 3 where any verdict could not be given.")
@click.option(
    "--load",
    "loads",
    multiple=True,
    metavar="FILE.py:NAME",
    help="Make a check of your own known. Runs that file.",
)
@click.option(
    "--memory",
    type=click.IntRange(64),
    default=MEMORY,
    show_default=True,
    help="The most a worker process may take, in MiB.",
)
def verify(
    rows: str,
    output: str | None,
    workers: int,
    mode: Mode,
    loose: bool,
    retry: bool,
    metrics: list[Metric],
    report: str | None,
    as_json: bool,
    fail_under: float | None,
    strict: bool,
    loads: tuple[str, ...],
    memory: int,
) -> None:
    """Verify the responses in ROWS, a file of JSON lines (.gz too; - for standard input).

    The whole file is checked before anything runs. A summary goes to standard output, verdict
    rows to -o: a rerun with the same -o skips what is finished. Exit status: 0 done, 1 the bar of
    --fail-under missed, 2 bad usage or input, 3 verdicts that could not be given.
    """
    for reference in loads:
        load(reference)
    with _readable(rows) as source:
        _refuse_overwriting(rows, output, report)
        _refuse_unwritable(report)
        total = check_rows(source)
        if not total:
            raise InputError("there are no rows", file=rows)
        settings = Settings(mode, loose)
        with ExitStack() as stack:
            engine = stack.enter_context(Engine(workers, settings, memory))
            verified = _verified(stack, source, output, engine, retry)
            stack.enter_context(redirect_stdout(sys.stderr))  # what checks print is no result
            summary = _summarised(verified, total, Tally(metrics), rows, settings, report)
    print_summary(summary, as_json=as_json, to_stderr=output == "-")
    sys.exit(_status(summary, fail_under, strict))


def _verified(
    stack: ExitStack, source: Path, output: str | None, engine: Engine, retry: bool
) -> Iterator[RowVerdicts]:
    if output is None:
        return verify_stream(read_rows(source), engine)
    if output == "-" or _is_pipe(Path(output)):
        target = stack.enter_context(writing(output))
        return _printed(verify_stream(read_rows(source), engine), target)
    return verify_into(stack.enter_context(Ledger(output, retry=retry)), read_rows(source), engine)


def _is_pipe(path: Path) -> bool:
    """Whether a path is a pipe or a device: read or written once, from end to end."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _printed(rows: Iterator[RowVerdicts], target: IO[bytes]) -> Iterator[RowVerdicts]:
    for row in rows:
        target.write(row.to_json() + b"\n")
        yield row
    target.flush()


def _summarised(
    rows: Iterator[RowVerdicts],
    total: int,
    tally: Tally,
    source: str,
    settings: Settings,
    report: str | None,
) -> Summary:
    """Runs the rows through the tally and, if wanted, the page."""
    mode = f"{settings.mode}+loose" if settings.loose else settings.mode

    def summary() -> Summary:
        return tally.summary(source=source, mode=mode, version=__version__)

    with progress(total) as advance:
        counted = _counted(rows, tally, advance)
        if report is None:
            for _ in counted:
                pass
        else:
            _write_page(counted, report, source, summary)
    return summary()


def _counted(rows: Iterator[RowVerdicts], tally: Tally, advance: Advance) -> Iterator[RowVerdicts]:
    for row in rows:
        tally.add(row)
        advance()
        yield row


def _write_page(
    rows: Iterator[RowVerdicts], path: str, source: str, summary: Callable[[], Summary]
) -> None:
    from assay.evaluate.page import PageWriter
    from assay.sample import decode_json

    with PageWriter(path, f"Assay: {Path(source).name}") as page:
        for row in rows:
            page.add(decode_json(row.to_json()))
        page.finish(decode_json(encode_json(summary())))


@contextmanager
def _readable(rows: str) -> Generator[Path]:
    """The file to read; a pipe is put into a temporary one first, since it is read twice."""
    path = Path(rows)
    if rows != "-" and not _is_pipe(path):
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        spooled = Path(folder) / "stdin.jsonl"
        with spooled.open("wb") as file, _opened(rows) as given:
            shutil.copyfileobj(given, file)
        yield spooled


def _opened(rows: str) -> AbstractContextManager[IO[bytes]]:
    return nullcontext(sys.stdin.buffer) if rows == "-" else open(rows, "rb")


def _refuse_overwriting(rows: str, output: str | None, report: str | None) -> None:
    for target in (output, report):
        refuse_overwriting(target, *([rows] if rows != "-" else []))
    if output and report and output != "-" and _same(Path(output), Path(report)):
        raise InputError("this is the file of -o; write the page somewhere else", file=report)


def _refuse_unwritable(report: str | None) -> None:
    """Before anything runs: the page is written at the very end."""
    if report is None:
        return
    path = Path(report)
    if report == "-" or path.is_dir() or not os.access(path.parent, os.W_OK | os.X_OK):
        raise InputError("the page cannot be written here; name a file", file=report)


def _same(one: Path, other: Path) -> bool:
    """Whether two paths are one file, by hard links too; of a device there may be many users."""
    if one.exists() and other.exists():
        return one.samefile(other) and one.is_file()
    return one.resolve() == other.resolve()


def _status(summary: Summary, fail_under: float | None, strict: bool) -> int:
    counts = summary.statuses
    unknown = counts["undecided"] + counts["error"]
    if unknown == summary.verdicts or (strict and unknown):
        return 3
    rate = summary.prompt_rate.rate
    if fail_under is not None and (rate is None or rate < fail_under):
        return 1
    return 0
