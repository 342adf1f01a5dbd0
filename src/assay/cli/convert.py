"""`assay convert FORMAT FILE ...`: a benchmark's files as rows, or rows as a benchmark's."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, cast

import click

from assay.cli.writing import refuse_overwriting, writing
from assay.errors import InputError
from assay.rows import read_rows
from assay.sample import decode_json, encode_json
from assay.tasks.exported import exported
from assay.tasks.formats import ANSWERS, FORMATS, LOGS, OTHERS, SUITES, reader, suite

__all__ = ["convert"]

TARGETS = ("ifeval", "ifbench", "ifevalg", "rlvr", "openai-batch")
_WIDTH = max(map(len, FORMATS))
_LISTED = "\n    ".join(f"{name:{_WIDTH}}  {found.holds}" for name, found in FORMATS.items())
_HELP = f"""Turn FILES of another FORMAT into rows that `assay verify` reads, or rows into its form.

    \b
    {_LISTED}

    --kind and the names of fields are for graded answers; a field may be a path, such as
    extra_info.answer, and must then be in every record. Files may be gzipped. Nothing is written
    where a record cannot be converted. With --unanswered suites need no responses: the rows are
    for `assay conflicts`, or to ask a model; `assay verify` then wants a `response` in each.

    Rows of logs (inspect, lm-eval, openai, openai-batch) keep what was decided there: `assay flips`
    lists where it is decided otherwise now. Their checks are those of --check or --checks; without
    either they come from the log's own target and choices, where it has them. meta.checks_from says
    which, and rows that got none are counted on standard error.

    With --to FORMAT is `rows` and the file holds rows: those whose checks the target can all say
    are written in its form, the others named on standard error, each with what it cannot say. With
    --to openai-batch they are the requests of a batch to --model, without their checks: the answers
    come back by `assay convert openai-batch REQUESTS OUTPUTS --checks ROWS`.
    """


@click.command(help=_HELP)
@click.argument("format", metavar="FORMAT", type=click.Choice([*FORMATS, "rows"]))
@click.argument("files", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE", help="Write here; standard output without it.")
@click.option("--unanswered", is_flag=True, help="Prompts and checks alone, without responses.")
@click.option("--to", type=click.Choice(TARGETS), help="Write prompts of this form instead.")
@click.option("--model", metavar="NAME", help="With --to openai-batch: the model that is asked.")
@click.option(
    "--body",
    metavar="JSON",
    help='With --to openai-batch: what else requests say, such as {"n": 4}.',
)
@click.option(
    "--check",
    "stated",
    metavar="KIND[:JSON]",
    multiple=True,
    help="Of logs: this check on every row, with the log's target as its gold; may be repeated.",
)
@click.option(
    "--checks", "by_id", metavar="ROWS", help="Of logs: the checks of the row with the same id."
)
@click.option(
    "--scorer", metavar="NAME", help="Of logs: the scorer, metric or grader whose word counts."
)
@click.option("--kind", metavar="KIND", help="The kind of the checks.  [default: answer.any]")
@click.option("--gold", metavar="FIELD", help="The field that holds the gold answer.")
@click.option("--response", metavar="FIELD", help="The field that holds the response.")
@click.option("--prompt", metavar="FIELD", help="The field that holds the question.")
@click.option("--options", metavar="FIELD", help="The field that holds the options.")
@click.option("--id", metavar="FIELD", help="The field that holds the id.")
def convert(
    format: str,
    files: tuple[str, ...],
    output: str | None,
    unanswered: bool,
    to: str | None,
    model: str | None,
    body: str | None,
    stated: tuple[str, ...],
    by_id: str | None,
    scorer: str | None,
    kind: str | None,
    **named: str | None,
) -> None:
    refuse_overwriting(output, *files, *([by_id] if by_id else []))
    if (format == "rows") is (to is None):
        raise click.UsageError("--to goes with the format `rows`, and the other way round")
    if (to == "openai-batch") is (model is None) or (body and not model):
        raise click.UsageError("--to openai-batch wants --model, and --model and --body want it")
    given = {name: field for name, field in named.items() if field}
    if given | ({"kind": kind} if kind else {}) and format not in {*ANSWERS, "lm-eval"}:
        raise click.UsageError(f"--kind and the names of fields are not for {format}")
    if (stated or by_id or scorer) and format not in LOGS:
        raise click.UsageError(f"--check, --checks and --scorer are for logs, not for {format}")
    if bool(stated) + bool(by_id) + bool(kind) > 1:
        raise click.UsageError("give one of --check, --checks and --kind")
    if unanswered and format not in SUITES | OTHERS:
        raise click.UsageError(f"--unanswered is not for {format}")
    if model:
        rows = _requests(files, model, body or "{}")
    elif to:
        rows = _exported(files, to)
    elif format in ANSWERS:
        rows = _answers(format, files, kind, given)
    elif format in LOGS:
        rows = _logged(format, files, (*stated, *([kind] if kind else [])), by_id, scorer, given)
    else:
        rows = reader(format)(*files, answered=not unanswered)
    with tempfile.TemporaryFile() as made:
        for row in rows:
            made.write(encode_json(row) + b"\n")
        if not made.tell() and not to:
            raise InputError("there is nothing to convert", file=files[0])
        made.seek(0)
        with writing(output) as file:
            shutil.copyfileobj(made, file)


def _answers(
    format: str, files: tuple[str, ...], kind: str | None, named: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    from assay.tasks.answers_layouts import Fields
    from assay.tasks.answers_rows import convert as convert_answers

    return convert_answers(format, *files, kind=kind or "answer.any", named=Fields(**named))


def _logged(
    format: str,
    files: tuple[str, ...],
    stated: tuple[str, ...],
    by_id: str | None,
    scorer: str | None,
    given: Mapping[str, str],
) -> Iterator[dict[str, Any]]:
    """The rows of logs; how many have no check, and why, goes to standard error."""
    from assay.tasks.answers_layouts import Fields
    from assay.tasks.logs.asked import Asked, checks_by_id, stated_check

    checks = tuple([stated_check(text) for text in stated])
    asked = Asked(checks, checks_by_id(by_id) if by_id else None, scorer or "")
    named = {"named": Fields(**given)} if given else {}
    without: Counter[str] = Counter()
    for row in reader(format)(*files, asked=asked, **named):
        if not row["checks"]:
            without[row["meta"]["checks_from"]] += 1
        yield row
    for why, count in without.items():
        click.echo(f"{count} rows without a check: {why.removeprefix('none: ')}", err=True)


def _requests(files: tuple[str, ...], model: str, body: str) -> Iterator[dict[str, Any]]:
    """The requests of a batch."""
    from assay.tasks.logs.openai_requests import requests

    try:
        said: Any = decode_json(body)
    except (ValueError, RecursionError) as fault:
        raise click.UsageError(f"--body is not JSON: {fault}") from None
    if not isinstance(said, dict):
        raise click.UsageError("--body wants a JSON object")
    rows = (row for file in files for row in read_rows(file, answered=False))
    return requests(rows, files[0], model, cast("dict[str, Any]", said))


def _exported(files: tuple[str, ...], to: str) -> Iterator[dict[str, Any]]:
    """The rows in the target's form; what it cannot say goes to standard error."""
    form = "rlvr" if to == "rlvr" else "ifeval"
    target = suite("ifevalg" if to == "rlvr" else to)
    left_out = 0
    for file in files:
        for number, row in enumerate(read_rows(file, answered=False), 1):
            made, lost = exported(row.sample, target, form)
            if made is not None:
                yield made
                continue
            left_out += 1
            what = "; ".join(encode_json(check).decode() for check in lost) or "no check at all"
            click.echo(f"{file}: row {row.sample.id or number}: {to} cannot say {what}", err=True)
    if left_out:
        click.echo(f"{left_out} rows left out", err=True)
