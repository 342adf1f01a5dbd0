"""What of a response is said to the reader: the answer part, comments left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from assay.response import Response
from assay.views.blocks import MARKDOWN
from assay.views.reasoning import REASONING

__all__ = ["Reduced", "cut_out", "remade", "shown", "unhidden"]

_MARK = re.compile(r"<!--|-->|</?(?:think|thinking|reasoning|thought)>", re.IGNORECASE)


class Reduced(NamedTuple):
    """A response with something taken away, and in words what."""

    response: Response
    what: str


def remade(response: Response, change: Callable[[Response], str]) -> Response:
    """The response with each turn of the assistant changed; itself where none is."""
    if not response.messages:
        text = change(response)
        return response if text == response.text else Response(text, None)
    texts = [change(turn) for turn in response.turns]
    if texts == [turn.text for turn in response.turns]:
        return response
    left = iter(texts)
    said = [
        {**m, "content": next(left)} if m["role"] == "assistant" else m for m in response.messages
    ]
    return Response(said, None)


def shown(response: Response) -> Response:
    """The response as a reader sees it; itself where nothing is hidden."""
    return response.keep("shown", lambda: remade(response, _shown))


def unhidden(response: Response) -> Reduced | None:
    """What is shown of the response; None where that is all."""
    said = shown(response)
    what = "text in the reasoning part or in comments"
    return None if said is response else Reduced(said, what)


def _shown(response: Response) -> str:
    text = response.text
    if "<" not in text:
        return text
    start, end = response.view(REASONING).answer
    first = _MARK.search(text)
    if first is not None and first[0][1] not in "/-!" and text[: first.start()].strip():
        start, end = 0, len(text)  # the reasoning part begins after something said
    hidden = _marked(response, start)
    if (start, end) == (0, len(text)) and not hidden:
        return text
    return cut_out(text, [(0, start), *hidden, (end, len(text))]).strip()


def _marked(response: Response, start: int) -> list[tuple[int, int]]:
    """Where comments and further reasoning parts stand, but for those in code and unclosed ones."""
    marks = list(_MARK.finditer(response.text, start))
    if not marks:
        return []
    code = list(reversed(response.view(MARKDOWN).code))
    found: list[tuple[int, int]] = []
    opened: dict[str, int] = {}
    for mark in marks:
        while code and code[-1].end <= mark.start():
            code.pop()
        if code and code[-1].start <= mark.start():
            continue
        sort = "comment" if mark[0] in ("<!--", "-->") else "reasoning"
        if mark[0] == "<!--" or mark[0][:2] not in ("--", "</"):
            opened.setdefault(sort, mark.start())
        elif sort in opened:
            found.append((opened.pop(sort), mark.end()))
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
