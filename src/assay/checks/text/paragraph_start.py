"""`text.paragraph_start`: the word that a certain paragraph must start with."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.checks.text.drawing import TOPICS
from assay.checks.text.edges import folded, unwrapped, whole_at_start
from assay.checks.text.wording import Phrase
from assay.context import Context
from assay.demands import Demands, Edge, amount, both
from assay.response import Response
from assay.views.blocks import PARAGRAPHS
from assay.views.view import View

__all__ = ["ParagraphStart"]

OFFICIAL_PARAGRAPHS: View[list[str]] = View("paragraphs:ifeval/1", lambda text: text.split("\n\n"))
_STOPS = frozenset(".,?!'\"")


class ParagraphStart(TextCheck, kind="text.paragraph_start"):
    """Paragraph number `index` (from 1) starts with `word`, and there are `count` paragraphs.

    Without `count` any number will do. Blank lines divide paragraphs; case, quotation marks and
    emphasis are set aside, and `word` may be a phrase. Official: stretches between two newlines,
    blank ones not counted and yet numbered; the first word ends at the first of `.,?!'"` and
    must equal `word` with nothing else glued to it. Score: 0.5 where only one of both holds.
    """

    version: ClassVar[str] = "2"
    uses: ClassVar[tuple[View[Any], ...]] = (PARAGRAPHS,)
    official_uses: ClassVar[tuple[View[Any], ...]] = (OFFICIAL_PARAGRAPHS,)

    index: Annotated[int, msgspec.Meta(ge=1)]
    word: Phrase
    count: Annotated[int, msgspec.Meta(ge=1)] | None = None

    def validate(self) -> None:
        if self.count is not None and self.index > self.count:
            raise ValueError(f"index is {self.index} but count is {self.count}")

    def standard(self, response: Response, context: Context) -> Finding:
        where = response.view(PARAGRAPHS)
        if self.index > len(where):
            return Finding(False, f"{len(where)} paragraphs; {self._wanted()}", 0.0)
        start, end = where[self.index - 1]
        wanted, wrapping = unwrapped(self.word)
        opening = response.text[start : min(end, start + 4 * len(self.word) + 60)].lstrip(wrapping)
        starts = whole_at_start(folded(opening), wanted)
        return self._judge(starts, opening, len(where), spans_of(response.text, [(start, end)]))

    def official(self, response: Response, context: Context) -> Finding:
        pieces = response.view(OFFICIAL_PARAGRAPHS)
        filled = sum(bool(piece.strip()) for piece in pieces)
        piece = pieces[self.index - 1].strip() if self.index <= filled else ""
        if not piece:
            return Finding(False, f"No paragraph {self.index}; {self._wanted()}", 0.0)
        first = _first_word(piece)
        return self._judge(first == self.word.lower(), first, filled, ())

    def _judge(self, starts: bool, opening: str, count: int, evidence: Any) -> Finding:
        counted = self.count in (None, count)
        shown = opening[: len(self.word) + 10].strip()
        why = f"Paragraph {self.index} of {count} starts with {shown!r}; {self._wanted()}"
        score = None if starts and counted else (starts + counted) / 2 - 0.25 * (starts and counted)
        return Finding(starts and counted, why, score, evidence)

    def _wanted(self) -> str:
        total = f" of {self.count}" if self.count is not None else ""
        return f"{self.word!r} at the start of paragraph {self.index}{total} required."

    def describe(self) -> str:
        first = f"Start paragraph {self.index} with the word {self.word!r}."
        return f"Write {self.count} paragraphs. {first}" if self.count is not None else first

    def demands(self) -> Demands | None:
        wanted, wrapping = unwrapped(self.word)
        number = amount("paragraphs", self.count or self.index, self.count, ("blank",))
        if wrapping is None:
            return number
        return both([number, Demands(edges=(Edge("start", wanted, self.word, self.index),))])

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """The first paragraph at level 1; later ones and a fixed number of them at level 5."""
        index = rng.randint(1, level)
        count = index + rng.randint(0, 2) if level > 2 else None
        return cls(index=index, word=rng.choice(TOPICS), count=count)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        second = cls(index=2, word="crabs", count=2)
        return (
            Example(second, "The tide falls.\n\n**Crabs** hide.", True),
            Example(second, "The tide falls.\n\nLimpets hold.", False),
        )


def _first_word(piece: str) -> str:
    word = piece.split()[0].lstrip("'").lstrip('"')
    for place, character in enumerate(word):
        if character in _STOPS:
            return word[:place].lower()
    return word.lower()
