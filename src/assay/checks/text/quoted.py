"""`text.quoted`: the whole response in double quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assay.check import Example
from assay.checks.text.base import Finding, TextCheck
from assay.context import Context
from assay.demands import Demands, amount, both
from assay.response import Response

__all__ = ["Quoted"]

_PAIRS = (
    ('"', '"'),
    ("\u201c", "\u201d"),
    ("\u201e", "\u201c"),
    ("\u201e", "\u201d"),
    ("\u00ab", "\u00bb"),
)
# The first mark inside closes a quotation, and a later one opens another.
_TWO = re.compile(r'"[^"]*[^"\s](?:"(?=[\s,.;:!?\u2013\u2014-]))[^"]*\s"(?=\S)')


class Quoted(TextCheck, kind="text.quoted"):
    """The whole response stands between double quotation marks, straight or curly.

    Official: straight ones only, and nothing need stand between them.
    """

    def standard(self, response: Response, context: Context) -> Finding:
        text = response.text.strip()
        wrapped = len(text) > 1 and (text[0], text[-1]) in _PAIRS
        if wrapped and not text[1:-1].strip():
            return Finding(False, "There is nothing between the quotation marks.")
        if wrapped and _TWO.match(text):
            return Finding(False, "There are several quotations, not one around the whole text.")
        return Finding(
            wrapped, f"The text is {'' if wrapped else 'not '}in double quotation marks."
        )

    def official(self, response: Response, context: Context) -> Finding:
        text = response.text.strip()
        wrapped = len(text) > 1 and text[0] == text[-1] == '"'
        return Finding(
            wrapped, f"The text is {'' if wrapped else 'not '}in straight double quotes."
        )

    def describe(self) -> str:
        return "Put your whole response in double quotation marks."

    def demands(self) -> Demands | None:
        return both([amount("characters", 3, None, ("visible",)), Demands(quoted=True)])

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(), "\u201cThe tide is low.\u201d", True),
            Example(cls(mode="official"), "\u201cThe tide is low.\u201d", False),
            Example(cls(), '"Low," she said.', False),
        )
