"""`text.lines`: how many lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from assay.check import Example
from assay.checks.text.count import Count
from assay.context import Context
from assay.response import Response
from assay.views.blocks import LINES
from assay.views.view import View

__all__ = ["Lines"]


class Lines(Count, kind="text.lines"):
    """The number of lines that hold more than white space is within bounds."""

    noun: ClassVar[str] = "line"
    nouns: ClassVar[str] = "lines"
    usual: ClassVar[tuple[int, int] | None] = (3, 20)
    uses: ClassVar[tuple[View[Any], ...]] = (LINES,)

    def count(self, response: Response, context: Context) -> int:
        return len(response.view(LINES))

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(min=3, max=3), "falling tide\nthe crab\nunder its stone", True),
            Example(cls(max=2), "one\n\ntwo\nthree", False),
        )
