"""`text.title`: a title in double angular brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Check, Example
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


Mark = Annotated[str, msgspec.Meta(min_length=1, max_length=10)]


class Title(TextCheck, kind="text.title"):
    """There is a title in double angular brackets: `<<Low water>>`, or between other `marks`.

    A title between other marks stands at the start of a line.

    The operators of code (`cout << x >> y`) are no title; in official mode they are.
    """

    version: ClassVar[str] = "2"
    official_uses: ClassVar[tuple[View[Any], ...]] = (OFFICIAL_TITLE,)

    marks: tuple[Mark, Mark] = ("<<", ">>")

    def standard(self, response: Response, context: Context) -> Finding:
        for match in _titles(*self.marks).finditer(response.text):
            start = match.start() + match[0].index(self.marks[0])
            title = response.text[start : match.end()]
            if title.strip("".join(self.marks) + " \t"):
                evidence = spans_of(response.text, [(start, match.end())])
                return Finding(True, f"The title is {title!r}.", None, evidence)
        return Finding(False, f"There is no title in {' '.join(self.marks)}.")

    def official(self, response: Response, context: Context) -> Finding:
        found = response.view(OFFICIAL_TITLE)
        return Finding(found, "A title was found." if found else "No title was found.")

    def describe(self) -> str:
        if self.marks == ("<<", ">>"):
            return "Give your response a title in double angular brackets, such as <<title>>."
        example = "title".join(self.marks)
        return f"Give your response a title on a line of its own, written as {example}."

    def demands(self) -> Demands | None:
        return amount("title", 1, None, self.marks)

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """The usual marks at first, rarer ones from level 3 on."""
        rarer = (("[[", "]]"), ("==", "=="), ("~~", "~~"), ("//", "//"))
        return cls(marks=rng.choice(rarer)) if level > 2 else cls()

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(), "<<Low water>>\n\nThe tide falls.", True),
            Example(cls(), "Write cout << x >> y there.", False),
            Example(cls(marks=("##", "##")), "##Low water##\n\nThe tide falls.", True),
            Example(cls(marks=("##", "##")), "## Low water\n\nThe tide falls.", False),
            Example(cls(mode="official"), "Write cout << x >> y there.", True),
        )


@lru_cache(maxsize=64)
def _titles(head: str, tail: str) -> re.Pattern[str]:
    """What a title between these marks looks like."""
    if (head, tail) == ("<<", ">>"):
        return _TITLE
    start, end = re.escape(head), re.escape(tail)
    return re.compile(rf"^[ \t>\"\u201c]{{0,20}}{start}[^\n]{{1,500}}?{end}", re.MULTILINE)
