"""`text.bullets`: how many bullet points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from assay.check import Example
from assay.checks.text.base import Finding
from assay.checks.text.count import Count, Counted
from assay.checks.text.upstream import OFFICIAL_BULLETS
from assay.context import Context
from assay.response import Response
from assay.views.blocks import MARKDOWN, filled
from assay.views.view import View

__all__ = ["Bullets"]


class Bullets(Count, kind="text.bullets"):
    """The number of list items with a bullet (`-`, `*`, `+`, `•` ...) is within bounds.

    Rules (`---`), italics that open a line, negative numbers, code and items without text are no
    bullets; nested items count unless `top` is set. Official: lines that begin with `*` and
    another character, or with `-`.
    """

    version: ClassVar[str] = "2"
    noun: ClassVar[str] = "bullet point"
    nouns: ClassVar[str] = "bullet points"
    usual: ClassVar[tuple[int, int] | None] = (2, 8)
    uses: ClassVar[tuple[View[Any], ...]] = (MARKDOWN,)
    official_uses: ClassVar[tuple[View[Any], ...]] = (OFFICIAL_BULLETS,)

    top: bool = False

    def count(self, response: Response, context: Context) -> Counted:
        items = [i for i in response.view(MARKDOWN).items if not i.numbered]
        items = [item for item in items if filled(response.text, item)]
        least = min((item.indent for item in items), default=0)
        return [(i.start, i.end) for i in items if not self.top or i.indent == least]

    def official(self, response: Response, context: Context) -> Finding:
        return self.judge(response.view(OFFICIAL_BULLETS), response.text)

    def describe(self) -> str:
        text = super().describe()
        return f"{text[:-1]}, nested ones not counted." if self.top else text

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(min=2, max=2), "- crab\n- limpet\n\n---\n", True),
            Example(cls(min=3, max=3), "* crab\n* limpet\n*weed* is no bullet", False),
            Example(cls(min=1, max=1, top=True), "- crab\n  - claw", True),
        )
