"""No command writes over what it reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assay.cli.writing import refuse_overwriting, writing
from assay.errors import InputError

WORDS = {"kind": "text.words", "max": 3}


@pytest.fixture
def read(tmp_path: Path) -> Path:
    path = tmp_path / "read.jsonl"
    path.write_text("{}\n")
    return path


def test_a_file_that_is_read_is_refused_by_each_of_its_names(read: Path):
    hard, soft = read.with_name("hard"), read.with_name("soft")
    hard.hardlink_to(read)
    soft.symlink_to(read)
    for name in (read, hard, soft, read.parent / "." / "read.jsonl"):
        with pytest.raises(InputError, match="write somewhere else"):
            refuse_overwriting(str(name), str(read))


def test_so_is_anything_in_a_folder_that_is_read(tmp_path: Path):
    run = tmp_path / "run"
    run.mkdir()
    for name in ("run.json", "new", "scores/new"):
        with pytest.raises(InputError):
            refuse_overwriting(str(run / name), str(run))


def a_run(folder: Path) -> Path:
    (folder / "scores").mkdir(parents=True)
    for name in ("run.json", "samples.jsonl", "scores/task.jsonl"):
        (folder / name).write_text("{}\n")
    return folder


def test_a_link_of_a_file_in_a_folder_that_is_read_is_that_file(tmp_path: Path):
    run, hard, real = a_run(tmp_path / "run"), tmp_path / "hard", tmp_path / "real"
    hard.hardlink_to(run / "scores" / "task.jsonl")
    real.write_text("{}\n")
    (run / "more.jsonl").symlink_to(real)
    for name in (hard, real):
        with pytest.raises(InputError, match="write somewhere else"):
            refuse_overwriting(str(name), str(run))


def test_who_reads_a_file_of_a_run_reads_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    run = a_run(tmp_path / "run")
    for read in ("run.json", "samples.jsonl", "scores/task.jsonl"):
        for name in ("run.json", "samples.jsonl", "scores/task.jsonl"):
            with pytest.raises(InputError, match="write somewhere else"):
                refuse_overwriting(str(run / name), str(run / read))
    monkeypatch.chdir(run / "scores")
    with pytest.raises(InputError):
        refuse_overwriting("../samples.jsonl", "task.jsonl")
    (run / "run.json").unlink()
    refuse_overwriting(str(run / "new"), str(run / "samples.jsonl"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("compare", "run", "other", "-o", "hard.jsonl"),
        ("compare", "run/scores/task.jsonl", "other", "-o", "run/samples.jsonl"),
        ("view", "run", "--static", "run/samples.jsonl"),
        ("verify", "run/samples.jsonl", "--report", "run/run.json"),
        ("verify", "run/samples.jsonl", "-o", "run/scores/task.jsonl"),
        ("export", "run/samples.jsonl", "--to", "otel", "-o", "run/run.json"),
        ("synth", "asked.txt", "-o", "asked.txt"),
        ("tasks", "rows.jsonl", "--rows", "-n", "1", "-o", "rows.jsonl"),
        ("tasks", "jsonl:rows.jsonl", "--rows", "-o", "rows.jsonl"),
        ("tasks", "rows", "--set", "path=rows.jsonl", "--rows", "-o", "./rows.jsonl"),
        ("audit", "tests", "rows.jsonl", "-o", "rows.jsonl"),
        (
            "convert",
            "openai-batch",
            "asked.txt",
            "run",
            "--checks",
            "rows.jsonl",
            "-o",
            "rows.jsonl",
        ),
    ],
)
def test_no_command_writes_over_its_input(call: Any, tmp_path: Path, arguments: tuple[str, ...]):
    row = {"id": "1", "prompt": "Say no.", "response": "no", "checks": [WORDS]}
    (tmp_path / "rows.jsonl").write_text(json.dumps(row) + "\n")
    (tmp_path / "asked.txt").write_text("Say no.\nSay yes.\n")
    for name in ("run", "other"):
        call("run", "rows.jsonl", "-m", "echo", "--out", name)
        call("score", name, "--task-checks")
    (tmp_path / "hard.jsonl").hardlink_to(tmp_path / "run" / "samples.jsonl")

    def files() -> dict[Path, bytes]:
        found = (path for path in tmp_path.rglob("*") if path.suffix != ".sqlite")
        return {path: path.read_bytes() for path in found if path.is_file()}

    before = files()
    assert {tmp_path / "run" / "scores" / "task.jsonl", tmp_path / "other" / "run.json"} <= {
        *before
    }
    status, _, err = call(*arguments)
    assert (status, "write somewhere else" in err) == (2, True), err
    assert files() == before


def test_anything_else_is_written(read: Path):
    for name in (None, "-", "/dev/null", str(read.with_name("new"))):
        refuse_overwriting(name, str(read), "not there")
    refuse_overwriting("/dev/null", "/dev/null")
    with writing(str(read.with_name("new"))) as file:
        file.write(b"x")
    assert read.with_name("new").read_bytes() == b"x"
