"""`assay compare`: its tables, its files and its exit status."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from assay.cli.compare import compare


def side(path: Path, passes: int, n: int = 40, **more: Any) -> str:
    lines: list[str] = []
    for k in range(n):
        status = "pass" if k < passes else "fail"
        verdict = {"kind": "answer.number", "status": status, "why": f"{k} is a {status}."}
        row = {"id": str(k), "prompt": f"{k}?", "response": "7", "verdicts": [[verdict]]}
        lines.append(json.dumps({**row, "meta": {"level": k % 2}, **more}))
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def asked(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(compare, list(arguments))
    return done.exit_code, done.output


def test_the_table_and_the_flips(tmp_path: Path):
    a, b = side(tmp_path / "a", 20), side(tmp_path / "b", 30)
    status, said = asked(a, b, "--by", "meta.level", "--flips", "1")
    assert status == 0
    assert "50.0%   75.0%" in said
    assert "meta.level 0" in said
    assert "10 gained, 0 lost" in said
    assert "gained 20, attempt 0\n  A: 20 is a fail.\n  B: 20 is a pass." in said
    assert "9 more gained" in said
    assert "Holm" in said


@pytest.mark.parametrize(
    ("passes", "options", "status"),
    [
        (10, [], 0),
        (10, ["--fail-over", "20%"], 1),
        (10, ["--fail-over", "25%"], 0),
        (10, ["--alpha", "0.05"], 1),
        (18, ["--alpha", "0.05"], 0),
        (18, ["--fail-over", "1%"], 1),
        (18, ["--fail-over", "1%", "--alpha", "0.05"], 0),
        (30, ["--fail-over", "0", "--alpha", "0.05"], 0),
    ],
)
def test_a_regression_is_status_1(tmp_path: Path, passes: int, options: list[str], status: int):
    a, b = side(tmp_path / "a", 20), side(tmp_path / "b", passes)
    assert asked(a, b, *options)[0] == status


def test_nothing_compared_is_status_3_and_so_is_anything_left_out_when_strict(tmp_path: Path):
    a, b = side(tmp_path / "a", 2, 4), side(tmp_path / "b", 2, 5)
    other = side(tmp_path / "c", 2, 4, prompt="Another?")
    assert asked(a, b)[0] == 0
    status, said = asked(a, b, "--strict")
    assert (status, "not compared: 1 only in B\n  4, attempt 0" in said) == (3, True)
    status, said = asked(a, other)
    assert (status, "none compared" in said) == (3, True)


def test_json_and_a_file_hold_every_flip(tmp_path: Path):
    a, b, out = side(tmp_path / "a", 20), side(tmp_path / "b", 31, 41), tmp_path / "out"
    status, said = asked(a, b, "--json", "-o", str(out))
    found = json.loads(said)
    assert (status, len(found["flips"]), found["unpaired"]) == (0, 11, {"only in B": 1})
    written = [json.loads(line) for line in out.read_text().splitlines()]
    assert written == [*found["flips"], *found["left_out"]]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--metric", "mean"], "expected accuracy, pass@K or pass^K"),
        (["--fail-over", "2"], "expected a share"),
        (["--alpha", "1"], "--alpha"),
        (["--alpha", "1e-300"], "--alpha"),
        (["--alpha", "nan"], "--alpha"),
        (["-o", "-", "--json"], "standard output"),
    ],
)
def test_bad_usage_is_status_2(tmp_path: Path, options: list[str], said: str):
    a = side(tmp_path / "a", 2)
    status, output = asked(a, a, *options)
    assert (status, said in output) == (2, True)


def test_a_file_that_is_read_is_not_written(tmp_path: Path):
    a = side(tmp_path / "a", 2)
    done = CliRunner().invoke(compare, [a, a, "-o", a])
    assert done.exit_code != 0
    assert "write somewhere else" in str(done.exception)
    assert Path(a).read_text().startswith("{")


def test_flips_go_to_standard_output_and_the_tables_aside(tmp_path: Path):
    a, b = side(tmp_path / "a", 20), side(tmp_path / "b", 31)
    done = CliRunner().invoke(compare, [a, b, "-o", "-"])
    assert len([json.loads(line) for line in done.stdout.splitlines()]) == 11
    assert "11 gained" in done.stderr


def test_a_field_that_is_named_twice_makes_its_slices_once(tmp_path: Path):
    a, b = side(tmp_path / "a", 20), side(tmp_path / "b", 31)
    once = asked(a, b, "--json", "--by", "meta.level")
    assert asked(a, b, "--json", "--by", "meta.level", "--by", "meta.level") == once
