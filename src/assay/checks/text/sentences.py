"""`text.sentences`: how many sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from assay.check import Example
from assay.checks.text.base import Finding
from assay.checks.text.count import Count
from assay.checks.text.upstream import OFFICIAL_SENTENCES
from assay.context import Context
from assay.response import Response
from assay.views.sentences import SENTENCES
from assay.views.view import View

__all__ = ["Sentences"]


class Sentences(Count, kind="text.sentences"):
    """The number of sentences is within bounds.

    Official: as nltk 3.9's Punkt splits English, which knows nothing of list items.
    """

    noun: ClassVar[str] = "sentence"
    nouns: ClassVar[str] = "sentences"
    usual: ClassVar[tuple[int, int] | None] = (2, 20)
    uses: ClassVar[tuple[View[Any], ...]] = (SENTENCES,)
    official_uses: ClassVar[tuple[View[Any], ...]] = (OFFICIAL_SENTENCES,)

    def count(self, response: Response, context: Context) -> int:
        return len(response.view(SENTENCES))

    def official(self, response: Response, context: Context) -> Finding:
        return self.judge(response.view(OFFICIAL_SENTENCES), response.text)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(min=2, max=2), "Dr. Lee waded out. The crab hid!", True),
            Example(cls(min=3), "It was 3.5 m deep, e.g. there.", False),
        )
