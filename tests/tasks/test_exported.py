"""The way back into a suite's form gives what came in, or says what cannot be said."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assay.registry import parse
from assay.sample import Sample
from assay.tasks.exported import exported, said_in
from assay.tasks.formats import SUITES, suite
from assay.tasks.ifeval import IFEVAL
from assay.tasks.rlvr import checks_from


def sample(*checks: dict[str, Any], prompt: Any = "p", identity: str = "7") -> Sample:
    return Sample(
        id=identity,
        prompt=prompt,
        responses=("r",),
        several=False,
        checks=tuple(parse(check) for check in checks),
        reference=None,
        meta={},
    )


@pytest.mark.parametrize("name", SUITES)
def test_every_instruction_comes_back_as_it_went(name: str):
    for identity, instruction in suite(name).instructions.items():
        arguments = dict(instruction.example)
        check = suite(name).instruction(identity, arguments)
        said = said_in(suite(name), check)
        assert said is not None, identity
        assert suite(name).instruction(*said) == check
        assert said == (identity, arguments)


def test_a_row_in_ifevals_form():
    row, lost = exported(
        sample({"kind": "text.words", "max": 99}, {"kind": "text.commas", "max": 0}),
        IFEVAL,
        "ifeval",
    )
    assert lost == ()
    assert row == {
        "key": 7,
        "prompt": "p",
        "instruction_id_list": ["length_constraints:number_words", "punctuation:no_comma"],
        "kwargs": [{"relation": "less than", "num_words": 100}, {}],
    }


def test_a_training_row():
    row, _ = exported(sample({"kind": "text.commas", "max": 0}), IFEVAL, "rlvr")
    assert row is not None
    assert row["messages"] == [{"role": "user", "content": "p"}]
    assert json.loads(row["ground_truth"]) == [
        {"instruction_id": ["punctuation:no_comma"], "kwargs": [None]}
    ]


@pytest.mark.parametrize(
    "check",
    [
        {"kind": "text.words", "min": 10, "max": 20},
        {"kind": "text.commas", "max": 1},
        {"kind": "text.bullets", "min": 3},
        {"kind": "text.bullets", "min": 3, "max": 3, "top": True},
        {"kind": "text.case", "case": "title"},
        {"kind": "text.choice", "options": ["yes", "no"]},
        {"kind": "text.keyword", "word": "tide", "min": 1, "matching": "substring"},
        {"kind": "not", "check": {"kind": "text.title"}},
    ],
)
def test_what_the_suite_cannot_say_is_named_and_nothing_written(check: dict[str, Any]):
    row, lost = exported(sample({"kind": "text.title"}, check), IFEVAL, "ifeval")
    assert row is None
    assert [c.kind for c in lost] == [check["kind"]]


def test_a_rule_mode_is_no_part_of_what_is_said():
    assert said_in(IFEVAL, parse({"kind": "text.title", "mode": "official"})) == (
        "detectable_format:title",
        {},
    )


def test_a_row_without_checks_is_no_row():
    assert exported(sample(), IFEVAL, "ifeval") == (None, ())


def test_rows_of_rlvr_go_back_into_it():
    commas = {"kind": "text.commas", "max": 0}
    asked = sample({"kind": "on", "part": "answer", "check": commas})
    made, lost = exported(asked, suite("ifevalg"), "rlvr")
    assert made is not None
    assert (checks_from(made["ground_truth"]), lost) == ([parse(commas)], ())
    assert exported(asked, suite("ifeval"), "ifeval") == (None, asked.checks)
