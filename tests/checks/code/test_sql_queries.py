"""Queries by their rows, scripts by the tables they leave; result sets compared."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assay
from assay.checks.code.outputs import Tolerance
from assay.checks.code.result_sets import Row, Table, Undecidable, differs, table_from, ties
from assay.checks.code.sql import Sql
from assay.checks.code.sql_words import outermost, variants
from assay.errors import BadParameter
from assay.registry import parse
from assay.verdict import Verdict

SCHEMA = (
    "CREATE TABLE t (a INT, b TEXT, c REAL);"
    "INSERT INTO t VALUES (1, 'x', 0.1), (2, 'y', 0.2), (2, 'y', 0.2), (NULL, 'z', 1e300);"
)
POOLS = (
    "CREATE TABLE p (n TEXT, k INT, c TEXT);"
    "INSERT INTO p VALUES ('a', 1, 'X'), ('b', 2, 'X'), ('c', 2, 'Y'), ('d', 2, 'X');"
    "INSERT INTO p VALUES ('e', 3, 'Z');"
)
ENDLESS = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r"
RESPONSE = "```sql\n{}\n```"


def judged(response: str, **options: Any) -> Verdict:
    return assay.verify(RESPONSE.format(response), Sql(**{"schema": SCHEMA, **options}))


@pytest.mark.parametrize(
    ("gold", "response", "options", "passed"),
    [
        ("SELECT a, b FROM t", "SELECT a, b FROM t ORDER BY a DESC", {}, True),
        ("SELECT a, b FROM t", "SELECT b, a FROM t", {}, False),
        ("SELECT a, b FROM t", "SELECT b, a FROM t", {"columns": "any"}, True),
        ("SELECT a, b FROM t", "SELECT b, b FROM t", {"columns": "any"}, False),
        ("SELECT a, a, b FROM t", "SELECT b, a, a FROM t", {"columns": "any"}, True),
        ("SELECT a, a, b FROM t", "SELECT b, b, a FROM t", {"columns": "any"}, False),
        ("SELECT a FROM t", "SELECT DISTINCT a FROM t", {}, False),
        ("SELECT a FROM t", "SELECT DISTINCT a FROM t", {"duplicates": False}, True),
        ("SELECT a FROM t", "SELECT a AS other FROM t;", {}, True),
        ("SELECT a FROM t", "-- all\nSELECT a FROM t -- of them", {}, True),
        ("SELECT sum(c) FROM t WHERE c < 1", "SELECT 0.5", {}, True),
        ("SELECT sum(c) FROM t WHERE c < 1", "SELECT 0.5001", {}, False),
        ("SELECT sum(c) FROM t WHERE c < 1", "SELECT 0.5001", {"atol": 0.01}, True),
        ("SELECT 2", "SELECT 2.0", {}, True),
        ("SELECT 2", "SELECT '2'", {}, False),
        ("SELECT NULL", "SELECT ''", {}, False),
        ("SELECT NULL", "SELECT NULL", {}, True),
        ("SELECT x'00'", "SELECT '\0'", {}, False),
        ("SELECT a FROM t WHERE a > 9", "SELECT b FROM t WHERE a > 9", {}, True),
        ("SELECT a FROM t WHERE a > 9", "SELECT a, b FROM t WHERE a > 9", {}, False),
        ("WITH w AS (SELECT a FROM t ORDER BY b) SELECT a FROM w", "SELECT a FROM t", {}, True),
        ("SELECT a FROM t", "VALUES (1), (2), (2), (NULL)", {}, True),
        ("SELECT a FROM t", "SELECT a FROM t ORDER BY a", {"ordered": True}, False),
        ("SELECT a FROM t ORDER BY a", "SELECT a FROM t ORDER BY 1 DESC", {"ordered": False}, True),
    ],
)
def test_rows(gold: str, response: str, options: dict[str, Any], passed: bool) -> None:
    assert judged(response, query=gold, **options).passed is passed


@pytest.mark.parametrize(
    ("gold", "response", "passed"),
    [
        ("SELECT n FROM p ORDER BY k", "SELECT n FROM p ORDER BY k, n DESC", True),
        ("SELECT n FROM p ORDER BY k", "SELECT n FROM p ORDER BY n DESC", False),
        ("SELECT c FROM p ORDER BY k -- by k\n;", "SELECT c FROM p ORDER BY k, c", True),
        ("SELECT c FROM p ORDER BY k", "SELECT c FROM p ORDER BY c", True),
        ("SELECT c FROM p ORDER BY k", "SELECT c FROM p ORDER BY k DESC", False),
        ("SELECT n FROM p ORDER BY k LIMIT 2", "SELECT n FROM p ORDER BY k, n LIMIT 2", True),
        ("SELECT n FROM p ORDER BY k LIMIT 2", "SELECT n FROM p ORDER BY k, n DESC LIMIT 2", True),
        ("SELECT n FROM p ORDER BY k LIMIT 2", "SELECT n FROM p ORDER BY k DESC LIMIT 2", False),
        ("SELECT n FROM p LIMIT 2", "SELECT n FROM p ORDER BY n DESC LIMIT 2", True),
        (
            "SELECT c, count(*) m FROM p GROUP BY c ORDER BY m DESC",
            "SELECT c, count(*) FROM p GROUP BY c ORDER BY 2 DESC, 1 DESC",
            True,
        ),
        ("SELECT DISTINCT c FROM p ORDER BY c", "SELECT DISTINCT c FROM p ORDER BY 1", True),
        (
            "SELECT n FROM p WHERE k = 1 UNION SELECT n FROM p ORDER BY n",
            "SELECT n FROM p ORDER BY n",
            True,
        ),
        ("SELECT max(k) FROM p ORDER BY 1", "SELECT 3", True),
    ],
)
def test_ties_may_come_in_any_order(gold: str, response: str, passed: bool) -> None:
    assert judged(response, schema=POOLS, query=gold).passed is passed


def test_every_database_counts() -> None:
    databases = ("INSERT INTO t VALUES (7, 'q', 1);", "DELETE FROM t;", "UPDATE t SET a = 1;")
    found = judged("SELECT 4", query="SELECT count(*) FROM t", databases=databases)
    assert (found.passed, found.score) == (False, 1 / 3)
    assert judged(
        "SELECT count(b) FROM t", query="SELECT count(*) FROM t", databases=databases
    ).passed


def test_expected_rows() -> None:
    rows = ((1, "x"), (2, "y"), (2, "y"), (None, "z"))
    assert judged("SELECT a, b FROM t", rows=rows).passed is True
    assert judged("SELECT a, b FROM t LIMIT 3", rows=rows).passed is False
    assert judged("SELECT 1 WHERE 0", rows=()).passed is True
    assert judged("SELECT 1", rows=()).passed is False


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("DELETE FROM t", "not authorized"),
        ("ATTACH '/etc/passwd' AS p", "not authorized"),
        ("SELECT load_extension('x')", "not authorized"),
        ("PRAGMA journal_mode = WAL", "not authorized"),
        ("SELECT * FROM pragma_database_list", "not authorized"),
        ("SELECT 1; SELECT 2", "one statement"),
        ("SELECT crabs FROM t", "no such column"),
        ("SELECT zeroblob(1000000000)", "too big"),
        ("SELECT", "incomplete input"),
        ("-- nothing", "no rows"),
        (f"{ENDLESS}) SELECT count(*) FROM r", "too many steps"),
        (f"{ENDLESS} LIMIT 200000) SELECT n FROM r", "more than 100000 rows"),
        ("SELECT 1 -- " + "x" * 300_000, "longer than"),
    ],
)
def test_what_a_query_may_not(query: str, why: str) -> None:
    found = judged(query, query="SELECT a FROM t", steps=10_000_000)
    assert found.passed is False
    assert why in found.why


@pytest.mark.parametrize(
    ("response", "passed"),
    [
        ("UPDATE t SET a = 5 WHERE b = 'x'", True),
        ("BEGIN; UPDATE t SET a = a + 4 WHERE a = 1; COMMIT;", True),
        ("BEGIN; UPDATE t SET a = a + 4 WHERE a = 1;", False),
        ("UPDATE t SET a = 5", False),
        ("CREATE TEMP TABLE t AS SELECT 1; UPDATE main.t SET a = 5 WHERE b = 'x'", True),
        ("UPDATE t SET a = 5 WHERE b = 'x'; CREATE TABLE other (a)", False),
        ("UPDATE t SET a = 5 WHERE b = 'x'; ATTACH 'x' AS y", False),
        ("DROP TABLE t", False),
        ("SELECT 1;;; UPDATE t SET a = 5 WHERE b = 'x';;", True),
        ("nothing", False),
    ],
)
def test_tables_left(response: str, passed: bool) -> None:
    gold = "UPDATE t SET a = 5 WHERE b = 'x'"
    assert judged(response, query=gold, compare="state").passed is passed


@pytest.mark.parametrize(
    "response",
    [
        "SELECT a FROM t",
        "  select a\nfrom t;\n",
        "Here it is:\n\nSELECT a\nFROM t\n\nIt selects a.",
        "The query with one column is:\nSELECT a FROM t",
        "Try:\n\nSELECT b FROM t\n\nNo, rather:\n\nWITH w AS (\nSELECT a FROM t)\nSELECT * FROM w",
        "It is `SELECT b FROM t`? No:\n\n`SELECT a FROM t`",
        "-- with a comment\nSELECT a FROM t",
        "```\nSELECT a FROM t\n```",
        "<think>SELECT b FROM t</think>SELECT a FROM t",
        "-- which\n-- columns\n\nSELECT a\n\nFROM t",
        "SELECT a\r\nFROM t\r\n",
    ],
)
def test_queries_are_found_in_prose(response: str) -> None:
    check = Sql(schema=SCHEMA, query="SELECT a FROM t")
    assert assay.verify(response, check).passed is True


def test_which_of_several_blocks() -> None:
    index = "```sql\nSELECT a FROM t\n```\n\nFaster with:\n\n```sql\nCREATE INDEX i ON t (a)\n```"
    check = Sql(schema=SCHEMA, query="SELECT a FROM t")
    assert assay.verify(index, check).passed is True
    look = "```sql\nUPDATE t SET a = 5\n```\n\nLook:\n\n```sql\nSELECT a FROM t\n```"
    check = Sql(schema=SCHEMA, query="UPDATE t SET a = 5", compare="state")
    assert assay.verify(look, check).passed is True


def test_only_named_tables_count() -> None:
    gold = "DELETE FROM t"
    more = "DELETE FROM t; CREATE TABLE other (a)"
    assert judged(more, query=gold, compare="state", tables=("t",)).passed is True


def test_what_is_ours_is_undecided() -> None:
    assert judged("SELECT 1", query="SELECT nothing FROM t").passed is None
    assert judged("SELECT 1", query="SELECT 1", schema="CREATE nonsense").passed is None
    assert assay.verify("", Sql(query="SELECT 1")).passed is False


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"query": "SELECT 1", "rows": []},
        {"query": "  "},
        {"rows": [[1], [1, 2]]},
        {"rows": [[1]], "compare": "state"},
        {"query": "SELECT 1", "databases": []},
        {"query": "SELECT 1", "columns": "some"},
    ],
)
def test_bad_parameters_are_refused(given: dict[str, Any]) -> None:
    with pytest.raises(BadParameter):
        parse({"kind": "code.sql", **given})


CELLS = st.one_of(
    st.none(), st.integers(-3, 3), st.sampled_from([0.5, 1.0, 2.5]), st.text("ab", max_size=1)
)
ROWS = st.lists(st.tuples(CELLS, CELLS), max_size=6)


def compared(
    ours: list[Row], theirs: list[Row], *, any_columns: bool = False, order: bool = False
) -> str:
    ends = tuple(range(1, len(ours) + 1)) if order else (len(ours),) if ours else ()
    one, other = (Table(("a", "b"), tuple(rows)) for rows in (ours, theirs))
    return differs(
        one, other, blocks=ends, any_columns=any_columns, tolerance=Tolerance(1e-6, 1e-6)
    )


@given(ROWS, st.randoms())
def test_rows_are_a_bag(rows: list[Row], random: Any) -> None:
    mixed = list(rows)
    random.shuffle(mixed)
    assert compared(rows, mixed) == ""
    assert compared(rows, [*mixed, (1, 1)])
    if rows:
        assert compared(rows, mixed[1:])
        assert bool(compared(rows, mixed, order=True)) == (rows != mixed)


@given(ROWS, ROWS)
def test_either_side_may_be_the_expected_one(one: list[Row], other: list[Row]) -> None:
    assert bool(compared(one, other)) == bool(compared(other, one))


@given(ROWS)
def test_columns_may_be_exchanged_and_numbers_be_near(rows: list[Row]) -> None:
    exchanged: list[Row] = [(b, a) for a, b in rows]
    assert compared(rows, exchanged, any_columns=True) == ""
    near: list[Row] = [
        tuple(c + 1e-9 if isinstance(c, float) else c for c in row) for row in reversed(rows)
    ]
    assert compared(rows, near) == ""


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 9)), max_size=12))
def test_ties_are_the_stretches_that_hold_the_same(rows: list[tuple[int, int]]) -> None:
    numbered = [(key, value, n) for n, (key, value) in enumerate(rows)]
    one = sorted(numbered, key=lambda row: (row[0], row[2]))
    other = sorted(numbered, key=lambda row: (row[0], -row[2]))
    keys = [row[0] for row in one]
    ends = tuple(n for n in range(1, len(keys) + 1) if n == len(keys) or keys[n] != keys[n - 1])
    assert ties(one, other) == ends
    assert ties(one, [*other, (0, 0, 0)]) is None


@given(
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.text(), x),
        max_leaves=8,
    )
)
def test_no_message_does_more_than_to_be_refused(message: Any) -> None:
    for sent in (
        message,
        {"columns": ["a"], "rows": message},
        {"columns": ["a"], "rows": [[message]]},
    ):
        with suppress(ValueError):
            table_from(sent)


def test_too_many_orders_of_columns_are_undecided() -> None:
    width, height = 12, 40
    ours = tuple(tuple((r * c + r) % 2 for c in range(width)) for r in range(height))
    theirs = tuple(tuple((r * c + c * c) % 2 for c in range(width)) for r in range(height))
    names = tuple(map(str, range(width)))
    with suppress(Undecidable):
        differs(
            Table(names, ours),
            Table(names, theirs),
            blocks=(height,),
            any_columns=True,
            tolerance=Tolerance(0, 0),
        )


@given(st.text("SELECT'\"`[]()-/*\n ORDERBYorder by,;1x", max_size=60))
def test_no_query_does_more_than_to_be_looked_at(query: str) -> None:
    outermost(query)
    variants(query)


def test_words_in_brackets_quotes_and_comments_are_not_outermost() -> None:
    query = "SELECT 'order', \"by\", [limit], `x` FROM (SELECT 1 ORDER BY 1) -- limit\n/* order */"
    assert outermost(query) == {"select", "from"}
    assert variants(query) == []
