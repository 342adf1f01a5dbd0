"""How many syllables each word has: `syllables:assay/1`.

For each word of `words:assay/1` the least and the most it can have; they are equal where it is
known. English spelling decides, by vowel groups and endings; where it does not, a list of words
(`data/syllables.txt.z`, from the CMU Pronouncing Dictionary) does, and a word that is not in it
keeps both numbers. A word of which there is more than one way to say it ("fire") keeps them too,
as do numerals, of which nobody can say how they are read.

NOT covered: other languages, and abbreviations that are read letter by letter.
"""

from __future__ import annotations

import re
import zlib
from functools import cache
from pathlib import Path
from typing import TypeAlias

from assay.views.folded import FOLDED, plain, plains
from assay.views.remembered import Remembered
from assay.views.view import Known, View
from assay.views.words import WORDS, words

__all__ = ["SYLLABLES", "Range", "spelt", "syllables"]

Range: TypeAlias = tuple[int, int]

_LONGEST = 64  # letters looked at: there is no longer word
_MANY = 1000
_PART = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[^\W\d_]+")
_VOWELS = re.compile(r"[aeiouy]+")
_TAIL = re.compile(r"(n't|'(?:s|d|m|t|re|ve|ll))$")
_HISS = re.compile(r"(?:[sxz]|ch|sh|[csgz]e)$")
# Vowels that are one syllable always, and those that are two.
_VOWEL = "aeiouy"
_LIQUID = "aeiouylr"
_ONE = frozenset((*_VOWEL, *"ai au ay ee ei ey oa oi oo ou oy aw ew ow eau uy".split()))
_TWO = frozenset("iu uo eou yi ya yo io ia iou".split())
_SOFT = re.compile(r"[tcsxg]i(?:on|a|ou|e)")
_SYLLABIC = ("shm", "shms", "thm", "thms", "sm", "sms")


def table(text: str) -> list[Range]:
    """The least and the most syllables of each word."""
    return _counted(words(text))


def _known_table(text: str, known: Known) -> list[Range]:
    if text.isascii() and FOLDED in known:
        said: list[str] = known[FOLDED]
        if len(said) < _MANY and max(map(len, said), default=0) <= _LONGEST:
            return list(map(_plains.__getitem__, said))  # as they are, they are plain
        return _counted(said)
    if WORDS not in known:
        known[WORDS] = WORDS.value(text, known)
    return _counted(known[WORDS])


SYLLABLES = View("syllables:assay/1", table, _known_table)


def _counted(said: list[str]) -> list[Range]:
    if len(said) < _MANY:
        return list(map(_syllables.__getitem__, said))
    if max(map(len, said)) > _LONGEST:
        said = [word[:_LONGEST] for word in said]
    # A word without a Latin letter is a word of nobody knows how many syllables.
    return [(1, len(w)) if w.isalpha() and w[0] > "z" else _plains[w] for w in plains(said)]


def syllables(word: str) -> Range:
    """The least and the most syllables that a word can have."""
    return _plains[plain(word[:_LONGEST])]


def _of_plain(word: str) -> Range:
    if word.isalpha() and (word.isascii() or word[0] > "z"):
        return _part(word)
    parts = [_part(part) for part in _PART.findall(word)]
    return sum(low for low, _ in parts), sum(high for _, high in parts)


_syllables: Remembered[Range] = Remembered(syllables)
_plains: Remembered[Range] = Remembered(_of_plain)


def _part(part: str) -> Range:
    if part[0].isdigit():
        return 1, 6 * len(part)
    if not part.isascii():
        return 1, len(part)
    known = _known().get(part)
    if known is not None:
        return known
    tail = _TAIL.search(part)
    if tail is not None and tail.start() > 0:
        return _contracted(part[: tail.start()], tail[0])
    apart = [_part(piece) for piece in part.split("'")] if "'" in part else [spelt(part)]
    return sum(low for low, _ in apart), sum(high for _, high in apart)


def _contracted(word: str, tail: str) -> Range:
    low, high = _part(word) if len(word) > 2 else (1, 1)
    if tail == "n't":
        more = word[-1] in "dst" or word == "have"
    elif tail == "'s":
        more = _HISS.search(word) is not None
    elif tail == "'d":
        more = word[-1] in "dt"
    else:
        more = tail in ("'ll", "'ve", "'re") and word[-1] not in "aeiouy"
    return low + more, high + more


def spelt(word: str) -> Range:
    """The least and the most syllables by spelling alone."""
    groups = _VOWELS.findall(word)
    if not groups:
        return 1, max(1, len(word))
    change = _ending(word)
    if _ONE.issuperset(groups):
        number = max(1, len(groups) + change)
        return number, number
    low = high = change
    for found in _VOWELS.finditer(word):
        least, most = _group(word, *found.span())
        low, high = low + least, high + most
    return max(1, low), max(1, high)


def _group(word: str, start: int, end: int) -> Range:
    """How many syllables a run of vowel letters makes."""
    letters = word[start:end]
    before = word[start - 1 : start]
    if before == "q" and letters[0] == "u":
        letters = letters[1:]
    if len(letters) < 2 or letters in _ONE:
        return 1, 1
    if letters in _TWO:
        soft = _SOFT.match(word, start - 1) if start else None
        return (1, 1) if soft is not None and end < len(word) else (1, 2) if soft else (2, 2)
    return 1, min(len(letters), 3)


def _ending(word: str) -> int:
    """What a silent e at the end takes away, or a syllabic consonant adds."""
    bare = word.removesuffix("s").removesuffix("d") if word[-2:] in ("es", "ed") else word
    if bare[-1] == "e" and len(bare) > 1 and bare[-2] not in _VOWEL:
        return -_is_silent(bare[:-1], word[len(bare) :])
    return 1 if word.endswith(_SYLLABIC) else 0


def _is_silent(stem: str, ending: str) -> bool:
    """Whether an e after the stem, which ends in a consonant, is silent."""
    last, before = stem[-1], stem[-2:-1]
    if ending == "d":
        return last not in "td"
    if ending == "s" and (last in "sxzcg" or stem.endswith(("ch", "sh"))):
        return False
    if last == "l":  # "table"
        return not before or before in _LIQUID
    return bool(ending) or last != "r" or not before or before in _VOWEL  # "acre"


@cache
def _known() -> dict[str, Range]:
    """Words that spelling does not settle, or settles wrongly."""
    path = Path(__file__).with_name("data") / "syllables.txt.z"
    if not path.exists():
        return {}
    found: dict[str, Range] = {}
    for line in zlib.decompress(path.read_bytes()).decode("ascii").split("\n"):
        counts, _, listed = line.partition(" ")
        word = ""
        for piece in listed.split():
            word = word[: ord(piece[0]) - 48] + piece[1:]
            found[word] = int(counts[0]), int(counts[-1])
    return found
