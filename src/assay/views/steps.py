"""The states of a procedure as a text lists them: `steps:assay/2`.

A JSON object with `intermediate` and `final`; or the last line on the final state, with what it
says on it or on the next, and before that, after the last line on intermediate states, a list
literal or the lines that begin with a number, a bullet, `Step 1:`, `After step 1 (reversed):` or
the like (all lines, where none does).
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple, cast

from assay.views.literals import braced, literal
from assay.views.view import View

__all__ = ["STEPS", "Steps"]

_FINAL = re.compile(
    r"^[ \t>*_#-]{0,10}(?:the[ \t]+)?final\b[^\n:=]{0,60}[:=][*_ \t]{0,5}"
    r"|^[ \t]{0,3}(?:#{1,6}[ \t]+|\*\*)(?:the[ \t]+)?final\b[^\n:=]{0,60}$",
    re.IGNORECASE | re.MULTILINE,
)
_BETWEEN = re.compile(
    r"^[ \t>*_#-]{0,10}(?:the[ \t]+)?intermediate\b[^\n:]{0,60}:[*_ \t]{0,5}",
    re.IGNORECASE | re.MULTILINE,
)
_STEP = re.compile(
    r"[ \t]*(?:[-*+\u2022][ \t]+)?(?:(?:\*\*)?(?:(?:(?:the[ \t]+)?state[ \t]+)?after[ \t]+)?"
    r"(?:step|state)[ \t]*\d{1,6}(?:\*\*)?(?:[ \t]*\((?![^()\n]{0,60}"
    r"\b(?:not?|wrong|incorrect|false)\b)[^()\n]{1,60}\))?"
    r"(?:[:.)](?:\*\*)?|[ \t]*(?:->|=>|\u2192))|\d{1,6}[.):](?=\s|$))?[ \t]*",
    re.IGNORECASE,
)
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)[^\n]*$", re.MULTILINE)


class Steps(NamedTuple):
    """What the text gives: the states in between and the last one, if there is one."""

    between: list[Any]
    final: Any


def steps(text: str) -> Steps:
    """The states that a text lists."""
    given = braced(text)
    return _from_json(given) if "final" in given else _from_text(text)


STEPS = View("steps:assay/2", steps)


def _from_json(given: dict[str, Any]) -> Steps:
    between = given.get("intermediate")
    return Steps(cast("list[Any]", between) if isinstance(between, list) else [], given["final"])


def _from_text(text: str) -> Steps:
    """The states as the text lists them: before its last line on the final one."""
    text = _FENCE.sub("", text)
    finals = list(_FINAL.finditer(text))
    final: str | None = None
    if finals:
        after = text[finals[-1].end() :].strip()
        final = after.split("\n", 1)[0].strip() or None
        text = text[: finals[-1].start()]
    labels = list(_BETWEEN.finditer(text))
    if labels:
        text = text[labels[-1].end() :]
    text = text.strip()
    value = literal(text) if text[:1] + text[-1:] == "[]" else None
    if isinstance(value, list):
        return Steps(cast("list[Any]", value), final)
    return Steps(_lines(text), final)


def _lines(text: str) -> list[str]:
    """The states one a line: the lines with a number or a mark or, without any, all of them."""
    marked: list[str] = []
    other: list[str] = []
    for line in text.split("\n"):
        step = _STEP.match(line)
        head = step.end() if step is not None else 0
        if line[head:].strip():
            (marked if line[:head].strip() else other).append(line[head:])
    return marked or other
