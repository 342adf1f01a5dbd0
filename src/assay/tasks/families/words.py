"""Words that are none: syllables put together, so that there are more than anyone has seen."""

from __future__ import annotations

from random import Random

__all__ = ["ALPHABET", "readable", "word"]

ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_CONSONANTS = "bcdfghjklmnprstvw"
_VOWELS = "aeiou"

_PROSE = frozenset(
    "i a as at by in it my of on so to we be do go he me no or us up if is an am for how key not"
    " now our the why you her his its has had did may can but yet nor off out own".split()
)


def readable(answer: str) -> bool:
    """Whether an answer is told from prose: "Answer: in" looks like the beginning of a sentence."""
    return answer not in _PROSE


def word(rng: Random, length: int) -> str:
    """A word of so many small letters, consonants and vowels in turn, some of them doubled."""
    made = ""
    vowel = rng.random() < 0.3
    while len(made) < length:
        made += rng.choice(_VOWELS if vowel else _CONSONANTS)
        if len(made) < length and rng.random() < 0.15:
            made += made[-1]
        vowel = not vowel
    return made
