"""`text.sections`: how many numbered sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from random import Random
from typing import Any, ClassVar

from assay.check import Example, Runs
from assay.checks.text.base import Finding
from assay.checks.text.count import Count, Counted, bound_phrase
from assay.checks.text.wording import Phrase, risky
from assay.context import Context, Mode
from assay.demands import Demands, both, phrase
from assay.response import Response

__all__ = ["Sections"]


class Sections(Count, kind="text.sections"):
    """The number of sections, each begun by a line `marker` + number, is within bounds.

    The number may be in digits, Roman or a letter; case and Markdown decoration are free.
    Official: the marker and digits anywhere, in the middle of a line too, case as given.
    """

    version: ClassVar[str] = "2"
    noun: ClassVar[str] = "section"
    nouns: ClassVar[str] = "sections"
    usual: ClassVar[tuple[int, int] | None] = (2, 6)
    deadline: ClassVar[float] = 2.0

    marker: Phrase = "Section"

    def count(self, response: Response, context: Context) -> Counted:
        return [match.span(1) for match in _line(self.marker).finditer(response.text)]

    def official(self, response: Response, context: Context) -> Finding:
        pieces = re.split(rf"\s?{self.marker.strip()}\s?\d+\s?", response.text)
        return self.judge(len(pieces) - 1, response.text)

    def where(self, mode: Mode) -> Runs:
        return "worker" if (self.mode or mode) == "official" and risky((self.marker,)) else "inline"

    def describe(self) -> str:
        noun = self.noun if self.last == 1 else self.nouns
        wanted = bound_phrase(self.min, self.max)
        return f"Write {wanted} {noun}, each begun by a line such as '{self.marker.strip()} 1'."

    @classmethod
    def drawn(cls, rng: Random, level: int) -> dict[str, Any]:  # noqa: ARG003
        return {"marker": rng.choice(("Section", "Part", "Chapter", "Day", "SECTION"))}

    def demands(self) -> Demands | None:
        asked = super().demands()
        marker = phrase(self.marker, self.min or 0, None, "substring")
        return asked and both([asked, marker])

    @classmethod
    def examples(cls) -> Sequence[Example]:
        two = cls(marker="SECTION", min=2)
        return (
            Example(two, "**Section I**\nTide.\n\n## Section 2: Crab\nClaws.", True),
            Example(two, "See Section 1 and Section 2 of the guide.", False),
        )


@lru_cache(maxsize=256)
def _line(marker: str) -> re.Pattern[str]:
    letters = r"(?<![A-Za-z])(?:[IVXLCivxlc]{1,8}|[A-Za-z])(?=[ \t]*(?:[:.)\]*_\u2013\u2014-]|$))"
    number = rf"(?:\d{{1,6}}(?![A-Za-z0-9])|{letters})"
    words = r"[ \t]+".join(map(re.escape, marker.split()))
    return re.compile(
        rf"^[ \t>*_#\\\"'\u201c(\[+-]{{0,20}}({words}[ \t]{{0,3}}[-#]?{number})",
        re.IGNORECASE | re.MULTILINE,
    )
