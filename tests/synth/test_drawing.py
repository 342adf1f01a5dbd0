"""Sets that are drawn go together, and prompts say them."""

from __future__ import annotations

import json
from random import Random

import pytest

from assay.errors import CheckError
from assay.phrasing import phrasings
from assay.sample import read_row
from assay.synth import compose, conflict, counterexample, draw_set, passes, row, witness


@pytest.mark.parametrize("level", range(1, 6))
def test_a_drawn_set_can_be_met(level: int):
    for seed in range(4):
        checks = draw_set(Random(seed), level, 4)
        assert len({check.kind for check in checks}) == 4
        assert conflict(checks) == ()
        assert witness(checks) is not None


def test_a_drawn_set_is_the_same_for_the_same_seed():
    assert draw_set(Random(3), 2, 3) == draw_set(Random(3), 2, 3)


def test_kinds_can_be_chosen():
    kinds = ("text.words", "text.title")
    assert {check.kind for check in draw_set(Random(1), 2, 2, kinds)} == set(kinds)


def test_more_than_there_are_kinds_is_an_error():
    with pytest.raises(CheckError, match="no 2 checks"):
        draw_set(Random(1), 2, 2, ["text.title"])


def test_a_prompt_says_every_check():
    checks = draw_set(Random(2), 2, 4)
    prompt = compose("Write about the sea.", checks)
    assert prompt.startswith("Write about the sea.\n")
    assert all(phrasings(check)[0] in prompt for check in checks)
    assert "\n" not in compose("Write about the sea.", checks[:1])


def test_a_row_is_read_back():
    checks = draw_set(Random(4), 3, 3)
    made = row("7", "Write about the sea.", checks)
    read = read_row(json.dumps({**made, "response": "x"}).encode())
    assert read.sample.checks == checks
    assert read.sample.id == "7"


def test_a_counterexample_fails_one_and_passes_the_rest():
    failed = 0
    for seed in range(12):
        checks = draw_set(Random(seed), 2, 3)
        for check in checks:
            rest = [other for other in checks if other is not check]
            text = counterexample(check, seed, keep=rest)
            failed += text is None
            if text is not None:
                assert passes(rest, text)
                assert not passes([check], text)
    assert failed <= 2


def test_checks_may_be_given_as_data():
    title = {"kind": "text.title"}
    none, some = {"kind": "text.commas", "max": 0}, {"kind": "text.commas", "min": 3}
    assert [check.kind for check in conflict([none, title, some])] == ["text.commas"] * 2
    assert witness([none, title]) is not None
    assert counterexample(title, keep=[none]) is not None
