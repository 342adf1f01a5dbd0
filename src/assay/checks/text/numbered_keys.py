"""`text.numbered_keys`: a numbered list of given keys in bold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck
from assay.checks.text.count import Bound, bound_phrase, bound_score
from assay.checks.text.edges import folded
from assay.checks.text.wording import Phrase
from assay.context import Context
from assay.demands import Demands, amount, both, phrase
from assay.response import Response
from assay.views.view import View

__all__ = ["NumberedKeys"]

_KEY = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+)?(?P<bold>\*\*|__)?(?P<number>\d{1,4})[.)][ \t]+(?P<inner>\*\*|__)?"
    r"(?P<key>[^:\uff1a\n*_][^:\uff1a\n]{0,199}?)(?:\*\*|__)?[:\uff1a]",
    re.MULTILINE,
)


def keys(text: str) -> list[tuple[int, int, int, str]]:
    """Where a line begins with a number and a key in bold, with the number and the folded key."""
    return [
        (match.start(), match.end(), int(match["number"]), folded(match["key"]))
        for match in _KEY.finditer(text)
        if match["bold"] or match["inner"]
    ]


NUMBERED_KEYS = View("numbered-keys:assay/1", keys)


class NumberedKeys(TextCheck, kind="text.numbered_keys"):
    """Each of `keys` begins a line as `**1. Key:**`, numbered from 1, in the order given.

    The number may stand before the bold text (`1. **Key:** ...`) and the colon after it; case
    does not matter. With `only` there are no other such lines. `min` and `max` bound how many
    there are, whatever their keys, and then they are numbered from 1 on. Score: the share of the
    keys, or of the bound, that is there with its number; halved where others stand beside them.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (NUMBERED_KEYS,)

    keys: Annotated[tuple[Phrase, ...], msgspec.Meta(max_length=200)] = ()
    only: bool = False
    min: Bound | None = None
    max: Bound | None = None

    def validate(self) -> None:
        if len({folded(key) for key in self.keys}) < len(self.keys):
            raise ValueError("a key stands twice")
        if not self.keys and self.min is None and self.max is None:
            raise ValueError("text.numbered_keys needs keys, min or max")
        if self.only and not self.keys:
            raise ValueError("only needs keys")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"min is {self.min} but max is {self.max}")

    def standard(self, response: Response, context: Context) -> Finding:
        found = [(number, key) for _, _, number, key in response.view(NUMBERED_KEYS)]
        named = self._named(found) if self.keys else None
        if named is not None and named.passed is False:
            return named
        if self.min is None and self.max is None:
            return named or Finding(True, "Nothing is asked.")
        return self._counted([number for number, _ in found])

    def _named(self, found: list[tuple[int, str]]) -> Finding:
        wanted = [(number, folded(key)) for number, key in enumerate(self.keys, 1)]
        place = 0
        for line in found:
            place += place < len(wanted) and line == wanted[place]
        if place < len(wanted):
            missing = f"{place + 1}. {self.keys[place]}"
            present = min(len(set(wanted).intersection(found)), len(wanted) - 1)
            why = f"{missing!r} does not stand in bold at the start of a line in its place."
            return Finding(False, why, present / len(wanted))
        if self.only and len(found) > len(wanted):
            more = len(found) - len(wanted)
            return Finding(False, f"{more} numbered keys besides those given.", 0.5)
        return Finding(True, f"All {len(wanted)} keys stand numbered and in order.")

    def _counted(self, numbers: list[int]) -> Finding:
        number = len(numbers)
        why = f"{number} numbered keys; {bound_phrase(self.min, self.max)} required."
        if (self.min is not None and number < self.min) or (
            self.max is not None and number > self.max
        ):
            return Finding(False, why, bound_score(number, self.min, self.max))
        if numbers != list(range(1, number + 1)):
            return Finding(False, "The keys are not numbered from 1 on.", 0.5)
        return Finding(True, why)

    def demands(self) -> Demands | None:
        lines = amount("lines", max(len(self.keys), self.min or 0))
        return both([lines, *(phrase(key.strip(), 1, None, "substring") for key in self.keys)])

    def describe(self) -> str:
        lines = ", ".join(f"**{n}. {key}:**" for n, key in enumerate(self.keys, 1))
        only = " and no others" if self.only else ""
        named = f"Begin a line with each of these in bold, in this order{only}: {lines}."
        if self.min is None and self.max is None:
            return named
        number = bound_phrase(self.min, self.max)
        counted = f"Begin {number} lines with a numbered key in bold, such as **1. Key:**."
        return f"{named} {counted}" if self.keys else counted

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """One key more a level, and no others at 5."""
        names = ["Name", "Place", "Tide", "Depth", "Colour", "Food", "Notes"]
        return cls(keys=tuple(rng.sample(names, level + 1)), only=level == 5)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        two = cls(keys=("Name", "Place"))
        return (
            Example(two, "**1. Name:** crab\n**2. Place:** pool", True),
            Example(two, "1. **Name**: crab\n2. **Place**: pool", True),
            Example(two, "**1. Place:** pool\n**2. Name:** crab", False),
            Example(two, "1. Name: crab\n2. Place: pool", False),
        )
