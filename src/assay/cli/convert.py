"""`assay convert FORMAT FILE ...`: a benchmark's files as rows."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from assay.errors import InputError
from assay.sample import encode_json

__all__ = ["convert"]

FORMATS = ("ifeval", "answers", "lm-eval", "math-verify", "opencompass", "verl")


@click.command()
@click.argument("format", type=click.Choice(FORMATS))
@click.argument("files", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE", help="Write rows here; standard output without it.")
@click.option("--kind", metavar="KIND", help="The kind of the checks.  [default: answer.any]")
@click.option("--gold", metavar="FIELD", help="The field that holds the gold answer.")
@click.option("--response", metavar="FIELD", help="The field that holds the response.")
@click.option("--prompt", metavar="FIELD", help="The field that holds the question.")
@click.option("--options", metavar="FIELD", help="The field that holds the options.")
@click.option("--id", metavar="FIELD", help="The field that holds the id.")
def convert(
    format: str, files: tuple[str, ...], output: str | None, kind: str | None, **named: str | None
) -> None:
    """Turn FILES of another FORMAT into rows that `assay verify` reads.

    \b
    ifeval       PROMPTS [RESPONSES], both JSON lines
    answers      JSON lines with a question, a response and a gold answer, by any names
    lm-eval      sample logs of lm-evaluation-harness
    math-verify  CSV with the columns gold and answer
    opencompass  predictions: one JSON object of numbered records
    verl         JSON lines with prompt, reward_model.ground_truth and responses

    --kind and the names of fields are for all but ifeval; a field may be a path, such as
    extra_info.answer, and must then be in every record. Files may be gzipped. Nothing is written
    where a record cannot be converted.
    """
    target = None if output in (None, "-") else Path(output)
    if target is not None and target.exists() and any(map(target.samefile, map(Path, files))):
        raise InputError("this is a file that is read; write somewhere else", file=output or "")
    with tempfile.TemporaryFile() as made:
        for row in _rows(format, files, kind, {k: v for k, v in named.items() if v}):
            made.write(encode_json(row) + b"\n")
        made.seek(0)
        with target.open("wb") if target else nullcontext(sys.stdout.buffer) as file:
            shutil.copyfileobj(made, file)


def _rows(
    format: str, files: tuple[str, ...], kind: str | None, named: dict[str, str]
) -> Iterator[dict[str, Any]]:
    if format != "ifeval":
        from assay.tasks.answers_layouts import Fields
        from assay.tasks.answers_rows import convert as convert_answers

        return convert_answers(format, *files, kind=kind or "answer.any", named=Fields(**named))
    if kind or named:
        raise click.UsageError("--kind and the names of fields are not for ifeval")
    if len(files) > 2:
        raise InputError(f"ifeval takes prompts and responses, got {len(files)} files")
    from assay.tasks.ifeval import IFEVAL
    from assay.tasks.suite_files import convert as convert_suite

    return convert_suite(IFEVAL, *files)
