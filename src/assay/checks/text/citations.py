"""`text.citations`: how many citations in APA form."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar, Literal

from assay.check import Check, Example
from assay.checks.text.count import Count, Counted
from assay.context import Context
from assay.response import Response
from assay.views.citations import CITATIONS, REFERENCES
from assay.views.view import View

__all__ = ["Citations"]


class Citations(Count, kind="text.citations"):
    """The number of citations in the form of the APA (7th edition) is within bounds.

    `of` says which: `in_text` (`(Lee & Roe, 2020)`, `Lee et al. (2020, p. 4)`), `references`
    (`Lee, A. (2020). Title.`, one a line) or `any`. Each author and year counts, in one pair of
    brackets too. Whether the work exists is not asked.
    """

    noun: ClassVar[str] = "citation"
    nouns: ClassVar[str] = "citations"
    uses: ClassVar[tuple[View[Any], ...]] = (CITATIONS, REFERENCES)

    of: Literal["any", "in_text", "references"] = "any"

    def count(self, response: Response, context: Context) -> Counted:
        found: list[tuple[int, int]] = []
        if self.of != "references":
            found += response.view(CITATIONS)
        if self.of != "in_text":
            found += response.view(REFERENCES)
        return sorted(found)

    def describe(self) -> str:
        form = {
            "any": "in APA style",
            "in_text": "in the text in APA style, such as (Lee, 2020)",
            "references": "in a list of references in APA style",
        }
        return f"{super().describe()[:-1]} {form[self.of]}."

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """More of them with the level, an exact number at 5."""
        least = rng.randint(level, level + 1)
        of: Literal["any", "in_text", "references"] = "any"
        if level > 1:
            of = rng.choice(["in_text", "references"])
        return cls(of=of, min=least, max=least if level == 5 else None)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        text = "Crabs hide (Lee & Roe, 2019; Poe, 2020, p. 4). Poe et al. (2021) saw it."
        entry = "Lee, A. B., & Roe, C. (2019). Tide pools of the north. *Shore*, 3(1), 4\u20139."
        return (
            Example(cls(of="in_text", min=3, max=3), text, True),
            Example(cls(of="references", min=1), entry, True),
            Example(cls(min=1), "It was low tide (in May, 2020) there [1].", False),
            Example(cls(of="in_text", min=1), entry, False),
        )
