"""All the fenced blocks of a language, for what may stand in several: commands, scripts.

A response that shows a second way ("or", "alternatively") means one of them: the first counts.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from assay.checks.code.extraction import LANGUAGES, Found
from assay.response import Response
from assay.verdict import Span
from assay.views.blocks import MARKDOWN
from assay.views.reasoning import REASONING

__all__ = ["Block", "blocks_in", "first_way"]

_ANOTHER_WAY = re.compile(
    r"\balternativ|\banother (?:way|option)|\binstead\b|(?:^|\n)[ \t>*_]*or\b", re.IGNORECASE
)


class Block(NamedTuple):
    """A block's text, where it stands in the response, and the prose before it."""

    text: str
    start: int
    end: int
    before: str

    @property
    def found(self) -> Found:
        return Found(self.text, "fence", Span(self.text, self.start, self.end))


def blocks_in(response: Response, language: str) -> list[Block]:
    """The blocks that name the language; where there are none, those that name no language."""
    start, end = response.view(REASONING).answer
    text = response.text[start:end]
    names = LANGUAGES.get(language, (language,))
    found: list[tuple[str, Block]] = []
    last = 0
    for block in Response(text).view(MARKDOWN).code:
        piece = text[block.start : block.end]
        made = Block(piece, start + block.start, start + block.end, text[last : block.start])
        last = block.end
        if piece.strip():
            found.append((block.language.strip("{.}"), made))
    named = [block for name, block in found if name in names]
    return named or [block for name, block in found if not name]


def first_way(response: Response, language: str, between: str = "\n") -> Found | None:
    """The blocks one after the other, up to one that shows another way; None without any."""
    blocks = blocks_in(response, language)
    kept: list[Block] = []
    for block in blocks:
        if kept and _ANOTHER_WAY.search(block.before):
            break
        kept.append(block)
    if not kept:
        return None
    if len(kept) == 1:
        return kept[0].found
    start, end = kept[0].start, kept[-1].end
    whole = Span(response.text[start:end], start, end)
    return Found(between.join(block.text for block in kept), "fences, all", whole)
