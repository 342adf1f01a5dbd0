"""The page as one file: runs, style and script together, opened without a server or a network.

What the served page fetches stands here as elements of its own: the columns whole, labels and
lines in gzipped blocks that are unpacked when somebody looks. The rows go to disk as they are
read, in memory that grows with the columns alone.
"""

from __future__ import annotations

import html
import os
import re
import secrets
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import IO

from assay.errors import RunError
from assay.evaluate.page.assets import source_hash
from assay.evaluate.page.encode import inline, pack
from assay.viewer import assets
from assay.viewer.following import LABELS, Followed
from assay.viewer.shelf import Shelf

__all__ = ["write_page"]

_BLOCK_ROWS = 256
_BLOCK_BYTES = 500_000
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


def write_page(
    runs: Sequence[str | os.PathLike[str]], path: str | os.PathLike[str], title: str = ""
) -> None:
    """Writes the page of some run folders; the file appears whole or not at all.

    Raises RunError where a run cannot be read or the page cannot be written.
    """
    shelf = Shelf(runs, title)
    target = Path(path)
    beside = target.with_name(f".{target.name}.{secrets.token_hex(8)}.tmp")
    try:
        try:
            with beside.open("xb") as page:
                _write(page, shelf)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as fault:
        raise RunError(f"{target}: {fault.strerror or fault}") from None


def _write(page: IO[bytes], shelf: Shelf) -> None:
    style, script = assets.style(), assets.script()
    known = {
        "policy": f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">',
        "title": html.escape(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", shelf.title)),
        "style": f"<style>{style}</style>",
    }
    for text, place in assets.pieces():
        page.write(text.encode())
        if place == "data":
            _write_data(page, shelf, script)
        elif place in known:
            page.write(known[place].encode())


def _write_data(page: IO[bytes], shelf: Shelf, script: str) -> None:
    """The script stands before the lines, so that the list is there while they still load."""
    runs = range(len(shelf.runs))
    starts = [_blocks(run) for run in shelf.runs]
    state = {**shelf.state(), "blocks": starts}
    page.write(b'<script type="application/json" id="state">')
    page.write(inline(state).encode("ascii") + b"</script>\n")
    for run in runs:
        _element(page, f"index-{run}", shelf.index(run, 0))
        _element(page, f"numbers-{run}", shelf.numbers(run))
    for one in runs:
        for other in runs:
            if one != other:
                _element(page, f"compared-{one}-{other}", shelf.compared(one, other))
    _element(page, "items", shelf.sample_names())
    page.write(f"<script>{script}</script>\n".encode())
    for run in runs:
        for chunk in range(-(-len(shelf.runs[run]) // LABELS)):
            _element(page, f"labels-{run}-{chunk}", shelf.runs[run].labels(chunk))
    for run in runs:
        _write_lines(page, run, shelf.runs[run], starts[run])


def _write_lines(page: IO[bytes], number: int, run: Followed, starts: list[int]) -> None:
    for block, (first, last) in enumerate(pairwise([*starts, len(run)])):
        lines = [run.line(row, raw) for row, raw in run.raws(first, last)]
        _element(page, f"lines-{number}-{block}", b"\n".join(lines))


def _blocks(run: Followed) -> list[int]:
    """The first rows of blocks of at most so many rows and bytes; a long line has its own."""
    starts: list[int] = []
    rows = size = 0
    for row, length in enumerate(run.lengths):
        if not starts or rows >= _BLOCK_ROWS or size + length > _BLOCK_BYTES:
            starts.append(row)
            rows = size = 0
        rows += 1
        size += length
    return starts


def _element(page: IO[bytes], name: str, data: bytes) -> None:
    head = f'<script type="application/octet-stream" id="{name}">'.encode()
    page.write(head + pack(data) + b"</script>\n")


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src {source_hash(style)}; script-src {source_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
