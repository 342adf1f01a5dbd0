"""What a wording brings with it: letters, marks, white space and other wordings.

A phrase that must stand in the text brings its characters; and a phrase inside it, where it is
bounded there whatever stands around. NOT covered: look-alikes that a search without case takes
for a letter (`\u017f` for s, `\u0131` for i).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["COMMAS", "capitals", "holds", "letters", "marks", "pieces", "plain", "solid"]

COMMAS = frozenset(",\uff0c\u3001\ufe50\ufe51\u060c\u055d\u1363\u1802\u1808\uff64")
_QUOTES = frozenset("'\"\u2018\u2019\u201c\u201d")


def plain(text: str) -> str:
    """The text as wordings are compared: lower case, straight marks, single spaces."""
    text = unicodedata.normalize("NFC", text)
    for mark, straight in zip("\u2018\u2019\u201c\u201d", "''\"\"", strict=True):
        text = text.replace(mark, straight)
    return " ".join(text.lower().split()) or text


def letters(words: str, letter: str) -> int:
    """How often the words bring a letter, however they are written."""
    return plain(words).count(letter) if letter.isascii() else 0


def marks(words: str, wanted: frozenset[str]) -> int:
    """How many of certain marks the words bring; quotation marks may be written otherwise."""
    return sum(c in wanted and c not in _QUOTES and not c.isalnum() for c in plain(words))


def pieces(words: str) -> int:
    """How many stretches with a letter or digit the white space in the words keeps apart."""
    return sum(any(map(str.isalnum, piece)) for piece in words.split())


def capitals(words: str) -> int:
    """How many words of a wording are in capitals where everything is."""
    return sum(sum(c.isascii() and c.isalpha() for c in piece) > 1 for piece in words.split())


def solid(words: str, matching: str) -> bool:
    """Whether the wording is one word that shares no letter with another such word."""
    return matching == "word" and words.isascii() and words.isalpha()


@lru_cache(maxsize=65536)
def holds(outer: str, outer_matching: str, inner: str, inner_matching: str) -> int:
    """How often `inner` must be found within each place where `outer` is found.

    At the ends of a bounded phrase nothing is glued on; at those of an unbounded one anything may
    be.
    """
    outer, inner = plain(outer), plain(inner)
    if not outer.isascii() or not inner.isascii():
        return int(outer == inner and (outer_matching, inner_matching) != ("substring", "word"))
    closed = outer_matching == "word"
    found, start = 0, outer.find(inner)
    while start >= 0:
        end = start + len(inner)
        if inner_matching == "substring" or (
            _free(outer, start, -1, inner[0], closed) and _free(outer, end, 1, inner[-1], closed)
        ):
            found, start = found + 1, outer.find(inner, end)
        else:
            start = outer.find(inner, start + 1)
    return found


_WORDY = re.compile(r"[^\W_]")


def _free(outer: str, place: int, step: int, edge: str, closed: bool) -> bool:
    """Whether nothing that belongs to a word is glued on at this place."""
    if not edge.isalnum():
        return True
    rest = outer[:place][::-1] if step < 0 else outer[place:]
    if not rest:
        return closed
    if rest[0] == "_":
        return len(rest) > 1 and not _WORDY.match(rest[1])
    return not rest[0].isalnum()
