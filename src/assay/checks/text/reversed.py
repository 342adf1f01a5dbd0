"""`text.reversed`: written backwards, by word or by letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from operator import eq
from random import Random
from typing import Annotated, Any, ClassVar, Literal

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, Trait
from assay.checks.text.copying import PLAIN_TEXT, TOKENS, Source, plain_text, short, tokens
from assay.checks.text.drawing import TOPICS
from assay.checks.text.wording import Phrase
from assay.context import Context
from assay.response import Response
from assay.views.folded import FOLDED
from assay.views.view import View
from assay.views.words import words

__all__ = ["Reversed"]

_LEADING = frozenset("of is in on for to from with by at was are as and that".split())
_FOLLOWING = frozenset("the an this its our their his her".split())
_MARK = re.compile("[\u0300-\u036f\u200d\ufe0e\ufe0f]")
_MARKED = re.compile(rf".{_MARK.pattern}*", re.DOTALL)


class Reversed(TextCheck, kind="text.reversed"):
    """The response is written backwards, by word or by letter.

    With `text`, it is that text backwards. With `contains`, it is a sentence of at least `words`
    words that holds that phrase once it is turned round: a phrase that stands backwards alone,
    beside a word or again and again, is no sentence, and English words that go together ("of the")
    must not speak for reading the text as it stands. By word, case and marks are set aside; by
    letter, case and white space around. Letters keep their accents. NOT covered: whether the
    words, turned round, make a sentence that someone would say. Score: the share of the words (or
    letters) that are at their place; of `contains`, the share of the words needed, half of it
    where the phrase is missing or the text reads forwards.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (FOLDED, PLAIN_TEXT, TOKENS)

    of: Literal["word", "letter"] = "word"
    text: Source | None = None
    contains: Phrase | None = None
    words: Annotated[int, msgspec.Meta(ge=1, le=10**6)] = 4

    def validate(self) -> None:
        if (self.text is None) == (self.contains is None):
            raise ValueError("give either text or contains")
        if not words(self.text or self.contains or ""):
            raise ValueError("there are no words to turn round")

    def standard(self, response: Response, context: Context) -> Finding:
        if self.text is not None:
            return self._whole(response, self.text)
        said = response.view(FOLDED)
        wanted = [word.casefold() for word in words(self.contains or "")]
        if self.of == "word" or response.text.isascii():  # words are the same from either end
            there = _within(self._back(wanted), said)
            restored = self._back(said) if there else said
        else:
            restored = [word.casefold() for word in words(_turned(response.text))]
            there = _within(wanted, restored)
        forward = there and self._reads(said) > self._reads(restored)
        enough = min(len(restored) / self.words, 1.0)
        why = (
            f"Turned round, the text has {len(restored)} words and "
            f"{'holds' if there else 'does not hold'} {self.contains!r:.60}; "
            f"at least {self.words} words and the phrase required."
        )
        if forward:
            why = f"The text reads forwards, not backwards. {why}"
        alone = there and self._alone(restored, wanted)
        if alone:
            why = f"Beside the phrase there is no sentence. {why}"
        good = there and not forward and not alone
        return Finding(good and enough == 1.0, why, enough if good else 0.5 * enough)

    def _back(self, found: list[str]) -> list[str]:
        return found[::-1] if self.of == "word" else [word[::-1] for word in reversed(found)]

    def _alone(self, restored: list[str], wanted: list[str]) -> bool:
        """Whether hardly anything but the phrase is there."""
        return len(set(restored).difference(wanted)) < min(2, self.words - len(wanted))

    def _reads(self, found: list[str]) -> int:
        """How much speaks for reading the words in this order: English words that go together."""
        if self.of == "letter":
            return sum(word in _LEADING or word in _FOLLOWING for word in found)
        return sum(a in _LEADING and b in _FOLLOWING for a, b in pairwise(found))

    def _whole(self, response: Response, wanted: str) -> Finding:
        if self.of == "word":
            given, expected = response.view(TOKENS), tokens(wanted)[::-1]
        else:
            given = _MARKED.findall(response.view(PLAIN_TEXT))
            expected = _MARKED.findall(plain_text(wanted))[::-1]
        right = sum(map(eq, given, expected))
        noun = "words" if self.of == "word" else "letters"
        why = f"{right} of {len(expected)} {noun} are at their place; all required, nothing else."
        score = right / max(len(given), len(expected))
        return Finding(given == expected, why, 1.0 if given == expected else score)

    def invites(self) -> tuple[Trait, ...]:
        return ("brevity", "copying")

    def describe(self) -> str:
        if self.text is not None:
            return f"Write this text backwards, {self.of} by {self.of}: {short(self.text)}."
        return (
            f"Write your sentence, of at least {self.words} words and with {self.contains!r} in "
            f"it, in reverse order, {self.of} by {self.of}."
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """A few words at 1; a sentence of the writer's own from 3; letters from 4."""
        of = "word" if level < 4 else "letter"
        if level in (3, 5):
            return cls(of=of, contains=" ".join(rng.sample(TOPICS, 2)), words=rng.randint(4, 9))
        return cls(of=of, text=f"the {' and the '.join(rng.sample(TOPICS, level + 1))}")

    @classmethod
    def examples(cls) -> Sequence[Example]:
        eagle = cls(contains="bald eagle")
        letters = cls(of="letter", contains="bald eagle")
        return (
            Example(eagle, "States United the of symbol the is eagle bald The.", True),
            Example(eagle, "zzz eagle bald", False),
            Example(eagle, "The bald eagle is the symbol of the United States.", False),
            Example(letters, ".lobmys eht si elgae dlab ehT", True),
            Example(letters, "elgae dlab", False),
            Example(cls(text="The tide is low."), "low is tide The", True),
            Example(cls(text="The tide is low.", of="letter"), ".wol si edit ehT", True),
            Example(cls(text="The tide is low."), "The tide is low.", False),
        )


def _turned(text: str) -> str:
    if text.isascii() or _MARK.search(text) is None:
        return text[::-1]
    return "".join(_MARKED.findall(text)[::-1])


def _within(wanted: list[str], found: list[str]) -> bool:
    """Whether the words stand there side by side."""
    mark = "\n"
    return f"{mark}{mark.join(wanted)}{mark}" in f"{mark}{mark.join(found)}{mark}"
