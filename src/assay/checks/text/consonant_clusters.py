"""`text.consonant_clusters`: several consonants together in each word."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import islice
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.checks.text.counted import counted
from assay.checks.text.units import some_units
from assay.context import Context
from assay.response import Response
from assay.views.folded import FOLDED, plain, plains
from assay.views.remembered import Remembered
from assay.views.view import View

__all__ = ["ConsonantClusters"]

_MANY = 1000


class ConsonantClusters(TextCheck, kind="text.consonant_clusters"):
    """Each word has `length` or more consonants next to each other.

    Consonants are letters, not sounds: "ck" and "th" are two. A y is one only where a vowel
    follows ("canyon" has "ny", "my" has no cluster). Accents are set aside; numerals are no words
    here. A text without words fails. Score: the share of words that have one.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (FOLDED,)

    length: Annotated[int, msgspec.Meta(ge=2, le=6)] = 2

    def standard(self, response: Response, context: Context) -> Finding:
        said = response.view(FOLDED)
        counts = counted(response)
        numerals = {w for w in counts if not (w.isalpha() or any(map(str.isalpha, w)))}
        number = len(said) - sum([counts[word] for word in numerals])
        if not number:
            return Finding(False, "There are no words.", 0.0)
        fine = _clustered(counts, self.length)
        lack = number - sum(map(counts.__getitem__, fine))
        if not lack:
            return Finding(True, f"All {number} words have a cluster.")
        fine |= numerals
        first = islice((n for n, word in enumerate(said) if word not in fine), 12)
        evidence = spans_of(response.text, some_units(response, "word", list(first)))
        why = f"{lack} of {number} words have no cluster, the first {evidence[0].text!r:.60}."
        return Finding(False, why, 1 - lack / number, evidence)

    def describe(self) -> str:
        number = {2: "two", 3: "three"}.get(self.length, str(self.length))
        return (
            f"Use only words with at least one consonant cluster, which is {number} or more "
            "consonants together."
        )

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(), "Small crabs hunt till darkness.", True),
            Example(cls(), "Small crabs are there.", False),
            Example(cls(), "My crabs.", False),
            Example(cls(), "1234.", False),
            Example(cls(length=3), "Strong springs.", True),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Two consonants, at the hardest level three."""
        return cls(length=3 if level == 5 or (level == 4 and rng.random() < 0.5) else 2)


@lru_cache(maxsize=16)
def _pattern(length: int) -> re.Pattern[str]:
    return re.compile(f"(?:[b-df-hj-np-tv-xz]|y(?=[aeiou])){{{length}}}")


def _clustered(said: Collection[str], length: int) -> set[str]:
    """The words that have a cluster."""
    if len(said) < _MANY:
        table = _table(length)
        return {word for word in said if table[word]}
    words, search = list(said), _pattern(length).search
    joined = "\n".join(plains(words))
    found = set[str]()
    at = number = 0
    while (match := search(joined, at)) is not None:
        number += joined.count("\n", at, match.start())
        found.add(words[number])
        at = joined.find("\n", match.end()) + 1
        if not at:
            break
        number += 1
    return found


@lru_cache(maxsize=16)
def _table(length: int) -> Remembered[bool]:
    """Whether a word has a cluster."""
    search = _pattern(length).search
    return Remembered(lambda word: search(word if word.isascii() else plain(word)) is not None)
