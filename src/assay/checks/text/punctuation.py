"""`text.punctuation`: how many of certain punctuation marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar

import msgspec

from assay.check import Example
from assay.checks.text.count import Count, Counted
from assay.context import Context
from assay.response import Response

__all__ = ["Punctuation"]


class Punctuation(Count, kind="text.punctuation"):
    """The number of the punctuation marks in `marks` is within bounds, each on its own."""

    noun: ClassVar[str] = "mark"
    nouns: ClassVar[str] = "marks"

    marks: Annotated[str, msgspec.Meta(min_length=1)]

    def describe(self) -> str:
        wanted = super().describe().removesuffix(".")
        return f"{wanted} among {' '.join(self.marks)} in your response."

    def count(self, response: Response, context: Context) -> Counted:
        return [(n, n + 1) for n, c in enumerate(response.text) if c in self.marks]

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(marks="!?", max=0), "The tide falls.", True),
            Example(cls(marks="!", min=1, max=1), "Look out! A wave!", False),
        )
