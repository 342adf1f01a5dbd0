"""`text.punctuation`: how many of certain punctuation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from random import Random
from typing import Annotated, ClassVar

import msgspec

from assay.check import Check, Example
from assay.checks.text.count import Count, Counted
from assay.context import Context
from assay.response import Response

__all__ = ["Punctuation", "variants"]

_CURLY = {"'": "\u2018\u2019", '"': "\u201c\u201d\u201e"}
_NAMES = {
    ".": "full stop", "!": "exclamation mark", "?": "question mark", ";": "semicolon",
    ":": "colon", "\u00bf": "opening question mark", "\u00a1": "opening exclamation mark",
}  # fmt: skip


def variants(mark: str) -> str:
    """The characters that a mark may be written as: itself, full-width, or curly."""
    wide = chr(ord(mark) + 0xFEE0) if "!" <= mark <= "~" else ""
    return mark + wide + _CURLY.get(mark, "")


@lru_cache(maxsize=256)
def _pattern(marks: str) -> re.Pattern[str]:
    return re.compile("[" + "".join(re.escape(v) for m in marks for v in variants(m)) + "]")


class Punctuation(Count, kind="text.punctuation"):
    """The number of the punctuation marks in `marks` is within bounds, each on its own.

    A full-width mark is the mark, and so is a curly quotation mark or apostrophe for a straight
    one. Every one counts, also that inside a number or a word.
    """

    version: ClassVar[str] = "2"
    noun: ClassVar[str] = "mark"
    nouns: ClassVar[str] = "marks"
    usual: ClassVar[tuple[int, int] | None] = (1, 8)

    marks: Annotated[str, msgspec.Meta(min_length=1)]

    def describe(self) -> str:
        name = _NAMES.get(self.marks)
        if name is not None:
            number = super().describe().removesuffix(".").removesuffix(self._noun)
            return f"{number}{name}{'' if self.last == 1 else 's'} ({self.marks}) in your response."
        wanted = super().describe().removesuffix(".")
        return f"{wanted} among {' '.join(self.marks)} in your response."

    @property
    def _noun(self) -> str:
        return self.noun if self.last == 1 and self.max != 0 else self.nouns

    def count(self, response: Response, context: Context) -> Counted:
        return [match.span() for match in _pattern(self.marks).finditer(response.text)]

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Without exclamation marks at 1; exactly so many semicolons and dashes at 5."""
        if level <= 2:
            return cls(marks=rng.choice("!;:" if level == 1 else ".?"), max=0)
        least = rng.randint(1, level)
        return cls(
            marks=rng.choice(";:?!"), min=least, max=None if level == 3 else least + 2 * (5 - level)
        )

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(marks="!?", max=0), "The tide falls.", True),
            Example(cls(marks="!", min=1, max=1), "Look out! A wave!", False),
            Example(cls(marks="!", max=0), "\u6f6e\uff01", False),
        )
