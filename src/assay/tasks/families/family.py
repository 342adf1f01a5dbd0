"""What the generated families share: seeds, levels, and the wall between `train` and `test`."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from random import Random
from typing import Annotated, Any, Literal, TypeAlias

import msgspec

from assay.check import Check
from assay.errors import TaskError
from assay.sample import Sample
from assay.tasks.task import Task

__all__ = ["Family", "Item", "Level", "Split", "split_of"]

Level: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=5)]
Split: TypeAlias = Literal["train", "test"]

_TEST_SHARE = 5
_TRIES = 2000


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One problem. `key` is its content: problems of equal keys are the same problem, however
    they are put. `solution` is worked out in visible steps, `answer` stands at its end."""

    prompt: str
    key: str
    answer: str
    solution: str
    checks: tuple[Check, ...]
    wrong: tuple[str, ...]
    meta: dict[str, Any] = {}


def split_of(family: str, key: str) -> Split:
    """Where a problem belongs: one in five is for tests, by its content alone."""
    digest = sha256(f"{family}\n{key}".encode()).digest()
    return "test" if int.from_bytes(digest[:8], "big") % _TEST_SHARE == 0 else "train"


class Family(Task, frozen=True, kw_only=True):
    """Problems of one family at one `level`, 1 the easiest.

    `split`: `train` or `test`; they share no problem. `seed` draws other problems of the same
    split. `count`: how many, all different. A sample's `reference` is the final answer; its
    `meta` says where it comes from.
    """

    level: Level = 1
    split: Split = "test"
    seed: Annotated[int, msgspec.Meta(ge=0)] = 0
    count: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 100

    @classmethod
    def draw(cls, rng: Random, level: int) -> Item:
        """A problem of this level, of either split."""
        raise NotImplementedError

    @classmethod
    def drawn(cls, source: str, level: int) -> Item:
        """The problem that `source`, a seed in words, stands for."""
        return cls.draw(Random(source), level)  # noqa: S311, no secret

    def samples(self) -> Iterator[Sample]:
        seen: set[str] = set()
        place = misses = 0
        while len(seen) < self.count:
            place += 1
            source = f"{self.name}/{self.level}/{self.split}/{self.seed}/{place}"
            item = self.drawn(source, self.level)
            if item.key in seen or split_of(self.name, item.key) != self.split:
                misses += 1
                if misses > _TRIES:
                    raise TaskError(
                        f"task {self.name!r} has about {len(seen)} problems at level {self.level}"
                        f" in split {self.split!r}, not {self.count}", "count",
                    )  # fmt: skip
                continue
            seen.add(item.key)
            misses = 0
            yield self._sample(item, source, len(seen))

    def items(self) -> Iterator[Item]:
        """Problems of this split without end, any of them more than once: food for training."""
        place = 0
        while True:
            place += 1
            source = f"{self.name}/{self.level}/{self.split}/{self.seed}/{place}"
            item = self.drawn(source, self.level)
            if split_of(self.name, item.key) == self.split:
                yield item

    def _sample(self, item: Item, source: str, number: int) -> Sample:
        return Sample(
            id=f"{self.name}-{self.level}-{self.split}-{self.seed}-{number}",
            prompt=item.prompt,
            checks=item.checks,
            reference=item.answer,
            meta={"family": self.name, "level": self.level, "source": source, **item.meta},
        )

    def solutions(self, sample: Sample) -> list[str]:
        return [self.item(sample).solution]

    def mistakes(self, sample: Sample) -> list[str]:
        return list(self.item(sample).wrong)

    def item(self, sample: Sample) -> Item:
        """The problem that a sample puts, drawn again."""
        return self.drawn(str(sample.meta["source"]), int(sample.meta["level"]))

    def __len__(self) -> int:
        return self.count
