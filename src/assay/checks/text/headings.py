"""`text.headings`: how many Markdown headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Example
from assay.checks.text.count import Count, Counted
from assay.context import Context
from assay.response import Response
from assay.views.blocks import MARKDOWN
from assay.views.view import View

__all__ = ["Headings"]


class Headings(Count, kind="text.headings"):
    """The number of Markdown headings (`#` to `######`), of `level` if given, is within bounds."""

    noun: ClassVar[str] = "heading"
    nouns: ClassVar[str] = "headings"
    uses: ClassVar[tuple[View[Any], ...]] = (MARKDOWN,)

    level: Annotated[int, msgspec.Meta(ge=1, le=6)] | None = None

    def count(self, response: Response, context: Context) -> Counted:
        headings = response.view(MARKDOWN).headings
        return [(h.start, h.end) for h in headings if self.level in (None, h.level)]

    def describe(self) -> str:
        text = super().describe()
        return (
            text
            if self.level is None
            else f"{text[:-1]} of level {self.level} ({'#' * self.level})."
        )

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(min=2), "# Tide\n\ntext\n\n## Crab", True),
            Example(cls(min=2, level=2), "# Tide\n\n## Crab", False),
        )
