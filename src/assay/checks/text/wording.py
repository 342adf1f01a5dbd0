"""How a word or phrase is found in a text, for the kinds that look for one.

By `word` a phrase must not be part of a longer word ("cat" is not in "concatenated"); by
`substring` it may be. Both ignore case and are literal, white space in the phrase stands for any
white space, and a straight apostrophe also for a curly one. A phrase that begins or ends in an
ideograph or kana has no word boundary there, since those scripts do not mark any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Literal, TypeAlias

import msgspec

from assay.response import Response
from assay.views.view import View

__all__ = ["LOWER", "Matching", "Phrase", "find_phrase", "risky"]

Matching: TypeAlias = Literal["word", "substring"]
Phrase = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]

LOWER = View("lower:python/1", str.lower)
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)
_REPEATS = frozenset("*+{")


@lru_cache(maxsize=4096)
def _compiled(phrase: str, matching: Matching) -> tuple[re.Pattern[str], str]:
    """The pattern, and a lower-case piece that every match must have."""
    pieces = phrase.split() or [phrase]
    body = r"\s+".join(re.escape(piece).replace("'", "['\u2019]") for piece in pieces)
    if matching == "word":
        head = r"(?<!\w)" if _bounded(pieces[0][0]) else ""
        tail = r"(?!\w)" if _bounded(pieces[-1][-1]) else ""
        body = f"{head}{body}{tail}"
    plain = max((part for piece in pieces for part in re.split("['\u2019]", piece)), key=len)
    return re.compile(body, re.IGNORECASE), plain.lower()


def _bounded(character: str) -> bool:
    return (character.isalnum() or character == "_") and _UNSPACED.match(character) is None


def find_phrase(response: Response, phrase: str, matching: Matching) -> list[tuple[int, int]]:
    """Where the phrase stands: offsets, none overlapping."""
    pattern, plain = _compiled(phrase, matching)
    lower = response.view(LOWER)
    if plain not in lower:
        return []
    if len(lower) == len(response.text) and len(plain) == len(phrase):
        return list(_places(lower, plain, matching))
    return [match.span() for match in pattern.finditer(response.text)]


def _places(lower: str, plain: str, matching: Matching) -> Iterator[tuple[int, int]]:
    """Where a phrase that is one plain word stands in a lower-cased text."""
    width = len(plain)
    head = matching == "word" and _bounded(plain[0])
    tail = matching == "word" and _bounded(plain[-1])
    start = lower.find(plain)
    while start >= 0:
        end = start + width
        glued = (head and start and _inner(lower[start - 1])) or (
            tail and _inner(lower[end : end + 1])
        )
        if not glued:
            yield start, end
        start = lower.find(plain, start + 1 if glued else end)


def _inner(character: str) -> bool:
    """What `\\w` matches."""
    return character.isalnum() or character == "_"


def risky(patterns: tuple[str, ...]) -> bool:
    """Whether a pattern that upstream takes as a regular expression could run away."""
    return any(not _REPEATS.isdisjoint(pattern) for pattern in patterns)
