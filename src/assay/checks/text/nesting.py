"""`text.nesting`: how deeply brackets or quotation marks are nested."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar, Literal

from assay.check import Check, Example
from assay.checks.text.base import Finding, spans_of
from assay.checks.text.count import Count, bound_phrase
from assay.context import Context
from assay.response import Response
from assay.views.nesting import BRACKETS, QUOTES
from assay.views.view import View

__all__ = ["Nesting"]


class Nesting(Count, kind="text.nesting"):
    """The deepest nesting of brackets (`of` = "brackets": round, square, curly) or of quotation
    marks ("quotes") is within bounds; a pair with no other inside is one level.

    Only pairs count that are closed in order and hold a letter or digit: `((()))` nests nothing.
    A straight quotation mark cannot stand directly inside its like, so that levels alternate.
    """

    noun: ClassVar[str] = "level"
    nouns: ClassVar[str] = "levels"
    uses: ClassVar[tuple[View[Any], ...]] = (BRACKETS, QUOTES)

    of: Literal["brackets", "quotes"] = "brackets"

    def standard(self, response: Response, context: Context) -> Finding:
        pairs = response.view(BRACKETS if self.of == "brackets" else QUOTES)
        deepest = max(pairs, key=lambda pair: pair.depth, default=None)
        made = self.judge(deepest.depth if deepest else 0, response.text)
        evidence = spans_of(response.text, [(deepest.start, deepest.end)]) if deepest else ()
        return Finding(made.passed, made.why, made.score, evidence)

    def describe(self) -> str:
        what = "brackets" if self.of == "brackets" else "quotation marks"
        if self.max == 0:
            return f"Do not use any {what}."
        if self.max == 1 and self.min is None:
            return f"Do not nest {what} inside {what}."
        noun = self.noun if self.last == 1 else self.nouns
        kinds = " (round, square or curly)" if self.of == "brackets" else ""
        return f"Nest {what}{kinds} {bound_phrase(self.min, self.max)} {noun} deep."

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Two levels at 1, six at 5; of quotation marks half as many."""
        if rng.random() < 0.5:
            return cls(of="quotes", min=1 + (level + 1) // 2)
        return cls(min=level + 1, max=level + 1 if level == 5 else None)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(min=3), "Crabs (shore crabs [green ones {small}]) hide.", True),
            Example(cls(min=3), "Crabs ((())) hide.", False),
            Example(cls(min=2), "Crabs (green) and (small) (ones) hide.", False),
            Example(cls(of="quotes", min=3), '"She said \'he read "Low tide" to us\' then."', True),
            Example(cls(of="quotes", min=2), "It's the crabs' \"pool\", isn't it?", False),
        )
