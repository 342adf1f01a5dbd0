"""`text.word`: one word, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from random import Random
from typing import Annotated

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, Trait
from assay.checks.text.edges import QUOTES, folded
from assay.context import Context
from assay.response import Response

__all__ = ["Word"]

_MARKS = QUOTES + ".,;:!?-\u2013\u2014\u2026[]{}~/|\\\u00a1\u00bf\u3001\u3002"
_SHOWN = 60


class Word(TextCheck, kind="text.word"):
    """The text is one of `words`, whatever its case and the marks around it.

    Made for a scope: `on` the second word, `on` the last word of `each` sentence. A word with a
    possessive 's or a hyphened part is another word. Score: 0 or 1.
    """

    words: Annotated[
        tuple[Annotated[str, msgspec.Meta(min_length=1)], ...], msgspec.Meta(min_length=1)
    ]

    def validate(self) -> None:
        if not all(map(str.strip, self.words)):
            raise ValueError("words are not blank")

    def standard(self, response: Response, context: Context) -> Finding:
        text = response.text
        given = text.lower() if text.isascii() and text.isalnum() else _bare(text)
        wanted, said = _wanted(self.words)
        return Finding(given in wanted, f"It is {text.strip()[:_SHOWN]!r}; {said} required.")

    def invites(self) -> tuple[Trait, ...]:
        return ("brevity",)

    def describe(self) -> str:
        if len(self.words) == 1:
            return f"Write the word {self.words[0]!r}."
        return f"Write one of these words: {', '.join(map(repr, self.words))}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        tide = cls(words=("tide",))
        return (
            Example(tide, "**Tide!**", True),
            Example(tide, "tides", False),
            Example(tide, "the tide", False),
            Example(cls(words=("yes", "no")), "No.", True),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Fewer words to choose from."""
        return cls(words=tuple(rng.sample(_WORDS, 6 - level)))


@lru_cache(maxsize=1024)
def _wanted(words: tuple[str, ...]) -> tuple[frozenset[str], str]:
    """The words without marks, and as they are named in a reason."""
    return frozenset(map(_bare, words)), " or ".join(map(repr, words[:5]))


def _bare(text: str) -> str:
    """The word without marks; of marks alone, those."""
    return folded(text.strip(_MARKS)) or text.strip()


_WORDS: tuple[str, ...] = ("tide", "lantern", "bridge", "winter", "paper", "garden", "signal")
