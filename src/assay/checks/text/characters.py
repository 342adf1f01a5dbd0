"""`text.characters`: how many characters."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar, Literal

from assay.check import Example
from assay.checks.text.base import Trait
from assay.checks.text.count import Count
from assay.context import Context
from assay.response import Response

__all__ = ["Characters"]

_FEW = 25

_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())


class Characters(Count, kind="text.characters"):
    """The number of characters (code points) is within bounds.

    `of` says which: `all` (after white space around the text is removed), `visible` (no white
    space) or `letters`.
    """

    noun: ClassVar[str] = "character"
    nouns: ClassVar[str] = "characters"
    usual: ClassVar[tuple[int, int] | None] = (150, 1500)

    of: Literal["all", "visible", "letters"] = "all"

    def count(self, response: Response, context: Context) -> int:
        text = response.text
        if self.of == "all":
            return len(text.strip())
        if self.of == "visible":
            return len("".join(text.split()))
        if text.isascii():
            return len(text.encode().translate(None, _NO_LETTERS))
        return sum(map(str.isalpha, text))

    def invites(self) -> tuple[Trait, ...]:
        """A reply of one word, where there is no room for many."""
        return ("brevity",) if self.max is not None and self.max <= _FEW else ()

    def describe(self) -> str:
        text = super().describe()
        if self.of == "letters":
            return text.replace("character", "letter")
        return f"{text[:-1]}, white space not counted." if self.of == "visible" else text

    @classmethod
    def drawn(cls, rng: Random, level: int) -> dict[str, Any]:
        return {"of": rng.choice(("all", "all", "visible", "letters")[: max(1, level)])}

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(max=280), "A short post.", True),
            Example(cls(max=5, of="letters"), "A short post.", False),
        )
