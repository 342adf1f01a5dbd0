"""The block quotes of a Markdown text: `block-quotes:assay/1`.

A block quote is a run of lines that begin with `>`, indented by at most three spaces; a line
without it ends the quote, and so does a blank one. One that holds no letter or digit is none, and
what stands in a code block is code. NOT covered: quotes inside list items, lazy continuation.
"""

from __future__ import annotations

import re

from assay.views.blocks import Fences
from assay.views.view import View

__all__ = ["BLOCK_QUOTES"]

_SUBSTANCE = re.compile(r"[^\W_]")


def block_quotes(text: str) -> list[tuple[int, int]]:
    """Where the block quotes are."""
    if ">" not in text:
        return []
    found: list[tuple[int, int]] = []
    start: int | None = None
    end = position = 0
    fences = Fences()
    for line in text.split("\n"):
        quoted = not fences.marks(line) and fences.language is None and _is_quote(line)
        if quoted:
            start = position if start is None else start
            end = position + len(line.rstrip())
        elif start is not None:
            found.append((start, end))
            start = None
        position += len(line) + 1
    if start is not None:
        found.append((start, end))
    return [(a, b) for a, b in found if _SUBSTANCE.search(text, a, b) is not None]


def _is_quote(line: str) -> bool:
    return line[:4].lstrip(" ").startswith(">")


BLOCK_QUOTES = View("block-quotes:assay/1", block_quotes)
