"""`text.bracketed`: stretches between two brackets of one's choice."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding
from assay.checks.text.count import Count, Counted, bound_phrase
from assay.context import Context
from assay.response import Response
from assay.views.blocks import hollow

__all__ = ["Bracketed"]

_WRAPPING = " \t\r\n\u3000*_"


class Bracketed(Count, kind="text.bracketed"):
    """The number of stretches between the two brackets of `pair` is within bounds: `《so》`.

    `pair` is two different characters, or two marks of the same length. A stretch stands on one
    line, holds more than white space, full stops or dashes and no bracket of the pair. With
    `whole`, the whole text stands between the two instead, over lines too, emphasis and white
    space around it set aside: the bracket that opens it is not closed before its end.
    """

    noun: ClassVar[str] = "stretch in brackets"
    nouns: ClassVar[str] = "stretches in brackets"

    pair: Annotated[str, msgspec.Meta(min_length=2, max_length=8)]
    whole: bool = False

    @property
    def brackets(self) -> tuple[str, str]:
        """The opening bracket and the closing one."""
        half = len(self.pair) // 2
        return self.pair[:half], self.pair[half:]

    def validate(self) -> None:
        opened, closed = self.brackets
        if len(opened) != len(closed) or opened == closed or any(map(str.isspace, self.pair)):
            raise ValueError(
                f"pair must be two different brackets such as '《》', got {self.pair!r}"
            )
        if not self.whole:
            super().validate()
        elif self.min is not None or self.max is not None:
            raise ValueError("whole counts nothing, so that min and max have no meaning")

    def standard(self, response: Response, context: Context) -> Finding:
        if not self.whole:
            return super().standard(response, context)
        opened, closed = self.brackets
        text = response.text.strip(_WRAPPING)
        if not (text.startswith(opened) and text.endswith(closed)):
            return Finding(False, f"The text is not between {opened} and {closed}.")
        inner = text[len(opened) : -len(closed)]
        if len(text) < len(self.pair) or not inner.strip(_WRAPPING):
            return Finding(False, f"There is nothing between {opened} and {closed}.")
        if _closes(inner, opened, closed):
            return Finding(False, "There are several stretches in brackets, not one around all.")
        return Finding(True, f"The whole text is between {opened} and {closed}.")

    def count(self, response: Response, context: Context) -> Counted:
        opened, closed = self.brackets
        text = response.text
        found: list[tuple[int, int]] = []
        start = -1
        for place, mark in _marks(text, opened, closed):
            if mark == opened:
                start = place
            elif start >= 0:
                inner = text[start + len(opened) : place]
                if "\n" not in inner and not hollow(inner):
                    found.append((start, place + len(closed)))
                start = -1
        return found

    def describe(self) -> str:
        opened, closed = self.brackets
        if self.whole:
            return f"Put your whole response between {opened} and {closed}."
        if self.max == 0:
            return f"Do not put anything between {opened} and {closed}."
        noun = "stretch of text" if self.last == 1 else "stretches of text"
        return f"Put {bound_phrase(self.min, self.max)} {noun} between {opened} and {closed}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        two = cls(pair="《》", min=2)
        return (
            Example(two, "《海》と《 川 》。", True),
            Example(two, "《海》と《》、》《。", False),
            Example(cls(pair="[[]]", min=1, max=1), "The [[tide]] is [low].", True),
            Example(cls(pair="「」", whole=True), "「海は広い。\n「青い」海。」", True),
            Example(cls(pair="「」", whole=True), "「海」と「川」", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Stranger brackets with the level, and the whole text at times at level 5."""
        pairs = ("[]", "{}", "[[]]", "《》", "⟦⟧")
        if level == 5 and rng.random() < 0.3:
            return cls(pair=rng.choice(pairs), whole=True)
        centre = rng.randint(1, level + 1)
        bounds: dict[str, Any] = {"min": centre} if level < 4 else {"min": centre, "max": centre}
        return cls(pair=rng.choice(pairs[:level]), **bounds)


def _marks(text: str, opened: str, closed: str) -> list[tuple[int, str]]:
    """Where the brackets stand, in order; none within another."""
    found: list[tuple[int, str]] = []
    for mark in (opened, closed):
        place = text.find(mark)
        while place >= 0:
            found.append((place, mark))
            place = text.find(mark, place + len(mark))
    return sorted(found)


def _closes(inner: str, opened: str, closed: str) -> bool:
    """Whether more brackets are closed than opened somewhere on the way."""
    depth = 0
    for _, mark in _marks(inner, opened, closed):
        depth += 1 if mark == opened else -1
        if depth < 0:
            return True
    return False
