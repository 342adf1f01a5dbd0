"""Other checks of a run's responses, asked later, also by two processes at once."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest
from run_parts import Counting, Tides

from assay.checks import text
from assay.engine import Engine
from assay.errors import CheckError, InputError, RunError
from assay.evaluate.runs import RunFolder
from assay.evaluate.runs.begin import run
from assay.evaluate.runs.checks_file import read_checks
from assay.evaluate.runs.scores import score, score_run
from assay.model import Fault


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    late = Fault(kind="timeout", message="late")
    return run(Tides(size=5), Counting({2: late}), out=tmp_path / "r")


def test_scores_are_given_back_and_kept(folder: RunFolder) -> None:
    made = score(folder.path, [text.Words(min=2)], name="two")
    assert [line.key for line in made] == [(f"t{k}", 0) for k in (0, 1, 3, 4)]
    assert made == list(folder.scored("two"))
    assert [line.passed for line in made] == [
        len(str(line.response).split()) >= 2 for line in folder.lines() if line.fault is None
    ]
    with pytest.raises(RunError, match="has scores 'two' already"):
        score(folder, [text.Words(min=3)], name="two")
    again = score(folder, text.Words(min=99), name="two", replace=True)
    assert not any(line.passed for line in again)
    assert folder.scores() == ["two"]


def test_two_at_once_under_one_name_do_not_mix(folder: RunFolder) -> None:
    checks = (text.Words(min=2),)
    with Engine(1) as engine:
        first = score_run(folder, "a", lambda _: checks, engine)
        next(first)
        with pytest.raises(RunError, match="another process is writing it"):
            score(folder, checks, name="a")
        assert len(list(first)) == 3
    assert len(list(folder.scored("a"))) == 4
    assert [path.name for path in (folder.path / "scores").iterdir()] == ["a.jsonl"]


def test_one_that_begins_as_another_ends_keeps_its_file(
    folder: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = (text.Words(min=2),)
    others: list[Iterator[object]] = []
    replace = Path.replace

    def replaced(path: Path, target: Path) -> Path:
        """Once the one's file is in its place, the other begins."""
        made = replace(path, target)
        if path.name == "a.new" and not others:
            others.append(score_run(folder, "a", lambda _: checks, engine, replace=True))
            next(others[0])
        return made

    monkeypatch.setattr(Path, "replace", replaced)
    with Engine(1) as engine:
        assert len(list(score_run(folder, "a", lambda _: checks, engine))) == 4
        assert len(list(others[0])) == 3
    assert len(list(folder.scored("a"))) == 4
    assert [path.name for path in (folder.path / "scores").iterdir()] == ["a.jsonl"]


def test_scores_that_are_given_up_leave_nothing(folder: RunFolder) -> None:
    with pytest.raises(CheckError):
        score(folder, [{"kind": "text.wrds"}])
    with Engine(1) as engine:
        begun = score_run(folder, "a", lambda _: (text.Words(min=2),), engine)
        next(begun)
        begun.close()  # type: ignore[attr-defined]
    assert not list((folder.path / "scores").iterdir())


def test_checks_may_be_what_json_says_of_them(folder: RunFolder) -> None:
    one = {"kind": "text.words", "min": 2}
    made = [
        [line.passed for line in score(folder, given, name=f"{number}")]
        for number, given in enumerate((text.Words(min=2), one, [one]))
    ]
    assert made[0] == made[1] == made[2]
    assert None not in made[0]


def test_no_checks_at_all_are_refused(folder: RunFolder) -> None:
    with pytest.raises(CheckError, match="checks: none"):
        score(folder, [])
    assert not (folder.path / "scores").exists()


def test_what_a_killed_process_left_is_no_harm(folder: RunFolder) -> None:
    (folder.path / "scores").mkdir()
    left = folder.path / "scores" / "a.new"
    left.write_bytes(b"half" * 999)
    with left.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
    assert len(score(folder, [text.Words(min=2)], name="a")) == 4
    assert len(list(folder.scored("a"))) == 4


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'[{"kind": "text.words", "min": 1}], "meta": {}', "not JSON"),
        (b'[{"kind": "text.words", "min": 1},,]', "not JSON"),
        (b"[" * 100_000, "c.json"),
        (b"[\xff\xfe]", "not JSON"),
        (b"", "expected a JSON list"),
        (b'{"kind": "text.words"}', "expected a JSON list"),
        (b"[]", "there are no checks"),
        (b'[{"kind": "text.words", "mini": 1}]', r"checks\[0\]: .* did you mean 'min'"),
    ],
)
def test_a_file_that_holds_no_checks_is_told(tmp_path: Path, data: bytes, told: str) -> None:
    (tmp_path / "c.json").write_bytes(data)
    with pytest.raises(InputError, match=told):
        read_checks(str(tmp_path / "c.json"))
