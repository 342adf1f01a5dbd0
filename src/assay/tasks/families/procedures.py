"""`procedures`: numbers are sorted, or a list is changed step by step, every state written down.

Sort 7, 4, 9.
4, 7
4, 7, 9
Answer: 4, 7, 9

List: 7, 4, 9. Steps: reverse; drop first. Give each state, then "Final state:".
1. 9, 4, 7
2. 4, 7
Final state: 4, 7
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable
from random import Random

from assay.checks.answer.math import Math
from assay.checks.text.procedure import Procedure
from assay.tasks.families.family import Family, Item

__all__ = ["Procedures"]

_STEPS: dict[str, Callable[[list[int]], list[int]]] = {
    "reverse": lambda a: a[::-1],
    "drop first": lambda a: a[1:],
    "drop last": lambda a: a[:-1],
    "first to end": lambda a: a[1:] + a[:1],
    "last to front": lambda a: a[-1:] + a[:-1],
    "swap first two": lambda a: [a[1], a[0], *a[2:]],
    "drop largest": lambda a: _without(a, max(a)),
    "add 1 to first": lambda a: [a[0] + 1, *a[1:]],
}
_HIGHEST = {1: 9, 2: 20, 3: 50, 4: 99, 5: 99}
_SORTED = {1: (3, 3), 2: (4, 4), 3: (5, 6), 4: (7, 7), 5: (8, 9)}
_LENGTHS = {1: (3, 3), 2: (3, 4), 3: (4, 5), 4: (5, 6), 5: (6, 8)}
_DEPTHS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6}
_FEWEST = 2


class Procedures(Family, frozen=True, kw_only=True):
    """Sorting by insertion, and procedures on lists, whose every state is checked."""

    name = "procedures"

    @classmethod
    def draw(cls, rng: Random, level: int) -> Item:
        return _sort(rng, level) if rng.random() < 0.5 else _procedure(rng, level)


def _sort(rng: Random, level: int) -> Item:
    size = rng.randint(*_SORTED[level])
    numbers = [rng.randint(1, _HIGHEST[level]) for _ in range(size)]
    ordered = [numbers[0]]
    lines = list[str]()
    for number in numbers[1:]:
        insort(ordered, number)
        lines.append(_shown(ordered))
    body, answer = "\n".join(lines), _shown(ordered)
    other = [*ordered[:-1], ordered[-1] + 1]
    return Item(
        prompt=f"Sort {_shown(numbers)}.",
        key=f"sort {numbers}",
        answer=answer,
        solution=f"{body}\nAnswer: {answer}",
        checks=(Math(gold=f"({answer})"),),
        wrong=(f"{body}\nAnswer: {_shown(other)}", f"{body}\nAnswer: {_shown(ordered[1:])}"),
        meta={"kind": "sort"},
    )


def _procedure(rng: Random, level: int) -> Item:
    start = [rng.randint(1, _HIGHEST[level]) for _ in range(rng.randint(*_LENGTHS[level]))]
    states, steps = [start], list[str]()
    while len(steps) < _DEPTHS[level]:
        step = rng.choice(list(_STEPS))
        after = _STEPS[step](states[-1])
        if len(after) >= _FEWEST and after not in states:
            states.append(after)
            steps.append(step)
        elif len(states[-1]) <= _FEWEST and rng.random() < 0.1:
            states, steps = [start], []
    told = "; ".join(steps)
    prompt = f'List: {_shown(start)}. Steps: {told}. Give each state, then "Final state:".'
    final = states[-1]
    return Item(
        prompt=prompt,
        key=f"{start} {told}",
        answer=_shown(final),
        solution=_written(states[1:]),
        checks=(Procedure(initial=_state(start), intermediate=[_state(one) for one in states[1:-1]],
                          final=_state(final)),),
        wrong=(
            _written([*states[1:-1], [*final[:-1], final[-1] + 1]]),
            _written([[*start, 1], *states[1:]]),
        ),
        meta={"kind": "procedure"},
    )  # fmt: skip


def _written(states: list[list[int]]) -> str:
    lines = [f"{number}. {_shown(state)}" for number, state in enumerate(states, 1)]
    return "\n".join([*lines, f"Final state: {_shown(states[-1])}"])


def _shown(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers))


def _state(numbers: list[int]) -> list[str | int]:
    return [*numbers]


def _without(numbers: list[int], number: int) -> list[int]:
    place = numbers.index(number)
    return numbers[:place] + numbers[place + 1 :]
