"""Finds the patch in a response, and says by which rule.

The reasoning part is left out. In what remains the first of these that is there:

    tag     between <patch> and </patch>
    fence   the fenced blocks called diff or patch; where there are none, those that begin as one
    whole   the text from the first line that begins a diff (or the whole text, for blocks)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assay.checks.code.extraction import LANGUAGES, Found
from assay.response import Response
from assay.verdict import Span
from assay.views.blocks import MARKDOWN
from assay.views.reasoning import REASONING

__all__ = ["written"]

_BEGINS = re.compile(r"^(?:diff --git |--- \S)", re.MULTILINE)
_DOS = re.compile(r"^(?:@@ |<{5,9} ?SEARCH)[^\n]*\r$", re.MULTILINE)
_SEARCH = re.compile(r"^<{5,9} ?SEARCH", re.MULTILINE)


def written(response: Response, form: str) -> Found | None:
    """The patch in a response; None where there is none."""
    start, end = response.view(REASONING).answer
    text = response.text[start:end]
    if form == "blocks":
        found = _SEARCH.search(text) and Found(text, "whole", Span(text, 0, len(text)))
    else:
        found = _tagged(text) or _fenced(text) or _bare(text)
    if not found:
        return None
    return Found(_unix(found.text), found.rule, found.span.shifted(start))


def _unix(patch: str) -> str:
    """Without the carriage returns of a response all of whose lines have them: marks as well."""
    return patch.replace("\r\n", "\n") if _DOS.search(patch) else patch


def _tagged(text: str) -> Found | None:
    start = text.rfind("<patch>")
    if start < 0:
        return None
    start += len("<patch>")
    end = text.find("</patch>", start)
    end = len(text) if end < 0 else end
    inside = _fenced(text[start:end])
    piece = inside.text if inside else text[start:end].lstrip("\r\n")
    if not _BEGINS.search(piece):
        return None
    return Found(piece, "tag", Span(text[start:end], start, end))


def _fenced(text: str) -> Found | None:
    """All the blocks, one after the other: a response may have one for each file."""
    blocks = [
        block
        for block in Response(text).view(MARKDOWN).code
        if _BEGINS.search(text[block.start : block.end])
    ]
    named = [block for block in blocks if block.language in LANGUAGES["diff"]]
    chosen = named or blocks
    if not chosen:
        return None
    pieces = [text[block.start : block.end] for block in chosen]
    start, end = chosen[0].start, chosen[-1].end
    return Found(_joined(pieces), "fence", Span(text[start:end], start, end))


def _joined(pieces: Sequence[str]) -> str:
    return "".join(piece if piece.endswith("\n") else piece + "\n" for piece in pieces)


def _bare(text: str) -> Found | None:
    begins = _BEGINS.search(text)
    if begins is None:
        return None
    start = begins.start()
    return Found(text[start:], "whole", Span(text[start:], start, len(text)))
