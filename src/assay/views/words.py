"""What a word is: `words:assay/1`.

A run of letters, digits and combining marks; an apostrophe, hyphen, full stop or the like holds
two such runs together (`don't`, `well-known`, `U.S.A`, `3.14` are one word each). Underscores and
punctuation are no words. Chinese, Japanese and Thai do not mark words by spaces: each
ideograph is a word, as word processors count them, and each unbroken run of kana or of Thai is
one. NOT covered: segmentation of Japanese and Thai by dictionary.

`words:ifeval/1` is the public checkers' `\\w+`, by which `don't` is two words, a Hindi word
falls apart at its vowel signs and a Chinese sentence is one word.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache

from assay.views.view import View

__all__ = ["OFFICIAL_WORDS", "WORDS", "WORD_SPANS"]

_ASCII = re.compile(r"[A-Za-z0-9]+(?:['\-.,:/@&+][A-Za-z0-9]+)*")
_IDEOGRAPH = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_JOINERS = "'\u2019\u02bc\\-\u2010\u2011.,:/@&+\u00b7"
_ANY_IDEOGRAPH = re.compile(f"[{_IDEOGRAPH}]")
# Most texts that are not ASCII are so for these alone. Each is replaced by one character, so
# that offsets stay.
_TYPOGRAPHIC = (
    ("\u2019", "'"), ("\u2018", " "), ("\u201c", " "), ("\u201d", " "), ("\u2014", " "),
    ("\u2013", " "), ("\u2026", " "), ("\u2022", " "), ("\u00a0", " "),
)  # fmt: skip
_official = re.compile(r"\w+")


def spans(text: str) -> list[tuple[int, int]]:
    """Where the words are: offsets in code points, end exclusive."""
    pattern, text = _prepared(text)
    return [match.span() for match in pattern.finditer(text)]


def words(text: str) -> list[str]:
    """The words as they stand, a curly apostrophe in them made straight."""
    pattern, text = _prepared(text)
    return pattern.findall(text)


def official_words(text: str) -> list[str]:
    """The words of the public checkers."""
    return _official.findall(text)


WORDS = View("words:assay/1", words)
WORD_SPANS = View("words:assay/1", spans)
OFFICIAL_WORDS = View("words:ifeval/1", official_words)


def _prepared(text: str) -> tuple[re.Pattern[str], str]:
    """The pattern for the scripts of a text, and the text with its underscores out of the way."""
    if not text.isascii():
        for mark, plain in _TYPOGRAPHIC:
            text = text.replace(mark, plain)
    if text.isascii():
        return _ASCII, text
    spaced, ideographic = _unicode_patterns()
    pattern = ideographic if _ANY_IDEOGRAPH.search(text) else spaced
    return pattern, text.replace("_", " ")


@cache
def _unicode_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Built at first need: finding the combining marks takes some milliseconds.

    The first is for texts without ideographs; it is several times as fast as the second.
    """
    inner = f"[\\w{_marks()}\u200c\u200d]"
    spaced = re.compile(f"\\w{inner}*(?:[{_JOINERS}]\\w{inner}*)*")
    letter = f"(?![{_IDEOGRAPH}])\\w"
    run = f"{letter}(?:(?![{_IDEOGRAPH}]){inner})*"
    return spaced, re.compile(f"[{_IDEOGRAPH}]|{run}(?:[{_JOINERS}]{run})*")


def _marks() -> str:
    """The combining marks (general category M*), as ranges for a character class."""
    ranges: list[str] = []
    start = 0
    # No combining mark stands below U+0300 or, the variation selectors apart, above U+1E944.
    last = min(0x1E950, sys.maxunicode)
    for point in range(0x300, last + 1):
        marked = point < last and unicodedata.category(chr(point))[0] == "M"
        if marked and not start:
            start = point
        elif not marked and start:
            ranges.append(f"{chr(start)}-{chr(point - 1)}")
            start = 0
    return "".join(ranges)
