"""`text.words`: how many words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from assay.check import Example
from assay.checks.text.base import Finding, Trait
from assay.checks.text.count import Count
from assay.context import Context
from assay.response import Response
from assay.views.view import View
from assay.views.words import OFFICIAL_WORDS, WORDS

__all__ = ["Words"]

_FEW = 5


class Words(Count, kind="text.words"):
    """The number of words is within bounds.

    Official: `\\w+` runs, by which "don't" is two words and a Chinese sentence one.
    """

    noun: ClassVar[str] = "word"
    nouns: ClassVar[str] = "words"
    usual: ClassVar[tuple[int, int] | None] = (20, 300)
    uses: ClassVar[tuple[View[Any], ...]] = (WORDS,)
    official_uses: ClassVar[tuple[View[Any], ...]] = (OFFICIAL_WORDS,)

    def count(self, response: Response, context: Context) -> int:
        return len(response.view(WORDS))

    def official(self, response: Response, context: Context) -> Finding:
        return self.judge(len(response.view(OFFICIAL_WORDS)), response.text)

    def invites(self) -> tuple[Trait, ...]:
        """A reply of one word, where only a few are allowed."""
        return ("brevity",) if self.max is not None and self.max <= _FEW else ()

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(min=3, max=5), "The tide doesn't wait.", True),
            Example(cls(min=5), "The tide doesn't wait.", False),
        )
