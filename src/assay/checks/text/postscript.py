"""`text.postscript`: a postscript at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from random import Random
from typing import Any, ClassVar

from assay.check import Check, Example, Runs
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.checks.text.wording import LOWER, Phrase
from assay.context import Context, Mode
from assay.demands import Demands, amount, both, phrase
from assay.response import Response
from assay.views.view import View

__all__ = ["Postscript"]

_OFFICIAL = {"P.P.S": r"p\.\s?p\.\s?s", "P.S.": r"p\.\s?s\."}
_SPECIAL = frozenset("\\*+?{}()[]|^$")
_INITIALS = re.compile(r"[A-Za-z](?:\.?\s?[A-Za-z])+\.?:?")


class Postscript(TextCheck, kind="text.postscript"):
    """After the body, a line or sentence starts with `marker` and says something.

    Full stops, spaces and case of the marker are free (`PS:`, `P. S.`); `P.S.` is no `P.P.S.`.
    Official: the marker anywhere in the text, in the middle of a line too.
    """

    version: ClassVar[str] = "2"
    deadline: ClassVar[float] = 2.0
    official_uses: ClassVar[tuple[View[Any], ...]] = (LOWER,)

    marker: Phrase = "P.S."

    def standard(self, response: Response, context: Context) -> Finding:
        found = [match.span(1) for match in _line(self.marker).finditer(response.text)]
        last = found[-1] if found else None
        if last is None:
            return Finding(
                False, f"No line or sentence starts with {self.marker!r}; a postscript required."
            )
        if not response.text[: last[0]].strip():
            return Finding(False, f"{self.marker!r} opens the text; a postscript ends one.")
        return Finding(
            True,
            f"A postscript starts with {self.marker!r}.",
            None,
            spans_of(response.text, [last]),
        )

    def official(self, response: Response, context: Context) -> Finding:
        marker = self.marker.strip()
        pattern = _OFFICIAL.get(marker, marker.lower())
        if not _SPECIAL.isdisjoint(marker):
            pattern = rf"\s*{pattern}.*$"
        # Around a plain marker upstream's \s* and .*$ match everywhere and decide nothing.
        found = re.search(pattern, response.view(LOWER), re.MULTILINE)
        return Finding(found is not None, f"{marker!r} {'found' if found else 'not found'}.")

    def where(self, mode: Mode) -> Runs:
        special = not _SPECIAL.isdisjoint(self.marker)
        return "worker" if (self.mode or mode) == "official" and special else "inline"

    def describe(self) -> str:
        return f"At the end, add a postscript that starts with {self.marker!r}."

    def demands(self) -> Demands | None:
        marker = self.marker.strip()
        post = amount("postscript", 1, None, (marker,))
        if _INITIALS.fullmatch(marker):
            letters = [c.lower() for c in marker if c.isalpha()]
            return both([post, *(amount("letter", letters.count(c), None, (c,)) for c in letters)])
        return both([post, phrase(marker, 1, None, "substring")])

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """P.S. at first, rarer markers later."""
        return cls(marker=rng.choice(("P.S.", "PS:", "P.P.S", "Note:", "Footnote:")[:level]))

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(), "The tide is low.\n\nP.S. Bring boots.", True),
            Example(
                cls(),
                "\u6f6e\u304c\u4f4e\u3044\u3067\u3059\u3002P.S. \u9577\u9774\u3092\u3002",
                True,
            ),
            Example(cls(), "The tide is low, P.S. and so on.", False),
            Example(cls(), "The tide is low.\n\nP.S.:\n*Bring boots.*", True),
            Example(cls(marker="P.P.S"), "Low.\n\nPS: Boots.\n\nPPS: Gloves.", True),
        )


@lru_cache(maxsize=256)
def _line(marker: str) -> re.Pattern[str]:
    """A line that starts with the marker, decoration apart, and goes on or is followed by text."""
    marker = marker.strip()
    if _INITIALS.fullmatch(marker):
        letters = [re.escape(c) for c in marker if c.isalpha()]
        body = r"\.?[ ]?".join(letters) + r"(?!\w)\.?:?"
    else:
        body = re.escape(marker)
    return re.compile(
        rf"(?:^|[.!?\u2026][\"'\u201d\u2019*_)]{{0,4}}[ \t]{{1,4}}"
        rf"|[\u3002\uff01\uff1f][\u300d\u300f]?)"
        rf"[ \t>*_#\u2022\"'\u201c(\[-]{{0,20}}({body})"
        rf"[ \t*_:.]{{0,20}}(?:\r?\n[ \t*_>\"'\u201c\u2022-]{{0,20}}){{0,2}}[^\s*_:.]",
        re.IGNORECASE | re.MULTILINE,
    )
