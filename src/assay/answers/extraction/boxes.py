r"""Boxes: `\boxed{...}`, `\fbox{...}`, `<|begin_of_box|>...`, nested, several, unclosed.

One pass with a stack of braces over the text from the first box on, so that a hundred thousand
opened boxes cost as much as a hundred thousand letters. A box in a box is one box, its content
that of the inner one where the outer holds nothing else. A backslash which was lost or became a
backspace (`\b` in a JSON string) is forgiven.
"""

from __future__ import annotations

from typing import NamedTuple

from assay.answers.patterns import lazy

__all__ = ["Box", "boxes"]

MAX_BOXES = 400
"""Boxes that are kept, the last ones: more are a shotgun, whatever is in them."""

_BEGIN, _END = "<|begin_of_box|>", "<|end_of_box|>"
_EVENT = lazy(
    r"\{|\}|\\\\|\\\{|\\\}|\\(?:boxed|fbox|framebox|Boxed)(?![a-zA-Z])|\x08oxed(?=\s*\{)|"
    r"boxed(?=\{)"
)
_OPENING = lazy(r"\s*(?:\[[^\[\]\n]{0,20}\]\s*){0,2}\{")
_AROUND = " \t\n$.,"
_TOKEN = lazy(r"\s*(-?\d[\d.,]*\d|-?\d|[A-Za-z])")


class Box(NamedTuple):
    """`start` and `end` enclose the command, `low` and `high` its content."""

    start: int
    end: int
    low: int
    high: int
    closed: bool = True


def boxes(text: str, start: int, end: int) -> list[Box]:
    """The outermost boxes of a stretch in order, the unclosed last one too."""
    first = text.find("ox", start, end)
    if first < 0:
        return []
    found = _commands(text, max(start, first - 8), end)
    if text.find(_BEGIN, start, end) >= 0:
        found = sorted([*found, *_tokens(text, start, end)])
    return found[-MAX_BOXES:]


def _commands(text: str, position: int, end: int) -> list[Box]:
    found: list[Box] = []
    # Each open brace: where its box began (-1 for a plain brace), and where its content begins.
    stack: list[tuple[int, int]] = []
    while (event := _EVENT.search(text, position, end)) is not None:
        position = event.end()
        mark = event.group()
        if mark == "{":
            stack.append((-1, position))
        elif mark == "}":
            begin, low = stack.pop() if stack else (-1, position)
            if begin >= 0:
                _keep(text, found, Box(begin, position, low, event.start()))
        elif mark[-1] not in "\\{}":
            opening = _OPENING.match(text, position, end)
            if opening is not None:
                position = opening.end()
                stack.append((event.start(), position))
            elif (token := _TOKEN.match(text, position, end)) is not None and mark[0] == "\\":
                position = token.end()
                _keep(text, found, Box(event.start(), position, token.start(1), position))
    opened = next((entry for entry in stack if entry[0] >= 0), None)
    if opened is not None and not any(box.start > opened[0] for box in found[-1:]):
        found.append(Box(opened[0], end, opened[1], end, closed=False))
    return found


def _tokens(text: str, start: int, end: int) -> list[Box]:
    """What stands between the special tokens of a chat template that mark the answer."""
    found: list[Box] = []
    opened = text.find(_BEGIN, start, end)
    while opened >= 0:
        low = opened + len(_BEGIN)
        close = text.find(_END, low, end)
        if close < 0:
            return [*found, Box(opened, end, low, end, closed=False)]
        found.append(Box(opened, close + len(_END), low, close))
        opened = text.find(_BEGIN, close, end)
    return found


def _keep(text: str, found: list[Box], box: Box) -> None:
    """Adds a box; the boxes within it give way, unless it holds one box and nothing else."""
    inner: Box | None = None
    while found and found[-1].start > box.start:
        inner = found.pop()
    if inner is not None and not (
        text[box.low : inner.start].strip(_AROUND) or text[inner.end : box.high].strip(_AROUND)
    ):
        box = box._replace(low=inner.low, high=inner.high)
    found.append(box)
