"""`text.bracketed_words`: every word in brackets of its own."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar, Literal

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.checks.text.wrapping import wrapped
from assay.context import Context
from assay.response import Response
from assay.views.view import View
from assay.views.words import WORD_SPANS

__all__ = ["BracketedWords"]

_Brackets = Literal["[]", "()", "{}", "<>"]
_NAMES = {
    "[]": "square brackets",
    "()": "parentheses",
    "{}": "curly braces",
    "<>": "angle brackets",
}


class BracketedWords(TextCheck, kind="text.bracketed_words"):
    """Every word stands in `brackets` of its own: `[The] [tide] [falls].`

    Marks may stand inside or outside them; two words in one pair of brackets are wrong, and so is
    a word in none. Score: the share of the words that are right.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (WORD_SPANS,)

    brackets: _Brackets = "[]"

    def standard(self, response: Response, context: Context) -> Finding:
        found = wrapped(response, self.brackets[0], self.brackets[1], 1)
        if not found.words:
            return Finding(False, "There are no words to put in brackets.", 0.0)
        right = found.words - len(found.wrong)
        why = f"{right} of {found.words} words stand in {self.brackets} alone; all required."
        evidence = spans_of(response.text, found.wrong)
        return Finding(not found.wrong, why, right / found.words, evidence)

    def describe(self) -> str:
        return f"Enclose every word in your response in {_NAMES[self.brackets]} of its own."

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Square brackets at 1, rarer ones with the level."""
        choices: tuple[_Brackets, ...] = ("[]", "[]", "()", "{}", "<>")
        return cls(brackets=choices[rng.randint(max(level - 2, 0), level - 1)])

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(), "[The] [tide] [falls].", True),
            Example(cls(), "[The] [well-known] [tide,] [it's] [low.]", True),
            Example(cls(), "[The tide] [falls].", False),
            Example(cls(), "[The] [tide] falls.", False),
            Example(cls(), "[...]", False),
            Example(cls(brackets="()"), "(Crabs) (hide)", True),
        )
