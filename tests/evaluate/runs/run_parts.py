"""Models and tasks to run in tests: what they do is decided by what is asked, never by chance."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from assay.checks import text
from assay.evaluate.runs import RunFolder
from assay.model import Answer, Ask, Fault, Generation, Model, Usage
from assay.sample import Sample
from assay.tasks.task import Task

__all__ = ["Backwards", "Counting", "Parrot", "Tides", "said"]

CHANGING = re.compile(
    rb',"cached":(true|false)|,"id":"[0-9a-f]{8}"|"(seconds|cached)":(true|false|[-+.e\d]+),?'
)


class Tides(Task, frozen=True):
    """`size` prompts; the answer must hold the number's digits' sum in words."""

    name = "tides"
    size: int = 10
    words: int = 2

    def samples(self) -> Iterator[Sample]:
        for number in range(self.size):
            yield Sample(
                id=f"t{number}",
                prompt=f"Describe tide {number}.",
                checks=(text.Words(min=self.words + number % 3),),
                meta={"level": number % 3},
            )

    def __len__(self) -> int:
        return self.size


class Parrot(Model):
    """Says the prompt again, in a way that tells attempts apart, and counts what it is asked."""

    name = "parrot"

    def __init__(self) -> None:
        self.asked: Counter[tuple[str, int]] = Counter()

    def answer(self, ask: Ask) -> Answer:
        words = str(ask.prompt).split()[: 1 + (len(str(ask.prompt)) + ask.attempt) % 4]
        usage = Usage(prompt_tokens=3, completion_tokens=len(words), cost=0.1 * len(words))
        return Answer(ask, Generation(text=" ".join(words), usage=usage, model="parrot-1"))

    def stream(self, asks: Iterable[Ask]) -> Iterator[Answer]:
        for ask in asks:
            self.asked[str(ask.prompt), ask.attempt] += 1
            yield self.answer(ask)


class Backwards(Parrot):
    """Gives every answer only once all is asked, the last first."""

    def stream(self, asks: Iterable[Ask]) -> Iterator[Answer]:
        yield from reversed(list(super().stream(asks)))


class Counting(Parrot):
    """Fails at the asks whose number (from 0) is named, in the way that is named."""

    def __init__(self, faults: dict[int, BaseException | Fault | None]) -> None:
        super().__init__()
        self.faults = faults

    def stream(self, asks: Iterable[Ask]) -> Iterator[Answer]:
        for number, answer in enumerate(super().stream(asks)):
            fault = self.faults.get(number, answer)
            if isinstance(fault, BaseException):
                raise fault
            if isinstance(fault, Answer):
                yield answer
            elif fault is not None:
                yield Answer(answer.ask, fault=fault)


def said(folder: RunFolder | Path) -> bytes:
    """What a run's lines say, but for what may change: times, and what came out of a cache."""
    path = folder.path if isinstance(folder, RunFolder) else folder
    return CHANGING.sub(b"", (path / "samples.jsonl").read_bytes())


def totals(folder: RunFolder) -> dict[str, object]:
    """What a run amounts to, but for the time it took."""
    return {**msgspec.to_builtins(folder.info.totals), "seconds": 0}
