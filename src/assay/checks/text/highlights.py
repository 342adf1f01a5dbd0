"""`text.highlights`: how many emphasised stretches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from assay.check import Example
from assay.checks.text.base import Finding
from assay.checks.text.count import Count, Counted
from assay.checks.text.upstream import OFFICIAL_HIGHLIGHTS
from assay.context import Context
from assay.response import Response
from assay.views.view import View

__all__ = ["Highlights"]

# Each begins with what it looks for, so that the search skips from mark to mark; what must not
# stand before is looked at afterwards.
_STRONG = {
    "*": re.compile(r"\*\*(?<![*\\]\*\*)\*?(?=[^\s*])(?:[^*\n]|\*(?!\*))*(?<=\S)\*\*\*?(?!\*)"),
    "_": re.compile(r"__(?<![\w\\]__)_?(?=[^\s_])[^_\n]*(?<=[^\s_])___?(?![\w_])"),
}
_EMPHASIS = {
    "*": re.compile(r"\*(?<![\w*\\]\*)(?=[^\s*])[^*\n]*(?<=[^\s*])\*(?!\*)"),
    "_": re.compile(r"_(?<![\w\\]_)(?=[^\s_])[^_\n]*(?<=[^\s_])_(?![\w_])"),
}


def emphasised(text: str) -> list[tuple[int, int]]:
    """Where emphasis stands, one kind inside the other counted twice."""
    found: list[tuple[int, int]] = []
    for mark in "*_":
        if mark in text:
            strong = [match.span() for match in _STRONG[mark].finditer(text)]
            plain = _STRONG[mark].sub(_masked, text) if strong else text
            found += strong + [match.span() for match in _EMPHASIS[mark].finditer(plain)]
    return sorted(found)


def _masked(match: re.Match[str]) -> str:
    """The match with its outer marks made harmless, so that only what is inside still counts."""
    inner = match[0].strip(match[0][0])
    head = match[0].index(inner)
    return "\0" * head + inner + "\0" * (len(match[0]) - head - len(inner))


HIGHLIGHTS = View("highlights:assay/1", emphasised)


class Highlights(Count, kind="text.highlights"):
    """The number of stretches in Markdown emphasis (`*so*`, `**so**`, `_so_`) is within bounds.

    Asterisks with white space inside (`2 * 3 * 4`) emphasise nothing. Official: anything
    between two asterisks on a line, bold text by a second pattern too.
    """

    noun: ClassVar[str] = "highlighted section"
    nouns: ClassVar[str] = "highlighted sections"
    usual: ClassVar[tuple[int, int] | None] = (1, 6)
    uses: ClassVar[tuple[View[Any], ...]] = (HIGHLIGHTS,)
    official_uses: ClassVar[tuple[View[Any], ...]] = (OFFICIAL_HIGHLIGHTS,)

    def count(self, response: Response, context: Context) -> Counted:
        return response.view(HIGHLIGHTS)

    def official(self, response: Response, context: Context) -> Finding:
        return self.judge(response.view(OFFICIAL_HIGHLIGHTS), response.text)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(min=2), "The *tide* is **low**.", True),
            Example(cls(min=1), "2 * 3 * 4 is 24", False),
        )
