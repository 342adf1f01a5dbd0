"""`text.words_with`: how many words contain certain letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Example
from assay.checks.text.count import Count, Counted, bound_phrase
from assay.checks.text.units import tally
from assay.context import Context
from assay.response import Response
from assay.views.view import View
from assay.views.words import WORDS

__all__ = ["WordsWith"]


class WordsWith(Count, kind="text.words_with"):
    """The number of words that contain one of `letters`, in either case, is within bounds.

    `max` 0 forbids the letters. A word counts once, however many it has; a letter made of letter
    and mark is the same as the whole one, and `n` is not in `ñ`.
    """

    noun: ClassVar[str] = "word"
    nouns: ClassVar[str] = "words"
    usual: ClassVar[tuple[int, int] | None] = (1, 8)
    uses: ClassVar[tuple[View[Any], ...]] = (WORDS,)

    letters: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]

    def validate(self) -> None:
        super().validate()
        if not any(map(str.isalnum, self.letters)):
            raise ValueError(f"there is no letter in letters: {self.letters!r}")

    def count(self, response: Response, context: Context) -> Counted:
        wanted = set(_whole(self.letters))
        text = response.text
        said = [] if text.isascii() and wanted.isdisjoint(text.lower()) else response.view(WORDS)
        if not said:
            return []
        made = _whole("\n".join(said))
        if not any(letter in made for letter in wanted):
            return []
        pairs = enumerate(made.split("\n"))
        return tally(response, [number for number, word in pairs if not wanted.isdisjoint(word)])

    def describe(self) -> str:
        listed = " or ".join(repr(letter) for letter in unicodedata.normalize("NFC", self.letters))
        if self.max == 0:
            return f"Do not use any word that contains {listed}."
        noun = "word that contains" if self.last == 1 else "words that contain"
        return f"Use {bound_phrase(self.min, self.max)} {noun} {listed}."

    @classmethod
    def drawn(cls, rng: Random, level: int) -> dict[str, Any]:
        """Common letters at first, special ones from level 3."""
        return {"letters": rng.choice("vkwy" if level < 3 else "ñçüœéx")}

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(letters="ñ", min=2), "El niño duerme en la montan\u0303a.", True),
            Example(cls(letters="ñ", min=1), "Un nino.", False),
            Example(cls(letters="œç", max=0), "Le coeur de la mer.", True),
            Example(cls(letters="œç", max=0), "Le CŒUR de la mer.", False),
        )


def _whole(text: str) -> str:
    """The text in lower case, letter and mark composed, apostrophes straight."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text).lower().replace("\u2019", "'")
