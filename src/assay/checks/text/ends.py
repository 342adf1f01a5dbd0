"""`text.ends`: a phrase that the text must end with."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck
from assay.checks.text.drawing import CLOSINGS, TOPICS
from assay.checks.text.edges import folded, unwrapped, whole_at_end
from assay.checks.text.wording import LOWER, Phrase
from assay.context import Context
from assay.demands import Demands, Edge, amount, both
from assay.response import Response
from assay.views.view import View

__all__ = ["Ends"]


class Ends(TextCheck, kind="text.ends"):
    """The text ends with `phrase`, whatever its case, and nothing follows.

    White space, quotation marks and Markdown emphasis after it are passed over, and a full stop
    where the phrase has none. It must not be the tail of a longer word. Official: the tail of a
    word will do, but emphasis will not.
    """

    version: ClassVar[str] = "2"
    official_uses: ClassVar[tuple[View[Any], ...]] = (LOWER,)

    phrase: Phrase

    def standard(self, response: Response, context: Context) -> Finding:
        wanted, wrapping = unwrapped(self.phrase)
        text = response.text.rstrip(wrapping)
        tail = folded(text[-(4 * len(self.phrase) + 40) :])
        passed = whole_at_end(tail, wanted)
        return Finding(passed, self._why(text))

    def official(self, response: Response, context: Context) -> Finding:
        text = response.view(LOWER).strip().strip('"')
        return Finding(text.endswith(self.phrase.strip().lower()), self._why(text))

    def _why(self, text: str) -> str:
        shown = text[-(len(self.phrase) + 10) :].strip()
        return f"The text ends with {shown!r}; {self.phrase!r} required."

    def describe(self) -> str:
        return f"End your response with {self.phrase!r} and write nothing after it."

    def demands(self) -> Demands | None:
        wanted, wrapping = unwrapped(self.phrase)
        if wrapping is None:  # nothing but wrapping: only the visible character is sure
            return amount("characters", 1, None, ("visible",))
        edge = Edge("end", wanted, self.phrase)
        return both([amount("characters", 1, None, ("visible",)), Demands(edges=(edge,))])

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Common phrases at first; at level 4 and 5 two joined, so that the wording is longer."""
        phrase = rng.choice(CLOSINGS)
        if level < 3:
            return cls(phrase=phrase.split()[-1])
        return cls(phrase=phrase if level < 5 else f"{rng.choice(TOPICS).capitalize()}: {phrase}")

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(phrase="the end"), "So it went. **The end.**", True),
            Example(cls(phrase="end"), "Until the weekend", False),
            Example(cls(phrase="end", mode="official"), "Until the weekend", True),
        )
