"""`index.sqlite`: the lines of a run as a table, for questions that are asked in SQL.

    SELECT json_extract(meta, '$.level') AS level, avg(passed) FROM lines GROUP BY level;
    SELECT id, attempt FROM lines WHERE place IN (SELECT rowid FROM texts WHERE texts MATCH 'tide');

It is made from `samples.jsonl`, which alone is the record: it may be deleted at any time, and is
brought up to date, or made anew, whenever it is opened. `texts` (prompt and response, full text,
not the texts themselves) is there where sqlite was built with FTS5.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, NamedTuple, cast

from assay.errors import RunError
from assay.evaluate.runs.folder import SAMPLES, RunFolder
from assay.evaluate.runs.line import RunLine
from assay.sample import encode_json

__all__ = ["INDEX", "open_index"]

INDEX = "index.sqlite"
_FORMAT = 1
_PATIENCE = 30.0
_MOST = (1 << 63) - 1
_OF_THE_DISK = (
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN,
)  # fmt: skip
_SAID = ("reasoning", "text", "content")
_ABOUT = "CREATE TABLE about (format INTEGER, file INTEGER)"
_LINES = """
CREATE TABLE lines (
    place INTEGER PRIMARY KEY,   -- the number of the line, from 1
    start INTEGER NOT NULL,      -- its offset in samples.jsonl, in bytes
    id TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    passed INTEGER,              -- 1, 0, or NULL where that is unknown, and for a fault
    score REAL,
    fault TEXT,                  -- its kind, or NULL
    finish TEXT,
    prompt_tokens INTEGER,
    completion_tokens INTEGER,
    cost REAL,                   -- US dollars
    seconds REAL,
    meta TEXT                    -- JSON
)
"""
_BY_ID = "CREATE INDEX lines_by_id ON lines (id, attempt)"
_TABLES = (_ABOUT, _LINES, _BY_ID)
_TEXTS = "CREATE VIRTUAL TABLE texts USING fts5 (prompt, response, content='')"


class _Last(NamedTuple):
    """The last line of an index; `place` 0 where there is none."""

    place: int = 0
    start: int = 0
    key: tuple[str, int] | None = None


def open_index(folder: RunFolder) -> sqlite3.Connection:
    """The index of a run, up to date, as a connection that the caller closes.

    Raises RunError where it cannot be written, or a line of the run cannot be read.
    """
    path = folder.path / INDEX
    try:
        try:
            return _fresh(path, folder)
        except sqlite3.DatabaseError as fault:
            if _is_of_the_disk(fault):
                raise
        # Somebody else's file, or damaged: it holds nothing of its own.
        for ending in ("", "-wal", "-shm", "-journal"):
            path.with_name(f"{INDEX}{ending}").unlink(missing_ok=True)
        return _fresh(path, folder)
    except sqlite3.Error as fault:
        raise RunError(f"{path}: {fault}") from None
    except OSError as fault:
        raise RunError(f"{path}: {fault.strerror or fault}") from None


def _is_of_the_disk(fault: sqlite3.Error) -> bool:
    """Whether a new file would fare no better, or another process is at work on this one."""
    code = getattr(fault, "sqlite_errorcode", 0)
    return (code & 0xFF) in _OF_THE_DISK


def _fresh(path: Path, folder: RunFolder) -> sqlite3.Connection:
    index = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        index.execute("PRAGMA synchronous = OFF")  # what a power cut breaks is made anew
        index.execute("BEGIN IMMEDIATE")
        _bring_up_to_date(index, folder)
        index.execute("COMMIT")
    except BaseException:
        index.close()
        raise
    return index


def _bring_up_to_date(index: sqlite3.Connection, folder: RunFolder) -> None:
    path = folder.path / SAMPLES
    file = path.stat().st_ino if path.exists() else 0
    last = _last(index, file)
    lines = folder.placed_lines(last.start)
    if last.place and _key(next(lines, None)) != last.key:
        last = _Last()
        lines = folder.placed_lines()
    if not last.place:
        _begin(index, file)
    searched = _has(index, "texts")
    for place, (start, line) in enumerate(lines, last.place + 1):
        row = (place, start, *_row(line))
        index.execute("INSERT INTO lines VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        if searched:
            texts = place, _text(line.prompt), _text(line.response)
            index.execute("INSERT INTO texts (rowid, prompt, response) VALUES (?, ?, ?)", texts)


def _last(index: sqlite3.Connection, file: int) -> _Last:
    """The last line that the index has, if it is of this file."""
    if not _has(index, "about"):
        return _Last()
    if index.execute("SELECT format, file FROM about").fetchone() != (_FORMAT, file):
        return _Last()
    found = index.execute(
        "SELECT place, start, id, attempt FROM lines ORDER BY place DESC LIMIT 1"
    ).fetchone()
    return _Last() if found is None else _Last(found[0], found[1], (found[2], found[3]))


def _key(placed: tuple[int, RunLine] | None) -> tuple[str, int] | None:
    return None if placed is None else (_plain(placed[1].id), placed[1].attempt)


def _begin(index: sqlite3.Connection, file: int) -> None:
    for name in ("about", "lines", "texts"):
        index.execute(f"DROP TABLE IF EXISTS {name}")
    for statement in _TABLES:
        index.execute(statement)
    index.execute("INSERT INTO about VALUES (?, ?)", (_FORMAT, file))
    try:
        index.execute(_TEXTS)
    except sqlite3.OperationalError:  # built without FTS5
        return


def _has(index: sqlite3.Connection, name: str) -> bool:
    return bool(index.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone())


def _row(line: RunLine) -> tuple[Any, ...]:
    made, fault = line.generation, line.fault
    usage = None if made is None else made.usage
    return (
        _plain(line.id),
        line.attempt,
        line.outcome,
        line.score if isinstance(line.score, int | float) else None,
        None if fault is None else fault.kind,
        None if made is None else made.finish,
        None if usage is None else min(usage.prompt_tokens, _MOST),
        None if usage is None else min(usage.completion_tokens, _MOST),
        None if usage is None else usage.cost,
        None if made is None else made.seconds,
        encode_json(line.meta).decode(),
    )


def _text(content: object) -> str:
    """What is said in a text or in messages, without what surrounds it."""
    if isinstance(content, str):
        return _plain(content)
    if isinstance(content, dict):
        fields = cast("dict[str, object]", content)
        return "\n".join(_text(fields[name]) for name in _SAID if fields.get(name))
    if isinstance(content, list):
        return "\n".join(_text(part) for part in cast("list[object]", content))
    return ""


def _plain(text: str) -> str:
    """Text that sqlite can hold."""
    return text.encode("utf-8", "replace").decode()
