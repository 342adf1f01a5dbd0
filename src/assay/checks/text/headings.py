"""`text.headings`: how many Markdown headings, and of which levels."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding
from assay.checks.text.count import Count, Counted
from assay.context import Context
from assay.demands import Demands, amount, both
from assay.response import Response
from assay.views.blocks import MARKDOWN, Heading, hollow
from assay.views.view import View

__all__ = ["Headings"]

Level = Annotated[int, msgspec.Meta(ge=1, le=6)]


class Headings(Count, kind="text.headings"):
    """The number of Markdown headings (`#` to `######`), of `level` if given, with a title is
    within bounds.

    With `levels` at least so many different levels occur, with `deepest` none is deeper than that;
    with `ordered` no level is skipped on the way down (`#` is not followed by `###`) and none
    stands above the first. Score: of the count; halved for each of these that does not hold.
    """

    version: ClassVar[str] = "2"
    noun: ClassVar[str] = "heading"
    nouns: ClassVar[str] = "headings"
    usual: ClassVar[tuple[int, int] | None] = (1, 5)
    uses: ClassVar[tuple[View[Any], ...]] = (MARKDOWN,)

    level: Level | None = None
    levels: Level | None = None
    deepest: Level | None = None
    ordered: bool = False

    def validate(self) -> None:
        super().validate()
        if self.level is not None and (self.levels or self.deepest or self.ordered):
            raise ValueError("level goes with none of levels, deepest and ordered")

    def count(self, response: Response, context: Context) -> Counted:
        headings = _titled(response)
        return [(h.start, h.end) for h in headings if self.level in (None, h.level)]

    def standard(self, response: Response, context: Context) -> Finding:
        made = super().standard(response, context)
        faults = self._faults(_titled(response))
        if not faults:
            return made
        score = (1.0 if made.passed else made.score or 0.0) / 2 ** len(faults)
        return Finding(False, f"{made.why} {' '.join(faults)}", score, made.evidence)

    def _faults(self, headings: list[Heading]) -> list[str]:
        used = [heading.level for heading in headings]
        faults: list[str] = []
        if self.levels is not None and len(set(used)) < self.levels:
            faults.append(f"{len(set(used))} different levels; at least {self.levels} required.")
        if self.deepest is not None and max(used, default=0) > self.deepest:
            faults.append(f"A heading of level {max(used)}; {self.deepest} is the deepest allowed.")
        skipped = next((b for a, b in pairwise(used) if b > a + 1), None)
        if self.ordered and skipped is not None:
            faults.append(f"A heading of level {skipped} skips a level.")
        elif self.ordered and used and min(used) < used[0]:
            faults.append(f"A heading of level {min(used)} stands above the first.")
        return faults

    def describe(self) -> str:
        text = super().describe()
        if self.level is not None:
            text = f"{text[:-1]} of level {self.level} ({'#' * self.level})."
        if self.levels is not None:
            text += f" Use at least {self.levels} different heading levels."
        if self.deepest is not None:
            text += f" No heading may be deeper than level {self.deepest}."
        return text + (" Do not skip a heading level." if self.ordered else "")

    def demands(self) -> Demands | None:
        number = amount("headings", self.min, self.max, (str(self.level or ""),))
        if self.level is not None:
            return number
        levels = amount("heading levels", self.levels, self.deepest)
        return both([number, levels])

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """More headings, of more levels, in order, with the level."""
        least = rng.randint(level, 2 * level)
        if level <= 2:
            return cls(min=least, level=None if level == 1 else rng.choice([2, 3]))
        most = least if level == 5 else None
        return cls(min=least, max=most, levels=level - 1, ordered=level >= 4)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        ordered = cls(min=2, ordered=True)
        return (
            Example(cls(min=2), "# Tide\n\ntext\n\n## Crab", True),
            Example(cls(min=2, level=2), "# Tide\n\n## Crab", False),
            Example(ordered, "# Tide\n\n## Crab\n\n# Weed", True),
            Example(ordered, "# Tide\n\n### Crab", False),
            Example(cls(min=1, levels=2), "# Tide\n\n# Crab", False),
        )


def _titled(response: Response) -> list[Heading]:
    return [heading for heading in response.view(MARKDOWN).headings if not hollow(heading.title)]
