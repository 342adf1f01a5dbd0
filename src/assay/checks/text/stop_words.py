"""`text.stop_words`: the share of stop words."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar

from assay.check import Check, Example
from assay.checks.text.base import Finding
from assay.checks.text.counted import counted
from assay.checks.text.percent import PercentCheck, Share
from assay.context import Context
from assay.response import Response
from assay.views.folded import FOLDED
from assay.views.stop_words import Listed, stop_words
from assay.views.view import View

__all__ = ["StopWords"]


class StopWords(PercentCheck, kind="text.stop_words"):
    """The share of stop words among all words, in per cent, is within `min` and `max`.

    Stop words are the function words of `language` (en, es, fr), contractions included
    (`stop-words:assay/1`). A text without a word that has a letter fails. Score: how near the
    share comes to the bound.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (FOLDED,)

    min: Share | None = None
    max: Share | None = None
    language: Listed = "en"

    def standard(self, response: Response, context: Context) -> Finding:
        said = response.view(FOLDED)
        if all(word.isdigit() for word in said):
            return Finding(False, "There are no words.", 0.0)
        listed = stop_words(self.language)
        counts = counted(response)
        number = sum(map(counts.__getitem__, counts.keys() & listed))
        return self.judge(100 * number / len(said), f"stop words ({number} of {len(said)} words)")

    def describe(self) -> str:
        return f"Let {self.bounds()} of all words be stop words."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        few = cls(max=30)
        return (
            Example(few, "Crabs hide beneath flat stones.", True),
            Example(few, "It is what it is.", False),
            Example(few, "?!", False),
            Example(cls(min=50), "It is what it is.", True),
            Example(cls(max=40, language="es"), "La marea de la noche y el mar.", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Ordinary prose has some 45 per cent; lower is harder."""
        return cls(max=(50, 42, 35, 28, 20)[level - 1] + rng.randint(-2, 2))
