"""`text.adjacent_words`: how neighbouring words may begin."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from operator import sub
from random import Random
from typing import Any, ClassVar, Literal

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.checks.text.units import some_units
from assay.context import Context
from assay.response import Response
from assay.views.folded import FOLDED, INITIALS
from assay.views.view import View

__all__ = ["AdjacentWords"]

_FORBIDDEN = {
    "same_initial": "share the first letter",
    "next_initial": "begin with consecutive letters of the alphabet, such as 'a' then 'b'",
    "either_initial": "begin with letters next to each other in the alphabet, in either order",
}


class AdjacentWords(TextCheck, kind="text.adjacent_words"):
    """No two neighbouring words begin as `avoid` says.

    `same_initial`: with the same letter; `next_initial`: with a letter and the one after it in the
    alphabet; `either_initial`: or the one before it. Case and accents are set aside; sentence ends
    do not part neighbours; a number has no initial. Two neighbours with an initial are needed.
    Score: the share of neighbours that are right.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (FOLDED,)

    avoid: Literal["same_initial", "next_initial", "either_initial"]

    def standard(self, response: Response, context: Context) -> Finding:
        found = response.view(INITIALS)
        if len(found) < 2:
            return Finding(False, f"{len(found)} words; at least 2 required.", 0.0)
        if not any(a and b for a, b in pairwise(found)):
            return Finding(False, "No two neighbouring words have an initial.", 0.0)
        codes = list(map(ord, found if all(found) else [letter or "\0" for letter in found]))
        steps = list(map(sub, codes[1:], codes))
        banned = {"same_initial": (0,), "next_initial": (1,), "either_initial": (-1, 1)}[self.avoid]
        wrong = [n for n, step in enumerate(steps) if step in banned and codes[n]]
        if not wrong:
            return Finding(True, f"No two neighbours of {len(found)} words offend.")
        first, second = (
            some_units(response, "word", [n + more for n in wrong[:12]]) for more in (0, 1)
        )
        pairs = [(a[0], b[1]) for a, b in zip(first, second, strict=True)]
        start, end = pairs[0]
        why = f"{len(wrong)} of {len(steps)} pairs offend, the first {response.text[start:end]!r}."
        return Finding(
            False, why[:200], 1 - len(wrong) / len(steps), spans_of(response.text, pairs)
        )

    def describe(self) -> str:
        return f"Do not let two neighbouring words {_FORBIDDEN[self.avoid]}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        same, following = cls(avoid="same_initial"), cls(avoid="next_initial")
        return (
            Example(same, "Crabs hide under stones.", True),
            Example(same, "Small Stones shine.", False),
            Example(same, "Crabs.", False),
            Example(following, "Crabs hide under stones.", True),
            Example(following, "Any boat will do.", False),
            Example(following, "Boats are here.", True),
            Example(cls(avoid="either_initial"), "Boats are here.", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Level by level the rule that is harder to keep in mind."""
        easy = level < 3 or (level == 3 and rng.random() < 0.5)
        return cls(
            avoid="same_initial" if easy else "next_initial" if level < 5 else "either_initial"
        )
