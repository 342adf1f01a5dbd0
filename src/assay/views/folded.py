"""Words for comparison: `words-folded:assay/1`, and the letter that each begins with.

The words of `words:assay/1` with upper and lower case taken as one. An initial is the first
letter without its marks, so that "Élan" begins with e; a word without a letter has none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from assay.views.marks import BEYOND, WITHIN
from assay.views.remembered import Remembered
from assay.views.view import Known, View
from assay.views.words import WORDS, words

__all__ = ["FOLDED", "INITIALS", "initial", "letters", "plain", "plains"]

_MANY = 1000
_LONGEST = 64  # letters among which the first is looked for


def folded(text: str) -> list[str]:
    """The words, case folded; as many as there are word spans."""
    if text.isascii():
        return words(text.lower())
    return list(map(str.casefold, words(text)))


def _known_folded(text: str, known: Known) -> list[str]:
    if WORDS not in known:
        known[WORDS] = WORDS.value(text, known)
    return list(map(str.casefold, known[WORDS]))


FOLDED = View("words-folded:assay/1", folded, _known_folded)


def plain(word: str) -> str:
    """The word in lower case, its letters without marks."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFD", word.casefold())
    return _combining().sub("", apart).replace("\u2019", "'")


def plains(said: Sequence[str]) -> list[str]:
    """The same of many words, at one go."""
    return plain("\n".join(said)).split("\n") if said else []


def initial(word: str) -> str:
    """The first letter, in lower case and without marks; empty where the word has no letter."""
    return _first_letter(plain(word[:_LONGEST]))


_initials = Remembered(initial)


def initials(said: Sequence[str]) -> list[str]:
    """The first letter of each word."""
    if len(said) < _MANY:
        return [c if "a" <= (c := word[0]) <= "z" else _initials[word] for word in said]
    if max(map(len, said)) > _LONGEST:
        said = [word[:_LONGEST] for word in said]
    # A mark is no letter: it need not be taken off.
    apart = unicodedata.normalize("NFD", "\n".join(said).casefold()).split("\n")
    return [c if (c := w[0]).isalpha() else w[1:] and _first_letter(w) for w in apart]


def _first_letter(word: str) -> str:
    return next(filter(str.isalpha, word), "")


def _known_initials(text: str, known: Known) -> list[str]:
    if FOLDED not in known:
        known[FOLDED] = FOLDED.value(text, known)
    return initials(known[FOLDED])


INITIALS = View("words-folded:assay/1", lambda text: initials(folded(text)), _known_initials)


def letters(word: str) -> str:
    """The letters of a word, in lower case and without marks."""
    made = plain(word)
    return made if made.isalpha() else "".join(filter(str.isalpha, made))


@cache
def _combining() -> re.Pattern[str]:
    """The marks that stand on a letter: those of a combining class. Built at first need."""
    near, far = ("".join(_with_class(ranges)) for ranges in (WITHIN, BEYOND))
    return re.compile(f"[{near}{far[0]}-{far[-1]}](?<=[{near}{far}])")


def _with_class(ranges: str) -> list[str]:
    """The characters of a class's ranges that have a combining class."""
    bounds = zip(map(ord, ranges[::3]), map(ord, ranges[2::3]), strict=True)
    every = (chr(code) for first, last in bounds for code in range(first, last + 1))
    return list(filter(unicodedata.combining, every))
