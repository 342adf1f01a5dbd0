"""Where a word may begin and end, for the kinds that look for one.

A word is bounded by anything that is no letter, digit or combining mark; an underscore bounds it
unless it stands between two letters, so that Markdown's `_word_` is a word and `a_word` is not.
Scripts that do not divide words by spaces (ideographs, kana, Thai and others) have no boundaries.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["AFTER", "BEFORE", "bounded", "cuts_after", "cuts_before", "spellings"]

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)
BEFORE = r"(?<![^\W_])(?<![^\W_]_)"
AFTER = r"(?![^\W_]|[\u0300-\u036f]|_[^\W_])"
"""The same boundaries for a regular expression."""


def bounded(character: str) -> bool:
    """Whether a word that begins or ends with this character needs a boundary there."""
    return character.isalnum() and _UNSPACED.match(character) is None


def cuts_before(text: str, start: int) -> bool:
    """Whether the place is in the middle of a word, seen to the left."""
    before = text[start - 1 : start]
    if before == "_":
        before = text[start - 2 : start - 1]
    return before.isalnum()


def cuts_after(text: str, end: int) -> bool:
    """Whether the place is in the middle of a word, seen to the right."""
    after = text[end : end + 1]
    if after == "_":
        after = text[end + 1 : end + 2]
    return after.isalnum() or "\u0300" <= after <= "\u036f"


def spellings(character: str) -> str:
    """A pattern for a character as it may be written: straight or curly, whole or with marks."""
    if character in "'\u2019\u2018":
        return "['\u2019\u2018]"
    if character in '"\u201c\u201d':
        return '["\u201c\u201d]'
    apart = unicodedata.normalize("NFD", character)
    escaped = re.escape(character)
    return escaped if apart == character else f"(?:{escaped}|{apart})"
