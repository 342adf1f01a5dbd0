"""The ledger: half lines, foreign files, locks, and what a fingerprint depends on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import assay
from assay.engine.rows import verify_stream
from assay.errors import InputError
from assay.evaluate.ledger import Ledger, fingerprint
from assay.sample import Row, read_row

STANDARD = assay.Settings()


def row(identity: str, response: str = "one two", **more: object) -> Row:
    checks = [{"kind": "text.words", "min": 2}]
    fields = {"id": identity, "response": response, "checks": checks, **more}
    return read_row(json.dumps(fields).encode())


def lines(rows: list[Row]) -> list[bytes]:
    with assay.Engine() as engine:
        judged = list(verify_stream(rows, engine))
    marks = [fingerprint(r, STANDARD) for r in rows]
    return [j.to_json(fingerprint=m) + b"\n" for j, m in zip(judged, marks, strict=True)]


ROWS = [row(str(n)) for n in range(4)]
LINES = lines(ROWS)


def taken(path: Path, rows: list[Row]) -> list[bool]:
    with Ledger(path) as ledger:
        found = [ledger.take(fingerprint(r, STANDARD)) is not None for r in rows]
        path_rows = lines([r for r, known in zip(rows, found, strict=True) if not known])
        for line in path_rows:
            ledger.append(line[:-1])
        return found


@pytest.mark.parametrize("cut", [0, 1, 2, 30, -2, -1])
def test_half_a_line_is_never_trusted(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"".join(LINES[:2]) + LINES[2][:cut])
    assert taken(path, ROWS[:3]) == [True, True, False]
    assert [json.loads(line)["id"] for line in path.read_bytes().splitlines()] == ["0", "1", "2"]


@pytest.mark.parametrize(
    "tail",
    [b"\0" * 100, b"\xff\xfe\n", b"null\n", b"[]\n", b"{}\n", b"[" * 100_000 + b"\n", b"\n"],
)
def test_what_is_no_verdict_row_is_cut_off_after_the_rows(tmp_path: Path, tail: bytes) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(LINES[0] + tail)
    assert taken(path, ROWS[:2]) == [True, False]
    assert [json.loads(line)["id"] for line in path.read_bytes().splitlines()] == ["0", "1"]


def test_rows_after_a_broken_line_are_used_again(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(LINES[0] + b'{"id": "1", "resp\n' + LINES[2] + LINES[3])
    with Ledger(path) as ledger:
        found = [ledger.take(fingerprint(r, STANDARD)) is not None for r in ROWS]
    assert found == [True, False, True, True]


@pytest.mark.parametrize(
    "verdicts", [b"3", b'"x"', b"[[{}]]", b'[[{"kind":"a","status":"maybe"}]]', b"{}"]
)
def test_verdicts_that_somebody_changed_are_not_trusted(tmp_path: Path, verdicts: bytes) -> None:
    path = tmp_path / "out.jsonl"
    changed = {**json.loads(LINES[0]), "verdicts": json.loads(verdicts)}
    path.write_bytes(json.dumps(changed).encode() + b"\n")
    assert taken(path, ROWS[:1]) == [False]


@pytest.mark.parametrize(
    "content",
    [
        b"name,score\n1,2\n",
        b'{"id": "7", "response": "x"}\n',
        b'{"a": 1}',
        b"{a: 1}",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"\n",
        b"[1, 2]\n",
        b"[" * 100_000 + b"\n",
    ],
)
def test_a_file_of_something_else_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes"
    path.write_bytes(content)
    with pytest.raises(InputError, match="left as it is"), Ledger(path) as ledger:
        ledger.take("0" * 32)
    assert path.read_bytes() == content


def test_files_of_the_user_beside_the_output_stay(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"".join(LINES))
    backup = tmp_path / "out.jsonl.old"
    backup.write_bytes(b"".join(LINES))
    assert taken(path, [row("new"), *ROWS[:1]]) == [False, True]
    assert backup.read_bytes() == b"".join(LINES)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.jsonl", "out.jsonl.old"]


def test_one_run_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with Ledger(path), pytest.raises(InputError, match="another run"):
        Ledger(path)
    with Ledger(path):
        pass


@pytest.mark.parametrize("place", ["", "missing/out.jsonl"])
def test_a_place_that_cannot_be_written_is_an_input_error(tmp_path: Path, place: str) -> None:
    with pytest.raises(InputError):
        Ledger(tmp_path / place)


def test_a_device_is_no_ledger() -> None:
    with pytest.raises(InputError, match="not a regular file"):
        Ledger("/dev/null")


def test_an_interrupted_run_keeps_what_it_has_not_reached(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"".join(LINES))
    ledger = Ledger(path)
    ledger.take(fingerprint(ROWS[0], STANDARD))
    ledger.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert path.read_bytes() == b"".join(LINES)


def test_a_fingerprint_changes_with_whatever_the_verdicts_depend_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    marks = {
        fingerprint(ROWS[0], STANDARD),
        fingerprint(row("1"), STANDARD),
        fingerprint(row("0", "two one"), STANDARD),
        fingerprint(row("0", reference="x"), STANDARD),
        fingerprint(row("0", meta={"a": 1}), STANDARD),
        fingerprint(row("0", other=1), STANDARD),
        fingerprint(ROWS[0], assay.Settings(mode="official")),
        fingerprint(ROWS[0], assay.Settings(loose=True)),
    }
    assert len(marks) == 8
    nested = {"kind": "not", "check": {"kind": "text.words", "min": 2}}
    inside = read_row(json.dumps({"response": "x", "checks": [nested]}).encode())
    before = [fingerprint(ROWS[0], STANDARD), fingerprint(inside, STANDARD)]
    assert before == [fingerprint(ROWS[0], STANDARD), fingerprint(inside, STANDARD)]
    from assay.evaluate import ledger

    monkeypatch.setattr(assay.find("text.words"), "version", "99")
    ledger._made_by.cache_clear()
    after = [fingerprint(ROWS[0], STANDARD), fingerprint(inside, STANDARD)]
    ledger._made_by.cache_clear()
    assert not set(before) & set(after)


def test_a_verdict_row_has_the_fingerprint_of_the_row_it_was() -> None:
    again = [read_row(line) for line in LINES]
    once = [fingerprint(r, STANDARD) for r in again]
    assert once == [fingerprint(read_row(line), STANDARD) for line in lines(again)]
