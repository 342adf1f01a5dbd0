"""What the model learns from: problems of the `train` split of every family, in a mixture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from random import Random

import tokens

from assay.tasks.families.arithmetic import Arithmetic
from assay.tasks.families.countdown import Countdown
from assay.tasks.families.family import Family, Item, split_of
from assay.tasks.families.forms import Forms
from assay.tasks.families.functions import Functions
from assay.tasks.families.letters import Letters
from assay.tasks.families.procedures import Procedures

FAMILIES: tuple[type[Family], ...] = (
    Arithmetic, Countdown, Forms, Functions, Letters, Procedures,
)  # fmt: skip
SHARES = {
    "arithmetic": 1.4, "countdown": 1.2, "forms": 0.7, "functions": 1.0, "letters": 0.8,
    "procedures": 1.0,
}  # fmt: skip
LEVELS = {1: 0.34, 2: 0.28, 3: 0.2, 4: 0.13, 5: 0.05}
"""Most of what is learned is easy: a small model has little time."""


@dataclass(frozen=True)
class Lesson:
    """Tokens of one problem with its solution; the solution begins at `start`."""

    family: str
    level: int
    ids: tuple[int, ...]
    start: int


def lesson(family: str, level: int, item: Item) -> Lesson:
    asked = [tokens.USER, *tokens.encode(item.prompt), tokens.ASSISTANT]
    told = [*tokens.encode(item.solution), tokens.END]
    return Lesson(family, level, (*asked, *told), len(asked))


def lessons(seed: int) -> Iterator[Lesson]:
    """Lessons without end, decided by the seed; never a problem of the `test` split."""
    rng = Random(f"lessons/{seed}")
    cells = [(family, level) for family in FAMILIES for level in LEVELS]
    weights = list(accumulate(SHARES[f.name] * LEVELS[level] for f, level in cells))
    while True:
        family, level = rng.choices(cells, cum_weights=weights)[0]
        item = family.draw(rng, level)
        if split_of(family.name, item.key) == "train":
            yield lesson(family.name, level, item)


def held_out(family: type[Family], level: int, count: int, seed: int = 0) -> list[Item]:
    """Problems that no lesson contains."""
    task = family(level=level, split="test", seed=seed, count=count)
    return [task._item(sample) for sample in task.samples()]  # pyright: ignore[reportPrivateUsage]
