"""A response as the rules see it: its words, those that carry content, and where each key stands.

Words are also kept run together, so that "steam ship", "steam-ship" and "steamship" are one; a
match begins and ends where words do, or where a function word has lost its space ("ismining1").
Two numerals never run together.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TypeVar

from assay.answers.wording.countries import COUNTRY_WORDS, joined_countries
from assay.answers.wording.dates import Date, dates_in
from assay.answers.wording.folding import Word, Words, fold
from assay.answers.wording.lexicon import FUNCTION
from assay.answers.wording.numerals import NUMERAL_WORDS, joined_numerals

__all__ = ["Passage", "Stream", "content", "run_together", "words_of"]

_T = TypeVar("_T")
_MOST_FOUND = 16
_MOST_TRIED = 64
_GLUED = 5
_LOOKS = 4_000
_LONG = 5


def words_of(text: str) -> Words:
    """The words of a text, numerals and countries of several words as one."""
    words = fold(text)
    forms = {word.form for word in words}
    if not forms.isdisjoint(NUMERAL_WORDS):
        words = joined_numerals(words)
    if not forms.isdisjoint(COUNTRY_WORDS):
        words = joined_countries(words)
    return words


def content(words: Words) -> Words:
    """The words that carry evidence: no articles, prepositions, pronouns, auxiliaries."""
    return [word for word in words if word.form not in FUNCTION]


def run_together(words: Words, keyed: bool) -> tuple[str, list[int], list[int]]:
    """The words without gaps, and the offsets at which each begins and ends."""
    parts: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    place = 0
    number = False
    for word in words:
        part = word.key if keyed else word.form
        digit = part[0].isdigit()
        if number and digit:
            parts.append("|")
            place += 1
        begins.append(place)
        parts.append(part)
        place += len(part)
        ends.append(place)
        number = digit
    return "".join(parts), begins, ends


class Stream:
    """Words run together; `find` gives the first and last word of each occurrence."""

    __slots__ = ("_begins", "_ends", "text", "words")

    def __init__(self, words: Words, keyed: bool) -> None:
        self.words = words
        self.text, self._begins, self._ends = run_together(words, keyed)

    def find(self, needle: str) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        place = -1
        for _ in range(_MOST_TRIED):
            place = self.text.find(needle, place + 1)
            if place < 0 or len(found) == _MOST_FOUND:
                break
            last = place + len(needle)
            first_word = bisect_right(self._begins, place) - 1
            last_word = bisect_right(self._begins, last - 1) - 1
            before = self.text[self._begins[first_word] : place]
            after = self.text[last : self._ends[last_word]]
            if (not before and not after) or self._glued(needle, before, after):
                found.append((first_word, last_word))
        return found

    def _glued(self, needle: str, before: str, after: str) -> bool:
        """Whether all that touches the match is a function word or a reference mark."""
        if len(needle) < _GLUED or not needle.isalpha():
            return False
        return _functional(before) and _functional(after) and after != "a"


def _functional(glued: str) -> bool:
    """Nothing, or a function word; the letters left of contractions are none."""
    return not glued or glued == "a" or (len(glued) > 1 and glued in FUNCTION)


class Passage:
    """A response, folded once for all aliases.

    Looking for words that only resemble has a budget for each response, so that a thousand
    aliases cost no more than a hundred; what is written as it should be is found without it.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words_of(text)
        self.core = Stream(content(self.words), keyed=True)
        self.keys = {word.key: index for index, word in enumerate(self.core.words)}
        self._looks = _LOOKS

    @cached_property
    def all(self) -> Stream:
        """Every word, in its form."""
        return Stream(self.words, keyed=False)

    @cached_property
    def dates(self) -> list[Date]:
        """The dates, in order."""
        return dates_in(self.words)

    @cached_property
    def forms(self) -> frozenset[str]:
        """The words as they stand, folded."""
        return frozenset([word.form for word in self.words])

    @cached_property
    def initials(self) -> str:
        """The first letters of the content words."""
        return "".join([word.form[0] for word in self.core.words])

    @cached_property
    def upper(self) -> dict[str, Word]:
        """The words in capitals, by form."""
        return {word.form: word for word in self.words if word.upper}

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each key stands among all words."""
        found: dict[str, list[int]] = {}
        for index, word in enumerate(self.words):
            found.setdefault(word.key, []).append(index)
        return found

    def capitals(self, letter: str) -> list[int]:
        """Where words with a capital begin with a letter."""
        return self._afforded(self._capitals.get(letter, []))

    def beginning(self, letter: str) -> list[str]:
        """The content keys of five letters or more that begin with a letter."""
        return self._afforded(self._beginnings.get(letter, []))

    @cached_property
    def _capitals(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for index, word in enumerate(self.words):
            if word.capital:
                found.setdefault(word.form[0], []).append(index)
        return found

    @cached_property
    def _beginnings(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key in self.keys:
            if len(key) >= _LONG:
                found.setdefault(key[0], []).append(key)
        return found

    def _afforded(self, candidates: list[_T]) -> list[_T]:
        most = min(_MOST_TRIED, self._looks)
        self._looks -= min(len(candidates), most)
        return candidates[:most]
