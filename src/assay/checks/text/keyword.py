"""`text.keyword`: how often a word or phrase stands in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar

from assay.check import Example, Runs
from assay.checks.text.base import Finding
from assay.checks.text.count import Count, Counted, bound_phrase
from assay.checks.text.drawing import PHRASES, TOPICS
from assay.checks.text.wording import Matching, Phrase, find_phrase, risky
from assay.context import Context, Mode
from assay.demands import Demands, phrase
from assay.response import Response

__all__ = ["Keyword"]


class Keyword(Count, kind="text.keyword"):
    """The number of times that `word` stands in the text, whatever its case, is within bounds.

    `matching` says whether it must stand as a word of its own. Official: `word` is a regular
    expression and may stand inside a longer word.
    """

    noun: ClassVar[str] = "occurrence"
    nouns: ClassVar[str] = "occurrences"
    usual: ClassVar[tuple[int, int] | None] = (1, 6)
    deadline: ClassVar[float] = 2.0

    word: Phrase
    matching: Matching = "word"

    def count(self, response: Response, context: Context) -> Counted:
        return find_phrase(response, self.word, self.matching)

    def official(self, response: Response, context: Context) -> Finding:
        found = re.finditer(self.word.strip(), response.text, re.IGNORECASE)
        return self.judge([match.span() for match in found], response.text)

    def where(self, mode: Mode) -> Runs:
        return "worker" if (self.mode or mode) == "official" and risky((self.word,)) else "inline"

    def describe(self) -> str:
        if self.max == 0:
            return f"Do not use the word {self.word!r}."
        times = "time" if self.last == 1 else "times"
        return f"Use the word {self.word!r} {bound_phrase(self.min, self.max)} {times}."

    @classmethod
    def drawn(cls, rng: Random, level: int) -> dict[str, Any]:
        return {"word": rng.choice(TOPICS if level < 4 else TOPICS + PHRASES)}

    def demands(self) -> Demands | None:
        return phrase(self.word, self.min or 0, self.max, self.matching, whole=True)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(word="tide", min=2), "Tide in, tide out.", True),
            Example(cls(word="cat", min=1), "The files were concatenated.", False),
            Example(cls(word="cat", min=1, mode="official"), "They were concatenated.", True),
        )
