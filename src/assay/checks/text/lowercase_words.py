"""`text.lowercase_words`: how many words in lower case."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar

from assay.check import Check, Example
from assay.checks.text.base import Finding
from assay.checks.text.count import Count, Counted
from assay.checks.text.units import tally
from assay.context import Context
from assay.response import Response
from assay.views.view import View
from assay.views.words import WORDS

__all__ = ["LowercaseWords"]


class LowercaseWords(Count, kind="text.lowercase_words"):
    """The number of words without any capital is within bounds.

    A word has a letter that could be one: `tide` and `don't` count, `The`, `iPad`, `3` do not. A
    text in which no letter could be one fails whatever the bounds.
    """

    noun: ClassVar[str] = "word in lower case"
    nouns: ClassVar[str] = "words in lower case"
    uses: ClassVar[tuple[View[Any], ...]] = (WORDS,)

    def count(self, response: Response, context: Context) -> Counted:
        return tally(response, response.keep("lower-case words", lambda: _lower(response)))

    def standard(self, response: Response, context: Context) -> Finding:
        text = response.text
        if not text.islower() and not any(word.lower() != word for word in response.view(WORDS)):
            return Finding(False, "There are no words in lower or upper case.", 0.0)
        return super().standard(response, context)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(max=3), "THE TIDE falls, the CRABS hide.", True),
            Example(cls(max=3), "The tide falls and the crabs hide.", False),
            Example(cls(min=2), "My iPad IS on.", False),
            Example(cls(max=3), "...", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Fewer and fewer."""
        return cls(max=(60, 35, 20, 10, 3)[level - 1] + rng.randint(0, 5))


def _lower(response: Response) -> list[int]:
    """The numbers of the words without any capital."""
    return [n for n, word in enumerate(response.view(WORDS)) if word.islower()]
