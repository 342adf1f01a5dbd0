"""Writes the results page as rows arrive, in memory that does not grow with them.

Rows go to disk in gzip blocks of at most `BLOCK_ROWS` rows or `BLOCK_BYTES` bytes, the index
in chunks of its own (see `index`). The summary is known last but must be read first, so blocks
and index wait in unnamed temporary files beside the target; `finish` joins template, summary,
index and blocks into one file and renames it into place. Without `finish` nothing is left.
Not covered: two writers with one target (the last to finish wins).
"""

import html
import os
import re
import secrets
import shutil
import tempfile
from array import array
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from assay.evaluate.page.assets import closed, part, shared_script, shared_style, source_hash
from assay.evaluate.page.encode import encode, inline, pack
from assay.evaluate.page.index import CHUNK, Columns

__all__ = ["PageWriter"]

BLOCK_ROWS = 256
BLOCK_BYTES = 500_000
SCRIPTS = ("data.js", "summary.js", "list.js", "row.js", "page.js")
PLACE = re.compile(r"<!--assay:(\w+)-->")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


class PageWriter:
    """One page being written.

    >>> with PageWriter("results.html", "Words and forms") as page:  # doctest: +SKIP
    ...     for row in rows:
    ...         page.add(row)
    ...     page.finish({"rows": 1000})
    """

    def __init__(self, path: str | os.PathLike[str], title: str) -> None:
        self._path = Path(path)
        self._title = title
        self._rows = 0
        self._columns = Columns()
        self._block: list[bytes] = []
        self._block_bytes = 0
        self._starts = array("Q")
        self._chunks = 0
        self._files = ExitStack()
        self._blocks, self._index, self._labels = (self._spool() for _ in range(3))
        self._open = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def add(self, row: Mapping[str, Any]) -> None:
        """Append one verdict row."""
        self._check_open()
        line = encode(dict(row))
        if self._block and self._block_bytes + len(line) > BLOCK_BYTES:
            self._end_block()
        if not self._block:
            self._starts.append(self._rows)
        self._block.append(line)
        self._block_bytes += len(line)
        self._rows += 1
        self._columns.add(row)
        if len(self._block) >= BLOCK_ROWS:
            self._end_block()
        if len(self._columns) >= CHUNK:
            self._end_chunk()

    def finish(self, summary: Mapping[str, Any]) -> None:
        """Write the page and close; the target appears whole or not at all."""
        self._check_open()
        if self._block:
            self._end_block()
        if len(self._columns):
            self._end_chunk()
        beside = self._path.with_name(f".{self._path.name}.{secrets.token_hex(8)}.tmp")
        try:
            with beside.open("xb") as page:
                self._write(page, dict(summary))
            beside.replace(self._path)
        finally:
            beside.unlink(missing_ok=True)
            self._close()

    def _write(self, page: IO[bytes], summary: dict[str, Any]) -> None:
        for kind, piece in _template():
            if kind == "text":
                page.write(piece.encode())
            elif piece in ("index", "labels", "blocks"):
                spool = {"index": self._index, "labels": self._labels, "blocks": self._blocks}
                spool[piece].seek(0)
                shutil.copyfileobj(spool[piece], page, 1 << 20)
            else:
                page.write(self._small(piece, summary).encode("ascii"))

    def _small(self, part: str, summary: dict[str, Any]) -> str:
        if part == "title":
            clean = CONTROL.sub("\N{REPLACEMENT CHARACTER}", self._title)
            return html.escape(clean).encode("ascii", "xmlcharrefreplace").decode()
        kinds = {number: name for name, number in self._columns.kinds.items()}
        return inline(
            {
                "title": self._title,
                "rows": self._rows,
                "chunk": CHUNK,
                "chunks": self._chunks,
                "starts": self._starts.tolist(),
                "kinds": [kinds[number] for number in sorted(kinds)],
                "summary": summary,
            }
        )

    def _end_block(self) -> None:
        number = len(self._starts) - 1
        _element(self._blocks, f"block-{number}", b"\n".join(self._block))
        self._block, self._block_bytes = [], 0

    def _end_chunk(self) -> None:
        columns, labels = self._columns.take()
        _element(self._index, f"index-{self._chunks}", columns)
        _element(self._labels, f"labels-{self._chunks}", encode(labels))
        self._chunks += 1

    def _spool(self) -> IO[bytes]:
        return self._files.enter_context(tempfile.TemporaryFile(dir=self._path.parent))

    def _check_open(self) -> None:
        if not self._open:
            raise ValueError(f"The page {str(self._path)!r} is finished; no more can be written.")

    def _close(self) -> None:
        self._open = False
        self._files.close()


def _element(file: IO[bytes], name: str, data: bytes) -> None:
    head = f'<script type="application/octet-stream" id="{name}">'.encode()
    file.write(head + pack(data) + b"</script>\n")


@cache
def _template() -> list[tuple[str, str]]:
    """The page as ("text", …) and ("place", name) pieces, style and script filled in."""
    style = shared_style() + part("page.css")
    script = closed(shared_script(), *map(part, SCRIPTS))
    known = {
        "style": style,
        "script": script,
        "policy": f"default-src 'none'; style-src {source_hash(style)}; "
        f"script-src {source_hash(script)}; base-uri 'none'; form-action 'none'",
    }
    return list(_pieces(part("page.html"), known))


def _pieces(text: str, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for number, piece in enumerate(PLACE.split(text)):
        is_text = number % 2 == 0 or piece in known
        yield ("text" if is_text else "place"), known.get(piece, piece) if number % 2 else piece
