"""`text.unique_words`: how many different words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from assay.check import Example
from assay.checks.text.count import Count
from assay.checks.text.counted import counted
from assay.context import Context
from assay.response import Response
from assay.views.view import View
from assay.views.words import WORDS

__all__ = ["UniqueWords"]


class UniqueWords(Count, kind="text.unique_words"):
    """The number of different words, upper and lower case taken as one, is within bounds."""

    noun: ClassVar[str] = "different word"
    nouns: ClassVar[str] = "different words"
    usual: ClassVar[tuple[int, int] | None] = (15, 120)
    uses: ClassVar[tuple[View[Any], ...]] = (WORDS,)

    def count(self, response: Response, context: Context) -> int:
        return len(counted(response))

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(min=3), "The tide, the tide, the crab.", True),
            Example(cls(min=4), "The tide, the tide, the crab.", False),
        )
