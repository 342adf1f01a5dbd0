"""`text.repeats`: the request repeated word for word before the answer."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, Trait
from assay.checks.text.drawing import TOPICS
from assay.checks.text.edges import QUOTES, folded, whole_at_start
from assay.checks.text.wording import LOWER, Phrase
from assay.context import Context
from assay.demands import Demands, Edge, amount, both
from assay.response import Response
from assay.verdict import Span
from assay.views.view import View

__all__ = ["Repeats"]


class Repeats(TextCheck, kind="text.repeats"):
    """The response starts with `text`, or with the prompt where `text` is not given.

    Nothing may stand before it. Case, runs of white space and curly quotation marks are set aside.
    With `answer`, something must
    follow. Score: the share of the words that are repeated from the start. Official: the start
    alone decides, white space counts.
    """

    official_uses: ClassVar[tuple[View[Any], ...]] = (LOWER,)

    text: Phrase | None = None
    answer: bool = True

    def standard(self, response: Response, context: Context) -> Finding:
        wanted = folded(self.text or context.question)
        if not wanted:
            return Finding(None, "There is no text to repeat: the row has no prompt.")
        given = folded(response.text)
        if not whole_at_start(given, wanted):
            same = _common(given.split(" "), wanted.split(" "))
            words = wanted.count(" ") + 1
            why = f"{same} of {words} words repeated from the start; all required."
            return Finding(False, why, min(same / words, 0.99))
        if self.answer and not given[len(wanted) :].strip(QUOTES + ".:-"):
            return Finding(False, "The request is repeated but no answer follows.", 0.99)
        return Finding(True, "The request is repeated.", None, _head(response.text, wanted))

    def official(self, response: Response, context: Context) -> Finding:
        wanted = (self.text or context.question).strip().lower()
        if not wanted:
            return Finding(None, "There is no text to repeat: the row has no prompt.")
        passed = response.view(LOWER).strip().startswith(wanted)
        return Finding(passed, f"The request is {'' if passed else 'not '}repeated at the start.")

    def invites(self) -> tuple[Trait, ...]:
        return ("copying",) if self.answer else ("copying", "echo")

    def describe(self) -> str:
        what = f"this text: {self.text!r}" if self.text else "the request"
        then = ", then give your answer" if self.answer else ""
        return f"First repeat {what} word for word without change{then}."

    def demands(self) -> Demands | None:
        wanted = folded(self.text or "")
        if not wanted:  # the prompt, which is not known here
            return None
        edge = Edge("start", wanted, self.text or "", strict=True)
        something = amount("characters", 1 + self.answer, None, ("visible",))
        return both([something, Demands(edges=(edge,))])

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """A short request at first, longer ones later."""
        things = rng.sample(TOPICS, level)
        return cls(text=f"Write about the {' and the '.join(things)}.")

    @classmethod
    def examples(cls) -> Sequence[Example]:
        asked = "Name a crab."
        return (
            Example(cls(), "Name a crab.\n\nThe shore crab.", True, asked),
            Example(cls(), "Name a crab.", False, asked),
            Example(cls(text="Name a crab.", answer=False), "Name a  crab.", True),
            Example(cls(), "The shore crab.", None),
        )


def _common(given: list[str], wanted: list[str]) -> int:
    pairs = enumerate(zip(given, wanted, strict=False))
    shortest = min(len(given), len(wanted))
    return next((place for place, (a, b) in pairs if a != b), shortest)


def _head(text: str, wanted: str) -> tuple[Span, ...]:
    start = len(text) - len(text.lstrip())
    end = min(len(text), start + len(wanted))
    return (Span(text[start:end], start, end),)
