"""`text.paragraphs`: how many paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar, Literal

from assay.check import Example
from assay.checks.text.base import Finding
from assay.checks.text.count import Count, Counted, bound_phrase
from assay.context import Context
from assay.response import Response
from assay.views.blocks import PARAGRAPHS, is_rule
from assay.views.view import View

__all__ = ["Paragraphs"]

_ALONE = re.compile(r"(?<!\S)\*\*\*(?!\S)")
_BLANK = re.compile(r"\n[ \t\r]*\n")
_STARS = re.compile(r"\s?\*\*\*\s?")


def ruled(text: str) -> int:
    """How many stretches with text are left by dividers: `***` that emphasises nothing."""
    lines = ("***" if "*" in line and is_rule(line) else line for line in text.split("\n"))
    blocks = (_unglued(block) for block in _BLANK.split("\n".join(lines)))
    return sum(bool(piece.strip()) for piece in _ALONE.split("\n\n".join(blocks)))


def _unglued(block: str) -> str:
    """The block with a `***` that opens or ends it, and that no other one closes, set apart."""
    bare = block.strip()
    if block.count("***") != 1 or "****" in block or bare == "***":
        return block
    if bare.startswith("***"):
        return f"***\n{bare[3:]}"
    return f"{bare[:-3]}\n***" if bare.endswith("***") else block


RULED = View("paragraphs-ruled:assay/2", ruled)
OFFICIAL_RULED = View("paragraphs-ruled:ifeval/1", _STARS.split)


class Paragraphs(Count, kind="text.paragraphs"):
    """The number of paragraphs is within bounds.

    `divider` says what stands between two: `blank` a blank line, `***` a Markdown
    rule of asterisks, three that stand alone in a line, or that open or end a paragraph in which
    nothing closes them.
    Official (divider `***` only): asterisks anywhere divide, so that bold
    italics do, and an empty paragraph in the middle fails.
    """

    version: ClassVar[str] = "2"
    noun: ClassVar[str] = "paragraph"
    nouns: ClassVar[str] = "paragraphs"
    usual: ClassVar[tuple[int, int] | None] = (2, 6)
    uses: ClassVar[tuple[View[Any], ...]] = (PARAGRAPHS, RULED)
    official_uses: ClassVar[tuple[View[Any], ...]] = (OFFICIAL_RULED,)

    divider: Literal["blank", "***"] = "blank"

    def count(self, response: Response, context: Context) -> Counted:
        if self.divider == "***":
            return response.view(RULED)
        return len(response.view(PARAGRAPHS))

    def official(self, response: Response, context: Context) -> Finding:
        if self.divider == "blank":
            return self.standard(response, context)
        pieces = response.view(OFFICIAL_RULED)
        blank = [place for place, piece in enumerate(pieces) if not piece.strip()]
        inner = [place for place in blank if 0 < place < len(pieces) - 1]
        if inner:
            wanted = bound_phrase(self.min, self.max)
            return Finding(False, f"Paragraph {inner[0] + 1} is empty; {wanted} required.")
        return self.judge(len(pieces) - len(blank), response.text)

    def describe(self) -> str:
        between = "a blank line" if self.divider == "blank" else "the divider ***"
        return f"{super().describe()[:-1]}, with {between} between them."

    @classmethod
    def drawn(cls, rng: Random, level: int) -> dict[str, Any]:  # noqa: ARG003
        return {"divider": "blank" if rng.random() < 0.7 else "***"}

    @classmethod
    def examples(cls) -> Sequence[Example]:
        two = cls(min=2, max=2)
        starred = cls(min=2, max=2, divider="***")
        return (
            Example(two, "The tide falls.\n\nCrabs hide.", True),
            Example(two, "The tide falls.\nCrabs hide.", False),
            Example(starred, "The tide falls.\n\n***\n\nCrabs hide.", True),
            Example(starred, "The tide falls.\n\n***Crabs hide.", True),
            Example(starred, "The ***tide*** falls.", False),
        )
