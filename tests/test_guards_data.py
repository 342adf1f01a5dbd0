"""On IFBench's prompts: what constant replies win, and what it costs those who answered."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assay.engine.job import Job, Settings, run_job
from assay.tasks.suites import Suite

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("ASSAY_DATA") or ROOT.parent / "shared" / "data") / "instructions"
PROMPTS = DATA / "prompts" / "ifbench_test_300.jsonl.gz"
RECORDED = DATA / "ifbench_sample_dev.jsonl.gz"
REPLIES = (
    "Crypt",
    "low",
    "yes",
    "tide",
    "noon",
    "level",
    "Eat",
    "and",
    "2",
    "?!.?!.",
    "...",
    "(((())))",
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not PROMPTS.is_file(), reason="IFBench's prompts (shared/data) are not here"
    ),
]


@pytest.fixture
def ifbench() -> Suite:
    from assay.tasks.ifbench import IFBENCH

    return IFBENCH


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def passes(suite: Suite, row: dict[str, Any], replies: list[str], mode: Any) -> list[bool]:
    made = run_job(Job(replies, suite.checks_from(row), row["prompt"]), Settings(mode))
    return [all(v.passed is True for v in verdicts) for verdicts in made]


def test_a_constant_reply_passes_fewer_than_three_in_a_hundred_prompts(ifbench: Suite):
    won = [0] * (len(REPLIES) + 1)
    asked = list(rows(PROMPTS))
    for row in asked:
        for place, passed in enumerate(passes(ifbench, row, [*REPLIES, row["prompt"]], "robust")):
            won[place] += passed
    assert max(won) < 0.03 * len(asked), won


def test_who_answered_loses_nothing(ifbench: Suite):
    lost, won = 0, 0
    for row in rows(RECORDED):
        (before,) = passes(ifbench, row, [row["response"]], "standard")
        (after,) = passes(ifbench, row, [row["response"]], "robust")
        won += before
        lost += before and not after
    assert lost < 0.01 * won
