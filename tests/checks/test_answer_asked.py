"""What a question asks of its answer is minded by the kinds, and nothing that it does not say."""

from __future__ import annotations

import pytest

from assay.checks import answer
from assay.context import Context
from assay.response import Response


def passed(question: str, gold: str, response: str) -> bool | None:
    return Context(prompt=question).verify(answer.Math(gold=gold), Response(response)).passed


@pytest.mark.parametrize(
    ("question", "gold", "response"),
    [
        ("What is 2/3, rounded to two decimal places?", "0.67", "\\boxed{0.67}"),
        ("What is 2/3, rounded to two decimal places?", "2/3", "The answer is 0.67."),
        ("Give pi/4 to one decimal place.", "\\frac{\\pi}{4}", "The answer is 0.8."),
        ("What is the angle, in degrees?", "60", "The angle is $60^\\circ$."),
        ("What is the angle, in degrees?", "60^\\circ", "\\boxed{60}"),
        ("List the roots in any order.", "1, 2", "\\boxed{2, 1}"),
        ("For which x does it hold? Use interval notation.", "(0, 1)", "$0 < x < 1$"),
        ("True or false?", "True", "The statement is true."),
        ("保留两位小数，2/3是多少？", "2/3", "答案是0.67。"),
    ],
)
def test_what_is_asked_is_accepted(question: str, gold: str, response: str) -> None:
    assert passed(question, gold, response) is True


@pytest.mark.parametrize(
    ("question", "gold", "response"),
    [
        ("What is 2/3, rounded to two decimal places?", "0.67", "\\boxed{0.66}"),
        ("What is 2/3, rounded to four decimal places?", "2/3", "\\boxed{0.6668}"),
        ("What is the angle, in degrees?", "60", "The angle is $61^\\circ$."),
        ("List the roots in increasing order.", "1, 2, 3", "\\boxed{3, 1, 2}"),
        ("Give the ordered pair (x, y).", "(1, 2)", "\\boxed{(2, 1)}"),
        ("For which x does it hold? Use interval notation.", "(0, 1)", "$0 \\le x < 1$"),
        ("True or false?", "True", "The statement is false."),
        ("Write the number in base 3.", "2112_3", "\\boxed{2111_3}"),
    ],
)
def test_what_is_asked_is_required(question: str, gold: str, response: str) -> None:
    assert passed(question, gold, response) is False


@pytest.mark.parametrize("gold", ["7", "x^2", "[1, 2)", "\\frac{1}{3}", "3\\text{ kg}"])
def test_no_question_makes_an_answer_another(gold: str) -> None:
    for question in (
        "Find it.",
        "Answer in degrees, to two decimal places, in base 7, as a set, in any order.",
        "1. 2. 3. (A) (B) (C)",
        "∫" * 1000,
    ):
        assert passed(question, gold, f"\\boxed{{{gold}}}") is True, question
