"""`text.spacing`: how many spaces stand between words, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from random import Random
from typing import Annotated

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, Trait, spans_of
from assay.context import Context
from assay.demands import Demands, amount, both
from assay.response import Response

__all__ = ["Spacing"]

_SHOWN = 12
_SPACE = re.compile(r"\s+")
# Between two things on one line; what breaks a line is no gap.
_GAP = re.compile(r"(?<=\S)[ \t\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+(?=\S)")


class Spacing(TextCheck, kind="text.spacing"):
    """Exactly `spaces` spaces stand between words; 0 means no white space at all.

    Of 1 and more: every gap inside a line is that many plain spaces, and there is one; a line
    break is no gap, indentation and trailing space are none. Of 0: no white space of any kind
    stands inside the text; around it it does not matter. Score: the share of the gaps that are
    right; for 0, 1/(1+n) for n gaps.
    """

    spaces: Annotated[int, msgspec.Meta(ge=0, le=100)]

    def standard(self, response: Response, context: Context) -> Finding:
        return self._none(response.text) if self.spaces == 0 else self._some(response.text)

    def _none(self, text: str) -> Finding:
        end = len(text.rstrip())
        start = len(text) - len(text.lstrip())
        number = max(0, len(text.split()) - 1)
        shown = islice(_SPACE.finditer(text, start, end), _SHOWN)
        why = f"{number} stretches of white space; none allowed."
        evidence = spans_of(text, [match.span() for match in shown])
        return Finding(not number, why, 1 / (1 + number), evidence)

    def _some(self, text: str) -> Finding:
        gaps = [match.span() for match in _GAP.finditer(text)]
        wanted = " " * self.spaces
        wrong = [(a, b) for a, b in gaps if text[a:b] != wanted]
        noun = "space" if self.spaces == 1 else "spaces"
        right = len(gaps) - len(wrong)
        if not gaps:
            return Finding(False, "No two words stand on one line.", 0.0)
        why = f"{right} of {len(gaps)} gaps are {self.spaces} {noun}; all required."
        return Finding(not wrong, why, right / len(gaps), spans_of(text, wrong))

    def invites(self) -> tuple[Trait, ...]:
        """Without white space a reply is hardly more than one word."""
        return ("brevity",) if self.spaces == 0 else ()

    def demands(self) -> Demands | None:
        if self.spaces > 0:
            return None
        return both([amount("lines", 1, 1), amount("paragraphs", 1, 1, ("blank",))])

    def describe(self) -> str:
        if self.spaces == 0:
            return "Do not use any white space: no spaces, tabs or line breaks."
        noun = "space" if self.spaces == 1 else "spaces"
        return f"Put exactly {self.spaces} {noun} between words."

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """One space at 1, more with the level, none at 5."""
        return cls(spaces=(1, 2, 3, rng.randint(4, 6), 0)[level - 1])

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(spaces=0), "low-tide\n", True),
            Example(cls(spaces=0), "low\u00a0tide", False),
            Example(cls(spaces=2), "The  tide  falls.\nCrabs  hide.", True),
            Example(cls(spaces=2), "The  tide falls.", False),
            Example(cls(spaces=1), "Tide", False),
        )
