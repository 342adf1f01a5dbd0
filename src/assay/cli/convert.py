"""`assay convert FORMAT FILE ...`: a benchmark's files as rows."""

from __future__ import annotations

import shutil
import sys
import tempfile
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path

import click

from assay.errors import InputError
from assay.sample import encode_json

__all__ = ["convert"]

FORMATS = {"ifeval": "assay.tasks.ifeval_files"}


@click.command()
@click.argument("format", type=click.Choice(list(FORMATS)))
@click.argument("files", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE", help="Write rows here; standard output without it.")
def convert(format: str, files: tuple[str, ...], output: str | None) -> None:
    """Turn FILES of another FORMAT into rows that `assay verify` reads.

    ifeval: PROMPTS [RESPONSES], both JSON lines (.gz too). Nothing is written where a row cannot
    be converted.
    """
    if len(files) > 2:
        raise InputError(f"ifeval takes prompts and responses, got {len(files)} files")
    target = None if output in (None, "-") else Path(output)
    if target is not None and target.exists() and any(map(target.samefile, map(Path, files))):
        raise InputError("this is a file that is read; write somewhere else", file=output or "")
    with tempfile.TemporaryFile() as made:
        for row in import_module(FORMATS[format]).convert(*files):
            made.write(encode_json(row) + b"\n")
        made.seek(0)
        with target.open("wb") if target else nullcontext(sys.stdout.buffer) as file:
            shutil.copyfileobj(made, file)
