"""Checks in a file of their own: a JSON list, as in the `checks` of a row."""

from __future__ import annotations

from pathlib import Path

from assay.check import Check
from assay.errors import InputError
from assay.sample import decode_json, read_row

__all__ = ["read_checks"]


def read_checks(path: str) -> tuple[Check, ...]:
    """The checks in a file. Raises InputError, with file and field, for what is wrong with it."""
    try:
        data = Path(path).read_bytes()
    except OSError as fault:
        raise InputError(fault.strerror or str(fault), file=path) from None
    if not data.strip().startswith(b"["):
        raise InputError('expected a JSON list such as [{"kind": "text.words"}]', file=path)
    try:
        decode_json(data)  # alone: what follows the list would be fields of the row below
    except (ValueError, RecursionError) as fault:
        raise InputError(f"not JSON: {fault}", file=path) from None
    row = read_row(b'{"response": "", "checks": ' + b" ".join(data.splitlines()) + b"}", file=path)
    if not row.sample.checks:
        raise InputError("there are no checks", file=path)
    return row.sample.checks
