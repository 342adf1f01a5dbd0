"""`text.numbered_keys`: a numbered list of given keys in bold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck
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
    does not matter. With `only` there are no other such lines. Score: the share of the keys that
    stand with their number, halved where others stand beside them.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (NUMBERED_KEYS,)

    keys: Annotated[tuple[Phrase, ...], msgspec.Meta(min_length=1, max_length=200)]
    only: bool = False

    def validate(self) -> None:
        if len({folded(key) for key in self.keys}) < len(self.keys):
            raise ValueError("a key stands twice")

    def standard(self, response: Response, context: Context) -> Finding:
        found = [(number, key) for _, _, number, key in response.view(NUMBERED_KEYS)]
        place = 0
        for line in found:
            if place < len(self.keys) and line == (place + 1, folded(self.keys[place])):
                place += 1
        share = place / len(self.keys)
        if place < len(self.keys):
            missing = f"{place + 1}. {self.keys[place]}"
            present = len(
                {(n, folded(key)) for n, key in enumerate(self.keys, 1)}.intersection(found)
            )
            why = f"{missing!r} does not stand in bold at the start of a line in its place."
            return Finding(False, why, min(present, len(self.keys) - 1) / len(self.keys))
        if self.only and len(found) > len(self.keys):
            more = len(found) - len(self.keys)
            return Finding(False, f"{more} numbered keys besides those given.", share / 2)
        return Finding(True, f"All {len(self.keys)} keys stand numbered and in order.")

    def demands(self) -> Demands | None:
        lines = amount("lines", len(self.keys))
        return both([lines, *(phrase(key.strip(), 1, None, "substring") for key in self.keys)])

    def describe(self) -> str:
        lines = ", ".join(f"**{n}. {key}:**" for n, key in enumerate(self.keys, 1))
        only = " and no others" if self.only else ""
        return f"Begin a line with each of these in bold, in this order{only}: {lines}."

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
