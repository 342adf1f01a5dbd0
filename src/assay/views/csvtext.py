"""The delimited records a response consists of: `csv:assay/1`.

The whole answer, or the one fenced block it consists of, read as RFC 4180 has it with any
delimiter: a field in double quotes may hold the delimiter, line breaks and doubled quotes. White
space around a field is none of it, and lines of white space are no records. A quote that is never
closed, or that something follows, is a fault. Of each field it is known whether it stood in quotes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from assay.views.view import View

__all__ = ["Field", "Records", "csv_view"]

_FENCED = re.compile(r"(`{3,}|~{3,})[^\n`]*\n(.*)\n[ \t]*\1", re.DOTALL)
_MOST = 200_000


class Field(NamedTuple):
    """The value of a field, and whether it stood in double quotes."""

    value: str
    quoted: bool


class Records(NamedTuple):
    """The records in order, or why there are none (`fault`)."""

    rows: list[list[Field]]
    fault: str


@lru_cache(maxsize=32)
def csv_view(delimiter: str) -> View[Records]:
    """The view for a delimiter, which is one character."""
    return View("csv:assay/1", lambda text: records(text, delimiter))


def records(text: str, delimiter: str) -> Records:
    """The records, by one pass."""
    body = text.strip("\r\n\ufeff")
    stripped = body.strip()
    fenced = _FENCED.fullmatch(stripped) if stripped.startswith(("```", "~~~")) else None
    body = (fenced[2] if fenced is not None else body).replace("\r\n", "\n").replace("\r", "\n")
    if body.count(delimiter) > _MOST:
        return Records([], f"there are more than {_MOST} fields")
    if '"' not in body:
        lines = (line.split(delimiter) for line in body.split("\n") if line.strip())
        return Records([[Field(value.strip(), False) for value in line] for line in lines], "")
    rows: list[list[Field]] = []
    row: list[Field] = []
    space, plain = _patterns(delimiter)
    at = 0
    quote = body.find('"')
    while True:
        if not row:  # a line without a quote is cut at its delimiters
            if 0 <= quote < at:
                quote = body.find('"', at)
            end = body.find("\n", at)
            end = len(body) if end < 0 else end
            if not at <= quote < end:
                line = body[at:end]
                if line.strip() or (delimiter != "\t" and delimiter in line):
                    rows.append([Field(value.strip(), False) for value in line.split(delimiter)])
                at = end + 1
                if at > len(body):
                    return Records(rows, "")
                continue
        found = space.match(body, at)
        start = found.end() if found else at
        if body.startswith('"', start):
            value, at = _quoted(body, start)
            if value is None:
                return Records([], "a quote is not closed")
            row.append(Field(value, True))
            after = space.match(body, at)
            at = after.end() if after else at
        else:
            end = plain.match(body, at)
            stop = end.end() if end else at
            row.append(Field(body[at:stop].strip(), False))
            at = stop
        if body.startswith(delimiter, at):
            at += 1
            continue
        if at < len(body) and body[at] != "\n":
            return Records([], f"{body[at : at + 20]!r} follows a closing quote")
        if (len(row) > 1 and delimiter != "\t") or any(value or marked for value, marked in row):
            rows.append(row)
        row = []
        at += 1
        if at > len(body):
            return Records(rows, "")


@lru_cache(maxsize=32)
def _patterns(delimiter: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """White space around a field, and the rest of one that is not quoted."""
    space = re.compile(r"[ \t]*" if delimiter != "\t" else r" *")
    return space, re.compile(rf"[^{re.escape(delimiter)}\n]*")


def _quoted(body: str, start: int) -> tuple[str | None, int]:
    """The value of the field whose opening quote stands at `start`, and where it ends."""
    pieces: list[str] = []
    at = start + 1
    while True:
        end = body.find('"', at)
        if end < 0:
            return None, len(body)
        pieces.append(body[at:end])
        if not body.startswith('""', end):
            return '"'.join(pieces), end + 1
        at = end + 2
