"""Words for comparison: `words-folded:assay/1`, and the letter that one begins with.

The words of `words:assay/1` with upper and lower case taken as one. An initial is the first
letter without its marks, so that "Élan" begins with e; a word without a letter has none.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from assay.views.view import Known, View
from assay.views.words import WORD_SPANS, WORDS, words

__all__ = ["FOLDED", "initial", "letters", "plain"]


def folded(text: str) -> list[str]:
    """The words, case folded; as many as there are word spans."""
    if text.isascii():
        return words(text.lower())
    return [word.casefold() for word in words(text)]


def _known_folded(text: str, known: Known) -> list[str]:
    if WORDS not in known and WORD_SPANS not in known:
        return folded(text)
    said = known[WORDS] if WORDS in known else WORDS.value(text, known)
    return list(map(str.casefold, said))


FOLDED = View("words-folded:assay/1", folded, _known_folded)


def plain(word: str) -> str:
    """The word in lower case, its letters without marks."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c)).replace("\u2019", "'")


@lru_cache(maxsize=32768)
def initial(word: str) -> str:
    """The first letter, in lower case and without marks; empty where the word has no letter."""
    return next((c for c in plain(word[:64]) if c.isalpha()), "")


def letters(word: str) -> str:
    """The letters of a word, in lower case and without marks."""
    made = plain(word)
    return made if made.isalpha() else "".join(filter(str.isalpha, made))
