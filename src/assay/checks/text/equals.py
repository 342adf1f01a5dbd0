"""`text.equals`: one fixed text and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import ClassVar

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, Trait
from assay.checks.text.copying import plain_text
from assay.checks.text.drawing import TOPICS
from assay.checks.text.edges import folded
from assay.context import Context
from assay.demands import Demands, Fixed, amount, both
from assay.response import Response
from assay.views.language import told
from assay.views.words import WORDS

__all__ = ["Equals"]


class Equals(TextCheck, kind="text.equals"):
    """The response is `text`, white space around it removed.

    With `loosely`, case, the kind of apostrophe and runs of white space are set aside too.
    """

    blank_fails: ClassVar[bool] = False

    text: str
    loosely: bool = False

    def standard(self, response: Response, context: Context) -> Finding:
        if self.loosely:
            wanted = plain_text(self.text)
            number = wanted.count(" ") + 1  # of more words no more than that is read
            as_many = len(response.text.split(None, number)) <= number
            same = as_many and folded(response.text) == wanted
        else:
            same = response.text.strip() == self.text.strip()
        shown = response.text.strip()[:60]
        return Finding(same, f"The text is {shown!r}; {self.text[:60]!r} required.")

    def invites(self) -> tuple[Trait, ...]:
        return ("brevity", "copying", "echo", "repetition", "lookalikes")

    def describe(self) -> str:
        exactly = "" if self.loosely else "exactly "
        return f"Answer with {exactly}this and nothing else: {self.text!r}."

    def demands(self) -> Demands | None:
        how = "folded" if self.loosely else "exact"
        fixed = Demands(fixed=(Fixed(self.text, how),), languages=(told(self.text),))
        if not self.text.isascii():
            return fixed
        words = WORDS.compute(self.text)
        different = len({word.casefold() for word in words})
        letters = sum(map(str.isalpha, self.text))
        return both(
            [
                fixed,
                amount("words", len(words), len(words)),
                amount("unique_words", different, different),
                amount("characters", letters, letters, ("letters",)),
            ]
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Loosely a word at first, exactly a sentence later."""
        words = " ".join(rng.sample(TOPICS, level))
        return cls(text=words if level < 3 else f"{words.capitalize()}.", loosely=level < 3)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(text="Low water."), "Low water.\n", True),
            Example(cls(text="Low water.", loosely=True), "low   water.", True),
            Example(cls(text="Low water."), "low water.", False),
        )
