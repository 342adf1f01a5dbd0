"""`text.indentation`: each line is indented more than the one before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from random import Random
from typing import Annotated

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.context import Context
from assay.response import Response

__all__ = ["Indentation"]

_TAB = 4


class Indentation(TextCheck, kind="text.indentation"):
    """Each line is indented more than the line before it, by `step` spaces where that is given.

    Blank lines are passed over, and so are the marks of a code block around the whole; a tab goes
    to the next multiple of 4. At least `min` lines must be there: one alone makes no stairs.
    Score: the share of the lines after the first (of `min`, where there are fewer) that are right.
    """

    step: Annotated[int, msgspec.Meta(ge=1, le=100)] | None = None
    min: Annotated[int, msgspec.Meta(ge=2, le=10**6)] = 2

    def standard(self, response: Response, context: Context) -> Finding:
        lines = _lines(response.text)
        wrong: list[tuple[int, int]] = []
        for (_, _, before), (start, end, now) in pairwise(lines):
            if now <= before if self.step is None else now != before + self.step:
                wrong.append((start, end))
        rest = max(len(lines) - 1, 0)
        right = rest - len(wrong)
        of = max(len(lines), self.min) - 1
        passed = not wrong and len(lines) >= self.min
        how = "more" if self.step is None else f"{self.step} more"
        why = (
            f"{right} of {rest} lines after the first are indented {how} than the one before; "
            f"all, and at least {self.min} lines, required."
        )
        return Finding(passed, why, right / of, spans_of(response.text, wrong))

    def describe(self) -> str:
        far = "" if self.step is None else f" by {self.step} space{'s' if self.step > 1 else ''}"
        text = f"Indent each new line further than the one before{far}, so that they make stairs"
        return f"{text}, with at least {self.min} lines." if self.min > 2 else f"{text}."

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """A few lines at 1; more with the level, by an exact step from 3."""
        step = None if level < 3 else rng.randint(1, level)
        return cls(step=step, min=rng.randint(level + 1, 2 * level + 1))

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(), "The tide\n  falls\n\n     now", True),
            Example(cls(), "```\nThe tide\n falls\n```", True),
            Example(cls(), "The tide\n  falls\n  now", False),
            Example(cls(), "The tide falls now.", False),
            Example(cls(step=2), "The\n  tide\n    falls", True),
            Example(cls(step=2), "The\n  tide\n     falls", False),
        )


def _lines(text: str) -> list[tuple[int, int, int]]:
    """Where the lines are that are not blank, and how far each is indented."""
    found: list[tuple[int, int, int]] = []
    position = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            head = line[: len(line) - len(line.lstrip())]
            found.append((position, position + len(line), len(head.expandtabs(_TAB))))
        position += len(line) + 1
    fenced = len(found) > 1 and all(
        text[start:end].strip().startswith(("```", "~~~"))
        for start, end, _ in (found[0], found[-1])
    )
    return found[1:-1] if fenced else found
