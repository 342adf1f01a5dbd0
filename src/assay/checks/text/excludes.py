"""`text.excludes`: words or phrases that must not stand in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import Annotated, ClassVar

import msgspec

from assay.check import Check, Example, Runs
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.checks.text.drawing import wordings
from assay.checks.text.wording import Matching, Phrase, find_phrase, risky
from assay.context import Context, Mode
from assay.demands import Demands, both, phrase
from assay.response import Response

__all__ = ["Excludes"]


class Excludes(TextCheck, kind="text.excludes"):
    """None of `words` stands in the text, whatever its case.

    `matching` says whether a longer word that holds one counts as well. Score: the share of the
    words that stay away. Official: each is a regular expression between word boundaries.
    """

    deadline: ClassVar[float] = 2.0

    words: Annotated[tuple[Phrase, ...], msgspec.Meta(min_length=1)]
    matching: Matching = "word"

    def standard(self, response: Response, context: Context) -> Finding:
        found = {word: find_phrase(response, word, self.matching) for word in self.words}
        return self._judge(response, {word: where for word, where in found.items() if where})

    def official(self, response: Response, context: Context) -> Finding:
        text = response.text
        matches = {w: re.search(rf"\b{w}\b", text, re.IGNORECASE) for w in sorted(set(self.words))}
        return self._judge(response, {w: [m.span()] for w, m in matches.items() if m})

    def where(self, mode: Mode) -> Runs:
        return "worker" if (self.mode or mode) == "official" and risky(self.words) else "inline"

    def _judge(self, response: Response, found: dict[str, list[tuple[int, int]]]) -> Finding:
        if not found:
            return Finding(True, f"None of {len(self.words)} forbidden words found.")
        why = f"Forbidden words found: {', '.join(map(repr, list(found)[:5]))}."
        evidence = spans_of(response.text, [span for where in found.values() for span in where])
        return Finding(False, why, 1 - len(found) / len(set(self.words)), evidence)

    def describe(self) -> str:
        listed = ", ".join(map(repr, self.words))
        return f"Do not use the word{'s' if len(self.words) > 1 else ''} {listed}."

    def demands(self) -> Demands | None:
        return both(phrase(word, 0, 0, self.matching, whole=True) for word in self.words)

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Rare words at first; at level 4 and 5 words that a text can hardly do without."""
        common = ("is", "of", "it", "that", "very", "but", "with")
        return cls(words=wordings(rng, level) + tuple(rng.sample(common, max(0, level - 3))))

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(words=("end",)), "See you at the weekend.", True),
            Example(cls(words=("f(x)", "end")), "Plot f(x) now.", False),
        )
