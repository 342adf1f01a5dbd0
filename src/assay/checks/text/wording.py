"""How a word or phrase is found in a text, for the kinds that look for one.

By `word` a phrase must not be part of a longer word ("cat" is not in "concatenated"); by
`substring` it may be. Both are literal and ignore case; white space in the phrase stands for any
white space, an apostrophe or quotation mark for a straight or a curly one, an accented letter for
one made of letter and mark.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Literal, TypeAlias

import msgspec

from assay.checks.text.boundary import (
    AFTER,
    BEFORE,
    bounded,
    cuts_after,
    cuts_before,
    spellings,
)
from assay.response import Response
from assay.views.view import View

__all__ = ["LOWER", "Matching", "Phrase", "find_phrase", "risky"]

Matching: TypeAlias = Literal["word", "substring"]
Phrase = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]

# What a pattern spells in more ways than one: quotation marks, and anything outside ASCII.
_SPELT_TWICE = re.compile("['\"]|[^\\x00-\\x7f]+")
LOWER = View("lower:python/1", str.lower)
_RISKY = frozenset("*+?{|(")
"""What lets a regular expression take more than linear time."""


@lru_cache(maxsize=4096)
def _plain(phrase: str) -> str:
    """The longest piece, in lower case, that stands in every spelling of the phrase."""
    pieces = unicodedata.normalize("NFC", phrase).split() or [phrase]
    return max((part for piece in pieces for part in _SPELT_TWICE.split(piece)), key=len).lower()


@lru_cache(maxsize=4096)
def _pattern(phrase: str, matching: Matching) -> re.Pattern[str]:
    pieces = unicodedata.normalize("NFC", phrase).split() or [phrase]
    body = r"\s+".join("".join(map(spellings, piece)) for piece in pieces)
    if matching == "word":
        head = BEFORE if bounded(pieces[0][0]) else ""
        tail = AFTER if bounded(pieces[-1][-1]) else ""
        body = f"{head}{body}{tail}"
    return re.compile(body, re.IGNORECASE)


def find_phrase(response: Response, phrase: str, matching: Matching) -> list[tuple[int, int]]:
    """Where the phrase stands: offsets, none overlapping."""
    plain = _plain(phrase)
    lower = response.view(LOWER)
    if plain not in lower:
        return []
    if len(lower) == len(response.text) and len(plain) == len(phrase):
        return list(_places(lower, plain, matching))
    return [match.span() for match in _pattern(phrase, matching).finditer(response.text)]


def _places(lower: str, plain: str, matching: Matching) -> Iterator[tuple[int, int]]:
    """Where a phrase that is one plain word stands in a lower-cased text."""
    width = len(plain)
    head = matching == "word" and bounded(plain[0])
    tail = matching == "word" and bounded(plain[-1])
    start = lower.find(plain)
    while start >= 0:
        end = start + width
        glued = (head and cuts_before(lower, start)) or (tail and cuts_after(lower, end))
        if not glued:
            yield start, end
        start = lower.find(plain, start + 1 if glued else end)


def risky(patterns: tuple[str, ...]) -> bool:
    """Whether a pattern that upstream takes as a regular expression could run away."""
    return any(not _RISKY.isdisjoint(pattern) for pattern in patterns)
