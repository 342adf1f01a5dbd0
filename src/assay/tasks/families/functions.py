"""`functions`: functions on strings, composed, worked out from the inside.

f: reverse. g: drop first. g(f(crab))?
f(crab)=barc
g(barc)=arc
Answer: arc
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from assay.checks.answer.text import Text
from assay.tasks.families.family import Family, Item
from assay.tasks.families.words import ALPHABET, readable, word

__all__ = ["Functions"]

_FUNCTIONS: dict[str, Callable[[str], str]] = {
    "reverse": lambda s: s[::-1],
    "drop first": lambda s: s[1:],
    "drop last": lambda s: s[:-1],
    "double first": lambda s: s[:1] + s,
    "double last": lambda s: s + s[-1:],
    "first to end": lambda s: s[1:] + s[:1],
    "last to front": lambda s: s[-1:] + s[:-1],
    "swap first two": lambda s: s[1:2] + s[:1] + s[2:],
}
_DEPTHS = {1: (1, 2), 2: (2, 2), 3: (3, 3), 4: (4, 4), 5: (5, 6)}
_LENGTHS = {1: (3, 4), 2: (4, 5), 3: (5, 6), 4: (6, 8), 5: (8, 11)}
_NAMES = "fgh"


class Functions(Family, frozen=True, kw_only=True):
    """Up to three functions with names, applied to each other's results up to six times."""

    name = "functions"

    @classmethod
    def draw(cls, rng: Random, level: int) -> Item:
        while not readable((item := _drawn(rng, level)).answer):
            pass
        return item


def _drawn(rng: Random, level: int) -> Item:
    depth = rng.randint(*_DEPTHS[level])
    text = word(rng, rng.randint(*_LENGTHS[level]))
    names = _NAMES[: min(depth, 3)]
    what = {name: _function(rng) for name in names}
    calls = [*rng.sample(names, len(names)), *rng.choices(names, k=depth - len(names))]
    rng.shuffle(calls)
    asked, value, steps = text, text, list[str]()
    for call in calls:
        asked = f"{call}({asked})"
        after = what[call][1](value)
        steps.append(f"{call}({value})={after}")
        value = after
    told = " ".join(f"{name}: {what[name][0]}." for name in names)
    body = "\n".join(steps)
    shifted = ALPHABET[(ALPHABET.index(value[-1]) + 1) % 26]
    return Item(
        prompt=f"{told} {asked}?",
        key=f"{told} {asked}",
        answer=value,
        solution=f"{body}\nAnswer: {value}",
        checks=(Text(gold=value, method="exact"),),
        wrong=(
            f"{body}\nAnswer: {value[:-1]}{shifted}",
            f"{body}\nAnswer: {value}{value[0]}",
        ),
        meta={"depth": depth},
    )


def _function(rng: Random) -> tuple[str, Callable[[str], str]]:
    """One of the functions, in words and as such."""
    if rng.random() < 0.2:
        letter = rng.choice(ALPHABET)
        if rng.random() < 0.5:
            return f"add {letter}", lambda s: s + letter
        return f"prefix {letter}", lambda s: letter + s
    name = rng.choice(list(_FUNCTIONS))
    return name, _FUNCTIONS[name]
