"""`countdown`: a target is made out of given numbers, found by trying.

Make 22 from 3, 5, 7 with + - *, each once.
3+5=8, 8+7=15 no
3*5=15, 15+7=22 yes
Answer: 3*5+7
"""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import NamedTuple

from assay.checks.answer.expression import Expression
from assay.tasks.families.family import Family, Item

__all__ = ["Countdown"]


class _Size(NamedTuple):
    """`numbers` numbers up to `highest`, at most `tries` that miss before the one that hits."""

    numbers: int
    highest: int
    operators: str
    tries: int
    target: int


_SIZES = {
    1: _Size(2, 30, "+-*", 1, 900),
    2: _Size(3, 12, "+-", 2, 40),
    3: _Size(3, 20, "+-*", 3, 200),
    4: _Size(4, 20, "+-*", 3, 300),
    5: _Size(5, 25, "+-*/", 2, 500),
}
_LARGEST = 999


class _Try(NamedTuple):
    """One way through the numbers: the operations in turn, and what they make, as one text."""

    steps: str
    value: int
    expression: str


class Countdown(Family, frozen=True, kw_only=True):
    """Countdown's numbers game: every number is used, once. The check takes any right way."""

    name = "countdown"

    @classmethod
    def draw(cls, rng: Random, level: int) -> Item:
        size = _SIZES[level]
        while True:
            numbers = [rng.randint(1, size.highest) for _ in range(size.numbers)]
            hit = _tried(rng, numbers, size.operators)
            if 0 < hit.value <= size.target and hit.value not in numbers:
                break
        missed: list[_Try] = []
        for _ in range(rng.randint(0, size.tries)):
            other = _tried(rng, numbers, size.operators)
            if other.value != hit.value:
                missed.append(other)
        lines = [f"{one.steps} no" for one in missed] + [f"{hit.steps} yes"]
        shown = ", ".join(map(str, numbers))
        signs = " ".join(dict.fromkeys(size.operators))
        body = "\n".join(lines)
        return Item(
            prompt=f"Make {hit.value} from {shown} with {signs}, each once.",
            key=f"{hit.value} from {sorted(numbers)} with {signs}",
            answer=hit.expression,
            solution=f"{body}\nAnswer: {hit.expression}",
            checks=(Expression(gold=hit.value, numbers=tuple(numbers), operators=signs),),
            wrong=(
                f"{body}\nAnswer: {hit.value}",
                f"{body}\nAnswer: {hit.expression}+0",
                *(f"Answer: {one.expression}" for one in missed),
            ),
        )


def _tried(rng: Random, numbers: list[int], operators: str) -> _Try:
    """A random way through the numbers, from left to right in a random order.

    No value on the way is below zero, a fraction or large; each step takes the value so far.
    """
    while True:
        order = rng.sample(numbers, len(numbers))
        value, expression, steps, last = order[0], str(order[0]), list[str](), ""
        for number in order[1:]:
            sign = rng.choice(operators)
            after = _applied(value, sign, number)
            if after is None:
                break
            if sign in "*/" and last in ("+", "-"):
                expression = f"({expression})"
            expression = f"{expression}{sign}{number}"
            steps.append(f"{value}{sign}{number}={after}")
            value, last = after, sign
        else:
            return _Try(", ".join(steps), value, expression)


def _applied(a: int, sign: str, b: int) -> int | None:
    made = {
        "+": Fraction(a + b), "-": Fraction(a - b), "*": Fraction(a * b),
        "/": Fraction(a, b) if b else Fraction(-1),
    }[sign]  # fmt: skip
    return int(made) if made.denominator == 1 and 0 <= made <= _LARGEST else None
