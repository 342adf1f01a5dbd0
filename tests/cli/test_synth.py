"""`assay synth` draws what can be met; `assay conflicts` finds what cannot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

LANGUAGES = ["en", "es", "fr", "ja", "zh"]


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("level", [1, 3, 5])
def test_every_witness_passes(call: Any, level: int):
    drawn = ("synth", "-n", "4", "--level", str(level), "--witness", "-o", "rows.jsonl")
    assert call(*drawn)[0] == 0
    status, out, _ = call("verify", "rows.jsonl", "--json")
    assert status == 0
    assert json.loads(out)["prompt_rate"]["rate"] == 1.0
    assert call("conflicts", "rows.jsonl")[:2] == (0, "")


def test_failing_responses_follow_the_witness(call: Any):
    call("synth", "-n", "3", "--witness", "--failing", "-o", "rows.jsonl")
    call("verify", "rows.jsonl", "-o", "out.jsonl")
    for line in Path("out.jsonl").read_text(encoding="utf-8").splitlines():
        judged = json.loads(line)
        passed = judged["passed"]
        assert passed[0] is True
        assert passed[1:] == [False] * (len(passed) - 1)
        assert len(passed) > 1
        failed = [[v["passed"] for v in said].count(False) for said in judged["verdicts"]]
        assert failed[0] == 0
        assert failed[1:].count(1) >= len(failed) - 2, "near misses, for the most part"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_seed_gives_the_same_rows_in_every_language(call: Any, language: str):
    drawn = ("synth", "-n", "2", "--checks", "2", "--language", language, "--seed", "3")
    out = call(*drawn)[1]
    assert rows(out) == rows(call(*drawn)[1])
    asked = 2 if language == "en" else 3  # the language itself besides
    assert [len(row["checks"]) for row in rows(out)] == [asked, asked]
    assert out != call(*drawn[:-1], "4")[1]


def test_what_to_ask_for_may_be_given(call: Any, write: Any):
    name = write([{"prompt": "Name a crab."}], "asked.jsonl")
    out = call("synth", name, "-n", "1", "--kind", "text.commas", "--checks", "1")[1]
    (row,) = rows(out)
    assert row["prompt"].startswith("Name a crab. ")
    assert [check["kind"] for check in row["checks"]] == ["text.commas"]


def test_refusals(call: Any, write: Any):
    name = write([{"prompt": 3}], "bad.jsonl")
    for arguments in (
        ("synth", name),
        ("synth", "missing.jsonl"),
        ("synth", "--failing"),
        ("synth", "--kind", "text.comas"),
        ("synth", "--level", "6"),
        ("synth", "--kind", "text.commas", "--checks", "2"),
        ("conflicts", "missing.jsonl"),
    ):
        status, out, err = call(*arguments)
        assert (status, out) == (2, ""), arguments
        assert err


def test_a_conflict_is_named_with_its_checks(call: Any, write: Any):
    checks = [
        {"kind": "text.words", "max": 50},
        {"kind": "text.title"},
        {"kind": "text.sentences", "min": 10},
        {"kind": "each", "unit": "sentence", "check": {"kind": "text.words", "min": 10}},
    ]
    fine = {"id": "a", "response": "", "checks": checks[:3]}
    bad = {"id": "b", "response": "", "checks": checks}
    name = write([fine, bad], "rows.jsonl")
    status, out, _ = call("conflicts", name)
    assert status == 1
    assert "row 2 (b)" in out
    assert "row 1" not in out
    status, out, _ = call("conflicts", name, "--json")
    (found,) = rows(out)
    assert [c["kind"] for c in found["conflict"]] == ["text.words", "text.sentences", "each"]


def test_a_check_of_ones_own_is_drawn(call: Any):
    Path("own.py").write_text(
        "from assay import Check\n"
        "from assay.demands import amount\n"
        "class Own(Check, kind='acme.own'):\n"
        "    runs = 'inline'\n"
        "    def verify(self, response, context): return self.decide(False, 'never')\n"
        "    def demands(self): return amount('lines', 2)\n"
        "    @classmethod\n"
        "    def draw(cls, rng, level): return cls()\n"
    )
    drawn = ("synth", "-n", "1", "--checks", "1", "--kind", "acme.own")
    assert call(*drawn)[0] == 2
    status, out, _ = call(*drawn, "--load", "own.py:Own")
    assert (status, rows(out)[0]["checks"]) == (0, [{"kind": "acme.own"}])
