"""Runs inside the sandbox: SQL on a database in memory, its rows or its tables as JSON.

A `Driver` source: the standard library only. The payload is JSON: `setup` (scripts that fill the
database), `query` (what is judged), `writes` (whether it may change the database, and its tables
are wanted instead of its rows), `tables` (which; all without), `reverse` (rows that no ORDER BY
orders come the other way round), `rows` and `steps` (the most of either).
The answer is `{"columns", "rows"}`, `{"tables"}` or `{"fault", "whose"}`; a cell is null, an
integer in digits, or `{"real"}`, `{"text"}`, `{"blob"}`.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

_READING = frozenset(
    getattr(sqlite3, name) for name in ("SQLITE_SELECT", "SQLITE_READ", "SQLITE_RECURSIVE")
)
_NEVER = frozenset(
    getattr(sqlite3, name)
    for name in ("SQLITE_ATTACH", "SQLITE_DETACH", "SQLITE_CREATE_VTABLE", "SQLITE_DROP_VTABLE")
)
_TABLES_TOLD = frozenset({"table_info", "table_xinfo", "table_list", "index_list", "index_info"})
_NO_FUNCTIONS = frozenset({"load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"})
_STEP = 10_000
_LONGEST = 1 << 24
_NAMED = (
    "SELECT name FROM main.sqlite_master WHERE type = 'table' "
    "AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name"
)


class TooMany(Exception):
    """More rows than may come back."""


def main(payload: bytes, channel: Any) -> None:
    """Answers once."""
    asked = json.loads(payload)
    channel.send(json.dumps(_answer(asked), ensure_ascii=True).encode())


def _answer(asked: dict[str, Any]) -> dict[str, Any]:
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.text_factory = _decoded
    try:
        for script in asked["setup"]:
            database.executescript(script)
        if database.in_transaction:
            database.execute("COMMIT")
        if asked["reverse"]:
            database.execute("PRAGMA reverse_unordered_selects = ON")
    except (sqlite3.Error, sqlite3.Warning, ValueError) as fault:
        return {"fault": _said(fault), "whose": "setup"}
    _bound(database, asked)
    try:
        if asked["writes"]:
            return _written(database, asked)
        return _selected(database, asked)
    except TooMany as fault:
        return {"fault": str(fault), "whose": "query"}
    except (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError, MemoryError) as fault:
        return {"fault": _said(fault), "whose": "query"}


def _bound(database: sqlite3.Connection, asked: dict[str, Any]) -> None:
    """From here on nothing outside the database is reached, and nothing takes for ever."""
    writes = asked["writes"]

    def allowed(action: int, first: str | None, second: str | None, *_: Any) -> int:
        if action == sqlite3.SQLITE_FUNCTION:
            bad = (second or "").lower() in _NO_FUNCTIONS
        elif action == sqlite3.SQLITE_PRAGMA:
            bad = (first or "").lower() not in _TABLES_TOLD
        else:
            bad = action in _NEVER or (not writes and action not in _READING)
        return sqlite3.SQLITE_DENY if bad else sqlite3.SQLITE_OK

    left = [asked["steps"] // _STEP]

    def stepped() -> int:
        left[0] -= 1
        return int(left[0] < 0)

    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    database.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    database.set_authorizer(allowed)
    database.set_progress_handler(stepped, _STEP)


def _selected(database: sqlite3.Connection, asked: dict[str, Any]) -> dict[str, Any]:
    cursor = database.execute(asked["query"])
    if cursor.description is None:
        raise ValueError("it gives no rows")
    columns = [str(column[0]) for column in cursor.description]
    return {"columns": columns, "rows": _rows(cursor, asked["rows"])}


def _written(database: sqlite3.Connection, asked: dict[str, Any]) -> dict[str, Any]:
    """The tables as they are after the script; what was not committed is lost."""
    for statement in _statements(asked["query"]):
        for _ in database.execute(statement):
            pass
    database.set_authorizer(None)
    if database.in_transaction:
        database.execute("ROLLBACK")
    names = asked["tables"] or [name for (name,) in database.execute(_NAMED)]
    there = {name for (name,) in database.execute(_NAMED)}
    tables: dict[str, Any] = {}
    for name in names:
        if name in there:
            quoted = name.replace('"', '""')
            cursor = database.execute(f'SELECT * FROM main."{quoted}"')  # noqa: S608, quoted
            columns = [str(column[0]) for column in cursor.description]
            tables[name] = {"columns": columns, "rows": _rows(cursor, asked["rows"])}
    return {"tables": tables}


def _statements(script: str) -> list[str]:
    """The statements of a script, cut where one is complete."""
    statements: list[str] = []
    start = 0
    for place, mark in enumerate(script):
        if mark == ";" and sqlite3.complete_statement(script[start : place + 1]):
            statements.append(script[start : place + 1])
            start = place + 1
            if len(statements) > 10_000:
                raise ValueError("it has more than 10,000 statements")
    statements.append(script[start:])
    return [statement for statement in statements if statement.strip().strip(";").strip()]


def _rows(cursor: sqlite3.Cursor, most: int) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for row in cursor:
        if len(rows) >= most:
            raise TooMany(f"it gives more than {most} rows")
        rows.append([_cell(value) for value in row])
    return rows


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, float):
        return {"real": repr(value)}
    return {"text": value} if isinstance(value, str) else {"blob": bytes(value).hex()}


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def _said(fault: BaseException) -> str:
    message = str(fault)[:300]
    return {"interrupted": "it takes too many steps"}.get(message, message) or "no message"
