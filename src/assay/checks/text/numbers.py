"""`text.numbers`: how many numbers in digits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from assay.check import Example
from assay.checks.text.count import Count, Counted
from assay.context import Context
from assay.response import Response
from assay.views.blocks import MARKDOWN
from assay.views.view import View

__all__ = ["Numbers"]

# It begins with a digit, so that the search skips to the next one.
_NUMERAL = re.compile(r"\d(?<![\w.]\d)\d*+(?:[.,/:]\d++)*+(?!\w)")


class Numbers(Count, kind="text.numbers"):
    """The number of numerals is within bounds.

    `3.14`, `1,000` and `2/3` are one numeral each, `2020-2021` is two; digits inside a word
    (`H2O`) are none, nor is the number that marks a list item.
    """

    noun: ClassVar[str] = "number"
    nouns: ClassVar[str] = "numbers"
    usual: ClassVar[tuple[int, int] | None] = (1, 8)
    uses: ClassVar[tuple[View[Any], ...]] = (MARKDOWN,)

    def count(self, response: Response, context: Context) -> Counted:
        text = response.text
        items = [item for item in response.view(MARKDOWN).items if item.numbered]
        found = [match.span() for match in _NUMERAL.finditer(text)]
        if not found or not items:
            return found
        marked = {text.index(item.marker, item.start) for item in items}
        return [span for span in found if span[0] not in marked]

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(min=2, max=2), "1. About 1,000 crabs\n2. in 3.5 metres", True),
            Example(cls(max=0), "Water is H2O at 20 degrees.", False),
        )
