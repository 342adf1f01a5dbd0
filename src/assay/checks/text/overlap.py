"""`text.overlap`: how much of a reference text stands in the response."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import islice
from random import Random
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, Trait
from assay.checks.text.count import Bound, bound_phrase
from assay.checks.text.counted import counted
from assay.context import Context
from assay.response import Response
from assay.views.folded import FOLDED
from assay.views.remembered import Remembered
from assay.views.view import View

__all__ = ["Overlap"]

Grams: TypeAlias = dict[str, Any]
"""N-grams; a Counter where it matters how often each stands there."""


class Overlap(TextCheck, kind="text.overlap"):
    """How many n-grams the response shares with a reference text is within bounds.

    The reference is `reference`, or the row's where it is a text; the n-grams are of `n` words or
    characters, case folded, white space as one space. `of` says what `min` and `max` bound: the
    `share` in per cent of the response's different n-grams that the reference has, the
    `coverage`, which is the share of the reference's that the response has, or the `number` of
    n-grams in common, each as often as in both. With `n` 1 it compares bags of words.
    Score: share of the bound that is reached, or of the excess that is allowed.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (FOLDED,)

    reference: Annotated[str, msgspec.Meta(min_length=1)] | None = None
    n: Annotated[int, msgspec.Meta(ge=1, le=20)] = 3
    unit: Literal["word", "character"] = "word"
    of: Literal["share", "coverage", "number"] = "share"
    min: Bound | None = None
    max: Bound | None = None

    def validate(self) -> None:
        if self.min is None and self.max is None:
            raise ValueError("text.overlap needs min, max or both")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"min is {self.min} but max is {self.max}")
        if self.of != "number" and max(self.min or 0, self.max or 0) > 100:
            raise ValueError("a share is at most 100 per cent")

    def standard(self, response: Response, context: Context) -> Finding:
        given = self.reference or context.reference
        if not isinstance(given, str) or not given.strip():
            return Finding(None, "There is no reference text to compare with.")
        value = self._value(response, given)
        if value is None:
            return Finding(False, f"There is no run of {self.n} {self.unit}s to compare.", 0.0)
        low, high = self.min or 0, self.max
        why = f"{value:.4g}{self._what}; {bound_phrase(self.min, high)} required."
        if value >= low and (high is None or value <= high):
            return Finding(True, why)
        score = value / low if value < low else _under(value, high or 0)
        return Finding(False, why, score)

    def _value(self, response: Response, given: str) -> float | None:
        """What is bounded; None where a text has no run of so many."""
        as_often = self.of == "number"
        ours = response.keep(
            ("grams", self.unit, self.n, as_often),
            lambda: _grams(response, self.unit, self.n, as_often),
        )
        if self.of == "share" and self.unit == "word":
            theirs = _words_of[given]
            if not ours or len(theirs) < self.n:
                return None
            runs = _runs_among(theirs, counted(response), self.n)
            return 100 * len(set(filter(ours.__contains__, runs))) / len(ours)
        grams = _theirs(given, self.unit, self.n, as_often)
        if not ours or not grams:
            return None
        if isinstance(ours, Counter) and isinstance(grams, Counter):
            return (ours & grams).total()
        common = len(ours.keys() & grams.keys())
        return 100 * common / len(ours if self.of == "share" else grams)

    @property
    def _what(self) -> str:
        runs = f"runs of {self.n} {self.unit}s" if self.n > 1 else f"{self.unit}s"
        if self.of == "number":
            return f" {runs} in common with the reference"
        whole = "response" if self.of == "share" else "reference"
        return f" % of the {runs} of the {whole} in common"

    def describe(self) -> str:
        given = "the reference text"
        if self.reference:
            given = f"this text: {self.reference!r}"
        runs = f"runs of {self.n} {self.unit}s" if self.n > 1 else f"{self.unit}s"
        bound = bound_phrase(self.min, self.max)
        if self.of == "number":
            return f"Share {bound} {runs} with {given}."
        if self.of == "share":
            return f"Take {bound} per cent of your {runs} from {given}."
        return f"Use {bound} per cent of the {runs} of {given}."

    def invites(self) -> tuple[Trait, ...]:
        return ("copying",) if self.min else ()

    @classmethod
    def examples(cls) -> Sequence[Example]:
        tide = "The tide falls and the crabs hide."
        return (
            Example(cls(reference=tide, min=70), "The tide falls and the gulls cry.", False),
            Example(cls(reference=tide, min=40), "The tide falls and the gulls cry.", True),
            Example(cls(reference=tide, max=10), "Gulls cry above the grey water.", True),
            Example(cls(reference=tide, n=1, of="number", min=3, max=4), "Tide and crabs.", True),
            Example(cls(reference=tide, max=10), "Gulls.", False),
            Example(cls(min=10), "The tide falls.", None),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """From one word in common to a narrow share of three in a row."""
        text = rng.choice(_TEXTS)
        if level < 3:
            return cls(reference=text, n=1, of="coverage", min=20 * level)
        low = rng.randint(10, 40)
        return cls(reference=text, n=level - 2, min=low, max=low + (30, 15, 5)[level - 3])


_TEXTS = (
    "At low tide the crabs hide under stones and the gulls walk along the edge of the water.",
    "A lighthouse keeper wrote down the wind, the weather and the ships that passed each day.",
)


def _under(value: float, high: int) -> float:
    return high / value if high else 1 / (1 + value)


def _grams(text: Response, unit: str, n: int, as_often: bool) -> Grams:
    """The n-grams of a text."""
    found: Iterable[str]
    if unit == "character":
        whole = " ".join(text.text.casefold().split())
        found = (whole[at : at + n] for at in range(len(whole) - n + 1))
    else:
        found = _runs(text.view(FOLDED), n)
    return Counter(found) if as_often else dict.fromkeys(found)


_words_of: Remembered[list[str]] = Remembered(FOLDED.compute)


def _runs_among(words: list[str], known: Collection[str], n: int) -> Iterable[str]:
    """The runs of `n` words, those left out that hold a word which is not known."""
    flags = bytes(map(known.__contains__, words))
    if flags.count(1) > len(flags) // 2:
        return _runs(words, n)
    wanted, found = b"\x01" * n, list[str]()
    at = flags.find(wanted)
    while at >= 0:
        found.append(" ".join(words[at : at + n]))
        at = flags.find(wanted, at + 1)
    return found


def _runs(words: list[str], n: int) -> Iterable[str]:
    """The runs of `n` words, as texts: no word has a space."""
    return map(" ".join, zip(*(islice(words, at, None) for at in range(n)), strict=False))


@lru_cache(maxsize=32)
def _theirs(reference: str, unit: str, n: int, as_often: bool) -> Grams:
    """Those of the reference: kept, since many responses are compared with it."""
    return _grams(Response(reference), unit, n, as_often)
