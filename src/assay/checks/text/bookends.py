"""`text.bookends`: the same words at the start and at the end."""

from __future__ import annotations

from collections.abc import Sequence
from operator import eq
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.checks.text.units import some_units
from assay.context import Context
from assay.response import Response
from assay.views.folded import FOLDED
from assay.views.view import View

__all__ = ["Bookends"]


class Bookends(TextCheck, kind="text.bookends"):
    """The text starts and ends with the same word, or the same `words` words in order.

    Case is set aside, and so are the marks around the words; with `bare` nothing at all may
    follow the last word. The two must not be the same place: a text of one word fails. Score: the
    share of the words that are the same.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (FOLDED,)

    words: Annotated[int, msgspec.Meta(ge=1, le=100)] = 1
    bare: bool = False

    def standard(self, response: Response, context: Context) -> Finding:
        said = response.view(FOLDED)
        size = self.words
        if len(said) < 2 * size:
            why = f"{len(said)} words are too few for {size} at the start and {size} at the end."
            return Finding(False, why, 0.0)
        same = sum(map(eq, said[:size], said[-size:]))
        ends = some_units(response, "word", (0, len(said) - 1))
        if size > 1:
            inner = some_units(response, "word", (size - 1, len(said) - size))
            ends = [(ends[0][0], inner[0][1]), (inner[1][0], ends[1][1])]
        first, last = (response.text[start:end] for start, end in ends)
        evidence = spans_of(response.text, ends)
        if same < size:
            why = f"It starts with {first!r:.80} and ends with {last!r:.80}."
            return Finding(False, why, same / size, evidence)
        if self.bare and response.text[ends[1][1] :].strip():
            return Finding(False, "Something follows the last word.", 0.99, evidence)
        return Finding(True, f"It starts and ends with {first!r:.80}.", None, evidence)

    def describe(self) -> str:
        what = "the same word" if self.words == 1 else f"the same {self.words} words"
        tail = ", with nothing after it, not even a mark" if self.bare else ""
        return f"Start and end your response with {what}{tail}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(), "Tide falls, and so the crabs await the tide.", True),
            Example(cls(), "Tide falls, and so the crabs hide.", False),
            Example(cls(), "Tide.", False),
            Example(cls(bare=True), "Tide follows tide.", False),
            Example(cls(words=2), "Low tide, then high, then low tide.", True),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """From one word to several with nothing after them."""
        return cls(words=max(1, level - 1), bare=level > 2 or rng.random() < 0.2)
