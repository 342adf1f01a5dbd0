"""`assay convert FORMAT FILE ...`: a benchmark's files as rows."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import click

from assay.errors import InputError
from assay.sample import encode_json

__all__ = ["convert"]

FORMATS = ("ifeval",)


@click.command()
@click.argument("format", type=click.Choice(FORMATS))
@click.argument("files", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE", help="Write rows here; standard output without it.")
def convert(format: str, files: tuple[str, ...], output: str | None) -> None:
    """Turn FILES of another FORMAT into rows that `assay verify` reads.

    ifeval: PROMPTS [RESPONSES], both JSON lines (.gz too). Nothing is written where a row cannot
    be converted.
    """
    from assay.tasks.ifeval_files import convert as rows

    if len(files) > 2:
        raise InputError(f"ifeval takes prompts and responses, got {len(files)} files")
    target = Path(output) if output is not None else None
    folder = target.parent if target is not None else None
    try:
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as made:
            for row in rows(*files):
                made.write(encode_json(row) + b"\n")
        if target is not None:
            os.replace(made.name, target)
        else:
            sys.stdout.buffer.write(Path(made.name).read_bytes())
    except OSError as fault:
        raise InputError(fault.strerror or str(fault), file=str(output)) from None
    finally:
        if "made" in locals():
            Path(made.name).unlink(missing_ok=True)
