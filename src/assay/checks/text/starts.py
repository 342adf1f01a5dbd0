"""`text.starts`: a phrase that the text must start with."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import ClassVar

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck
from assay.checks.text.drawing import OPENINGS, TOPICS
from assay.checks.text.edges import folded, unwrapped, whole_at_start
from assay.checks.text.wording import Phrase
from assay.context import Context
from assay.demands import Demands, Edge, amount, both
from assay.response import Response
from assay.verdict import Span

__all__ = ["Starts"]


class Starts(TextCheck, kind="text.starts"):
    """The text starts with `phrase`, whatever its case, and not in the middle of a word.

    White space, quotation marks and Markdown emphasis before it are passed over.
    """

    version: ClassVar[str] = "2"
    phrase: Phrase

    def standard(self, response: Response, context: Context) -> Finding:
        wanted, wrapping = unwrapped(self.phrase)
        head = len(response.text) - len(response.text.lstrip(wrapping))
        opening = response.text[head : head + 4 * len(self.phrase) + 40]
        passed = whole_at_start(folded(opening), wanted)
        shown = opening[: len(self.phrase) + 10].strip()
        why = f"The text starts with {shown!r}; {self.phrase!r} required."
        end = head + len(wanted)
        evidence = (Span(response.text[head:end], head, end),) if passed else ()
        return Finding(passed, why, None, evidence)

    def describe(self) -> str:
        return f"Start your response with {self.phrase!r}."

    def demands(self) -> Demands | None:
        wanted, wrapping = unwrapped(self.phrase)
        if wrapping is None:  # nothing but wrapping: only the visible character is sure
            return amount("characters", 1, None, ("visible",))
        edge = Edge("start", wanted, self.phrase)
        return both([amount("characters", 1, None, ("visible",)), Demands(edges=(edge,))])

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Common phrases at first; at level 4 and 5 two joined, so that the wording is longer."""
        phrase = rng.choice(OPENINGS)
        if level < 3:
            return cls(phrase=phrase.split()[0])
        return cls(phrase=phrase if level < 5 else f"{rng.choice(TOPICS).capitalize()}: {phrase}")

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(phrase="Dear reader"), "**Dear reader,** the tide is low.", True),
            Example(cls(phrase="The"), "There was a crab.", False),
        )
