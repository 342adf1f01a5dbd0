"""`letters`: counting letters, and changing words letter by letter.

How many times does a occur in banana?
b0 a1 n1 a2 n2 a3
Answer: 3
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from assay.check import Check
from assay.checks.answer.number import Number
from assay.checks.answer.text import Text
from assay.tasks.families.family import Family, Item
from assay.tasks.families.words import ALPHABET, readable, word

__all__ = ["Letters"]

_LENGTHS = {1: (3, 4), 2: (4, 6), 3: (6, 9), 4: (9, 13), 5: (13, 20)}
_KINDS = {
    1: ("count", "reverse", "place"),
    2: ("count", "reverse", "place", "remove", "replace"),
    3: ("count", "reverse", "place", "remove", "replace"),
    4: ("count", "reverse", "place", "remove", "replace"),
    5: ("count", "reverse", "place", "remove", "replace"),
}


class _Made(NamedTuple):
    prompt: str
    steps: str
    answer: str


class Letters(Family, frozen=True, kw_only=True):
    """A word that no list has: count a letter, name one by its place, reverse, remove, replace."""

    name = "letters"

    @classmethod
    def draw(cls, rng: Random, level: int) -> Item:
        kind = rng.choice(_KINDS[level])
        while True:
            made = _KINDS_MADE[kind](rng, word(rng, rng.randint(*_LENGTHS[level])))
            if readable(made.answer):
                break
        if kind == "count":
            value = int(made.answer)
            check: Check = Number(gold=value, numeral=True)
            wrong = [str(value + 1), str(value + 2)]
        else:
            check = Text(gold=made.answer, method="exact")
            last = made.answer[-1]
            other = ALPHABET[(ALPHABET.index(last) + 1) % 26]
            wrong = [made.answer[:-1] + other, made.answer + last]
        return Item(
            prompt=made.prompt,
            key=made.prompt,
            answer=made.answer,
            solution=f"{made.steps}\nAnswer: {made.answer}",
            checks=(check,),
            wrong=tuple(f"{made.steps}\nAnswer: {answer}" for answer in wrong),
            meta={"kind": kind},
        )


def _count(rng: Random, given: str) -> _Made:
    letter = rng.choice(given) if rng.random() < 0.8 else rng.choice(ALPHABET)
    steps = " ".join(
        f"{character}{given[:place].count(letter)}" for place, character in enumerate(given, 1)
    )
    prompt = f"How many times does {letter} occur in {given}?"
    return _Made(prompt, steps, str(given.count(letter)))


def _reverse(_: Random, given: str) -> _Made:
    return _Made(f"Write {given} backwards.", " ".join(given), given[::-1])


def _place(rng: Random, given: str) -> _Made:
    place = rng.choice([number for number, letter in enumerate(given, 1) if readable(letter)])
    steps = " ".join(f"{number}{given[number - 1]}" for number in range(1, place + 1))
    return _Made(f"What is letter {place} of {given}?", steps, given[place - 1])


def _remove(rng: Random, given: str) -> _Made:
    """Never all of it: something is left to write."""
    letter = rng.choice(given)
    if not given.replace(letter, ""):
        letter = "x"
    steps = " ".join("-" if character == letter else character for character in given)
    return _Made(f"Remove every {letter} from {given}.", steps, given.replace(letter, ""))


def _replace(rng: Random, given: str) -> _Made:
    letter, other = rng.choice(given), rng.choice(ALPHABET)
    changed = given.replace(letter, other)
    steps = " ".join(changed)
    return _Made(f"In {given}, replace every {letter} with {other}.", steps, changed)


_KINDS_MADE = {
    "count": _count, "reverse": _reverse, "place": _place, "remove": _remove, "replace": _replace,
}  # fmt: skip
