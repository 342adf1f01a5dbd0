"""`text.accents`: how many letters with an accent."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, ClassVar, Literal

import msgspec

from assay.check import Example
from assay.checks.text.count import Count, Counted, bound_phrase
from assay.context import Context
from assay.response import Response

__all__ = ["Accents"]

# A Latin or Greek letter that may carry a mark of its own, or one with marks after it.
_LETTER = re.compile(
    "[A-Za-z\u00c0-\u024f\u0370-\u03ff\u1e00-\u1fff][\u0300-\u036f]++"
    "|[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0386-\u03ce\u1e00-\u1fff]"
)
_MARKS = {
    "grave": "\u0300",
    "acute": "\u0301\u0341",
    "circumflex": "\u0302\u0342",
    "tilde": "\u0303",
    "macron": "\u0304",
    "breve": "\u0306",
    "diaeresis": "\u0308\u0344",
    "ring": "\u030a",
    "double acute": "\u030b",
    "caron": "\u030c",
    "cedilla": "\u0327",
    "ogonek": "\u0328",
}
Mark = Literal[
    "grave",
    "acute",
    "circumflex",
    "tilde",
    "macron",
    "breve",
    "diaeresis",
    "ring",
    "double acute",
    "caron",
    "cedilla",
    "ogonek",
]


class Accents(Count, kind="text.accents"):
    """The number of Latin and Greek letters with an accent is within bounds; none with `max` 0.

    `marks` says which marks count (`acute`, `grave`, `cedilla` ...), all where it is empty. A
    letter and a combining mark after it are one accented letter. Strokes (`ø`, `ł`) and ligatures
    (`œ`) are no accents.
    """

    noun: ClassVar[str] = "accented letter"
    nouns: ClassVar[str] = "accented letters"
    usual: ClassVar[tuple[int, int] | None] = (2, 20)

    marks: Annotated[tuple[Mark, ...], msgspec.Meta(max_length=12)] = ()

    def count(self, response: Response, context: Context) -> Counted:
        if response.text.isascii():
            return 0
        wanted = frozenset("".join(_MARKS[mark] for mark in self.marks))
        found = _LETTER.finditer(response.text)
        return [match.span() for match in found if _carries(match[0][:20], wanted)]

    def describe(self) -> str:
        if not self.marks:
            return super().describe()
        names = ", ".join(self.marks)
        if self.max == 0:
            return f"Do not use any letters with one of these accents: {names}."
        noun = "letter" if self.last == 1 else "letters"
        wanted = bound_phrase(self.min, self.max)
        return f"Use {wanted} {noun} with one of these accents: {names}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(min=2), "La marée monte à six heures.", True),
            Example(cls(max=0), "La mer est calme, le coeur aussi.", True),
            Example(cls(max=0), "La mare\u0301e monte.", False),
            Example(cls(max=0, marks=("acute",)), "À la plage, ça va.", True),
        )


@lru_cache(maxsize=4096)
def _carries(letter: str, marks: frozenset[str]) -> bool:
    """Whether the letter has one of the marks, or any where none are named."""
    given = set(unicodedata.normalize("NFD", letter)[1:])
    return bool(given & marks) if marks else bool(given)
