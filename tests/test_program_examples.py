"""The rows of examples/programs.jsonl come out as they say, and every kind of program is shown."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import assay

FILE = Path(__file__).resolve().parent.parent / "examples" / "programs.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in FILE.read_text().splitlines()]
TOOLS = {"code.verilog": "iverilog", "code.verilog_equivalence": "yosys"}


@pytest.fixture(scope="module")
def verdicts() -> dict[str, Any]:
    return {row.sample.id: row for row in assay.verify_rows(FILE)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_verdicts_are_the_expected_ones(row: dict[str, Any], verdicts: dict[str, Any]) -> None:
    tool = TOOLS.get(row["checks"][0]["kind"])
    if tool and shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    found = [[verdict.status for verdict in line] for line in verdicts[row["id"]].verdicts]
    reasons = [[verdict.why for verdict in line] for line in verdicts[row["id"]].verdicts]
    assert found == row["meta"]["expected"], reasons


def test_every_kind_of_program_is_shown_where_it_holds() -> None:
    held = {row["checks"][0]["kind"] for row in ROWS if row["meta"]["expected"] == [["pass"]]}
    assert {kind for kind in assay.kinds() if kind.startswith("code.")} == held
    assert len({row["id"] for row in ROWS}) == len(ROWS)
