"""`words-and-forms`: requests with instructions about words and form, drawn from Assay's kinds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from random import Random
from typing import Annotated, Literal, TypeAlias

import msgspec

from assay.check import Check
from assay.errors import CheckError, TaskError
from assay.phrasing import LANGUAGES
from assay.registry import find
from assay.sample import Sample, encode_json
from assay.synth.counterexamples import counterexample
from assay.synth.drawing import compose
from assay.synth.requests import FORMS, OPEN, REQUESTS, draw_said
from assay.synth.witnesses import witness
from assay.tasks.families.family import Level, Split
from assay.tasks.task import Task

__all__ = ["WordsAndForms"]

Language: TypeAlias = Literal["en", "es", "fr", "ja", "zh"]
_REPEATS = 2000


class WordsAndForms(Task, frozen=True):
    """Requests with instructions about words and form that can all be met, drawn from our kinds.

    At `level` 1 one easy instruction is given, at 5 five hard ones; `size` sets their number
    apart. `split` is `train` or `test`, which share no set of instructions; `seed` draws others,
    `count` so many. `kinds` draws from those alone, with commas between. Every set has been met by
    a text of ours, which is the solution; the mistakes are texts that miss one instruction and,
    where such a text is found, no other.
    """

    name = "words-and-forms"
    metrics = ("accuracy", "pass-curve")

    level: Level = 1
    size: Annotated[int, msgspec.Meta(ge=0, le=12)] = 0
    split: Split = "test"
    seed: Annotated[int, msgspec.Meta(ge=0)] = 0
    count: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 100
    language: Language = "en"
    kinds: str = ""

    def validate(self) -> None:
        if self.language not in LANGUAGES:
            raise ValueError(f"language: expected one of {', '.join(LANGUAGES)}")
        try:
            for kind in self._kinds():
                find(kind)
        except CheckError as fault:
            raise ValueError(f"kinds: {fault.message}") from None

    def samples(self) -> Iterator[Sample]:
        seen: set[bytes] = set()
        place = repeats = 0
        while len(seen) < self.count:
            place += 1
            source = f"{self.name}/{self.level}/{self.split}/{self.seed}/{place}"
            rng = Random(source)  # noqa: S311, no secret
            checks = self._drawn(rng)
            key = encode_json(sorted(encode_json(check) for check in checks))
            if key in seen or _split_of(key) != self.split:
                repeats += 1
                if repeats > _REPEATS:
                    raise TaskError(
                        f"task {self.name!r} finds about {len(seen)} sets of instructions with "
                        f"these settings, not {self.count}", "count",
                    )  # fmt: skip
                continue
            seen.add(key)
            repeats = 0
            yield self._sample(rng, checks, len(seen))

    def _drawn(self, rng: Random) -> tuple[Check, ...]:
        size = self.size or self.level
        try:
            return draw_said(rng, self.level, size, self._kinds(), self.language)
        except CheckError as fault:
            raise TaskError(f"{fault.message} (task {self.name!r})") from None

    def _kinds(self) -> Sequence[str]:
        named = [kind.strip() for kind in self.kinds.split(",") if kind.strip()]
        return named or (OPEN if self.language == "en" else FORMS)

    def _sample(self, rng: Random, checks: tuple[Check, ...], number: int) -> Sample:
        request = rng.choice(REQUESTS[self.language])
        return Sample(
            id=f"{self.name}-{self.level}-{self.split}-{self.seed}-{number}",
            prompt=compose(request, checks, rng, self.language),
            checks=checks,
            meta={
                "family": self.name,
                "level": self.level,
                "size": len(checks),
                "language": self.language,
                "kinds": [check.kind for check in checks],
            },
        )

    def solutions(self, sample: Sample) -> list[str]:
        text = witness(sample.checks, self.seed)
        return [] if text is None else [text]

    def mistakes(self, sample: Sample) -> list[str]:
        return [text for place in range(len(sample.checks)) if (text := self._miss(sample, place))]

    def _miss(self, sample: Sample, place: int) -> str | None:
        """A text that fails one of the checks and, if there is such a text, no other."""
        check = sample.checks[place]
        others = sample.checks[:place] + sample.checks[place + 1 :]
        return counterexample(check, self.seed, others) or counterexample(check, self.seed)

    def __len__(self) -> int:
        return self.count


def _split_of(key: bytes) -> Split:
    """Half of all sets are for tests, by their content alone: fewer, and drawing takes longer."""
    return "test" if sha256(key).digest()[0] % 2 else "train"
