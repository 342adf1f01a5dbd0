"""`text.repetition`: no word too often."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import SHOWN, Finding, TextCheck, spans_of
from assay.checks.text.counted import counted
from assay.checks.text.units import some_units
from assay.checks.text.wording import Phrase
from assay.context import Context
from assay.response import Response
from assay.views.folded import FOLDED
from assay.views.stop_words import Listed, stop_words
from assay.views.view import View

__all__ = ["Repetition"]


class Repetition(TextCheck, kind="text.repetition"):
    """No word stands more than `max` times, upper and lower case taken as one.

    `words` limits it to those; `skip_stop_words` leaves out the stop words of `language`. With
    `max` 1 all words are different. A text without words fails. Score: the share of the words
    that are within the limit.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (FOLDED,)

    max: Annotated[int, msgspec.Meta(ge=1, le=10**6)]
    words: tuple[Phrase, ...] = ()
    skip_stop_words: bool = False
    language: Listed = "en"

    def standard(self, response: Response, context: Context) -> Finding:
        said = response.view(FOLDED)
        if not said:
            return Finding(False, "There are no words.", 0.0)
        often = [(word, n) for word, n in counted(response).items() if n > self.max]
        if self.words:
            listed = {word.casefold() for word in self.words}
            often = [(word, n) for word, n in often if word in listed]
        if self.skip_stop_words:
            skipped = stop_words(self.language)
            often = [(word, n) for word, n in often if word not in skipped]
        if not often:
            return Finding(True, f"No word stands more than {_times(self.max)}.")
        word, n = max(often, key=itemgetter(1))
        excess = sum(count - self.max for _, count in often)
        why = f"{word!r} stands {_times(n)}; at most {self.max} allowed."
        beyond = _places(said, word, min(n, self.max + SHOWN))[self.max :]
        evidence = spans_of(response.text, some_units(response, "word", beyond))
        return Finding(False, why, 1 - excess / len(said), evidence)

    def describe(self) -> str:
        what = f"any of the words {', '.join(map(repr, self.words))}" if self.words else "any word"
        but = ", stop words apart" if self.skip_stop_words else ""
        if self.max == 1:
            return f"Do not use {what} twice{but}."
        return f"Do not use {what} more than {_times(self.max)}{but}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        once = cls(max=1)
        return (
            Example(once, "The tide falls slowly.", True),
            Example(once, "The tide falls and the crabs hide.", False),
            Example(once, "Tide! tide.", False),
            Example(cls(max=1, skip_stop_words=True), "The tide and the crab.", True),
            Example(cls(max=2, words=("tide",)), "Tide in, tide out, the tide, the end.", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """From eight times down to once."""
        most = (8, 5, 3, 2, 1)[level - 1]
        return cls(max=most, skip_stop_words=rng.random() < 0.5 and level < 5)


def _places(said: list[str], word: str, number: int) -> list[int]:
    """Where the word stands first, so many times."""
    at = -1
    return [at := said.index(word, at + 1) for _ in range(number)]


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"
