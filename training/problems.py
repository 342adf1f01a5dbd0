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
LEVELS = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Phase:
    """From this share of the time on: how often each family (in the order of `FAMILIES`) and each
    level is drawn, how large a step is, and what the rates are multiplied by."""

    since: float
    families: tuple[float, ...]
    levels: tuple[float, ...]
    items: int
    parts: int
    rate: float = 1.0


PHASES = (
    Phase(0.0, (1.4, 1.2, 0.7, 1.0, 0.8, 1.0), (0.34, 0.28, 0.2, 0.13, 0.05), 48, 6),
    Phase(0.28, (1.4, 1.2, 0.7, 1.0, 0.8, 1.0), (0.42, 0.31, 0.18, 0.07, 0.02), 32, 4),
    Phase(0.52, (0.9, 0.9, 1.3, 1.3, 1.0, 1.0), (0.4, 0.31, 0.19, 0.08, 0.02), 32, 4, 0.6),
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
    weights = [family * level for family in phase.families for level in phase.levels]
    while True:
        family, level = rng.choices(cells, weights)[0]
        item = family.draw(rng, level)
        if split_of(family.name, item.key) == "train":
            return lesson(family.name, level, item)


def held_out(family: type[Family], level: int, count: int, seed: int = 0) -> list[Item]:
    """Problems that no lesson contains."""
    task = family(level=level, split="test", seed=seed, count=count)
    return [task.item(sample) for sample in task.samples()]
