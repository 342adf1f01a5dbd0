"""`text.title`: a title in double angular brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from assay.check import Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.checks.text.upstream import OFFICIAL_TITLE
from assay.context import Context
from assay.demands import Demands, amount
from assay.response import Response
from assay.views.view import View

__all__ = ["Title"]

# With white space inside only at the start of a line: `cout << x >> y` has no title.
_TITLE = re.compile(
    r"(?<![\w<])<<(?=\S)[^<\n]{1,500}?(?<=[^\s>])>>(?!\w)"
    r"|^[ \t>*_#\"'\u201c]{0,20}<<[^<>\n]{1,500}>>",
    re.MULTILINE,
)


class Title(TextCheck, kind="text.title"):
    """There is a title in double angular brackets: `<<Low water>>`.

    The operators of code (`cout << x >> y`) are no title; in official mode they are.
    """

    official_uses: ClassVar[tuple[View[Any], ...]] = (OFFICIAL_TITLE,)

    def standard(self, response: Response, context: Context) -> Finding:
        for match in _TITLE.finditer(response.text):
            start = match.start() + match[0].index("<<")
            title = response.text[start : match.end()]
            if title.strip("<> "):
                evidence = spans_of(response.text, [(start, match.end())])
                return Finding(True, f"The title is {title!r}.", None, evidence)
        return Finding(False, "There is no title in double angular brackets.")

    def official(self, response: Response, context: Context) -> Finding:
        found = response.view(OFFICIAL_TITLE)
        return Finding(found, "A title was found." if found else "No title was found.")

    def describe(self) -> str:
        return "Give your response a title in double angular brackets, such as <<title>>."

    def demands(self) -> Demands | None:
        return amount("title", 1)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(), "<<Low water>>\n\nThe tide falls.", True),
            Example(cls(), "Write cout << x >> y there.", False),
            Example(cls(mode="official"), "Write cout << x >> y there.", True),
        )
