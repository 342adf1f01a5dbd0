"""Checks that depend on others: a later one counts only where those it needs hold.

`chain` composes dependent constraints (ComplexBench, arXiv:2407.03978, section 3.2; RAIF,
arXiv:2506.01413): "write a summary, translate it, and give the translation a title". Parallel
constraints are `all`, selections are `if`; compositions nest. FollowBench's levels
(arXiv:2310.20410) are a chain whose members are what each level adds: the number of members
counted from the start is the number of consecutive levels satisfied (CSL).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Annotated

import msgspec

from assay.check import Check, Example, Nested
from assay.combine import Combinator, together
from assay.context import Context
from assay.demands import Demands
from assay.registry import parse
from assay.response import Response
from assay.verdict import Verdict, decided

__all__ = ["Chain"]

Number = Annotated[int, msgspec.Meta(ge=1)]


class Chain(Combinator, kind="chain"):
    """Every one of `checks` passes, and each counts only where those it depends on hold.

    Without `needs` each depends on all before it. `needs` lists for each check the numbers,
    counted from 1, of the earlier ones that it depends on; an empty list is no dependence.
    A check counts where it passes and all it needs pass (for ComplexBench's DRFR: r' = r and every
    r that it depends on); one that needs a failed check is not counted and, where no other needs
    it, not asked. What depends on a doubtful check is doubtful unless it fails itself.
    True, false and undecided as `all`. Score: the mean over the checks of the score of those
    counted, 0 for the others.
    """

    checks: Annotated[tuple[Nested, ...], msgspec.Meta(min_length=1)]
    needs: tuple[tuple[Number, ...], ...] | None = None

    def validate(self) -> None:
        if self.needs is None:
            return
        if len(self.needs) != len(self.checks):
            raise ValueError(f"needs holds {len(self.needs)} lists for {len(self.checks)} checks")
        for number, needed in enumerate(self.needs, 1):
            for other in needed:
                if other >= number:
                    raise ValueError(f"check {number} can only need earlier ones, not {other}")

    def verify(self, response: Response, context: Context) -> Verdict:
        seen: dict[int, Verdict] = {}

        def asked(place: int) -> Verdict:
            if place not in seen:
                seen[place] = context.verify(self.checks[place], response)
            return seen[place]

        parts = tuple(self._counted(place, asked) for place in range(len(self.checks)))
        values = [part.passed for part in parts]
        passed = False if False in values else None if None in values else True
        score = sum(part.score or 0.0 for part in parts) / len(parts)
        return self.outcome(passed, _tally(parts), parts, score)

    def _counted(self, place: int, asked: Callable[[int], Verdict]) -> Verdict:
        """The verdict of one check, as far as it counts."""
        needed = self._needed(place)
        failed = next((n for n in needed if asked(n).passed is False), None)
        if failed is not None:
            why = f"Not counted: it depends on number {failed + 1}, which does not hold."
            return decided(self.checks[place].kind, False, why)
        verdict = asked(place)
        doubtful = next((n for n in needed if asked(n).passed is None), None)
        if doubtful is None or verdict.passed is not True:
            return verdict
        why = f"It holds, but it depends on number {doubtful + 1}: {asked(doubtful).why}"
        return msgspec.structs.replace(asked(doubtful), kind=verdict.kind, why=why)

    def _needed(self, place: int) -> Sequence[int]:
        return range(place) if self.needs is None else [n - 1 for n in self.needs[place]]

    def demands(self) -> Demands | None:
        """What the links ask, as far as they can be reasoned about."""
        return together(self.checks)

    def describe(self) -> str:
        first, *rest = self.checks
        return " ".join([first.describe(), *(f"Then: {check.describe()}" for check in rest)])

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """As many links as the level says."""
        words = rng.sample(["tide", "pool", "crab", "limpet", "kelp", "reef"], level)
        return cls(checks=tuple(_word(word) for word in words))

    @classmethod
    def examples(cls) -> Sequence[Example]:
        both = cls(checks=(_word("tide"), _word("pool")))
        return (
            Example(both, "A tide pool.", True),
            Example(both, "A rock pool.", False),
            Example(cls(checks=(_word("tide"), _word("pool")), needs=((), ())), "A pool.", False),
        )


def _tally(parts: Sequence[Verdict]) -> str:
    """How many count, and the first that does not."""
    counted = sum(part.passed is True for part in parts)
    head = f"{counted} of {len(parts)} hold with all they depend on; all required."
    first = next((n for n, part in enumerate(parts, 1) if part.passed is False), None)
    if first is None:
        first = next((n for n, part in enumerate(parts, 1) if part.passed is None), None)
    return head if first is None else f"{head} Number {first}: {parts[first - 1].why}"


def _word(word: str) -> Check:
    """The leaf of the examples. By name: the families stand above this room."""
    return parse({"kind": "text.contains", "words": [word]})
