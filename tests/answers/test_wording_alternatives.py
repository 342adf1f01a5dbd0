"""Two names for one answer, other middle names, words that only look alike, names cut short."""

from __future__ import annotations

import time

import pytest

import assay
from assay.answers.wording import judge_text
from assay.context import Context
from assay.response import Response
from assay.verdict import Comparison

HANG = 5.0
"""Seconds: a hang, not a speed; benchmarks measure that."""


def passed(response: str, *golds: str, question: str = "") -> bool | None:
    return judge_text(response, golds, question=question).passed


@pytest.mark.parametrize(
    "response",
    ["Paris or London", "either Paris or London", "London or Paris.", "It is either Paris or Lyon.",
     "Paris, London or Rome", "Paris / London or Rome", "Paris or maybe London"],
)  # fmt: skip
def test_two_names_joined_by_or_are_no_answer(response: str) -> None:
    found = judge_text(response, ["Paris"])
    assert (found.passed, found.rule) == (False, "hedge")


@pytest.mark.parametrize(
    ("response", "golds"),
    [
        ("Trick or Treat", ["Trick or Treat"]),
        ("Akrotiri or Dhekelia", ["AKROTIRI or DHEKELIA"]),
        ("Mark Twain or Samuel Clemens", ["Mark Twain", "Samuel Clemens"]),
        ("acid precipitation or acid rain", ["Acid rain"]),
        ("Jane Austen or Mary Shelley", ["Jane Austen and Mary Shelley"]),
        ("Paris, France", ["Paris"]),
        ("5%, or 0.05.", ["5%"]),
    ],
)
def test_one_thing_by_two_names_is(response: str, golds: list[str]) -> None:
    assert passed(response, *golds) is True


@pytest.mark.parametrize(
    ("gold", "response", "same"),
    [
        ("George W. Bush", "George H. W. Bush", False),
        ("George W. Bush", "George H.W. Bush", False),
        ("George H. W. Bush", "George W. Bush", False),
        ("George W. Bush", "George Herbert Walker Bush", False),
        ("John F. Kennedy", "John G. Kennedy", False),
        ("George W. Bush", "George Walker Bush", True),
        ("George Bush", "George W. Bush", True),
        ("John F. Kennedy", "John Kennedy", True),
        ("John F. Kennedy", "John Fitzgerald Kennedy", True),
        ("John Adams", "John Quincy Adams", True),
        ("J. R. R. Tolkien", "J.R. Tolkien", True),
    ],
)
@pytest.mark.parametrize("question", ["", "Who was it?"])
def test_initials_on_both_sides_must_agree(
    gold: str, response: str, same: bool, question: str
) -> None:
    assert passed(response, gold, question=question) is same


@pytest.mark.parametrize(
    ("gold", "response"),
    [
        ("nitrite", "nitrate"), ("nitrate", "nitrite"), ("exothermic", "endothermic"),
        ("stalagmite", "stalactite"), ("Dominican Republic", "Dominica"), ("300 AD", "300 BC"),
        ("9 pm", "9 am"), ("Virginia", "West Virginia"), ("Guinea", "Papua New Guinea"),
        ("Rome", "Rome is wrong."), ("Rome", "Not far from Rome"), ("5", "fewer than 5"),
        ("Mount Fuji", "Mount Everest"),
    ],
)  # fmt: skip
def test_what_only_looks_alike_does_not_pass(gold: str, response: str) -> None:
    assert not passed(response, gold)


@pytest.mark.parametrize(
    ("gold", "response"),
    [("300 AD", "300 AD"), ("9 pm", "at 9 pm"), ("West Virginia", "West Virginia"),
     ("Virginia", "in Virginia"), ("Mount Fuji", "Mt. Fuji"), ("Rome", "Rome is right.")],
)  # fmt: skip
def test_what_is_the_same_still_passes(gold: str, response: str) -> None:
    assert passed(response, gold) is True


@pytest.mark.parametrize(
    ("gold", "response"),
    [
        ("Drive My Car", "The answer is Drive My Car."),
        ("Simply Food", "The answer is Simply Food"),
        ("Panic! at the Disco", "The answer is Panic! at the Disco"),
        ("We don't wake up for less than $10,000 a day",
         "The answer is: We don't wake up for less than $10,000 a day"),
    ],
)  # fmt: skip
def test_an_announced_name_is_read_to_the_end_of_its_line(gold: str, response: str) -> None:
    check = assay.parse({"kind": "answer.text", "gold": gold})
    assert Context().verify(check, Response(response)).passed is True


def test_a_gold_in_the_reason_for_another_answer_does_not_pass() -> None:
    check = assay.parse({"kind": "answer.text", "gold": "Paris"})
    said = "The answer is London because Paris burnt down."
    assert not Context().verify(check, Response(said)).passed


def test_the_question_again_is_flagged_as_an_echo() -> None:
    asked = "What is the capital of France?"
    check = assay.parse({"kind": "answer.text", "gold": "Paris"})
    found = Context(prompt=asked).verify(check, Response(asked))
    assert isinstance(found.comparison, Comparison)
    assert (found.passed, found.comparison.flags) == (False, ("echo",))


@pytest.mark.parametrize(
    "text", ["A or " * 4_000, "nitrite " * 2_000, "George H. W. Bush " * 1_000]
)
def test_hostile_texts_cost_little(text: str) -> None:
    begun = time.process_time()
    judge_text(text[:19_000], ["George W. Bush", "nitrate", "A"])
    assert time.process_time() - begun < HANG
