"""Rules of a conversation: when they bind, who ends them, and what a missing turn leaves open."""

from __future__ import annotations

from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.check import Check
from assay.combine import All
from assay.context import Context
from assay.dialogue import Dialogue, Rule
from assay.errors import BadParameter
from assay.registry import parse
from assay.response import Response
from assay.verdict import Verdict
from leaves import BROKEN, DOUBT, FALSE, TRUE


def words(**bounds: int) -> Check:
    return parse({"kind": "text.words", **bounds})


def chat(*turns: str) -> list[dict[str, str]]:
    said: list[dict[str, str]] = []
    for number, turn in enumerate(turns, 1):
        said.append({"role": "user", "content": f"Question {number}?"})
        said.append({"role": "assistant", "content": turn})
    return said


def ask(check: Check, said: Any, prompt: Any = "") -> Verdict:
    return Context(prompt=prompt).verify(check, Response(said))


SHORT = Rule(id="short", check=words(max=2))
LONG = Rule(since=3, replaces=("short",), check=words(min=3))
SECOND = Rule(since=2, until=2, check=parse({"kind": "text.contains", "words": ["crab"]}))


def test_a_rule_binds_the_turns_it_names_until_another_replaces_it():
    rules = Dialogue(rules=(SHORT, SECOND, LONG))
    assert [[r.check.kind for r in rules.binding(turn)] for turn in (1, 2, 3, 4)] == [
        ["text.words"],
        ["text.words", "text.contains"],
        ["text.words"],
        ["text.words"],
    ]
    assert ask(rules, chat("low water", "a crab", "long is the answer now")).passed is True
    assert ask(rules, chat("low water", "a crab", "low")).passed is False
    assert ask(rules, chat("low water now", "a crab", "long is the answer")).passed is False


def test_what_is_replaced_stays_ended():
    once = Rule(id="once", since=2, until=2, replaces=("short",), check=TRUE)
    rules = Dialogue(rules=(SHORT, once))
    assert [len(rules.binding(turn)) for turn in (1, 2, 3)] == [1, 1, 0]


def test_the_score_is_the_mean_over_the_turns_of_the_share_followed():
    rules = Dialogue(
        rules=(Rule(check=TRUE), Rule(since=2, check=FALSE), Rule(since=2, check=TRUE))
    )
    verdict = ask(rules, chat("one", "two"))
    assert verdict.passed is False
    assert verdict.score == pytest.approx((1 + 2 / 3) / 2)
    assert "Turn 2" in verdict.why
    assert [part.passed for part in verdict.parts] == [True, True, False, True]


def test_a_missing_turn_leaves_its_rules_open():
    rules = Dialogue(rules=(Rule(check=TRUE), Rule(since=3, check=TRUE)))
    verdict = ask(rules, chat("one", "two"))
    assert verdict.passed is None
    assert "Turn 3" in verdict.why
    assert "missing" in verdict.why
    assert ask(rules, chat("one", "two", "three")).passed is True
    given = Dialogue(rules=(Rule(check=TRUE), Rule(since=3, check=TRUE)), turns=(1, 2))
    assert ask(given, chat("one", "two")).passed is True
    assert ask(msgspec.structs.replace(given, turns=(1, 5)), chat("one")).passed is None


def test_a_fail_is_a_fail_whatever_is_missing():
    rules = Dialogue(rules=(Rule(check=FALSE), Rule(since=3, check=TRUE)))
    assert ask(rules, chat("one")).passed is False


def test_doubt_in_a_turn_stays_doubt():
    assert ask(Dialogue(rules=(Rule(check=DOUBT),)), chat("one")).status == "undecided"
    assert ask(Dialogue(rules=(Rule(check=BROKEN),)), chat("one")).status == "error"
    assert (
        ask(Dialogue(rules=(Rule(check=TRUE),)), [{"role": "user", "content": "x"}]).passed is None
    )


def test_turns_with_no_rule_are_no_pass():
    rules = Dialogue(rules=(Rule(check=TRUE, until=1),), turns=(2,))
    assert ask(rules, chat("one", "two")).passed is None


def test_turns_of_the_prompt_come_first():
    rules = Dialogue(rules=(SHORT, SECOND, LONG))
    before = [*chat("low water", "a crab"), {"role": "user", "content": "And now?"}]
    assert ask(rules, "long is the answer", before).passed is True
    assert ask(rules, "low", before).passed is False
    third = ask(rules, [{"role": "assistant", "content": "long is the answer"}], before)
    assert [part.why[:6] for part in third.parts] == ["Turn 3"]
    every = Dialogue(rules=(SHORT, SECOND, LONG), turns=(1, 2, 3))
    assert ask(every, "long is the answer", before).passed is True
    assert (
        ask(every, "long is the answer", [*chat("much too long this", "a crab"), before[-1]]).passed
        is False
    )


def test_a_turn_is_judged_by_what_was_said_before_it():
    repeats = Dialogue(rules=(parse({"kind": "text.repeats"}),))
    assert ask(repeats, chat("Question 1? One.", "Question 2? Two.")).passed is True
    assert ask(repeats, chat("Question 1? One.", "Question 1? Two.")).passed is False


def test_a_rule_alone_is_a_dialogue_of_one():
    assert ask(Rule(since=2, check=words(max=1)), chat("one two", "one")).passed is True
    assert ask(Rule(since=2, check=words(max=1)), chat("one two", "one two")).kind == "rule"


@given(
    st.lists(st.sampled_from([TRUE, FALSE, DOUBT, BROKEN]), min_size=1, max_size=4),
    st.integers(1, 3),
)
def test_plain_rules_are_all_in_every_turn(checks: list[Check], turns: int):
    made = ask(Dialogue(rules=tuple(checks)), chat(*["x"] * turns))
    assert made.passed is ask(All(checks=tuple(checks)), "x").passed
    assert len(made.parts) == turns * len(checks)


spans = st.tuples(st.integers(1, 4), st.none() | st.integers(0, 3))


@given(st.lists(st.tuples(st.sampled_from([TRUE, FALSE, DOUBT]), spans), min_size=1, max_size=4))
def test_a_verdict_is_the_conjunction_of_its_bindings(given: list[Any]):
    rules = tuple(
        Rule(check=check, since=since, until=None if more is None else since + more)
        for check, (since, more) in given
    )
    verdict = ask(Dialogue(rules=rules), chat("a", "b", "c", "d"))
    values = [part.passed for part in verdict.parts]
    expected = False if False in values else None if None in values or not values else True
    assert verdict.passed is expected
    if verdict.score is not None:
        assert (verdict.score == 1.0) is verdict.passed


@given(st.permutations([SHORT, SECOND, LONG]))
def test_the_order_of_the_rules_decides_nothing(rules: list[Rule]):
    for said in (chat("low", "a crab", "now it is long"), chat("low", "low", "low")):
        made, plain = (
            ask(Dialogue(rules=tuple(rules)), said),
            ask(Dialogue(rules=(SHORT, SECOND, LONG)), said),
        )
        assert (made.passed, made.score) == (plain.passed, plain.score)


@pytest.mark.parametrize(
    "data",
    [
        {"rules": []},
        {"rules": [{"kind": "rule", "check": {"kind": "text.quoted"}, "replaces": ["x"]}]},
        {
            "rules": [
                {"kind": "rule", "id": "x", "check": {"kind": "text.quoted"}, "replaces": ["x"]}
            ]
        },
        {"rules": [{"kind": "rule", "check": {"kind": "text.quoted"}, "from": 0}]},
        {"rules": [{"kind": "rule", "check": {"kind": "text.quoted"}, "from": 3, "until": 2}]},
        {"rules": [{"kind": "rule", "id": "x", "check": {"kind": "text.quoted"}}] * 2},
        {"rules": [{"kind": "text.quoted"}], "turns": []},
        {"rules": [{"kind": "text.quoted"}], "turns": [0]},
        {"rules": [{"kind": "text.nothing"}]},
    ],
)
def test_rules_that_do_not_go_together_are_refused(data: Any):
    with pytest.raises((BadParameter, Exception), match=r"."):
        parse({"kind": "dialogue", **data})


def test_a_dialogue_survives_json_and_says_itself():
    rules = Dialogue(rules=(SHORT, SECOND, LONG))
    assert parse(msgspec.json.decode(msgspec.json.encode(rules))) == rules
    assert rules.describe() == (
        "Use at most 2 words. In your turn 2: Use the word 'crab'. This replaces what was asked as "
        "'short'. From your turn 3 on: Use at least 3 words."
    )
    for level in range(1, 6):
        drawn = Dialogue.draw(Random(level), level)
        assert isinstance(drawn, Dialogue)
        assert len(drawn.rules) == level
        assert parse(msgspec.to_builtins(drawn)) == drawn
