"""Where a response stops thinking and starts answering: `reasoning:assay/1`.

A reasoning part is what stands between `<think>`, `<thinking>`, `<reasoning>` or
`<|begin_of_thought|>` and the matching end at the head of the text. An end tag without a
beginning closes a reasoning part that began with the text, as chat templates which put the
opening tag into the prompt produce it. A beginning without an end means that everything after it
is reasoning and the answer is empty. The answer is what follows, white space around it removed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from assay.views.view import View

__all__ = ["REASONING", "Split"]

_OPEN = re.compile(r"\s*<(?:(think|thinking|reasoning)|\|begin_of_thought\|)>", re.IGNORECASE)
_CLOSE = re.compile(r"</(?:think|thinking|reasoning)>|<\|end_of_thought\|>", re.IGNORECASE)

Offsets = tuple[int, int]


class Split(NamedTuple):
    """Where the reasoning and the answer are; `reasoning` is None where there is none."""

    reasoning: Offsets | None
    answer: Offsets


def split(text: str) -> Split:
    """The reasoning part and the answer part of a text."""
    opened = _OPEN.match(text)
    start = opened.end() if opened is not None else 0
    closed = _CLOSE.search(text, start)
    if closed is not None:
        return Split(_trim(text, start, closed.start()), _trim(text, closed.end(), len(text)))
    if opened is not None:
        return Split(_trim(text, start, len(text)), (len(text), len(text)))
    return Split(None, (0, len(text)))


def _trim(text: str, start: int, end: int) -> Offsets:
    piece = text[start:end]
    head = start + len(piece) - len(piece.lstrip())
    return min(head, end), max(head, start + len(piece.rstrip()))


REASONING = View("reasoning:assay/1", split)
