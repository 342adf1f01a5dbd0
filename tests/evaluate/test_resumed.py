"""A run taken up again equals one that was never disturbed, whatever the input became."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assay
from assay.engine import Engine
from assay.engine.rows import verify_stream
from assay.evaluate.ledger import Ledger
from assay.evaluate.resumed import verify_into
from assay.sample import Row, read_row

SECONDS = re.compile(rb'"seconds":[-+.e\d]+')
ENGINE = assay.Engine()


@pytest.fixture(scope="module", autouse=True)
def _end() -> Iterator[None]:
    yield
    ENGINE.close()


def row(number: int, *, several: bool = False) -> Row:
    texts = [f"row {number}", f"row {number}, again \ud800"]
    fields = {
        "id": str(number),
        "response": texts if several else texts[0],
        "checks": [{"kind": "text.words", "min": 3}, {"kind": "text.commas", "max": number % 3}],
    }
    return read_row(json.dumps(fields).encode())


def run(path: Path, rows: list[Row], stop: int | None = None) -> int:
    """Verifies into the file, up to a row; says how many rows were taken from it."""
    ledger = Ledger(path)
    try:
        with ledger:
            for number, _ in enumerate(verify_into(ledger, rows, ENGINE), 1):
                if number == stop:
                    raise InterruptedError
    except InterruptedError:
        pass
    return ledger.reused


def bare(data: bytes) -> bytes:
    return SECONDS.sub(b"", data)


def undisturbed(folder: Path, rows: list[Row]) -> bytes:
    path = folder / "undisturbed.jsonl"
    path.unlink(missing_ok=True)
    run(path, rows)
    return bare(path.read_bytes())


@given(
    first=st.lists(st.integers(0, 12), max_size=14),
    second=st.lists(st.integers(0, 12), max_size=14),
    stop=st.integers(1, 15),
    cut=st.integers(0, 400),
)
def test_whatever_changed_between_runs_the_end_is_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    first: list[int],
    second: list[int],
    stop: int,
    cut: int,
) -> None:
    folder = tmp_path_factory.mktemp("run")
    path = folder / "out.jsonl"
    run(path, [row(n) for n in first], stop)
    data = path.read_bytes()
    path.write_bytes(data[: max(0, len(data) - cut)])
    run(path, [row(n, several=n % 5 == 0) for n in second], stop)
    rows = [row(n, several=n % 4 == 0) for n in second]
    run(path, rows)
    assert bare(path.read_bytes()) == undisturbed(folder, rows)
    assert not path.with_name("out.jsonl.assay-old").exists()


@pytest.mark.parametrize(
    ("after", "reused"),
    [
        (list(range(10)), 10),
        ([*range(5), 99, *range(5, 10)], 10),
        ([*range(3), *range(4, 10)], 9),
        (list(reversed(range(10))), 10),
        ([0, 0, 1, 1], 3),  # the second 0 is not among what comes later
        ([20, 21], 0),
    ],
)
def test_what_is_unchanged_is_used_again(tmp_path: Path, after: list[int], reused: int) -> None:
    path = tmp_path / "out.jsonl"
    run(path, [row(n) for n in range(10)])
    assert run(path, [row(n) for n in after]) == reused


def test_a_run_killed_while_rows_are_set_aside_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    run(path, [row(n) for n in range(10)])
    changed = [row(99), *(row(n) for n in range(10))]
    run(path, changed, 1)
    old = path.with_name("out.jsonl.assay-old")
    assert old.exists()
    with old.open("ab") as file:
        file.write(old.read_bytes()[:77])
    assert run(path, changed) == 11
    assert bare(path.read_bytes()) == undisturbed(tmp_path, changed)


def test_a_finished_row_costs_no_judging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.jsonl"
    run(path, [row(n) for n in range(5)])
    before = path.read_bytes()
    monkeypatch.setattr(assay.find("text.words"), "verify", None)
    run(path, [row(n) for n in range(5)])
    assert path.read_bytes() == before


def test_the_rows_given_are_those_of_a_stream(tmp_path: Path) -> None:
    rows = [row(n, several=n % 2 == 0) for n in range(6)]
    path = tmp_path / "out.jsonl"
    run(path, rows, 3)
    with Ledger(path) as ledger:
        resumed = list(verify_into(ledger, rows, ENGINE))
    plain = list(verify_stream(rows, ENGINE))
    assert [r.passed for r in resumed] == [r.passed for r in plain]
    assert [r.score for r in resumed] == [r.score for r in plain]


def test_retry_asks_rows_anew_whose_verdicts_could_not_be_given(tmp_path: Path) -> None:
    line = b'{"response": "12345", "checks": [{"kind": "text.language", "language": "fr"}]}'
    row = read_row(line)
    out = tmp_path / "out.jsonl"
    for retry, reused in ((False, 0), (False, 1), (True, 0)):
        with Engine() as engine, Ledger(out, retry=retry) as ledger:
            (done,) = verify_into(ledger, [row], engine)
            assert done.passed is None
        assert ledger.reused == reused
    assert out.read_bytes().count(b"\n") == 1
