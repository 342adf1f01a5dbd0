"""`text.numbered_items`: how many numbered list items."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar

from assay.check import Example
from assay.checks.text.base import Finding
from assay.checks.text.count import Count, Counted
from assay.context import Context
from assay.response import Response
from assay.views.blocks import MARKDOWN, Item, filled
from assay.views.view import View

__all__ = ["NumberedItems"]


class NumberedItems(Count, kind="text.numbered_items"):
    """The number of numbered list items (`1.` or `1)`) with text is within bounds. With `ordered`,
    the numbers must also count up by one.
    """

    version: ClassVar[str] = "2"
    noun: ClassVar[str] = "numbered item"
    nouns: ClassVar[str] = "numbered items"
    usual: ClassVar[tuple[int, int] | None] = (2, 8)
    uses: ClassVar[tuple[View[Any], ...]] = (MARKDOWN,)

    ordered: bool = False

    def standard(self, response: Response, context: Context) -> Finding:
        finding = super().standard(response, context)
        if not self.ordered or finding.passed is False:
            return finding
        broken = _broken([item for item in response.view(MARKDOWN).items if item.numbered])
        if broken is None:
            return finding
        return Finding(False, f"The number {broken} is out of order.", 0.5, finding.evidence)

    def count(self, response: Response, context: Context) -> Counted:
        items = [item for item in response.view(MARKDOWN).items if item.numbered]
        return [(item.start, item.end) for item in items if filled(response.text, item)]

    def _counts(self) -> tuple[str, ...]:
        """The same items, in order or not."""
        return ("",)

    def describe(self) -> str:
        return (
            f"{super().describe()[:-1]}, numbered in order." if self.ordered else super().describe()
        )

    @classmethod
    def drawn(cls, rng: Random, level: int) -> dict[str, Any]:  # noqa: ARG003
        return {"ordered": level > 2}

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(min=2, max=2), "1. crab\n2. limpet", True),
            Example(cls(min=3), "1. crab\n- limpet", False),
            Example(cls(min=2, ordered=True), "1. crab\n3. limpet", False),
        )


def _broken(items: list[Item]) -> int | None:
    """The first number that neither follows the one before at its depth nor starts a list."""
    last: dict[int, int] = {}
    for item in items:
        number = int(item.marker[:-1])
        if number not in (last.get(item.indent, number - 1) + 1, 1):
            return number
        last = {indent: n for indent, n in last.items() if indent < item.indent}
        last[item.indent] = number
    return None
