"""Where a final answer stands that is taken word for word: a grid, a string, a list of moves.

In the last `<answer>` field; else after the last line that begins with `Answer:` or `The final
answer is:`; else it is the last lines of the text, as many as the expected answer has. Marks that
only set it off (a fence, quotation marks, asterisks, a box) do not belong to it. Only one place is
looked at, so that several answers are never one that is right.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from assay.answers.patterns import lazy
from assay.views.reasoning import split

__all__ = ["Place", "place_of", "unwrapped"]

_TAG = lazy(r"<(/?)answer>", re.IGNORECASE)
_SAID = lazy(
    r"^[ \t>#*_`-]*(?:so |thus |therefore |hence )?,? ?(?:(?:the|my) )?(?:final )?answer"
    r"(?: is)?[ \t*_]*[:=][ \t*_]*",
    re.IGNORECASE | re.MULTILINE,
)
_BOX = lazy(r"\\(?:boxed|fbox)\{([^{}]*)\}\Z")
_FENCE = lazy(r"```[\w+-]*[ \t]*\n?")
_PAIRS = (("**", "**"), ("`", "`"), ("$", "$"), ("\\(", "\\)"), ('"', '"'), ("'", "'"), ("“", "”"))


class Place(NamedTuple):
    """Where the answer begins and ends, and by which rule it was found."""

    start: int
    end: int
    rule: str


def place_of(text: str, lines: int) -> Place:
    """The place of the final answer, which is expected to have so many lines."""
    _, (start, end) = split(text)
    return _tagged(text, start, end) or _announced(text, start, end) or _last(
        text, start, end, lines
    )  # fmt: skip


def unwrapped(answer: str) -> str:
    """The answer without white space around it, nor what only sets it off."""
    while True:
        bare = _bared(answer.strip())
        if bare == answer:
            return answer
        answer = bare


def _tagged(text: str, start: int, end: int) -> Place | None:
    """What stands in the last field; to the end where it is not closed."""
    opened = None
    for tag in _TAG.finditer(text, start, end):
        if not tag[1]:
            opened = Place(tag.end(), end, "tag")
        elif opened is not None and opened.end == end:
            opened = opened._replace(end=tag.start())
    return opened


def _announced(text: str, start: int, end: int) -> Place | None:
    said = [match.end() for match in _SAID.finditer(text, start, end)]
    return Place(said[-1], end, "answer") if said else None


def _last(text: str, start: int, end: int, lines: int) -> Place:
    """The last lines that hold something, a closing fence apart."""
    end = _stripped(text, start, end)
    while text.endswith("```", start, end):
        end = _stripped(text, start, end - 3)
    place = end
    for _ in range(max(1, lines)):
        place = text.rfind("\n", start, _stripped(text, start, place))
        if place < 0:
            return Place(start, end, "last_line")
    return Place(place + 1, end, "last_line")


def _stripped(text: str, start: int, end: int) -> int:
    """Where a stretch ends without the white space at its end."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _bared(answer: str) -> str:
    """The answer without one pair of marks around it, and a full stop after them."""
    if len(answer) > 2 and answer[-1] == "." and (bare := _inside(answer[:-1])) != answer[:-1]:
        return bare
    return _inside(answer)


def _inside(answer: str) -> str:
    """What stands inside of one pair of marks; the answer itself where there is none."""
    if (fence := _FENCE.match(answer)) and answer.endswith("```") and len(answer) >= 6:
        return answer[fence.end() : -3].strip()
    if box := _BOX.match(answer):
        return box[1].strip()
    for head, tail in _PAIRS:
        inner = answer[len(head) : -len(tail)]
        if answer.startswith(head) and answer.endswith(tail) and inner and tail not in inner:
            return inner.strip()
    return answer
