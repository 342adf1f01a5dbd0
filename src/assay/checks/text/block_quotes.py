"""`text.block_quotes`: how many Markdown block quotes."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar

from assay.check import Check, Example
from assay.checks.text.count import Count, Counted
from assay.context import Context
from assay.response import Response
from assay.views.block_quotes import BLOCK_QUOTES
from assay.views.view import View

__all__ = ["BlockQuotes"]


class BlockQuotes(Count, kind="text.block_quotes"):
    """The number of Markdown block quotes (lines that begin with `>`) is within bounds.

    Lines next to one another are one block quote; an empty one is none, and code holds none.
    """

    noun: ClassVar[str] = "block quote"
    nouns: ClassVar[str] = "block quotes"
    uses: ClassVar[tuple[View[Any], ...]] = (BLOCK_QUOTES,)

    def count(self, response: Response, context: Context) -> Counted:
        return response.view(BLOCK_QUOTES)

    def describe(self) -> str:
        return f"{super().describe()[:-1]} in Markdown (lines that begin with >)."

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """One or more at 1, an exact number at 4 and 5."""
        least = rng.randint(1, level)
        return cls(min=least, max=least if level >= 4 else None if level <= 2 else least + 2)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(min=2, max=2), "> Low tide.\n> Crabs hide.\n\nso\n\n> High tide.", True),
            Example(cls(min=1), "3 > 2\n\n```\n> out.txt\n```", False),
            Example(cls(min=1), ">\n>", False),
        )
