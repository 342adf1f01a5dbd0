"""`text.contains`: words or phrases that must stand in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from math import comb
from random import Random
from typing import Annotated, ClassVar

import msgspec

from assay.check import Check, Example, Runs
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.checks.text.drawing import wordings
from assay.checks.text.wording import Matching, Phrase, find_phrase, risky
from assay.context import Context, Mode
from assay.demands import Demands, both, either, phrase
from assay.response import Response

__all__ = ["Contains"]

_WAYS = 64


class Contains(TextCheck, kind="text.contains"):
    """Every one of `words` stands in the text, whatever its case, or at least `min` of them.

    `matching` says whether they must stand as words of their own. Score: the share of the
    needed words that is there. Official: each is a regular expression, found anywhere.
    """

    deadline: ClassVar[float] = 2.0

    words: Annotated[tuple[Phrase, ...], msgspec.Meta(min_length=1)]
    min: Annotated[int, msgspec.Meta(ge=1)] | None = None
    matching: Matching = "word"

    def validate(self) -> None:
        if self.min is not None and self.min > len(self.words):
            raise ValueError(f"min is {self.min} but there are {len(self.words)} words")

    def standard(self, response: Response, context: Context) -> Finding:
        found = {word: find_phrase(response, word, self.matching)[:1] for word in self.words}
        return self._judge(response, found)

    def official(self, response: Response, context: Context) -> Finding:
        text = response.text
        matches = {word: re.search(word, text, re.IGNORECASE) for word in self.words}
        return self._judge(response, {w: [m.span()] if m else [] for w, m in matches.items()})

    def where(self, mode: Mode) -> Runs:
        return "worker" if (self.mode or mode) == "official" and risky(self.words) else "inline"

    def _judge(self, response: Response, found: dict[str, list[tuple[int, int]]]) -> Finding:
        missing = [word for word, where in found.items() if not where]
        there = len(found) - len(missing)
        need = len(found) if self.min is None else min(self.min, len(found))
        evidence = spans_of(response.text, [span for where in found.values() for span in where])
        why = f"{there} of {len(found)} words found; {need} required."
        if missing:
            why += f" Missing: {', '.join(map(repr, missing[:5]))}."
        if there >= need:
            return Finding(True, why, None, evidence)
        return Finding(False, why, there / need, evidence)

    def describe(self) -> str:
        listed = ", ".join(map(repr, self.words))
        if self.min is not None and self.min < len(self.words):
            return f"Use at least {self.min} of these words: {listed}."
        return f"Use the word {listed}." if len(self.words) == 1 else f"Use the words {listed}."

    def demands(self) -> Demands | None:
        words = dict.fromkeys(self.words)
        asked = [phrase(word, 1, None, self.matching, whole=True) for word in words]
        need = min(self.min or len(asked), len(asked))
        if need == len(asked):
            return both(asked)
        # More ways than can be looked at are no ground for a conflict.
        if comb(len(asked), need) > _WAYS:
            return None
        return either(both(way) for way in combinations(asked, need))

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        words = wordings(rng, level)
        some = rng.randint(1, len(words)) if level == 3 else None
        return cls(words=words, min=some)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(words=("tide", "rock pool")), "A rock  pool at low TIDE.", True),
            Example(cls(words=("war",)), "Move forward.", False),
            Example(cls(words=("war",), mode="official"), "Move forward.", True),
        )
