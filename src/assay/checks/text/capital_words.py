"""`text.capital_words`: how many words in capitals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from assay.check import Example
from assay.checks.text.base import Finding
from assay.checks.text.count import Count, Counted
from assay.checks.text.upstream import OFFICIAL_UPPER
from assay.context import Context
from assay.response import Response
from assay.views.view import View
from assay.views.words import WORD_SPANS

__all__ = ["CapitalWords"]


def _shouts(word: str) -> bool:
    return word.isupper() and sum(map(str.isalpha, word)) > 1



class CapitalWords(Count, kind="text.capital_words"):
    """The number of words all in capitals is within bounds.

    A word of one letter ("I", "A") is none: its capital says nothing. Official: tokens of
    nltk's word tokeniser for which `str.isupper` holds, one-letter ones included.
    """

    noun: ClassVar[str] = "word in capitals"
    nouns: ClassVar[str] = "words in capitals"
    uses: ClassVar[tuple[View[Any], ...]] = (WORD_SPANS,)
    official_uses: ClassVar[tuple[View[Any], ...]] = (OFFICIAL_UPPER,)

    def count(self, response: Response, context: Context) -> Counted:
        return [span for span in response.view(WORD_SPANS) if _shouts(response.text[slice(*span)])]

    def official(self, response: Response, context: Context) -> Finding:
        return self.judge(response.view(OFFICIAL_UPPER), response.text)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(min=2), "NEVER turn your back on the SEA.", True),
            Example(cls(max=0), "I think NASA knows.", False),
        )
