"""`text.copy_changed`: a text copied with one word of it changed."""

from __future__ import annotations

from collections.abc import Sequence
from operator import eq, ne
from random import Random
from typing import Annotated, Any, ClassVar, Literal

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, Trait
from assay.checks.text.copying import NO_SOURCE, TOKENS, Source, short, source, tokens
from assay.checks.text.drawing import TOPICS
from assay.context import Context
from assay.response import Response
from assay.views.view import View

__all__ = ["CopyChanged"]

_LONGEST = 40
_NAMED = {
    "first": "the first word",
    "last": "the last word",
    "inner": "one word, neither the first nor the last,",
    "any": "one word",
}


class CopyChanged(TextCheck, kind="text.copy_changed"):
    """The response copies `text` (or the prompt) `times` times, with one word changed each time.

    `change` says which: the `first`, the `last`, an `inner` one (neither) or `any`. The word is
    replaced by one other word; copies without a change, with two or with a word more or less are
    wrong. With `alone` nothing else may stand there; otherwise the copies (of a text of 2 to 40
    words) may stand in other text. Case, and marks around words, are set aside. Score: the share
    of the copies that are right, wrong and additional ones counted against them; of one copy
    alone, that of the words in place.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (TOKENS,)

    text: Source | None = None
    change: Literal["first", "last", "inner", "any"] = "first"
    times: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 1
    alone: bool = True

    def validate(self) -> None:
        if self.text is not None:
            fault = self._fault(tokens(self.text))
            if fault:
                raise ValueError(fault)

    def _fault(self, wanted: list[str]) -> str:
        least = 3 if self.change == "inner" else 1 if self.alone else 2
        if len(wanted) < least:
            return f"the text has {len(wanted)} words; at least {least} needed to change one"
        if not self.alone and len(wanted) > _LONGEST:
            return f"the text has {len(wanted)} words; {_LONGEST} is the most unless alone"
        return ""

    def standard(self, response: Response, context: Context) -> Finding:
        wanted = tokens(source(self.text, context))
        if not wanted:
            return Finding(None, NO_SOURCE)
        if self._fault(wanted):
            return Finding(None, f"It cannot be followed: {self._fault(wanted)}.")
        given = response.view(TOKENS)
        return self._alone(given, wanted) if self.alone else self._among(given, wanted)

    def _alone(self, given: list[str], wanted: list[str]) -> Finding:
        size = len(wanted)
        copies = [given[at : at + size] for at in range(0, len(given), size)]
        right = sum([self._right(copy, wanted) for copy in copies])
        passed = right == len(copies) == self.times
        score = right / max(self.times, len(copies))
        if self.times == 1 and not passed:
            same = sum(map(eq, given, wanted))
            score = same / max(len(given), size)
        return self._finding(passed, right, len(copies) - right, min(score, 0.99))

    def _among(self, given: list[str], wanted: list[str]) -> Finding:
        size = len(wanted)
        right = wrong = free = 0
        for at in _candidates(given, wanted):
            if at < free:
                continue
            window = given[at : at + size]
            good = self._right(window, wanted)
            if good or window == wanted:
                right, wrong, free = right + good, wrong + (not good), at + size
        passed = right == self.times and not wrong
        score = min(right, self.times) / max(self.times, right + wrong)
        return self._finding(passed, right, wrong, min(score, 0.99))

    def _right(self, copy: list[str], wanted: list[str]) -> bool:
        """Whether exactly one word is another, at a place where it may be."""
        if len(copy) != len(wanted):
            return False
        changed = list(map(ne, copy, wanted))
        if changed.count(True) != 1:
            return False
        at, last = changed.index(True), len(wanted) - 1
        if self.change == "inner":
            return 0 < at < last
        return self.change == "any" or at == (0 if self.change == "first" else last)

    def _finding(self, passed: bool, right: int, wrong: int, score: float) -> Finding:
        noun = "copy" if right == 1 else "copies"
        why = f"{right} {noun} with {_NAMED[self.change].rstrip(',')} changed, {wrong} other"
        return Finding(passed, f"{why}; exactly {self.times} required.", 1.0 if passed else score)

    def invites(self) -> tuple[Trait, ...]:
        return ("brevity", "copying", "echo", "repetition")

    def describe(self) -> str:
        what = "the request" if self.text is None else f"this text: {short(self.text)}"
        change = _NAMED[self.change]
        only = ", and write nothing else" if self.alone else ""
        if self.times == 1:
            return f"Repeat {what}, but replace {change.rstrip(',')} by another word{only}."
        each = f"replacing {change} by another word each time"
        return f"Repeat {what} exactly {self.times} times, {each}{only}."

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """The first word once at 1; inner words of longer phrases, several times, at 5."""
        text = " ".join(rng.sample(TOPICS, 3 + level))
        change = ("first", "last", "any", "inner", "inner")[level - 1]
        return cls(text=text, change=change, times=max(1, level - 1), alone=level % 2 == 1)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        first = cls(text="Name a crab of the shore.")
        phrase = cls(text="the tide is low", change="inner", times=2, alone=False)
        return (
            Example(first, "Describe a crab of the shore.", True),
            Example(first, "Name a crab of the shore.", False),
            Example(first, "Please name a crab of the shore.", False),
            Example(first, "Describe a crab of the sea.", False),
            Example(phrase, "The tide was low, then the tide seems low.", True),
            Example(phrase, "The tide was low, then the tide is low.", False),
            Example(phrase, "The tide was low.", False),
            Example(phrase, "A tide is low and the tide is high.", False),
        )


def _candidates(given: list[str], wanted: list[str]) -> list[int]:
    """Where as many words as wanted stand whose first or last is the one wanted."""
    first, last, before = wanted[0], wanted[-1], len(wanted) - 1
    if first not in given and last not in given:
        return []
    pairs = enumerate(zip(given, given[before:], strict=False))
    return [at for at, (a, b) in pairs if a == first or b == last]
