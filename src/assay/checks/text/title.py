"""`text.title`: a title in double angular brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from assay.check import Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.checks.text.upstream import OFFICIAL_TITLE
from assay.context import Context
from assay.response import Response
from assay.views.view import View

__all__ = ["Title"]

_TITLE = re.compile(
    r"^[ \t>*_#\"'\u201c]{0,20}(?:\w{1,20}[*_]{0,3}:[ \t*_]{0,10})?(<<[^<>\n]{1,500}>>)",
    re.MULTILINE,
)


class Title(TextCheck, kind="text.title"):
    """A line starts with a title in double angular brackets: `<<Low water>>`.

    Heading marks, emphasis and a label (`Title:`) before it are free.
    Official: anything between `<<` and `>>`,
    `cout << x >> y` included.
    """

    official_uses: ClassVar[tuple[View[Any], ...]] = (OFFICIAL_TITLE,)

    def standard(self, response: Response, context: Context) -> Finding:
        found = next((m for m in _TITLE.finditer(response.text) if m[1][2:-2].strip()), None)
        if found is None:
            return Finding(False, "No line starts with a title in double angular brackets.")
        return Finding(
            True, f"The title is {found[1]!r}.", None, spans_of(response.text, [found.span(1)])
        )

    def official(self, response: Response, context: Context) -> Finding:
        found = response.view(OFFICIAL_TITLE)
        return Finding(found, "A title was found." if found else "No title was found.")

    def describe(self) -> str:
        return "Give your response a title in double angular brackets, such as <<title>>."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(), "<<Low water>>\n\nThe tide falls.", True),
            Example(cls(), "Write cout << x >> y there.", False),
            Example(cls(mode="official"), "Write cout << x >> y there.", True),
        )
