"""What of a response is said to the reader: the answer part, comments left out."""

from __future__ import annotations

import re
from typing import NamedTuple

from assay.response import Response
from assay.views.blocks import MARKDOWN
from assay.views.reasoning import REASONING

__all__ = ["Reduced", "cut_out", "shown"]

_COMMENT = re.compile(r"<!--|-->")


class Reduced(NamedTuple):
    """A response with something taken away, and in words what."""

    response: Response
    what: str


def shown(response: Response) -> Response:
    """The response as a reader sees it; itself where nothing is hidden."""
    return response.keep("shown", lambda: _shown(response))


def _shown(response: Response) -> Response:
    text = response.text
    start, end = response.view(REASONING).answer
    comments = _comments(response) if "<!--" in text else []
    if (start, end) == (0, len(text)) and not comments:
        return response
    kept = cut_out(text, [(0, start), *comments, (end, len(text))])
    return Response(kept.strip(), None)


def _comments(response: Response) -> list[tuple[int, int]]:
    """Where HTML comments stand, those in code left out."""
    code = list(reversed(response.view(MARKDOWN).code))
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for mark in _COMMENT.finditer(response.text):
        while code and code[-1].end <= mark.start():
            code.pop()
        if code and code[-1].start <= mark.start():
            continue
        if mark[0] == "<!--":
            opened = mark.start() if opened is None else opened
        elif opened is not None:
            found.append((opened, mark.end()))
            opened = None
    return found


def cut_out(text: str, places: list[tuple[int, int]]) -> str:
    """The text without those stretches."""
    kept: list[str] = []
    position = 0
    for start, end in sorted(places):
        kept.append(text[position:start])
        position = max(position, end)
    kept.append(text[position:])
    return "".join(kept)
