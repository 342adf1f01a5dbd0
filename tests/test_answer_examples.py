"""The example answers say what they show: every verdict is the one expected by their author."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import assay

ANSWERS = Path(__file__).resolve().parent.parent / "examples/answers.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in ANSWERS.read_bytes().splitlines()]


@pytest.fixture(scope="module")
def verdicts() -> dict[str, assay.RowVerdicts]:
    return {found.sample.id: found for found in assay.verify_rows(ANSWERS)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_verdicts_are_the_expected_ones(
    row: dict[str, Any], verdicts: dict[str, assay.RowVerdicts]
) -> None:
    found = [[verdict.status for verdict in line] for line in verdicts[row["id"]].verdicts]
    reasons = [[verdict.why for verdict in line] for line in verdicts[row["id"]].verdicts]
    assert found == row["meta"]["expected"], reasons


def test_ids_are_unique_and_every_kind_of_answer_is_shown() -> None:
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    shown = {
        part.kind for row in ROWS for check in row["checks"] for part in assay.parse(check).tree()
    }
    assert {kind for kind in assay.kinds() if kind.startswith("answer.")} <= shown
