"""How much of a gold answer a response says, word by word.

Words of the question are left out, they are no evidence; a number weighs most and must be there,
a name more than a common word, a word that only tells the class ("river", "company") little, and
so does what stands after a comma ("Surrey, England"). A word with another ending, or misspelt,
counts nine tenths. The weights are set by hand and round; nothing is fitted.
"""

from __future__ import annotations

from typing import NamedTuple

from assay.answers.wording.folding import Word
from assay.answers.wording.golds import Variant
from assay.answers.wording.lexicon import DIVIDING, GENERIC
from assay.answers.wording.opposed import opposed, other_half
from assay.answers.wording.passage import Passage
from assay.answers.wording.spelling import near, related

__all__ = ["Recall", "recall"]

_NUMBER, _NAME, _COMMON, _LITTLE = 2.0, 1.5, 1.0, 0.4
_RESEMBLING = 0.9
_LEAST = 5


class Recall(NamedTuple):
    """The weighted share of the words, and the last of them in the response."""

    share: float
    word: Word | None


def recall(passage: Passage, variant: Variant, asked: frozenset[str]) -> Recall:
    """What the response has of a gold answer; nothing where a number is missing."""
    total = got = 0.0
    last = -1
    for index, word in enumerate(variant.words):
        if word.key in asked:
            continue
        weight = _weight(word) if index < variant.lead else _LITTLE
        total += weight
        place = passage.keys.get(word.key)
        if place is None:
            if _decisive(passage, variant, index) or (not index and _another_place(variant)):
                return Recall(0.0, None)
            place = _resembling(passage, word, asked)
            weight *= _RESEMBLING
        if place is not None:
            got += weight
            last = max(last, place)
    found = passage.core.words[last] if last >= 0 else None
    return Recall(got / total if total else 0.0, found)


def _decisive(passage: Passage, variant: Variant, index: int) -> bool:
    """A number, a half of the day, or a capital letter at the end as in "Vitamin B"."""
    word = variant.words[index]
    last = index == len(variant.words) - 1
    if not passage.forms.isdisjoint(other_half(word.form)):
        return True
    return word.key[0].isdigit() or (last and len(word.form) == 1 and word.upper)


def _another_place(variant: Variant) -> bool:
    """Whether the place is another one without its first word: "New York", "North Korea"."""
    words = variant.words
    return words[0].form in DIVIDING and all(word.capital for word in words)


def _weight(word: Word) -> float:
    if word.key in GENERIC or word.form in GENERIC:
        return _LITTLE
    if word.key[0].isdigit():
        return _NUMBER
    return _NAME if word.capital else _COMMON


def _full(passage: Passage, key: str, word: Word) -> bool:
    """Whether the words themselves, not their stems, are known to differ."""
    return opposed(passage.core.words[passage.keys[key]].form, word.form)


def _resembling(passage: Passage, word: Word, asked: frozenset[str]) -> int | None:
    if len(word.form) < _LEAST:
        return None
    for key in passage.beginning(word.key[0]):
        if key in asked or opposed(key, word.key) or _full(passage, key, word):
            continue
        if related(key, word.key) or near(key, word.key):
            return passage.keys[key]
    return None
