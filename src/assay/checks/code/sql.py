"""`code.sql`: a query judged by its rows, or a script by the tables it leaves."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Annotated, Any, Literal, NamedTuple, cast

import msgspec

from assay.check import Example
from assay.checks.code.base import CodeCheck, ending
from assay.checks.code.calls import driver
from assay.checks.code.extraction import Found
from assay.checks.code.fences import blocks_in, first_way
from assay.checks.code.outputs import Tolerance
from assay.checks.code.result_sets import Row, Table, Undecidable, differs, table_from, ties
from assay.checks.code.sql_words import outermost, reads, statement, variants
from assay.context import Context
from assay.response import Response
from assay.sandbox import Limits, shared
from assay.verdict import Span, Verdict

__all__ = ["Sql"]

_ROWS = 100_000
_LONGEST = 200_000
_NAME = "result"

Cell = int | float | str | None
Rows = tuple[tuple[Cell, ...], ...]


class _Answer(NamedTuple):
    """What came of a query: tables by name, or a fault; `passed` is None where not its own."""

    tables: Mapping[str, Table]
    fault: str = ""
    passed: bool | None = False


class _Golds(NamedTuple):
    """What is right, what is so too where chance decides, and where stretches of ties end."""

    first: _Answer
    others: tuple[Table, ...] = ()
    ends: tuple[int, ...] | None = None


class _Asked(NamedTuple):
    """All that a run in the sandbox depends on."""

    setup: tuple[str, ...]
    query: str
    writes: bool
    tables: tuple[str, ...]
    steps: int
    reverse: bool = False


class Sql(CodeCheck, kind="code.sql"):
    """A query for SQLite that gives the right rows, on every one of several databases.

    Each database is made anew in memory by the script `schema` and one of `databases`, the scripts
    that fill it. The right rows are those that `query` gives, or `rows`. Rows count as often as
    they stand there, or once where `duplicates` do not count. Their order counts where `ordered`
    says so; without it, where the outermost part of `query` has an ORDER BY. Rows which that
    leaves in any order (ties) may come in any; where a LIMIT cuts through them, those that SQLite
    takes first, or last, are right. `columns` is `same`, or `any` where another order of
    the columns will do; their names never count. Numbers are equal within `atol` or `rtol` whether
    whole or not, NULL equals NULL, a text equals no number.

    With `compare` set to `state` the response is a script that may write, and the tables it
    leaves are compared with those that `query` leaves, as bags of rows: all tables, or `tables`.
    A transaction that is not committed is lost. Otherwise it is one statement that reads.

    ATTACH, PRAGMA beyond looking at tables and loading of extensions are refused, and so is what
    takes more than `steps` of SQLite's machine, which do not depend on the computer's speed.
    The score is the share of databases on which it is right. Undecided where the right query fails
    itself, or too many orders of columns would have to be tried.
    """

    schema: str = ""
    databases: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)] = ("",)
    query: str | None = None
    rows: Rows | None = None
    compare: Literal["rows", "state"] = "rows"
    tables: tuple[str, ...] = ()
    ordered: bool | None = None
    columns: Literal["same", "any"] = "same"
    duplicates: bool = True
    atol: float = 1e-6
    rtol: float = 1e-6
    steps: Annotated[int, msgspec.Meta(ge=10_000)] = 100_000_000

    def validate(self) -> None:
        super().validate()
        if (self.query is None) is (self.rows is None):
            raise ValueError("either query or rows says what is right, and not both")
        if self.compare == "state" and self.query is None:
            raise ValueError("compare state needs the query that leaves the right tables")
        if self.query is not None and not self.query.strip():
            raise ValueError("query is blank")
        if self.rows and len({len(row) for row in self.rows}) > 1:
            raise ValueError("rows are of different widths")

    def time_allowed(self) -> float:
        return len(self.databases) * 3 * (self.longest + 1) + 10

    def verify(self, response: Response, context: Context) -> Verdict:
        found = self._found(response)
        if found is None:
            return self.no_program(response, "sql")
        if len(found.text) > _LONGEST:
            return self.say(False, f"The query is longer than {_LONGEST} characters.", found, 0.0)
        said = [self._on(database, found.text) for database in self.databases]
        wrong = [(n, why) for n, (passed, why) in enumerate(said, 1) if passed is False]
        unclear = [(n, why) for n, (passed, why) in enumerate(said, 1) if passed is None]
        right = sum(passed is True for passed, _ in said)
        several = len(said) > 1
        if wrong:
            number, why = wrong[0]
            why = f"On database {number} {why}" if several else f"{why[0].upper()}{why[1:]}"
            return self.say(False, f"{why}.", found, right / len(said))
        if unclear:
            return self.undecided(f"Database {unclear[0][0]}: {unclear[0][1]}")
        where = f" on all {len(said)} databases" if several else ""
        what = "tables" if self.compare == "state" else "rows"
        return self.say(True, f"The {what} are as expected{where}.", found)

    def _found(self, response: Response) -> Found | None:
        """The query: the last block that reads; of a script all blocks."""
        if self.compare == "state":
            found = first_way(response, "sql", "\n;\n")
        else:
            blocks = blocks_in(response, "sql")
            reading = [block for block in blocks if reads(block.text)]
            found = reading[-1].found if reading else None
        return found or _without_prose(self.program(response, "sql"))

    def _on(self, database: str, query: str) -> tuple[bool | None, str]:
        """Whether the query is right on one database, and what is wrong."""
        golds = self._golds(database)
        if golds.first.fault:
            return None, golds.first.fault
        found = _asked(self._question(database, query), self.limits)
        if found.fault:
            return found.passed, found.fault
        try:
            return self._compared(golds, found)
        except Undecidable as why:
            return None, f"{why}."

    def _question(self, database: str, query: str, reverse: bool = False) -> _Asked:
        setup = tuple(script for script in (self.schema, database) if script.strip())
        return _Asked(setup, query, self.compare == "state", self.tables, self.steps, reverse)

    def _golds(self, database: str) -> _Golds:
        """What is right: what the query gives, and what it gives with its ties broken otherwise."""
        if self.query is None:
            rows = cast("tuple[Row, ...]", self.rows)
            width = len(rows[0]) if rows else 0
            return _Golds(_Answer({_NAME: Table(("",) * width, rows)}))
        first = _asked_once(self._question(database, self.query), self.limits)
        if first.fault:
            return _Golds(first._replace(fault=f"The right query fails: {first.fault}."))
        if self.compare == "state":
            return _Golds(first)
        broken = variants(self.query)
        if not broken and "limit" in outermost(self.query):
            back = _asked_once(self._question(database, self.query, reverse=True), self.limits)
            return _Golds(first, () if back.fault else (back.tables[_NAME],))
        others = [_asked_once(self._question(database, v.query), self.limits) for v in broken]
        if any(other.fault for other in others):
            return _Golds(first)
        tables = [other.tables[_NAME] for other in others]
        plain = [_unnumbered(t) if v.numbered else t for v, t in zip(broken, tables, strict=True)]
        open_to = ties(tables[0].rows, tables[1].rows) if tables else None
        return _Golds(first, tuple(plain), open_to)

    @property
    def _in_order(self) -> bool:
        if self.ordered is not None or self.compare == "state":
            return bool(self.ordered) and self.compare != "state"
        return self.query is not None and "order" in outermost(self.query)

    def _compared(self, golds: _Golds, found: _Answer) -> tuple[bool, str]:
        if self.compare == "state":
            return self._tables_compared(golds.first.tables, found.tables)
        tables = [self._shaped(table) for table in (golds.first.tables[_NAME], *golds.others)]
        theirs = self._shaped(found.tables[_NAME])
        if not self._in_order:
            tries = [(table, _whole(table)) for table in tables]
        elif golds.ends is not None and self.duplicates:
            tries = [(tables[0], golds.ends)]
        else:
            tries = [(table, tuple(range(1, len(table.rows) + 1))) for table in tables]
        said = [self._differs(table, theirs, blocks) for table, blocks in tries]
        return "" in said, "" if "" in said else said[0]

    def _tables_compared(
        self, ours: Mapping[str, Table], theirs: Mapping[str, Table]
    ) -> tuple[bool, str]:
        for name in sorted({*ours, *theirs}):
            if name not in theirs:
                return False, f"the table {name!r:.60} is missing"
            if name not in ours:
                return False, f"there is a table {name!r:.60} that should not be"
            one, other = self._shaped(ours[name]), self._shaped(theirs[name])
            why = self._differs(one, other, _whole(one))
            if not why and [c.lower() for c in one.columns] != [c.lower() for c in other.columns]:
                why = "its columns have other names"
            if why:
                return False, f"the table {name!r:.60}: {why}"
        return True, ""

    def _shaped(self, table: Table) -> Table:
        return table if self.duplicates else table._replace(rows=tuple(dict.fromkeys(table.rows)))

    def _differs(self, ours: Table, theirs: Table, blocks: Sequence[int]) -> str:
        if self.rows == () and not theirs.rows:
            return ""
        return differs(
            ours,
            theirs,
            blocks=blocks,
            any_columns=self.columns == "any",
            tolerance=Tolerance(self.atol, self.rtol),
        )

    def describe(self) -> str:
        schema = " ".join(self.schema.split())
        over = f" for a database made by {schema[:300]!r}" if schema else ""
        if self.compare == "state":
            return f"Write a script in SQLite's SQL{over} that leaves the right tables."
        return f"Write one query in SQLite's SQL{over} that gives the right rows."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        pools = cls(
            schema="CREATE TABLE pool (name TEXT, crabs INT);",
            databases=(
                "INSERT INTO pool VALUES ('east', 3), ('west', 5), ('north', 5);",
                "INSERT INTO pool VALUES ('south', 1);",
            ),
            query="SELECT name FROM pool ORDER BY crabs DESC",
        )
        return (
            Example(pools, "```sql\nSELECT name FROM pool ORDER BY -crabs, name\n```", True),
            Example(pools, "```sql\nSELECT name FROM pool ORDER BY crabs\n```", False),
            Example(pools, "```sql\nSELECT 'south'\n```", False),
        )


def _without_prose(found: Found | None) -> Found | None:
    """What was found, without what was said before and after where it has no fence."""
    if found is None or found.rule != "whole":
        return found
    start, end = statement(found.text)
    if (start, end) == (0, len(found.text)):
        return found
    text, offset = found.text[start:end], found.span.start
    span = Span(text) if offset is None else Span(text, offset + start, offset + end)
    return Found(text.rstrip(" \n`"), "statement", span)


def _whole(table: Table) -> tuple[int, ...]:
    """No order is asked: one stretch of all rows."""
    return (len(table.rows),) if table.rows else ()


def _unnumbered(table: Table) -> Table:
    return Table(table.columns[:-1], tuple(row[:-1] for row in table.rows))


def _asked(asked: _Asked, limits: Limits) -> _Answer:
    """One run in the sandbox."""
    payload = msgspec.json.encode({**asked._asdict(), "rows": _ROWS})
    run = shared().call(driver("sql"), payload, limits)
    passed, why = ending(run, limits)
    if not passed or len(run.messages) != 1:
        why = why or "The query ended the program that ran it."
        return _Answer({}, f"{why[0].lower()}{why[1:].rstrip('.')}", passed and False)
    try:
        return _read(json.loads(run.messages[0]))
    except (ValueError, RecursionError) as fault:
        return _Answer({}, f"what came back is no table ({fault})")


@lru_cache(maxsize=256)
def _asked_once(asked: _Asked, limits: Limits) -> _Answer:
    """The same for what is trusted, whose answer is kept."""
    return _asked(asked, limits)


def _read(message: Any) -> _Answer:
    if not isinstance(message, dict):
        raise ValueError("no object")
    given = cast("dict[str, Any]", message)
    if "fault" in given:
        whose = given.get("whose")
        fault = f"it fails: {str(given['fault'])[:200]}"
        if whose == "setup":
            return _Answer({}, f"the database cannot be made: {str(given['fault'])[:200]}", None)
        return _Answer({}, fault)
    if "tables" not in given:
        return _Answer({_NAME: table_from(given)})
    tables = given["tables"]
    if not isinstance(tables, dict):
        raise ValueError("no tables")
    return _Answer({n: table_from(t) for n, t in cast("dict[str, Any]", tables).items()})
