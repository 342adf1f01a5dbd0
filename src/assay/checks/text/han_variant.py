"""`text.han_variant`: simplified or traditional Chinese characters."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar, Literal

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.context import Context
from assay.demands import Demands, amount, both
from assay.response import Response
from assay.views.chinese import HAN
from assay.views.scripts import LETTERS
from assay.views.view import View

__all__ = ["HanVariant"]


class HanVariant(TextCheck, kind="text.han_variant"):
    """The Chinese characters are those of `variant`: `simplified` or `traditional`.

    A text passes with at least one character that only the wanted form has and none that only the
    other has. Undecided where no character tells; a text without Chinese characters fails. Score:
    the share of the telling characters that fit.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (HAN, LETTERS)

    variant: Literal["simplified", "traditional"]

    def standard(self, response: Response, context: Context) -> Finding:
        right, wrong = response.view(HAN)
        if self.variant == "traditional":
            right, wrong = wrong, right
        if not right and not wrong:
            if not response.view(LETTERS).get("han"):
                return Finding(False, f"No Chinese characters; {self.variant} ones required.", 0.0)
            return Finding(None, "Simplified and traditional Chinese share all characters here.")
        total = len(right) + len(wrong)
        why = f"{len(right)} of {total} telling characters are {self.variant}; all required."
        score = len(right) / total if wrong else None
        evidence = spans_of(response.text, [(n, n + 1) for n in wrong])
        return Finding(not wrong, why, score, evidence)

    def describe(self) -> str:
        return f"Write in {self.variant} Chinese characters."

    def demands(self) -> Demands | None:
        """A character of the wanted form, and none of the other."""
        other = "traditional" if self.variant == "simplified" else "simplified"
        wanted = amount("han_variant", 1, None, (self.variant,))
        return both([wanted, amount("han_variant", 0, 0, (other,))])

    @classmethod
    def examples(cls) -> Sequence[Example]:
        simplified, traditional = cls(variant="simplified"), cls(variant="traditional")
        return (
            Example(simplified, "螃蟹躲在岩石后面，数量很多。", True),
            Example(traditional, "螃蟹躲在岩石後面，數量很多。", True),
            Example(simplified, "螃蟹躲在岩石後面，数量很多。", False),
            Example(traditional, "The crabs hide.", False),
            Example(traditional, "海水很冷。", None),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Simplified at first; traditional, which models write less often, from level 4."""
        return cls(variant="traditional" if level + rng.random() > 3.5 else "simplified")
