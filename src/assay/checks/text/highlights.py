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

_STRONG = re.compile(
    r"(?<![*\\])(\*{2,3})(?=[^\s*])(?:[^*\n]|\*(?!\*))*(?<=\S)\1(?!\*)"
    r"|(?<![\w_\\])(_{2,3})(?=[^\s_])[^_\n]*(?<=[^\s_])\2(?![\w_])"
)
_EMPHASIS = re.compile(
    r"(?<![\w*\\])\*(?=[^\s*])[^*\n]*(?<=[^\s*])\*(?!\*)"
    r"|(?<![\w_\\])_(?=[^\s_])[^_\n]*(?<=[^\s_])_(?![\w_])"
)


def emphasised(text: str) -> list[tuple[int, int]]:
    """Where emphasis stands, one kind inside the other counted twice."""
    if "*" not in text and "_" not in text:
        return []
    strong = [match.span() for match in _STRONG.finditer(text)]
    plain = _STRONG.sub(_masked, text) if strong else text
    return sorted(strong + [match.span() for match in _EMPHASIS.finditer(plain)])


def _masked(match: re.Match[str]) -> str:
    """The match with its outer marks made harmless, so that only what is inside still counts."""
    width = len(match[1] or match[2])
    return "\0" * width + match[0][width:-width] + "\0" * width


HIGHLIGHTS = View("highlights:assay/1", emphasised)



class Highlights(Count, kind="text.highlights"):
    """The number of stretches in Markdown emphasis (`*so*`, `**so**`, `_so_`) is within bounds.

    Asterisks with white space inside (`2 * 3 * 4`) emphasise nothing. Official: anything
    between two asterisks on a line, bold text by a second pattern too.
    """

    noun: ClassVar[str] = "highlighted section"
    nouns: ClassVar[str] = "highlighted sections"
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
