"""`text.placeholders`: how many bracketed placeholders."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from assay.check import Example
from assay.checks.text.base import Finding
from assay.checks.text.count import Count, Counted
from assay.checks.text.upstream import OFFICIAL_PLACEHOLDERS
from assay.context import Context
from assay.response import Response
from assay.views.view import View

__all__ = ["Placeholders"]

# The length is bounded, so that a run of brackets costs no more than its length.
_PLACEHOLDER = re.compile(
    r"(?<![A-Za-z0-9_)\]!])\[(?![\^\s]|[xX]\])[^\[\]\n]{1,200}\](?![(\[]|:[ \t]*(?:<|\w+://))"
    # Glued between two words, as in a text without spaces or marks, it is no subscript.
    r"|(?<=[a-z])\[[A-Za-z][A-Za-z ]{1,100}\](?=[a-z])"
)


class Placeholders(Count, kind="text.placeholders"):
    """The number of placeholders such as `[address]` is within bounds.

    Markdown links, footnotes, check boxes and subscripts (`a[0]`) are none. Official: anything
    between square brackets on a line.
    """

    version: ClassVar[str] = "2"
    noun: ClassVar[str] = "placeholder"
    nouns: ClassVar[str] = "placeholders"
    usual: ClassVar[tuple[int, int] | None] = (1, 8)
    official_uses: ClassVar[tuple[View[Any], ...]] = (OFFICIAL_PLACEHOLDERS,)

    def count(self, response: Response, context: Context) -> Counted:
        return [match.span() for match in _PLACEHOLDER.finditer(response.text)]

    def official(self, response: Response, context: Context) -> Finding:
        return self.judge(response.view(OFFICIAL_PLACEHOLDERS), response.text)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(min=2), "Dear [name], see you at [place].", True),
            Example(cls(min=1), "offences[address]they also", True),
            Example(cls(min=1), "See [the site](https://example.org) and a[0].", False),
        )
