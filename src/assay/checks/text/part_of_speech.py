"""`text.part_of_speech`: nouns, verbs and other classes of words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar, Literal

from assay.check import Check, Example
from assay.checks.text.base import SHOWN, Finding, TextCheck, spans_of
from assay.checks.text.count import Bound, bound_phrase, bound_score
from assay.checks.text.units import some_units
from assay.context import Context
from assay.response import Response
from assay.views.parts_of_speech import PARTS_OF_SPEECH, first_classes
from assay.views.view import View
from assay.views.words import WORDS

__all__ = ["PartOfSpeech"]


class PartOfSpeech(TextCheck, kind="text.part_of_speech"):
    """The English text starts with a word of class `tag`, or has so many of them.

    `position` is `first` (the first word is one) or `any` (the number is within `min` and `max`).
    A verb is any form of one, auxiliaries included. Words that can be of several classes, and
    that their neighbours do not settle (`parts-of-speech:assay/1`), make it undecided where they
    matter; so does a missing extra `language`, which brings the lexicon. Score: 0 or 1 of the first
    word; of a number, how near it comes to its bounds.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (PARTS_OF_SPEECH,)

    tag: Literal[
        "noun", "verb", "adjective", "adverb", "pronoun", "preposition", "conjunction",
        "determiner",
    ]  # fmt: skip
    position: Literal["first", "any"] = "any"
    min: Bound | None = None
    max: Bound | None = None

    def validate(self) -> None:
        bounded = self.min is not None or self.max is not None
        if bounded == (self.position == "first"):
            raise ValueError("min and max go with position any, which needs one of them")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"min is {self.min} but max is {self.max}")

    def standard(self, response: Response, context: Context) -> Finding:
        if not response.view(WORDS):
            return Finding(False, "There are no words.", 0.0)
        if self.position == "first":
            return self._first(response, some_units(response, "word", (0,))[0])
        found = response.view(PARTS_OF_SPEECH)
        only = frozenset((self.tag,))
        counts = Counter(found)
        least = counts[only]
        most = sum(n for classes, n in counts.items() if self.tag in classes)
        low, high = self.min or 0, len(found) if self.max is None else self.max
        why = f"{least} to {most} {self.tag}s; {bound_phrase(self.min, self.max)} required."
        if most < low or least > high:
            number = most if most < low else least
            return Finding(False, why, bound_score(number, self.min, self.max))
        if least < low or most > high:
            return Finding(None, f"Some words can be of several classes: {why}")
        places = [n for n, classes in enumerate(found) if classes == only]
        shown = some_units(response, "word", places[:SHOWN])
        return Finding(True, why, None, spans_of(response.text, shown))

    def _first(self, response: Response, span: tuple[int, int]) -> Finding:
        start, end = span
        classes = first_classes(response.text[start:])
        word = response.text[start:end][:60]
        evidence = spans_of(response.text, [span])
        can = " or ".join(sorted(classes))
        if self.tag not in classes:
            return Finding(False, f"{word!r} is {can}; {self.tag} required.", 0.0, evidence)
        if len(classes) > 1:
            return Finding(None, f"{word!r} can be {can} here.")
        return Finding(True, f"{word!r} is a {self.tag}.", None, evidence)

    def describe(self) -> str:
        article = "an" if self.tag[0] == "a" else "a"
        if self.position == "first":
            return f"Start your response with {article} {self.tag}."
        last = self.min if self.max is None else self.max
        plural = "" if last == 1 else "s"
        return f"Use {bound_phrase(self.min, self.max)} {self.tag}{plural}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        verb = cls(tag="verb", position="first")
        prepositions = cls(tag="preposition", max=1)
        return (
            Example(verb, "Is the tide low?", True),
            Example(verb, "The tide is low.", False),
            Example(verb, "...", False),
            Example(prepositions, "Of the.", True),
            Example(prepositions, "With us, from them, at it.", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """From the first word to more and more of one class, or none of it."""
        if level == 1:
            return cls(tag=rng.choice(["verb", "pronoun", "preposition"]), position="first")
        if level == 5:
            return cls(tag=rng.choice(["adjective", "adverb"]), max=0)
        return cls(tag=rng.choice(["pronoun", "preposition", "conjunction"]), min=3 * level)
