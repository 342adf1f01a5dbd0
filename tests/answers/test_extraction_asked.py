"""What a question asks of its answer."""

from __future__ import annotations

import time

import pytest

from assay.answers.extraction.asked import asked
from assay.answers.hints import NONE

HANG = 5.0
"""Seconds: a hang, not a speed; benchmarks measure that."""


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("Give your answer to two decimal places.", 2),
        ("Find the root correct to 3 decimals.", 3),
        ("Express it as a decimal to the nearest hundredth.", 2),
        ("Find x to the nearest tenth.", 1),
        ("What is it to the nearest whole number?", 0),
        ("Round to the nearest integer.", 0),
        ("Use a calculator and round to the nearest degree.", 0),
        ("Round to the nearest cent.", 2),
        ("Express your answer to the nearest hundred miles.", -2),
        ("Round to the nearest 0.01.", 2),
        ("Round to the nearest $100$.", -2),
        ("结果保留两位小数", 2),
        ("精确到0.01", 2),
        ("How many are there?", None),
        ("Who is the nearest neighbor?", None),
    ],
)
def test_places(question: str, places: int | None) -> None:
    assert asked(question).places == places


@pytest.mark.parametrize(
    ("question", "digits"),
    [("Answer to 3 significant figures.", 3), ("(two sig. fig.)", 2), ("保留三位有效数字", 3)],
)
def test_significant_digits(question: str, digits: int) -> None:
    hints = asked(question)
    assert (hints.significant, hints.places) == (digits, None)


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("What is the size, in degrees, of the angle?", "degrees"),
        ("What is the degree measure of angle $ABD$?", "degrees"),
        ("How many square meters are in the area?", "square meters"),
        ("What is the speed in miles per hour?", "miles per hour"),
        ("Find the mass (Unit: kg).", "kg"),
        ("How many apples are left?", ""),
        ("What is the area in square units?", "square units"),
        ("What is it in the end?", ""),
    ],
)
def test_unit(question: str, unit: str) -> None:
    assert asked(question).unit == unit


@pytest.mark.parametrize(
    ("question", "base"),
    [
        ("Express $555_{10}$ in base $5$.", 5),
        ("Compute $58_9 - 18_9.$ Express your answer in base $9.$", 9),
        ("Convert 21 from base 3 to base ten.", 10),
        ("The base 3 numeral 21 is equal to what?", None),
        ("The triangle has base 5. What is its area?", None),
        ("Express it in base 1.", None),
    ],
)
def test_base(question: str, base: int | None) -> None:
    assert asked(question).base == base


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Express your answer in interval notation.", "interval"),
        ("Find the ordered pair $(x, y)$.", "tuple"),
        ("Answer in the form $(r,\\theta)$.", "tuple"),
        ("How many ordered pairs are there?", "number"),
        ("True or false?", "boolean"),
        ("What percent of the circle is gray?", "percent"),
        ("Find the equation of the line.", "equation"),
        ("Find the matrix that does it.", "matrix"),
        ("Express your answer as a common fraction.", "number"),
        ("List them separated by commas.", "list"),
        ("On what date did it happen?", "date"),
        ("Who was it?", None),
    ],
)
def test_type(question: str, kind: str | None) -> None:
    assert asked(question).type == kind


def test_order() -> None:
    assert asked("List them in increasing order.").ordered is True
    assert asked("Enter them in any order.").ordered is False
    assert asked("Remove points in order that none is left.").ordered is None
    assert asked("In how many orders can they stand?").ordered is None


def test_variables() -> None:
    assert asked("Express the sum in terms of $a$, $b$ and $\\theta$.").variables == (
        "a",
        "b",
        "theta",
    )
    assert asked("Express it in terms of $\\pi$.").variables == ()


def test_nothing_is_asked() -> None:
    assert asked("") == NONE
    assert asked("What is $1+1$?") == NONE


def test_hostile_questions_cost_little() -> None:
    for unit in ("nearest ", "in ", "base ", "in terms of ", "decimal ", "1", "(unit: ", "order "):
        started = time.process_time()
        asked(unit * (100_000 // len(unit)))
        assert time.process_time() - started < HANG, unit
