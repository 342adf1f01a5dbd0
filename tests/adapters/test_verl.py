"""verl's reward function: the same keys on every row, and an undecided verdict on purpose."""

from __future__ import annotations

import importlib.util
import json
from typing import Any

import pytest

from assay.adapters import verl
from assay.adapters.verl import compute_score, compute_score_batch
from assay.errors import BadParameter, Undecided

OPEN = {"solution_str": r"\boxed{\sum_{n=1}^\infty 1/n^3}", "ground_truth": r"\zeta(3)"}


class _Array:
    """What Parquet readers hand over: something with `tolist`."""

    def __init__(self, values: Any) -> None:
        self.values = values

    def tolist(self) -> Any:
        return self.values


TRUTHS = [
    "42",
    42,
    42.0,
    ["41", "42"],
    ("42",),
    '["41", "42"]',
    '{"answer": "42"}',
    '"42"',
    _Array(42),
    _Array(["41", "42"]),
    {"target": ["42"]},
    r"6 times 7: \boxed{42}",
    "6*7 = 42\n#### 42",
]


@pytest.mark.parametrize("truth", TRUTHS)
def test_a_ground_truth_in_every_form(truth: Any) -> None:
    reward = compute_score("any", r"So \boxed{42}.", truth)
    assert (reward["score"], reward["acc"], reward["pred"]) == (1.0, 1.0, "42")
    assert compute_score("any", r"So \boxed{43}.", truth)["score"] == 0.0


def test_a_list_of_numbers_in_a_text_is_one_answer() -> None:
    assert compute_score("any", r"\boxed{2}", "[2, 3]")["score"] == 0.0
    assert compute_score("any", r"\boxed{[2, 3]}", "[2, 3]")["score"] == 1.0


def test_every_row_has_the_same_keys() -> None:
    rows = [
        compute_score("any", r"\boxed{1}", "1"),
        compute_score("any", r"\boxed{2}", "1"),
        compute_score("any", "", "1"),
        compute_score("any", "x", None),
        compute_score("any", **OPEN),
    ]
    assert {tuple(row) for row in rows} == {("score", "acc", "pred", "status", "why")}
    assert [row["status"] for row in rows] == ["pass", "fail", "fail", "undecided", "undecided"]
    assert all(type(row["score"]) is float and type(row["acc"]) is float for row in rows)


def test_what_undecided_is_worth_is_said() -> None:
    assert compute_score("any", **OPEN)["score"] == 0.0
    assert compute_score("any", **OPEN, undecided=0.25)["score"] == 0.25
    assert compute_score("any", **OPEN, undecided=-1)["score"] == -1.0
    assert compute_score("any", **OPEN, undecided=0.25)["acc"] == 0.0
    with pytest.raises(Undecided, match="Cannot tell"):
        compute_score("any", **OPEN, undecided="raise")


@pytest.mark.parametrize("wrong", ["skip", float("nan"), float("inf"), True, None])
def test_no_other_worth_is_taken(wrong: Any) -> None:
    with pytest.raises(BadParameter, match="undecided"):
        compute_score("any", "1", "1", undecided=wrong)


def test_the_question_and_the_options_are_looked_at() -> None:
    info = {"question": "What is 2/3, to two decimal places?"}
    assert compute_score("any", "The answer is 0.67.", "2/3", info)["score"] == 1.0
    options = {"options": ["Mars", "Jupiter"]}
    assert compute_score("any", "The answer is (B).", "Jupiter", options)["score"] == 1.0
    assert compute_score("any", "The answer is (A).", "Jupiter", options)["score"] == 0.0


def test_kind_policy_and_parameters_are_the_callers() -> None:
    km = ("any", "The answer is 1000 m.", "1 km")
    assert compute_score(*km)["score"] == 1.0
    assert compute_score(*km, policy="strict")["score"] == 0.0
    assert compute_score(*km, policy={"units": "strict"})["score"] == 0.0
    near = ("any", "The answer is 9.75.", 9.81)
    assert compute_score(*near, kind="answer.number")["score"] == 0.0
    given = {"relative": 0.01}
    assert compute_score(*near, kind="answer.number", parameters=given)["score"] == 1.0
    with pytest.raises(BadParameter, match="relative"):
        compute_score(*near, kind="answer.number", parameters={"relativ": 0.01})


def test_what_else_verl_hands_over_is_not_looked_at() -> None:
    handed = {
        "reward_router_address": "",
        "reward_model_tokenizer": 3,
        "sandbox_fusion_url": None,
        "concurrent_semaphore": None,
        "memory_limit_mb": 1024,
    }
    assert compute_score("any", "1", "1", {}, **handed)["score"] == 1.0


@pytest.mark.parametrize("name", ["undecied", "polcy", "parameter"])
def test_a_slip_in_a_name_is_no_extra(name: str) -> None:
    with pytest.raises(BadParameter, match=f"{name}: there is no such argument; did you mean"):
        compute_score("any", "1", "1", None, **{name: "raise"})


ODD = {
    "long": 10**30,
    "longer": 1 << 20_000,
    "surrogate": "\ud800",
    "text": "x" * 100_000,
    "none": [],
    "empty": {},
    "object": object(),
}


@pytest.mark.parametrize("truth", ODD.values(), ids=ODD)
def test_odd_truths_raise_nothing(truth: Any) -> None:
    assert compute_score("any", "The answer is 1.", truth)["status"] in ("fail", "undecided")


def test_it_loads_as_a_file_as_older_versions_of_verl_do() -> None:
    spec = importlib.util.spec_from_file_location("custom_module", str(verl.__file__))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.compute_score("any", "1", "1")["score"] == 1.0


def test_a_batch() -> None:
    rewards = compute_score_batch(
        data_sources=["a", "b"],
        solution_strs=[r"\boxed{1}", r"\boxed{2}"],
        ground_truths=["1", json.dumps(["1"])],
        extra_infos=[None, {"index": 3}],
    )
    assert [reward["score"] for reward in rewards] == [1.0, 0.0]
    assert compute_score_batch([], [], []) == []
    with pytest.raises(BadParameter, match="one length"):
        compute_score_batch(["a"], ["1", "2"], ["1", "2"])
