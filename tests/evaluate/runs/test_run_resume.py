"""A run that is taken up again: after a half line, faults, damage, or with more to ask."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from run_parts import Backwards, Counting, Parrot, Tides, said, totals

from assay.checks import text
from assay.errors import ModelError, RunError
from assay.evaluate.runs import open_run
from assay.evaluate.runs.begin import run
from assay.evaluate.runs.journal import Journal
from assay.model import Fault, Sampling
from effort import tried


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "r"
    run(Tides(size=6), Parrot(), n=2, out=folder)
    return folder


def cut_off(whole: Path, folder: Path, size: int) -> None:
    """A copy of a run as a kill leaves it once so many bytes of its lines are written."""
    folder.mkdir(exist_ok=True)
    for name in ("run.json", "config.toml"):
        (folder / name).write_bytes((whole / name).read_bytes())
    (folder / "samples.jsonl").write_bytes((whole / "samples.jsonl").read_bytes()[:size])


@given(share=st.floats(0, 1))
@tried(60)
def test_a_run_cut_off_at_any_byte_ends_as_one_that_was_not(
    whole: Path, tmp_path_factory: pytest.TempPathFactory, share: float
) -> None:
    data = (whole / "samples.jsonl").read_bytes()
    size = round(share * len(data))
    folder = tmp_path_factory.mktemp("cut") / "r"
    cut_off(whole, folder, size)
    kept = data[:size].count(b"\n")
    assert len(list(open_run(folder).lines())) == kept
    model = Backwards()
    again = run(Tides(size=6), model, n=2, out=folder, resume=True)
    assert sum(model.asked.values()) == 12 - kept
    assert set(model.asked.values()) <= {1}
    assert said(again) == said(whole)
    assert totals(again) == totals(open_run(whole))


def test_faults_are_asked_again_and_nothing_else_is(tmp_path: Path, whole: Path) -> None:
    late = Fault(kind="timeout", message="late")
    first = run(Tides(size=6), Counting({3: late, 11: late}), n=2, out=tmp_path / "r")
    assert first.info.totals.faults == 2
    model = Parrot()
    again = run(Tides(size=6), model, n=2, out=tmp_path / "r", resume=True)
    assert sorted(model.asked) == [("Describe tide 1.", 1), ("Describe tide 5.", 1)]
    assert said(again) == said(whole)
    assert totals(again) == totals(open_run(whole))


def test_a_stopped_run_goes_on(tmp_path: Path, whole: Path) -> None:
    with pytest.raises(ModelError):
        run(Tides(size=6), Counting({5: ModelError("gone")}), n=2, out=tmp_path / "r")
    model = Parrot()
    again = run(Tides(size=6), model, n=2, out=tmp_path / "r", resume=True)
    assert (again.info.status, again.info.why) == ("done", "")
    assert len(model.asked) == 7
    assert said(again) == said(whole)


def test_lines_that_were_damaged_or_stand_twice_are_mended(tmp_path: Path, whole: Path) -> None:
    lines = (whole / "samples.jsonl").read_bytes().splitlines(keepends=True)
    damaged = [lines[0], lines[0], b"\0" * 40 + b"\n", b"\n", *lines[2:5], b'{"id": 3}\n', *lines]
    cut_off(whole, tmp_path / "r", 0)
    (tmp_path / "r" / "samples.jsonl").write_bytes(b"".join(damaged[:-2]))
    with pytest.raises(RunError, match=r"samples.jsonl:3: not a line of a run"):
        list(open_run(tmp_path / "r").lines())
    model = Parrot()
    again = run(Tides(size=6), model, n=2, out=tmp_path / "r", resume=True)
    assert len(model.asked) == 2
    assert said(again) == said(whole)


def test_a_file_that_was_to_replace_another_and_never_did_is_no_harm(
    tmp_path: Path, whole: Path
) -> None:
    cut_off(whole, tmp_path / "r", 2000)
    (tmp_path / "r" / "samples.jsonl.new").write_bytes(b'{"half')
    (tmp_path / "r" / "run.json.new").write_bytes(b'{"half')
    again = run(Tides(size=6), Backwards(), n=2, out=tmp_path / "r", resume=True)
    assert said(again) == said(whole)
    assert not list((tmp_path / "r").glob("*.new"))


def test_a_run_may_grow(tmp_path: Path, whole: Path) -> None:
    run(Tides(size=6), Parrot(), n=1, limit=3, out=tmp_path / "r")
    model = Parrot()
    again = run(Tides(size=6), model, n=2, out=tmp_path / "r", resume=True)
    assert len(model.asked) == 9
    assert said(again) == said(whole)
    with pytest.raises(RunError, match="more attempts or samples"):
        run(Tides(size=6), model, n=1, out=tmp_path / "r", resume=True)
    with pytest.raises(RunError, match="more attempts or samples"):
        run(Tides(size=6), model, n=2, limit=4, out=tmp_path / "r", resume=True)
    assert said(tmp_path / "r") == said(whole)


def test_resume_begins_where_there_is_nothing(tmp_path: Path, whole: Path) -> None:
    folder = run(Tides(size=6), Parrot(), n=2, out=tmp_path / "r", resume=True)
    assert said(folder) == said(whole)


def test_a_run_that_was_killed_as_it_began_begins_again(tmp_path: Path, whole: Path) -> None:
    folder = tmp_path / "r"
    folder.mkdir()
    for name in ("requests.sqlite", "requests.sqlite-wal", "config.toml.new", "run.json.new"):
        (folder / name).write_bytes(b"half")
    (folder / "samples.jsonl").touch()
    again = run(Tides(size=6), Parrot(), n=2, out=folder, resume=True)
    assert said(again) == said(whole)
    (folder / "run.json").unlink()
    with pytest.raises(RunError, match="not empty, and holds no run"):
        run(Tides(size=6), Parrot(), n=2, out=folder, resume=True)
    assert said(folder) == said(whole)


def test_answers_to_another_question_do_not_stand_in_one_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(Tides(size=3), Parrot(), out=tmp_path / "r")
    model = Parrot()
    with pytest.raises(RunError, match=r"task: \{'settings': \{'size': 3\}\} there, .* 4"):
        run(Tides(size=4), model, out=tmp_path / "r", resume=True)
    with pytest.raises(RunError, match="another sampling"):
        run(Tides(size=3), model, sampling=Sampling(seed=2), out=tmp_path / "r", resume=True)
    with pytest.raises(RunError, match="another checks"):
        run(Tides(size=3), model, checks=[text.Commas(max=0)], out=tmp_path / "r", resume=True)
    with monkeypatch.context() as later:
        later.setattr(Tides, "version", "2")
        with pytest.raises(RunError, match=r"\{'version': '1'\} there, \{'version': '2'\} here"):
            run(Tides(size=3), model, out=tmp_path / "r", resume=True)
    with pytest.raises(RunError, match="another mode: standard there, robust here"):
        run(Tides(size=3), model, mode="robust", out=tmp_path / "r", resume=True)
    model.name = "cockatoo"  # type: ignore[misc]
    with pytest.raises(RunError, match="'parrot', not 'cockatoo'"):
        run(Tides(size=3), model, out=tmp_path / "r", resume=True)
    model.name = "parrot"  # type: ignore[misc]
    run(Tides(size=3), Weighed("a"), out=tmp_path / "w")
    with pytest.raises(RunError, match="its weights was a, and is b"):
        run(Tides(size=3), Weighed("b"), out=tmp_path / "w", resume=True)
    run(Tides(size=3), Weighed("a", "http://elsewhere"), out=tmp_path / "w", resume=True)
    assert not model.asked


class Weighed(Parrot):
    def __init__(self, weights: str, url: str = "http://here") -> None:
        super().__init__()
        self.weights, self.url = weights, url

    @property
    def identity(self) -> dict[str, str]:
        return {"weights": self.weights, "url": self.url}


def test_a_task_that_changed_behind_its_name_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(Tides(size=3), Parrot(), out=tmp_path / "r")
    whole = said(tmp_path / "r")
    before = Tides.samples
    monkeypatch.setattr(
        Tides, "samples", lambda task: (s for s in before(Tides(size=3, words=task.words + 1)))
    )
    with pytest.raises(RunError, match="'t0' is another than the one"):
        run(Tides(size=3), Parrot(), out=tmp_path / "r", resume=True)
    monkeypatch.setattr(Tides, "samples", lambda task: list(before(task))[1:])
    with pytest.raises(RunError, match="no longer has sample 't0'"):
        run(Tides(size=3), Parrot(), out=tmp_path / "r", resume=True)
    assert said(tmp_path / "r") == whole


def test_two_at_once_are_refused(tmp_path: Path) -> None:
    run(Tides(size=3), Parrot(), out=tmp_path / "r")
    with (tmp_path / "r" / "samples.jsonl").open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(RunError, match="another process"):
            run(Tides(size=3), Parrot(), n=2, out=tmp_path / "r", resume=True)


def test_a_lock_on_a_file_that_was_replaced_meanwhile_keeps_nobody_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "samples.jsonl"
    path.touch()
    lock = fcntl.flock

    def late(file: IO[bytes], how: int) -> None:
        """Another process puts the lines in order, and ends, before the lock is there."""
        monkeypatch.undo()
        (tmp_path / "new").write_bytes(b"other\n")
        (tmp_path / "new").replace(path)
        lock(file, how)

    monkeypatch.setattr(fcntl, "flock", late)
    with Journal(path), path.open("rb") as file, pytest.raises(BlockingIOError):
        lock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_disk_that_fails_at_the_end_lets_go_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    journal = Journal(tmp_path / "samples.jsonl")
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(RunError, match="No space left"):
            journal.close()
    Journal(tmp_path / "samples.jsonl").close()


def test_a_run_that_another_process_began_meanwhile_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: Path
) -> None:
    begin = Journal.__init__

    def late(journal: Journal, path: Path) -> None:
        monkeypatch.undo()
        cut_off(whole, path.parent, 2000)
        begin(journal, path)

    monkeypatch.setattr(Journal, "__init__", late)
    model = Parrot()
    with pytest.raises(RunError, match="another process has begun a run here"):
        run(Tides(size=6), model, n=2, out=tmp_path / "r")
    assert not model.asked
    assert len((tmp_path / "r" / "samples.jsonl").read_bytes()) == 2000


def test_what_is_refused_is_not_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    late = Fault(kind="timeout", message="late")
    run(Tides(size=6), Counting({1: late}), out=tmp_path / "r")
    before = (tmp_path / "r" / "samples.jsonl").read_bytes()
    samples = Tides.samples
    monkeypatch.setattr(Tides, "samples", lambda task: list(samples(task))[:5])
    model = Parrot()
    with pytest.raises(RunError, match="no longer has sample 't5'"):
        run(Tides(size=6), model, out=tmp_path / "r", resume=True)
    assert not model.asked
    assert (tmp_path / "r" / "samples.jsonl").read_bytes() == before


def test_checks_with_lists_are_the_same_when_a_run_goes_on(tmp_path: Path) -> None:
    checks = [text.Contains(words=("tide", "sea"))]
    run(Tides(size=3), Parrot(), checks=checks, out=tmp_path / "r")
    again = run(Tides(size=3), Parrot(), n=2, checks=checks, out=tmp_path / "r", resume=True)
    assert again.info.totals.answers == 6


def test_a_file_of_rows_may_have_moved(tmp_path: Path) -> None:
    row = '{"id": "a", "prompt": "tide", "checks": [{"kind": "text.words", "min": 1}]}\n'
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "rows.jsonl").write_text(row)
    run(str(tmp_path / "x" / "rows.jsonl"), "echo", out=tmp_path / "r")
    moved = str(tmp_path / "y" / "rows.jsonl")
    assert run(moved, "echo", n=2, out=tmp_path / "r", resume=True).info.totals.answers == 2
    (tmp_path / "y" / "rows.jsonl").write_text(row.replace("tide", "sea"))
    with pytest.raises(RunError, match="'a' is another than the one"):
        run(moved, "echo", n=2, out=tmp_path / "r", resume=True)


def test_what_a_later_assay_wrote_is_left_alone(tmp_path: Path) -> None:
    run(Tides(size=3), Parrot(), out=tmp_path / "r")
    path = tmp_path / "r" / "run.json"
    path.write_text(path.read_text().replace('"format": 1', '"format": 2'))
    with pytest.raises(RunError, match="later Assay"):
        run(Tides(size=3), Parrot(), n=2, out=tmp_path / "r", resume=True)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"id": 1}', b"\xff", b"[" * 100_000])
def test_a_folder_that_is_no_run_is_one_clear_error(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(RunError, match="no such folder"):
        open_run(tmp_path / "nowhere")
    (tmp_path / "run.json").write_bytes(data)
    with pytest.raises(RunError, match=r"run\.json"):
        open_run(tmp_path)
