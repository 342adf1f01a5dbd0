"""Numerals in words within a text: "twenty-seven", "two hundred and five", "7 million".

A run of number words becomes one word whose key is the number in digits; a number before
"thousand", "million" or "billion" is multiplied. Beyond a trillion nothing is read.
"""

from __future__ import annotations

from fractions import Fraction

from assay.answers.wording.folding import Word, Words
from assay.answers.wording.lexicon import CARDINALS

__all__ = ["NUMERAL_WORDS", "joined_numerals"]

_SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}  # fmt: skip
NUMERAL_WORDS = frozenset(
    "hundred thousand million billion trillion twenty thirty forty fifty sixty seventy eighty"
    " ninety".split()
)
"""A numeral of several words has one of these."""

_LONGEST = 12


def joined_numerals(words: Words) -> Words:
    """The words with each numeral of several words as one."""
    joined: Words = []
    index = 0
    while index < len(words):
        last, value = _numeral(words, index)
        if last == index:
            joined.append(words[index])
        else:
            key = _digits(value)
            joined.append(Word(key, key, words[index].start, words[last].end, False))
        index = last + 1
    return joined


def _numeral(words: Words, first: int) -> tuple[int, Fraction]:
    """The last word of the numeral that begins here, and its value so far."""
    total, group, last = Fraction(0), _small(words[first]), first
    if group is None:
        return first, total
    for index in range(first + 1, min(first + _LONGEST, len(words))):
        word = words[index]
        scale = _SCALES.get(word.key)
        small = _small(word)
        if scale == 100:
            group *= 100
        elif scale is not None:
            total, group = total + group * scale, Fraction(0)
        elif small is not None and _continues(group, small, words[index - 1], word):
            group += small
        elif word.form == "and" and words[index - 1].key in _SCALES:
            continue
        else:
            break
        last = index
    return last, total + group


def _continues(group: Fraction, small: Fraction, before: Word, word: Word) -> bool:
    """Whether a small number goes on with the numeral: "twenty" + "one", "hundred" + "five"."""
    if before.key in _SCALES or before.form == "and":
        return word.form.isalpha()
    tens = group % 100
    return (
        word.form.isalpha()
        and before.form.isalpha()
        and tens >= 20
        and not tens % 10
        and small < 10
    )


def _small(word: Word) -> Fraction | None:
    if word.form in CARDINALS:
        return Fraction(CARDINALS[word.form])
    if (
        word.form[0].isdigit()
        and len(word.form) <= 15
        and word.form.replace(".", "", 1).isdecimal()
    ):
        return Fraction(word.form)
    return None


def _digits(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.6f}".rstrip("0")
