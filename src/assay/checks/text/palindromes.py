"""`text.palindromes`: words that read the same backwards."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Check, Example
from assay.checks.text.count import Count, Counted, bound_phrase
from assay.checks.text.units import tally
from assay.context import Context
from assay.response import Response
from assay.views.folded import letters
from assay.views.remembered import Remembered
from assay.views.view import View
from assay.views.words import WORDS

__all__ = ["Palindromes"]

_MANY = 1000
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz")


class Palindromes(Count, kind="text.palindromes"):
    """The number of words that read the same backwards is within bounds.

    A palindrome has at least `length` letters, not all of them the same, and no digits; case,
    accents and a possessive 's are set aside. With `distinct` each counts once. By default "a" and
    "I" are none.
    """

    noun: ClassVar[str] = "palindrome"
    nouns: ClassVar[str] = "palindromes"
    uses: ClassVar[tuple[View[Any], ...]] = (WORDS,)

    length: Annotated[int, msgspec.Meta(ge=2, le=100)] = 3
    distinct: bool = True

    def count(self, response: Response, context: Context) -> Counted:
        said = response.view(WORDS)
        # One letter beyond ASCII is at most three, and no palindrome.
        words = set(said) if len(said) < _MANY else {word for word in set(said) if len(word) > 1}
        # Most words of small letters end with another than they begin with.
        likely = [w for w in words if w[0] == w[-1] or not _PLAIN.issuperset(w)]
        least = self.length
        mirrored = {w: made for w in likely if (made := _mirrored[w]) and len(made) >= least}
        if not mirrored:
            return 0
        found: dict[object, int] = {}
        for place, word in enumerate(said):
            if word in mirrored:
                found.setdefault(mirrored[word] if self.distinct else place, place)
        return tally(response, list(found.values()))

    def describe(self) -> str:
        different = "different " if self.distinct and self.last != 1 else ""
        noun = self.noun if self.last == 1 else self.nouns
        bound = "no" if self.max == 0 else bound_phrase(self.min, self.max)
        return f"Use {bound} {different}single-word {noun} of {self.length} letters or more."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(min=1), "At noon the tide turned.", True),
            Example(cls(min=1), "I saw a crab.", False),
            Example(cls(min=2), "A kayak, a KAYAK.", False),
            Example(cls(min=1, length=5), "aaaaaa 12321", False),
            Example(cls(min=2, length=5), "The radar showed a level sea.", True),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """From one of three letters to ten of five."""
        least = {1: 1, 2: 2, 3: rng.randint(3, 4), 4: rng.randint(5, 7), 5: rng.randint(8, 10)}
        return cls(min=least[level], length=3 if level < 3 else 4 if level < 4 else 5)


def _palindrome(word: str) -> str:
    """The letters of a word that reads the same backwards, as they are compared; else nothing."""
    if len(word) < 2:
        return ""
    made = word.lower() if word.isascii() and word.isalpha() else letters(_whole(word))
    return made if made == made[::-1] and len(set(made)) > 1 else ""


_mirrored: Remembered[str] = Remembered(_palindrome)


def _whole(word: str) -> str:
    """The word without a possessive 's; nothing where it has a digit."""
    bare = word[:-2] if word.endswith(("'s", "'S")) else word
    return "" if any(map(str.isdigit, bare)) else bare
