"""`text.emoji`: how many emoji, and where."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar, Literal

from assay.check import Check, Example
from assay.checks.text.base import Finding, spans_of
from assay.checks.text.count import Count, Counted, bound_phrase, bound_score
from assay.context import Context
from assay.response import Response
from assay.views.emoji import EMOJI
from assay.views.sentences import SENTENCES
from assay.views.view import View
from assay.views.words import WORD_SPANS

__all__ = ["Emoji"]


class Emoji(Count, kind="text.emoji"):
    """The number of emoji is within bounds.

    `position` says which count: `any`; `end`, those after the last word of the text; or
    `sentences`, those after the last word of each sentence, before the next word and in the same
    line, whether before or after the mark that ends it. Then the bounds hold for every sentence,
    of which there must be one, and the score is the mean over them.
    """

    noun: ClassVar[str] = "emoji"
    nouns: ClassVar[str] = "emoji"
    uses: ClassVar[tuple[View[Any], ...]] = (EMOJI, SENTENCES)

    position: Literal["any", "end", "sentences"] = "any"

    def count(self, response: Response, context: Context) -> Counted:
        found = response.view(EMOJI)
        if self.position == "any" or not found:
            return found
        spelt = _spelt(response.view(WORD_SPANS), found)
        return [span for span in found if spelt and span[0] >= spelt[-1][1]]

    def standard(self, response: Response, context: Context) -> Finding:
        if self.position != "sentences":
            return super().standard(response, context)
        sentences = response.view(SENTENCES)
        if not sentences:
            return Finding(False, "There is no sentence.", 0.0)
        numbers = self._at_ends(response, sentences)
        low, high = self.min or 0, self.max
        wrong = [n for n, c in enumerate(numbers) if c < low or (high is not None and c > high)]
        wanted = bound_phrase(self.min, self.max)
        if not wrong:
            return Finding(True, f"All {len(numbers)} sentences end with {wanted} emoji.")
        shown = [sentences[n] for n in wrong]
        missed = sum(1 - bound_score(numbers[n], self.min, self.max) for n in wrong)
        why = f"{len(wrong)} of {len(numbers)} sentences do not end with {wanted} emoji."
        return Finding(False, why, 1 - missed / len(numbers), spans_of(response.text, shown))

    def _at_ends(self, response: Response, sentences: list[tuple[int, int]]) -> list[int]:
        """How many emoji stand between the last word of each sentence and the next word or line."""
        text, found = response.text, response.view(EMOJI)
        if not found:
            return [0] * len(sentences)
        emoji = [start for start, _ in found]
        spelt = _spelt(response.view(WORD_SPANS), found)
        starts = [start for start, _ in spelt]
        numbers: list[int] = []
        for _, end in sentences:
            after = bisect_left(starts, end)
            first = spelt[after - 1][1] if after else 0
            stop = starts[after] if after < len(starts) else len(text)
            line = text.find("\n", max(first, end - 1), stop)
            stop = line if line >= 0 else stop
            numbers.append(bisect_left(emoji, stop) - bisect_left(emoji, first))
        return numbers

    def describe(self) -> str:
        bound = "an" if (self.min, self.max) == (1, None) else bound_phrase(self.min, self.max)
        if self.position == "any":
            return f"Use {bound} emoji."
        where = "every sentence" if self.position == "sentences" else "your response"
        return f"End {where} with {bound} emoji."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        each = cls(min=1, position="sentences")
        return (
            Example(cls(min=2), "Tide \U0001f30a and crab \U0001f980.", True),
            Example(cls(max=0), "Tide in \U0001f1eb\U0001f1f7.", False),
            Example(cls(max=0), "Tide\u2122 \u00a9 2020 #1", True),
            Example(each, "The tide falls. \U0001f30a Crabs hide \U0001f980.", True),
            Example(each, "\U0001f30a The tide falls. Crabs hide. \U0001f980", False),
            Example(cls(min=1, position="end"), "The tide \U0001f30a falls.", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """From one anywhere to an exact number at each sentence's end."""
        if level < 3:
            return cls(min=3 * level - 2)
        if level == 5:
            return cls(min=rng.randint(1, 2), max=2, position="sentences")
        return cls(min=1, position="end" if level == 3 else "sentences")


def _spelt(words: list[tuple[int, int]], emoji: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words that are not the digit of a keycap."""
    starts = {start for start, _ in emoji}
    return [span for span in words if span[0] not in starts] if starts else words
