"""The table of a run's lines: made from them, and made again whenever it does not fit them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from run_parts import Counting, Parrot, Tides

from assay.errors import ModelError, RunError
from assay.evaluate.runs import RunFolder, open_run
from assay.evaluate.runs.begin import run
from assay.evaluate.runs.index import INDEX, open_index
from assay.model import Fault


def rows(folder: RunFolder) -> list[tuple[object, ...]]:
    index = open_index(folder)
    try:
        return index.execute(
            "SELECT place, start, id, attempt, passed, fault, completion_tokens FROM lines"
        ).fetchall()
    finally:
        index.close()


def wanted(folder: RunFolder) -> list[tuple[object, ...]]:
    return [
        (
            place,
            start,
            line.id,
            line.attempt,
            line.outcome,
            line.fault and line.fault.kind,
            line.generation and line.generation.usage.completion_tokens,
        )
        for place, (start, line) in enumerate(folder.placed_lines(), 1)
    ]


def test_it_has_a_row_for_each_line(tmp_path: Path) -> None:
    late = Fault(kind="timeout", message="late")
    folder = run(Tides(size=5), Counting({2: late}), n=2, out=tmp_path / "r")
    assert (folder.path / INDEX).exists()
    assert rows(folder) == wanted(folder)
    for _, start, identity, *_ in rows(folder):
        assert folder.line_at(int(str(start))).id == identity
    index = open_index(folder)
    by_level = "SELECT json_extract(meta, '$.level') AS level, count(*) FROM lines GROUP BY level"
    assert index.execute(by_level).fetchall() == [(0, 4), (1, 4), (2, 2)]
    found = "SELECT id FROM lines WHERE place IN (SELECT rowid FROM texts WHERE texts MATCH ?)"
    assert index.execute(found, ('prompt: "tide 3"',)).fetchall() == [("t3",), ("t3",)]
    index.close()


def test_it_grows_with_the_file_and_is_made_anew_where_that_was_replaced(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        run(Tides(size=5), Counting({4: ModelError("gone")}), out=tmp_path / "r")
    folder = open_run(tmp_path / "r")
    assert len(rows(folder)) == 4
    with (folder.path / "samples.jsonl").open("ab") as file:
        line = next(iter((folder.path / "samples.jsonl").read_bytes().splitlines(True)))
        file.write(line.replace(b'"t0"', b'"t9"') + b'{"half')
    assert rows(folder) == wanted(folder)
    assert len(rows(folder)) == 5
    reversed_lines = (folder.path / "samples.jsonl").read_bytes().splitlines(True)[-2::-1]
    (folder.path / "samples.jsonl").write_bytes(b"".join(reversed_lines))
    assert rows(folder) == wanted(folder)
    again = run(Tides(size=5), Parrot(), out=tmp_path / "s")
    (again.path / "samples.jsonl").replace(folder.path / "samples.jsonl")
    assert rows(folder) == wanted(folder)


@pytest.mark.parametrize("data", [b"", b"no database at all, but of some length" * 40])
def test_what_is_no_index_is_replaced(tmp_path: Path, data: bytes) -> None:
    folder = run(Tides(size=3), Parrot(), out=tmp_path / "r")
    (folder.path / INDEX).write_bytes(data)
    assert rows(folder) == wanted(folder)
    (folder.path / INDEX).unlink()
    other = sqlite3.connect(folder.path / INDEX)
    other.execute("CREATE TABLE lines (mine)")
    other.close()
    assert rows(folder) == wanted(folder)


def test_an_index_that_another_process_writes_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = run(Tides(size=3), Parrot(), out=tmp_path / "r")
    path = folder.path / INDEX
    before = path.stat().st_ino
    monkeypatch.setattr("assay.evaluate.runs.index._PATIENCE", 0.01)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RunError, match="locked"):
            open_index(folder)
        other.execute("COMMIT")
    assert path.stat().st_ino == before


def test_an_index_that_cannot_be_made_is_one_clear_error(tmp_path: Path) -> None:
    folder = run(Tides(size=3), Parrot(), out=tmp_path / "r")
    (folder.path / INDEX).unlink()
    (folder.path / INDEX).mkdir()
    with pytest.raises(RunError, match=r"index\.sqlite"):
        open_index(folder)
