"""`assay audit tests`: what is printed, what is written, how it exits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from assay.cli import cli
from assay.cli.audit import audit

ROW: dict[str, Any] = {
    "id": "clip",
    "prompt": "Clip x to 0 and top.",
    "response": "def clip(x, top):\n    return min(x, top)\n",
    "checks": [
        {
            "kind": "code.function",
            "entry_point": "clip",
            "form": "program",
            "cases": [{"args": [5, 3], "expected": 3}, {"args": [2, 3], "expected": 2}],
        }
    ],
    "reference": "def clip(x, top):\n    return top if x > top else 0 if x < 0 else x\n",
}


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(ROW) + "\n")
    return path


def run(*arguments: object) -> Any:
    return CliRunner().invoke(audit, ["tests", *map(str, arguments), "--mutants", "4"])


def test_the_summary_counts_and_the_difference_is_shown(rows: Path):
    result = run(rows)
    assert result.exit_code == 0, result.output
    assert "of 4 mutants refused by 2 inputs" in result.output
    assert "1 of 1 accepted responses differ from the reference" in result.output
    assert "it gave -" in result.output


def test_strengthened_rows_are_rows_whose_tests_refuse_the_false_pass(rows: Path, tmp_path: Path):
    output = tmp_path / "strong.jsonl"
    assert run(rows, "-o", output, "--json").exit_code == 0
    row = json.loads(output.read_text())
    assert row["id"] == "clip"
    assert [check["kind"] for check in row["checks"]] == ["code.function"] * 2
    verified = CliRunner().invoke(cli, ["verify", str(output), "-o", str(tmp_path / "v.jsonl")])
    assert verified.exit_code == 0, verified.output
    assert json.loads((tmp_path / "v.jsonl").read_text())["passed"] is False


def test_a_bar_that_is_missed_is_status_1_and_nothing_to_ask_status_3(rows: Path, tmp_path: Path):
    assert run(rows, "--fail-under", "1.0").exit_code == 1
    empty = tmp_path / "empty.jsonl"
    empty.write_text(json.dumps({**ROW, "reference": None}) + "\n")
    result = run(empty)
    assert result.exit_code == 3
    assert "no reference" in result.output
