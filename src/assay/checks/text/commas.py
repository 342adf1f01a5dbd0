"""`text.commas`: how many commas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from assay.check import Example
from assay.checks.text.base import Finding
from assay.checks.text.count import Count, Counted
from assay.context import Context
from assay.response import Response

__all__ = ["Commas"]

_COMMA = re.compile("[,\uff0c\u3001\ufe50\ufe51\u060c\u055d\u1363\u1802\u1808\uff64]")


class Commas(Count, kind="text.commas"):
    """The number of commas is within bounds.

    The comma of every script counts: `,`, `，`, `、`, `﹐`, `،` and their kin.
    Official: the ASCII comma.
    """

    noun: ClassVar[str] = "comma"
    nouns: ClassVar[str] = "commas"
    usual: ClassVar[tuple[int, int] | None] = (0, 12)

    def count(self, response: Response, context: Context) -> Counted:
        return [match.span() for match in _COMMA.finditer(response.text)]

    def official(self, response: Response, context: Context) -> Finding:
        return self.judge(response.text.count(","), response.text)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(max=0), "Crabs and limpets and weed", True),
            Example(cls(max=0), "Crabs, limpets and weed", False),
        )
