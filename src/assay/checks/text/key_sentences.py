"""`text.key_sentences`: how many of the given sentences are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar

from assay.check import Check, Example
from assay.checks.text.base import Trait
from assay.checks.text.count import Count, Counted, bound_phrase
from assay.checks.text.edges import QUOTES, folded
from assay.checks.text.wording import Phrase
from assay.context import Context
from assay.response import Response
from assay.views.sentences import SENTENCES
from assay.views.view import View

__all__ = ["KeySentences"]

_EDGES = QUOTES + ".!?\u2026"


class KeySentences(Count, kind="text.key_sentences"):
    """The number of times that sentences of `sentences` stand in the text is within bounds.

    Each must stand as a sentence of its own; case, white space, quotation marks around it and the
    mark that ends it are set aside. With `distinct` each counts once, however often it stands.
    """

    noun: ClassVar[str] = "key sentence"
    nouns: ClassVar[str] = "key sentences"
    uses: ClassVar[tuple[View[Any], ...]] = (SENTENCES,)

    sentences: tuple[Phrase, ...]
    distinct: bool = True

    def validate(self) -> None:
        super().validate()
        if not self.sentences or not all(map(_bare, self.sentences)):
            raise ValueError("text.key_sentences needs at least one sentence, none of them blank")
        if self.distinct and (self.min or 0) > len(set(map(_bare, self.sentences))):
            raise ValueError(f"min is {self.min}, more than there are sentences")

    def count(self, response: Response, context: Context) -> Counted:
        wanted = set(map(_bare, self.sentences))
        seen: Counter[str] = Counter()
        found: list[tuple[int, int]] = []
        for start, end in response.view(SENTENCES):
            sentence = _bare(response.text[start:end])
            if sentence in wanted and not (self.distinct and seen[sentence]):
                seen[sentence] += 1
                found.append((start, end))
        return found

    def invites(self) -> tuple[Trait, ...]:
        return ("copying", "repetition") if self.min else ()

    def describe(self) -> str:
        bound = bound_phrase(self.min, self.max) if self.max != 0 else "none"
        listed = " ".join(f"({n}) {sentence}" for n, sentence in enumerate(self.sentences, 1))
        return f"Include {bound} of the following sentences, word for word: {listed.rstrip('.')}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        one = cls(sentences=("The tide waits for no one.", "Crabs hide."), min=1, max=1)
        return (
            Example(one, "Listen. The tide waits for no one! So run.", True),
            Example(one, "They say the tide waits for no one.", False),
            Example(one, "The tide waits for no one. Crabs hide.", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """From any one of three sentences to exactly some of five."""
        number = 3 if level < 4 else 5
        wanted = min(level, number - 1)
        chosen = tuple(rng.sample(_SENTENCES, number))
        return cls(sentences=chosen, min=wanted, max=wanted if level > 2 else None)


def _bare(sentence: str) -> str:
    return folded(sentence.strip(_EDGES))


_SENTENCES = (
    "The tide waits for no one.",
    "Nobody had seen the key since Monday.",
    "This is where the road ends.",
    "Rain was still falling at noon.",
    "There is always another way.",
    "Every map leaves something out.",
)
