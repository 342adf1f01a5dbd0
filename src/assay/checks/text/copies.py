"""`text.copies`: a text copied without change, once or several times, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, Trait
from assay.checks.text.copying import (
    NO_SOURCE,
    PLAIN_TEXT,
    Source,
    common,
    plain_text,
    short,
    source,
    uncovered,
)
from assay.checks.text.drawing import TOPICS
from assay.checks.text.edges import folded
from assay.context import Context
from assay.response import Response
from assay.views.view import View

__all__ = ["Copies"]


class Copies(TextCheck, kind="text.copies"):
    """The response is `text` (the prompt where it is not given) `times` times, and nothing else.

    `separator` stands between two copies; where it is blank, white space does. Case, runs of white
    space, the kind of quotation marks and those around a copy are set aside unless `exactly`, when
    only white space around a copy is. Score: the share of the copies that are right, of one copy
    that of its words from the start; too many count as wrong.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (PLAIN_TEXT,)

    text: Source | None = None
    times: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 1
    separator: Annotated[str, msgspec.Meta(max_length=100)] = "******"
    exactly: bool = False

    def standard(self, response: Response, context: Context) -> Finding:
        wanted = source(self.text, context)
        if not wanted.strip():
            return Finding(None, NO_SOURCE)
        if self.times == 1:
            return self._one(response, wanted)
        expected = self._pieces((self.separator or " ").join([wanted] * self.times), wanted)
        given = self._pieces(response.text, wanted)
        right = sum(a == b for a, b in zip(given, expected, strict=False))
        of = max(len(given), len(expected))
        per = len(expected) // self.times or 1
        why = f"{len(given) // per} copies, {right // per} right; exactly {self.times} required."
        return Finding(given == expected, why, 1.0 if given == expected else 0.99 * right / of)

    def _one(self, response: Response, wanted: str) -> Finding:
        given = response.text.strip() if self.exactly else response.view(PLAIN_TEXT)
        expected = wanted.strip() if self.exactly else plain_text(wanted)
        given = given if self.exactly else uncovered(given, expected)
        if given == expected:
            return Finding(True, "The text is copied without change.")
        if self.exactly:
            given, expected = " ".join(given.split()), " ".join(expected.split())
        same, words = _common_words(given, expected), expected.count(" ") + 1
        why = f"{same} of {words} words copied from the start; all required, nothing else."
        return Finding(False, why, 0.99 * same / max(given.count(" ") + 1, words))

    def _pieces(self, text: str, wanted: str) -> list[str]:
        """What stands between separators."""
        mark = self.separator
        if mark.strip():
            plain = "" if self.exactly else plain_text(wanted)
            pieces = [self._plain(piece) for piece in text.split(mark)]
            return [uncovered(piece, plain) for piece in pieces] if plain else pieces
        size = len(wanted.split())
        words = text.split() if self.exactly else folded(text).split()
        return [" ".join(words[at : at + size]) for at in range(0, len(words), size)]

    def _plain(self, text: str) -> str:
        return text.strip() if self.exactly else folded(text)

    def invites(self) -> tuple[Trait, ...]:
        return ("brevity", "copying", "echo", "repetition", "lookalikes")

    def describe(self) -> str:
        what = "the request" if self.text is None else f"this text: {short(self.text)}"
        how = "character for character" if self.exactly else "word for word"
        if self.times == 1:
            return f"Only repeat {what}, {how} and without change, and do not answer it."
        mark = f"separated by {self.separator!r}" if self.separator.strip() else "one after another"
        return f"Repeat {what} exactly {self.times} times {how}, {mark}, and nothing else."

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """A short text once at 1; longer ones and more copies with the level."""
        words = rng.sample(TOPICS, 2 * level)
        mark = rng.choice(("******", "---", "\n"))
        return cls(text=f"Write about {' and '.join(words)}.", times=level, separator=mark)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        once, twice = cls(text="Low water."), cls(text="Low water.", times=2)
        return (
            Example(once, "Low  water.\n", True),
            Example(cls(), "Name a crab.", True, "Name a crab."),
            Example(once, "Low water. Crabs hide.", False),
            Example(once, "Here it is: Low water.", False),
            Example(cls(text="Low water.", exactly=True), "LOW WATER.", False),
            Example(twice, "Low water.\n******\nLow water.", True),
            Example(twice, "Low water.", False),
            Example(twice, "Low water. ****** Low water. ******", False),
            Example(cls(), "Name a crab.", None),
        )


def _common_words(one: str, other: str) -> int:
    """How many words, with one space between them, are the same from the start."""
    at = common(one, other)
    whole = one[at : at + 1] in ("", " ") and other[at : at + 1] in ("", " ")
    return one.count(" ", 0, at) + (whole and one[at - 1 : at] not in ("", " "))
