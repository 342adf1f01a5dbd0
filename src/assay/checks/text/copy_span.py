"""`text.copy_span`: the characters or words between two places of a text, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from random import Random
from typing import Any, ClassVar, Literal

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, Trait
from assay.checks.text.copying import (
    NO_SOURCE,
    PLAIN_TEXT,
    Source,
    common,
    short,
    source,
    uncovered,
)
from assay.checks.text.count import Bound
from assay.checks.text.drawing import TOPICS
from assay.checks.text.edges import folded
from assay.context import Context
from assay.response import Response
from assay.views.view import View

__all__ = ["CopySpan"]

_WORD = re.compile(r"\S+")


class CopySpan(TextCheck, kind="text.copy_span"):
    """The response is the stretch of `text` (or the prompt) from `start` to `end`.

    Both count from 0, characters (code points) or the words between white space; the one at `end`
    belongs to it where `inclusive`, as "between and including" says, and not otherwise. A stretch
    that goes past the end of the text ends there. Case, runs of white space and white space or
    quotation marks around it are set aside unless `exactly`, when only white space around is.
    Score: the share of the stretch, in characters, that is copied from its start.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (PLAIN_TEXT,)

    text: Source | None = None
    start: Bound
    end: Bound
    of: Literal["character", "word"] = "character"
    inclusive: bool = True
    exactly: bool = False

    def validate(self) -> None:
        if self.start + (not self.inclusive) > self.end:
            raise ValueError(f"start is {self.start} but end is {self.end}")
        if self.text is not None and not self._stretch(self.text).strip():
            raise ValueError(f"nothing stands between {self.start} and {self.end} in the text")

    def standard(self, response: Response, context: Context) -> Finding:
        whole = source(self.text, context)
        if not whole.strip():
            return Finding(None, NO_SOURCE)
        wanted = self._stretch(whole).strip() if self.exactly else self._folded(whole)
        if not wanted:
            return Finding(None, f"Nothing stands between {self.start} and {self.end}.")
        given = response.text.strip() if self.exactly else response.view(PLAIN_TEXT)
        given = given if self.exactly else uncovered(given, wanted)
        if given == wanted:
            return Finding(True, "The stretch is copied.")
        same = common(given, wanted)
        why = f"{same} of {len(wanted)} characters copied from the start; {wanted[:60]!r} required."
        return Finding(False, why, 0.99 * same / max(len(given), len(wanted)))

    def _folded(self, text: str) -> str:
        """The stretch for comparison, in which white space between words counts for nothing."""
        if self.of == "character":
            return folded(self._stretch(text))
        stop = self.end + self.inclusive
        return folded(" ".join(text.split(None, stop)[self.start : stop]))

    def _stretch(self, text: str) -> str:
        stop = self.end + self.inclusive
        if self.of == "character":
            return text[self.start : stop]
        found = [match.span() for match in islice(_WORD.finditer(text), self.start, stop)]
        return text[found[0][0] : found[-1][1]] if found else ""

    def invites(self) -> tuple[Trait, ...]:
        return ("brevity", "copying", "echo", "repetition", "lookalikes")

    def describe(self) -> str:
        what = "the request" if self.text is None else f"this text: {short(self.text)}"
        last = "including the last" if self.inclusive else "the last left out"
        return (
            f"Copy only the {self.of}s from index {self.start} to index {self.end} ({last}; "
            f"the first {self.of} has index 0) of {what}"
        ).rstrip(".") + "."

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """A word or two at 1 and 2; a stretch that cuts words, far into the text, at 5."""
        text = " ".join(rng.sample(TOPICS, 3 * level))
        if level <= 2:
            start = rng.randint(0, level)
            return cls(text=text, of="word", start=start, end=start + level - 1)
        start = rng.randint(level, len(text) // 2)
        start += text[start] == " "
        return cls(text=text, start=start, end=start + 3 * level, inclusive=level < 4)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        asked = "Low water at noon."
        return (
            Example(cls(text=asked, start=4, end=8), "water\n", True),
            Example(cls(start=4, end=8), "Water", True, asked),
            Example(cls(text=asked, start=4, end=8, inclusive=False), "wate", True),
            Example(cls(text=asked, start=4, end=8, inclusive=False), "water", False),
            Example(cls(text=asked, start=4, end=8), "wate", False),
            Example(cls(text=asked, start=1, end=2, of="word"), "water at", True),
            Example(cls(text=asked, start=1, end=2, of="word"), "water", False),
            Example(cls(text=asked, start=4, end=8), "The span is: water", False),
        )
