"""Full-text search through a run's lines: parts of words, in any case, a slice of time a call.

The lines themselves are read, so that a search needs no index, finds what a live run wrote a
moment ago, and says the same as the page's own search (`search.js`) in a static file. Most lines
are refused as bytes, before they are decoded.
"""

from __future__ import annotations

import re
import time
from typing import NamedTuple

from assay.evaluate.runs.line import read_line, read_score
from assay.viewer.following import Followed
from assay.viewer.lines import UNREADABLE
from assay.viewer.texts import texts

__all__ = ["MOST", "Hits", "search"]

MOST = 200
"""Characters of a query; what is beyond is left out."""
_BLOCK = 256
_PLAIN = re.compile(rb"[ !#-\[\]-~]*")


class Hits(NamedTuple):
    """The rows that were found from `first` on, and the row to go on from; None where all were
    read."""

    rows: list[int]
    next: int | None


def search(run: Followed, query: str, first: int = 0, seconds: float = 0.1) -> Hits:
    """The rows whose texts hold `query`; returns after about `seconds`, wherever it is."""
    needle = query[:MOST].lower()
    raw = needle.encode("utf-8", "surrogatepass")
    plain = raw if _PLAIN.fullmatch(raw) else b""
    deadline = time.monotonic() + seconds
    found: list[int] = []
    rows = len(run)
    for start in range(first, rows, _BLOCK):
        block = [(row, _whole(run, row, raw)) for row, raw in run.raws(start, start + _BLOCK)]
        if not plain or plain in b"\n".join(data for _, data in block).lower():
            found += [row for row, data in block if _holds(data, needle, plain)]
        if time.monotonic() > deadline and start + _BLOCK < rows:
            return Hits(found, start + _BLOCK)
    return Hits(found, None)


def _whole(run: Followed, row: int, raw: bytes) -> bytes:
    """A row's line, and those of its later scores below it."""
    return b"\n".join([raw.rstrip(), *(score.rstrip() for _, score in run.later(row))])


def _holds(data: bytes, needle: str, plain: bytes) -> bool:
    if plain and plain not in data.lower():
        return False
    line, *later = data.split(b"\n")
    try:
        found = texts(read_line(line), [read_score(score) for score in later])
    except UNREADABLE:
        return False
    return any(needle in text.lower() for text in found)
