"""How few of a letter a text can have that holds several wordings, which may overlap.

Sorted by where they begin, wordings of which none lies within another overlap with their neighbours
alone. So together they have the letters of all, less for each those of the longest overlap with any
other before it. Where one is bounded, as whole words are, none of its edges falls between two
letters or digits of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from assay.demands.wordings import plain

__all__ = ["Wording", "least"]


class Wording(NamedTuple):
    """Words that a text must hold, as a whole or as part of longer words too."""

    words: str
    bounded: bool


def least(times: Mapping[Wording, int], letter: str) -> int:
    """How often a letter is in any text that holds each wording so many times."""
    apart = _apart({w._replace(words=plain(w.words)): n for w, n in times.items()})
    shared = {w: _shared(w, apart, letter) for w in apart}
    total = sum(n * (w.words.count(letter) - shared[w]) for w, n in apart.items())
    return total + min(shared.values(), default=0)  # before the first one there is none


def _apart(times: Mapping[Wording, int]) -> dict[Wording, int]:
    """The wordings that must stand beside those which hold them, and how often: of "else" three
    times and "or else" twice, "else" once."""
    found: dict[Wording, int] = {}
    for one in sorted(times, key=lambda one: (-len(one.words), one)):
        held = sum(n * _occurrences(one.words, outer.words) for outer, n in found.items())
        if one.words and one.words.isascii() and times[one] > held:
            found[one] = times[one] - held
    return found


def _occurrences(words: str, outer: str) -> int:
    return sum(outer.startswith(words, place) for place in range(len(outer)))


def _shared(one: Wording, apart: Iterable[Wording], letter: str) -> int:
    """The most of the letter that a wording can share with one before it, itself among them."""
    return max((_overlap(other, one).count(letter) for other in apart), default=0)


@lru_cache(maxsize=4096)
def _overlap(before: Wording, after: Wording) -> str:
    """The longest beginning of one wording that another ends with, neither being whole."""
    old, new = before.words, after.words
    for n in range(min(len(old), len(new)) - 1, 0, -1):
        cut = len(old) - n
        if (
            old.endswith(new[:n])
            and not (after.bounded and _between_letters(old, cut))
            and not (before.bounded and _between_letters(new, n))
        ):
            return new[:n]
    return ""


def _between_letters(words: str, place: int) -> bool:
    """Whether a place lies between two letters or digits."""
    return words[place - 1].isalnum() and words[place].isalnum()
