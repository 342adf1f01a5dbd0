"""`text.word_lengths`: how long every word may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import SHOWN, Finding, TextCheck, spans_of
from assay.checks.text.count import Bound, bound_phrase
from assay.checks.text.units import some_units
from assay.context import Context
from assay.response import Response
from assay.views.view import View
from assay.views.words import WORDS

__all__ = ["WordLengths"]

Length = Annotated[int, msgspec.Meta(ge=1, le=1000)]


class WordLengths(TextCheck, kind="text.word_lengths"):
    """Every word has a length that is allowed.

    The length is the number of letters and digits: "don't" has four. Allowed are those from `min`
    to `max`, of them with `prime` the prime numbers, and with `lengths` only the ones listed. A
    text without words fails. Score: the share of words of an allowed length.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (WORDS,)

    min: Bound | None = None
    max: Bound | None = None
    prime: bool = False
    lengths: tuple[Length, ...] = ()

    def validate(self) -> None:
        if self.min is None and self.max is None and not self.prime and not self.lengths:
            raise ValueError("text.word_lengths needs min, max, prime or lengths")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"min is {self.min} but max is {self.max}")

    def standard(self, response: Response, context: Context) -> Finding:
        said = response.view(WORDS)
        if not said:
            return Finding(False, "There are no words.", 0.0)
        sizes = [len(word) if word.isalnum() else _size(word) for word in said]
        often = Counter(sizes)
        unfit = {size for size in often if not self._allows(size)}
        if not unfit:
            return Finding(True, f"All {len(said)} words have an allowed length.")
        wrong = sum([often[size] for size in unfit])
        first = islice((n for n, size in enumerate(sizes) if size in unfit), SHOWN)
        evidence = spans_of(response.text, some_units(response, "word", list(first)))
        why = f"{wrong} of {len(said)} words have another length, the first "
        why = f"{why}{evidence[0].text!r:.60}."
        return Finding(False, why, 1 - wrong / len(said), evidence)

    def _allows(self, size: int) -> bool:
        bounded = (self.min or 0) <= size and (self.max is None or size <= self.max)
        listed = not self.lengths or size in self.lengths
        return bounded and listed and (not self.prime or _is_prime(size))

    def describe(self) -> str:
        parts = ["a prime number of letters"] if self.prime else []
        if self.min is not None or self.max is not None:
            parts.append(f"{bound_phrase(self.min, self.max)} letters")
        if self.lengths:
            parts.append(f"{' or '.join(map(str, self.lengths))} letters")
        return f"Use only words that have {' and '.join(parts)}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        prime = cls(prime=True)
        return (
            Example(prime, "The crabs hurry in.", True),
            Example(prime, "The tide falls.", False),
            Example(prime, "A crab's.", False),
            Example(prime, "--", False),
            Example(cls(max=4), "I don't see it.", True),
            Example(cls(lengths=(3, 5)), "The crabs hid.", True),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """From a wide limit to prime numbers and few lengths."""
        if level == 5:
            return rng.choice([cls(prime=True, min=3), cls(lengths=(3, 4, 5)), cls(max=3)])
        return cls(prime=True) if level == 4 else cls(max=(9, 7, 5)[level - 1])


def _size(word: str) -> int:
    """How many letters and digits a word has."""
    return sum(map(str.isalnum, word))


@lru_cache(maxsize=1024)
def _is_prime(number: int) -> bool:
    return number > 1 and all(number % divisor for divisor in range(2, int(number**0.5) + 1))
