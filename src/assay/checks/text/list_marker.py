"""`text.list_marker`: a list whose items begin with a marker of one's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, spans_of
from assay.checks.text.boundary import AFTER, bounded
from assay.checks.text.count import Count, Counted, bound_phrase
from assay.context import Context
from assay.demands import Demands, amount, both
from assay.response import Response
from assay.views.blocks import MARKDOWN
from assay.views.view import View

__all__ = ["ListMarker"]


class ListMarker(Count, kind="text.list_marker"):
    """The number of list items that begin with `marker` is within bounds, and no item has
    another bullet; numbered items are free.

    An item is a line with the marker, as it is written, and text after it. With `inline` the
    marker may also stand inside a line, alone between white space. Score: of the count, halved
    where there are other items.
    """

    noun: ClassVar[str] = "list item"
    nouns: ClassVar[str] = "list items"
    uses: ClassVar[tuple[View[Any], ...]] = (MARKDOWN,)

    marker: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]

    inline: bool = False

    def validate(self) -> None:
        super().validate()
        if not self.marker.strip() or "\n" in self.marker:
            raise ValueError(f"the marker must be visible and on one line, got {self.marker!r}")

    def count(self, response: Response, context: Context) -> Counted:
        if self.marker.strip() not in response.text:
            return []
        found = _items(self.marker.strip(), self.inline).finditer(response.text)
        return [(match.start(), match.end()) for match in found]

    def standard(self, response: Response, context: Context) -> Finding:
        made = super().standard(response, context)
        marker = self.marker.strip()
        items = response.view(MARKDOWN).items
        others = [
            (item.start, item.end)
            for item in items
            if not item.numbered and not _same(response.text, item.start, marker)
        ]
        if not others:
            return made
        score = (1.0 if made.passed else made.score or 0.0) / 2
        why = f"{len(others)} list items do not begin with {self.marker!r}. {made.why}"
        return Finding(False, why, score, spans_of(response.text, others))

    def demands(self) -> Demands | None:
        own = super().demands()
        if self.inline or not self.min or own is None:
            return own
        return both([own, amount("lines", self.min)])

    def describe(self) -> str:
        noun = self.noun if self.last == 1 else self.nouns
        number = bound_phrase(self.min, self.max)
        where = "after" if self.inline else "on a line of its own that begins with"
        return f"Write a list of {number} {noun}, each {where} {self.marker!r} instead of a bullet."

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Stranger markers, and exact numbers at 4 and 5."""
        markers = (("->", "=>"), ("~", ">>"), ("!?", "::"), ("...", "#+"), ("ITEM", "(o)"))
        least = rng.randint(2, 2 + level)
        return cls(
            marker=rng.choice(markers[level - 1]), min=least, max=least if level >= 4 else None
        )

    @classmethod
    def examples(cls) -> Sequence[Example]:
        arrows = cls(marker="->", min=2)
        return (
            Example(arrows, "Found:\n-> crab\n-> limpet", True),
            Example(arrows, "- crab\n- limpet", False),
            Example(arrows, "It goes a -> b -> c.", False),
            Example(arrows, "-> crab\n-> limpet\n* weed", False),
            Example(cls(marker="->", min=2, inline=True), "-> crab -> limpet", True),
        )


@lru_cache(maxsize=256)
def _items(marker: str, inline: bool) -> re.Pattern[str]:
    """Where an item begins; a line of the marker alone is none."""
    tail = AFTER if bounded(marker[-1]) else f"(?!{re.escape(marker[-1])})"
    if marker in "-*+":  # without white space after it, it is emphasis or a sign
        tail = r"(?=[ \t])"
    line = rf"^[ \t\u3000]*{re.escape(marker)}{tail}(?=[ \t]*\S)"
    if inline:
        line += rf"|(?<!\S){re.escape(marker)}(?=[ \t]+\S)"
    return re.compile(line, re.MULTILINE)


def _same(text: str, start: int, marker: str) -> bool:
    """Whether the line of a list item begins with the marker."""
    while text[start : start + 1] in (" ", "\t", "\u3000"):
        start += 1
    return text.startswith(marker, start)
