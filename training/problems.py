"""What the model learns from: problems of the `train` split of every family, in a mixture."""

from __future__ import annotations

from dataclasses import dataclass
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
LEVELS = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Phase:
    """From this share of the time on: how often each level is drawn, and how large a step is."""

    since: float
    levels: tuple[float, float, float, float, float]
    items: int
    parts: int


PHASES = (
    Phase(since=0.0, levels=(0.34, 0.28, 0.2, 0.13, 0.05), items=48, parts=6),
    Phase(since=0.28, levels=(0.42, 0.31, 0.18, 0.07, 0.02), items=32, parts=4),
)
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


def draw(rng: Random, phase: Phase) -> Lesson:
    """A lesson of the phase's mixture; never a problem of the `test` split."""
    cells = [(family, level) for family in FAMILIES for level in LEVELS]
    weights = [SHARES[family.name] * phase.levels[level - 1] for family, level in cells]
    while True:
        family, level = rng.choices(cells, weights)[0]
        item = family.draw(rng, level)
        if split_of(family.name, item.key) == "train":
            return lesson(family.name, level, item)


def held_out(family: type[Family], level: int, count: int, seed: int = 0) -> list[Item]:
    """Problems that no lesson contains."""
    task = family(level=level, split="test", seed=seed, count=count)
    return [task.item(sample) for sample in task.samples()]
