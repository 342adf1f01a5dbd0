"""The edges of a text: what may stand before its first and after its last word.

Quotation marks, Markdown emphasis and white space are wrapping, not wording; a curly
apostrophe is a straight one; a run of white space is one space.
"""

from __future__ import annotations

import unicodedata

from assay.checks.text.boundary import bounded, cuts_after, cuts_before

__all__ = ["QUOTES", "folded", "folded_words", "unwrapped", "whole_at_end", "whole_at_start"]

QUOTES = (
    " \t\r\n\f\v\u00a0*_`\"'\u201c\u201d\u2018\u2019\u00ab\u00bb\u201e#>()\u200b\ufeff"
    "\u300c\u300d\u300e\u300f\uff08\uff09"
)
_STRAIGHT = (("\u2018", "'"), ("\u2019", "'"), ("\u201c", '"'), ("\u201d", '"'))
_STOPS = ".!?\u2026\u3002\uff01\uff1f"


def folded(text: str) -> str:
    """The text for comparison: case, kind of apostrophe and run of white space set aside."""
    return " ".join(folded_words(text))


def folded_words(text: str) -> list[str]:
    """The pieces between white space, each for comparison."""
    if not text.isascii():
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        for mark, plain in _STRAIGHT:
            text = text.replace(mark, plain)
    return text.casefold().split()


def unwrapped(phrase: str) -> tuple[str, str | None]:
    """The folded phrase without its wrapping, and the characters to strip from a text likewise.

    Of a phrase that consists of wrapping nothing but white space is stripped.
    """
    bare = folded(phrase.strip(QUOTES))
    return (bare, QUOTES) if bare else (folded(phrase), None)


def whole_at_start(text: str, phrase: str) -> bool:
    """Whether the folded text starts with the folded phrase, not cutting a word."""
    if not phrase or not text.startswith(phrase):
        return False
    end = len(phrase)
    return not (bounded(phrase[-1]) and cuts_after(text, end) and not _breaks(text[end]))


def whole_at_end(text: str, phrase: str) -> bool:
    """Whether the folded text ends with the folded phrase, not cutting a word.

    A phrase that does not end in a mark of its own may be followed by one.
    """
    if not phrase:
        return False
    if phrase[-1] not in _STOPS and phrase.strip(QUOTES):
        text = text.rstrip(_STOPS + QUOTES)
    if not text.endswith(phrase):
        return False
    start = len(text) - len(phrase)
    return not (bounded(phrase[0]) and cuts_before(text, start) and not _breaks(text[start - 1]))


def _breaks(character: str) -> bool:
    """Whether a letter belongs to a script that divides no words, so that it cuts none."""
    return character.isalnum() and not bounded(character)
