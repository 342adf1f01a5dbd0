"""`text.quotations_explained`: every quotation is followed by words about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.context import Context
from assay.demands import Demands, amount
from assay.response import Response
from assay.views.blocks import PARAGRAPHS
from assay.views.nesting import QUOTES, outermost
from assay.views.view import View
from assay.views.words import WORD_STARTS

__all__ = ["QuotationsExplained"]

_SUBSTANCE = re.compile(r"[^\W_]")


class QuotationsExplained(TextCheck, kind="text.quotations_explained"):
    """Every quotation is followed, in its paragraph, by at least `words` unquoted words before
    the next quotation begins; there are at least `min` quotations.

    A quotation inside another is part of it. What follows is taken for an explanation unread.
    Score: the share of the quotations, and of the `min` that must be there, that are explained.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (QUOTES, PARAGRAPHS, WORD_STARTS)

    min: Annotated[int, msgspec.Meta(ge=1)] = 1
    words: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 3

    def standard(self, response: Response, context: Context) -> Finding:
        bare = _bare(response, self.words)
        number = len(outermost(response.view(QUOTES)))
        share = (number - len(bare)) / max(number, self.min)
        if number < self.min:
            why = f"{number} quotations; at least {self.min} required."
            return Finding(False, why, share)
        why = f"{number - len(bare)} of {number} quotations are explained; all required."
        return Finding(not bare, why, None if not bare else share, spans_of(response.text, bare))

    def demands(self) -> Demands | None:
        return amount("words", self.min * self.words)

    def describe(self) -> str:
        some = f" Include at least {self.min} quotations." if self.min > 1 else ""
        words = f"{self.words} word{'s' if self.words > 1 else ''}"
        return (
            f"Follow every quotation, in its own paragraph, with an explanation of at least "
            f"{words} outside quotation marks.{some}"
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """More quotations, and longer explanations, with the level."""
        return cls(min=level, words=3 + 2 * (level - 1) + rng.randint(0, 1))

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(), '"Low tide" is when the sea is furthest out.', True),
            Example(cls(), 'The sea is furthest out at "low tide".', False),
            Example(cls(), '"Low tide" "high tide" are both turns of the sea.', False),
            Example(cls(), "There is no quotation here at all.", False),
        )


def _bare(response: Response, words: int) -> list[tuple[int, int]]:
    """The quotations that fewer than so many words follow."""
    quotations = outermost(response.view(QUOTES))
    paragraphs = [end for _, end in response.view(PARAGRAPHS)] + [len(response.text)]
    starts = response.view(WORD_STARTS)
    limits = [*[q.start for q in quotations[1:]], len(response.text)]
    bare: list[tuple[int, int]] = []
    paragraph = word = 0
    for quotation, limit in zip(quotations, limits, strict=False):
        while paragraphs[paragraph] < quotation.end - 1 and paragraph < len(paragraphs) - 1:
            paragraph += 1
        end = min(limit, paragraphs[paragraph])
        while word < len(starts) and starts[word] < quotation.end:
            word += 1
        first = word
        while word < len(starts) and starts[word] < end:
            word += 1
        if word - first < words:
            bare.append((quotation.start, quotation.end))
    return bare
