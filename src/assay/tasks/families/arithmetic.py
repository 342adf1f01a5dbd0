"""`arithmetic`: a sum of several steps, worked out one operation at a time.

Calculate (3+4)*2-5.
3+4=7
7*2=14
14-5=9
Answer: 9
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from assay.checks.answer.number import Number
from assay.tasks.families.family import Family, Item

__all__ = ["Arithmetic"]


class _Size(NamedTuple):
    """`terms` numbers up to `highest`; products of factors up to `factor`; brackets or none."""

    terms: tuple[int, int]
    highest: int
    operators: str
    factor: int
    brackets: bool


_SIZES = {
    1: _Size((3, 3), 9, "+-", 0, False),
    2: _Size((3, 3), 20, "++-*", 5, False),
    3: _Size((3, 4), 40, "++--*", 9, True),
    4: _Size((4, 5), 99, "++--*", 9, True),
    5: _Size((5, 7), 300, "+-*", 19, True),
}
_LARGEST = 9999


class Arithmetic(Family, frozen=True, kw_only=True):
    """Calculations with +, -, * and brackets, in whole numbers; no result is below zero."""

    name = "arithmetic"

    @classmethod
    def draw(cls, rng: Random, level: int) -> Item:
        size = _SIZES[level]
        while True:
            made = _expression(rng, rng.randint(*size.terms), size)
            if made is not None:
                break
        text, value, steps = made.text, made.value, made.steps
        body = "\n".join(steps)
        near = (value + 1, value + 10, value - 1 if value else 2)
        return Item(
            prompt=f"Calculate {text}.",
            key=text,
            answer=str(value),
            solution=f"{body}\nAnswer: {value}",
            checks=(Number(gold=value, numeral=True),),
            wrong=(*(f"{body}\nAnswer: {other}" for other in near), f"Answer: {text}"),
        )


class _Made(NamedTuple):
    text: str
    value: int
    steps: tuple[str, ...]
    operator: str = ""


def _expression(rng: Random, terms: int, size: _Size) -> _Made | None:
    """An expression of so many numbers, its value and the operations in the order of the text;
    None where the draw does not fit."""
    if terms == 1:
        value = rng.randint(0 if size.highest < 10 else 1, size.highest)
        return _Made(str(value), value, ())
    operator = rng.choice(size.operators)
    on_left = rng.randrange(1, terms) if size.brackets else terms - 1
    if operator == "*":
        on_left = terms - 1 if rng.random() < 0.5 or not size.brackets else 1
    left = _expression(rng, on_left, size)
    right = _expression(rng, terms - on_left, size)
    if left is None or right is None:
        return None
    if operator == "*":
        left = _factor(rng, left, size)
        right = _factor(rng, right, size)
    a, b = left.value, right.value
    value = a + b if operator == "+" else a - b if operator == "-" else a * b
    if not 0 <= value <= _LARGEST or (operator == "*" and min(a, b) > size.factor):
        return None
    text = f"{_bracketed(left, operator, False)}{operator}{_bracketed(right, operator, True)}"
    if not size.brackets and "(" in text:
        return None
    step = f"{a}{operator}{b}={value}"
    return _Made(text, value, (*left.steps, *right.steps, step), operator)


def _factor(rng: Random, made: _Made, size: _Size) -> _Made:
    """A number of its own becomes small enough to multiply by."""
    if made.operator:
        return made
    value = rng.randint(2, size.factor)
    return _Made(str(value), value, ())


def _bracketed(made: _Made, operator: str, right: bool) -> str:
    """In brackets where the order of operations, or of the text, would be another without."""
    inner = made.operator
    if not inner or (inner == "*" and operator != "*"):
        return made.text
    if operator == "*" or right:
        return f"({made.text})"
    return made.text
