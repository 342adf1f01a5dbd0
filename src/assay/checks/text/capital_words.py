"""`text.capital_words`: how many words in capitals."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any, ClassVar

from assay.check import Example
from assay.checks.text.base import Finding
from assay.checks.text.count import Count, Counted
from assay.checks.text.upstream import OFFICIAL_UPPER
from assay.context import Context
from assay.response import Response
from assay.views.view import View
from assay.views.words import WORD_SPANS, WORDS

__all__ = ["CapitalWords"]


_SHOWN = 12


def _shouts(word: str) -> bool:
    return sum(map(str.isalpha, word)) > 1


def _places(response: Response, number: int) -> list[tuple[int, int]]:
    """Where the words in capitals stand. Only asked for a few: it looks at every word again."""
    text = response.text
    spans = response.view(WORD_SPANS)
    found = (s for s in spans if text[s[0] : s[1]].isupper() and _shouts(text[s[0] : s[1]]))
    return list(islice(found, number))


class CapitalWords(Count, kind="text.capital_words"):
    """The number of words all in capitals is within bounds.

    A word of one letter ("I", "A") is none: its capital says nothing. Official: tokens of
    nltk's word tokeniser for which `str.isupper` holds, one-letter ones included.
    """

    noun: ClassVar[str] = "word in capitals"
    nouns: ClassVar[str] = "words in capitals"
    usual: ClassVar[tuple[int, int] | None] = (1, 8)
    uses: ClassVar[tuple[View[Any], ...]] = (WORDS,)
    official_uses: ClassVar[tuple[View[Any], ...]] = (OFFICIAL_UPPER,)

    def count(self, response: Response, context: Context) -> Counted:
        loud = [word for word in response.view(WORDS) if word.isupper() and _shouts(word)]
        return len(loud) if not loud or len(loud) > _SHOWN else _places(response, len(loud))

    def official(self, response: Response, context: Context) -> Finding:
        return self.judge(response.view(OFFICIAL_UPPER), response.text)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(min=2), "NEVER turn your back on the SEA.", True),
            Example(cls(max=0), "I think NASA knows.", False),
        )
