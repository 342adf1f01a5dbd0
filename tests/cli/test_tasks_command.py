"""`assay tasks` and `assay validate` as a person calls them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

ROWS = [
    {"id": "7", "prompt": "6 times 7?", "checks": [{"kind": "answer.math", "gold": "42"}]},
    {"id": "8", "prompt": "6 times 8?", "response": "47", "reference": 48,
     "checks": [{"kind": "answer.math", "gold": "48"}], "meta": {"mistakes": ["84"]}},
]  # fmt: skip


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return path


class Done(NamedTuple):
    """What a call of the command line came to."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def assay(call: Callable[..., tuple[int, str, str]]) -> Callable[..., Done]:
    return lambda *arguments: Done(*call(*map(str, arguments)))


def test_a_sound_file_of_rows_is_told_so(assay: Callable[..., Done], rows: Path) -> None:
    done = assay("validate", rows)
    assert done.returncode == 0
    assert done.stdout == "2 samples: 2 solutions and 1 mistake tried, 0 faults\n"


def test_a_wrong_gold_is_shown_and_is_status_1(assay: Callable[..., Done], rows: Path) -> None:
    rows.write_text(rows.read_text().replace('"reference": 48', '"reference": 49'))
    done = assay("validate", rows)
    assert done.returncode == 1
    assert "solution" in done.stdout
    assert "49 is not 48" in done.stdout
    faults = json.loads(assay("validate", rows, "--json").stdout)["faults"]
    assert [(f["sample"], f["problem"], f["response"]) for f in faults] == [("8", "solution", "49")]


def test_a_task_that_proves_nothing_is_status_3(assay: Callable[..., Done], rows: Path) -> None:
    rows.write_text('{"id": "1", "prompt": "Go.", "checks": [{"kind": "text.words", "min": 1}]}\n')
    done = assay("validate", rows)
    assert done.returncode == 3
    assert "no solution is known for 1 sample" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("validate", "no-such-task"), "there is no task 'no-such-task'"),
        (("validate", "rows", "--set", "path"), "--set takes key=value, got 'path'"),
        (("validate", "rows", "--set", "path=a", "--set", "path=b"), "--set path is given twice"),
        (("tasks", "--rows"), "go with a TASK"),
        (("tasks", "rows", "-o", "x"), "go with --rows"),
        (("tasks", "rows", "--set", "path=nowhere.jsonl"), "there is no file 'nowhere.jsonl'"),
    ],
)
def test_bad_usage_is_one_line_and_status_2(
    assay: Callable[..., Done], arguments: tuple[str, ...], said: str
) -> None:
    done = assay(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_list_names_every_task_with_a_line(assay: Callable[..., Done]) -> None:
    lines = assay("tasks").stdout.splitlines()
    assert any(line.startswith("rows ") for line in lines)
    assert json.loads(assay("tasks", "--json").stdout)["rows"].startswith("The rows of a file")


def test_a_task_is_documented_with_settings_and_a_sample(
    assay: Callable[..., Done], rows: Path
) -> None:
    shown = assay("tasks", rows).stdout
    assert "path: string, needed" in shown
    assert "6 times 7?" in shown
    assert "a solution:\n    42" in shown
    described = json.loads(assay("tasks", rows, "--json").stdout)
    assert (described["name"], described["samples"]) == ("rows", 2)
    assert "No sample without settings" in assay("tasks", "rows").stdout


def test_samples_are_written_as_rows_with_what_was_answered_or_the_solutions(
    assay: Callable[..., Done], rows: Path, tmp_path: Path
) -> None:
    target = tmp_path / "made.jsonl"
    assert assay("tasks", rows, "--rows", "-o", target).returncode == 0
    assert [json.loads(line) for line in target.read_text().splitlines()] == ROWS
    made = assay("tasks", rows, "--rows", "--solutions", "-n", 1).stdout
    assert json.loads(made) == {**ROWS[0], "response": "42"}


def test_nothing_is_written_where_a_sample_cannot_be_drawn(
    assay: Callable[..., Done], rows: Path, tmp_path: Path
) -> None:
    rows.write_text(rows.read_text() + "{\n")
    done = assay("tasks", rows, "--rows", "-o", tmp_path / "made.jsonl")
    assert (done.returncode, f"{rows}:3" in done.stderr) == (2, True)
    assert not (tmp_path / "made.jsonl").exists()
