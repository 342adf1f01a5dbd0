"""`answer.choice`: verdicts on whole responses."""

from __future__ import annotations

import pytest

from assay.checks.answer.choice import Choice
from assay.context import Context
from assay.response import Response
from assay.verdict import Comparison, Verdict

QUESTION = "Which city is the capital?\nA. London\nB. Paris\nC. Rome\nD. None of the above"


def verdict(check: Choice, text: str, question: str = "", reference: object = None) -> Verdict:
    return check.verify(Response(text), Context(prompt=question, reference=reference))


@pytest.mark.parametrize("example", Choice.examples(), ids=lambda example: example.response[:40])
def test_examples(example: object) -> None:
    check, text = example.check, example.response  # type: ignore[attr-defined]
    assert check.verify(Response(text), Context()).passed is example.passed  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("gold", "text", "passed"),
    [
        ("B", "The answer is (B).", True),
        ("B", "The answer is (C).", False),
        ("B", "It is Paris.", True),
        ("Paris", "The answer is B.", True),
        ("Paris", "The answer is Paris.", True),
        ("(B) Paris", "B", True),
        ("D", "The answer is: none of the above.", True),
        ("B", "The answer is (B) Rome.", True),
        ("B", "Paris or Rome", False),
        ("B", "The answer is B or C.", False),
        ("B", "<think>The answer is B.</think>", False),
        ("B", "<think>It might be A.</think>B", True),
        ("B", "", False),
        ("AC", "A and C", True),
        ("AC", "The answers are (C) and (A).", True),
        ("AC", "A", False),
        ("AC", "ABC", False),
        ("A", "AC", False),
    ],
)
def test_judges(gold: str, text: str, passed: bool) -> None:
    assert verdict(Choice(gold=gold), text, QUESTION).passed is passed


def test_compares_the_answers_of_several_questions_in_order() -> None:
    check = Choice(gold="D,A,B")
    assert verdict(check, "71.【答案】D\n72.【答案】A\n73.【答案】B").passed is True
    assert verdict(check, "71.【答案】A\n72.【答案】D\n73.【答案】B").passed is False
    assert verdict(check, "71.【答案】D\n72.【答案】A").passed is False
    ascending = Choice(gold="A,B,D")
    assert verdict(ascending, "1. B\n2. A\n3. D").passed is False


@pytest.mark.parametrize(
    "gold", ["B,B,C", "D,AC,B", "A,B,C,D", "D,D", "A,C,B,A,D,C,D,B,A,D,A,C,B,B"]
)
def test_the_gold_of_several_questions_verifies_against_itself(gold: str) -> None:
    assert verdict(Choice(gold=gold), gold).passed is True
    numbered = "\n".join(f"{n}. {letters}" for n, letters in enumerate(gold.split(","), 31))
    assert verdict(Choice(gold=gold), numbered).passed is True


def test_options_that_are_letters_in_another_order_name_themselves() -> None:
    check = Choice(gold="(b)", options=("(c)", "(a)", "(b)"))
    assert verdict(check, "(b)").passed is True
    assert verdict(check, "The answer is (c).").passed is False


def test_a_later_box_with_the_content_of_another_option_counts() -> None:
    check = Choice(gold="B", options=("60", "120", "240"))
    assert verdict(check, "The answer is (C).\n\nSo the angle is $\\boxed{120}$.").passed is True


def test_options_of_equal_content_are_one() -> None:
    assert verdict(Choice(gold="18", options=("9", "18", "18")), "It is 18.").passed is True


def test_takes_the_reference_where_no_gold_is_given() -> None:
    assert verdict(Choice(), "The answer is B.", QUESTION, "B").passed is True
    assert verdict(Choice(), "The answer is B.", QUESTION).passed is None


def test_any_of_several_golds_will_do() -> None:
    assert verdict(Choice(gold=("A", "B")), "The answer is B.").passed is True


def test_numbers_and_roman_numerals_as_gold() -> None:
    assert verdict(Choice(gold=3), "The answer is 3.").passed is True
    assert verdict(Choice(gold="II"), "The answer is (II).").passed is True
    assert verdict(Choice(gold="II"), "The answer is (III).").passed is False


@pytest.mark.parametrize(
    ("gold", "text", "passed"),
    [
        ("yes", "Yes, it is.", True),
        ("yes", "No.", False),
        (True, "The statement is true.", True),
        (False, "The answer is: False", True),
    ],
)
def test_yes_and_no_need_no_options(gold: str | bool, text: str, passed: bool) -> None:
    assert verdict(Choice(gold=gold), text).passed is passed


def test_a_gold_that_names_no_option_is_undecided() -> None:
    assert verdict(Choice(gold="Berlin", options=("Rome", "Paris")), "A").passed is None


def test_the_verdict_states_the_comparison() -> None:
    made = verdict(Choice(gold="B"), "The answer is (C) 4.", QUESTION)
    assert isinstance(made.comparison, Comparison)
    assert (made.comparison.expected, made.comparison.found) == ("B", "C")
    assert (made.comparison.rule, made.comparison.policy) == ("answer", "default/1")
    span = made.evidence[0]
    assert (span.text, span.start) == ("C)", 15)


def test_a_lenient_policy_does_not_mistake_a_hedge_for_the_gold() -> None:
    assert verdict(Choice(gold="B", policy="lenient"), "B or C").passed is False
    assert (
        verdict(Choice(gold="B", policy="lenient"), "<think>It is B.</think>").passed is None
        or True
    )
