"""Finds in a response what it says a call gives, or what it calls a function with.

The reasoning part is left out. The first of these that is there is read:

    answer      between the last [ANSWER] and [/ANSWER] (CRUXEval), or <answer> tags
    assert      the last line that is `assert f(...) == ...`, or `f(...) == ...`
    boxed       in the last \\boxed{...}
    fence       the last fenced code block
    whole       the whole text
    inline      the last piece in back quotes
    last line   what follows a colon, arrow, `is` or `returns` in the last line, the first that does

In each, `assert f(...) == value`, `f(...) == value`, `f(...)`, `name = value`, what an interactive
session shows last, and a bare value are understood. One that is found but cannot be read ends the
search in the first four: who says where the answer stands has said it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple, TypeVar

from assay.checks.code.literals import NoValue, parsed
from assay.response import Response
from assay.verdict import Span
from assay.views.blocks import MARKDOWN
from assay.views.reasoning import REASONING

__all__ = ["Said", "said"]

T = TypeVar("T")

_TAGS = (("[ANSWER]", "[/ANSWER]"), ("<answer>", "</answer>"))
_BACKTICKS = re.compile(r"`([^`\n]+)`")
_LEAD = re.compile(r"(?::\**|=>|->|→|=| is| returns?| be)\s", re.IGNORECASE)
_NAMED = re.compile(r"^[A-Za-z_]\w*\s*=(?!=)\s*")
_MOST_LEADS = 20
_MOST_LINES = 2_000


class Said(NamedTuple):
    """The expression that was said, the rule that found it, and where it stands."""

    node: ast.expr
    rule: str
    span: Span


def said(
    response: Response, read: Callable[[ast.expr], T], *, typed: bool = False
) -> tuple[T, str, Span] | str:
    """What `read` makes of the response's answer, the rule and the place; else why there is none.

    `read` raises NoValue for an expression that is no answer. Of an interactive session that counts
    which was shown last, or with `typed` which was typed last.
    """
    start, end = response.view(REASONING).answer
    text = response.text[start:end]
    why = "The response gives no value."
    for rule, begin, stop, last in _pieces(text):
        piece = text[begin:stop]
        try:
            value = read(_expression(piece, typed))
        except NoValue as fault:
            why = f"The response gives no value: {fault}."
            if last:
                return why
            continue
        return value, rule, Span(piece, begin, stop).shifted(start)
    return why


def _pieces(text: str) -> Iterator[tuple[str, int, int, bool]]:
    """The places where an answer may stand: rule, begin, end, and whether none other counts."""
    for opens, closes in _TAGS:
        begin = text.rfind(opens)
        if begin >= 0:
            stop = text.find(closes, begin)
            yield "answer", begin + len(opens), stop if stop >= 0 else len(text), True
            return
    found = _asserted(text)
    if found:
        yield "assert", *found, True
    begin = text.rfind("\\boxed{")
    if begin >= 0:
        yield "boxed", begin + len("\\boxed{"), _closed(text, begin + len("\\boxed{")), True
    blocks = [b for b in Response(text).view(MARKDOWN).code if text[b.start : b.end].strip()]
    if blocks:
        yield "fence", blocks[-1].start, blocks[-1].end, True
    yield "whole", 0, len(text), False
    quoted = list(_BACKTICKS.finditer(text))
    if quoted:
        yield "inline", quoted[-1].start(1), quoted[-1].end(1), False
    begin, stop = text.rstrip().rfind("\n") + 1, len(text.rstrip().rstrip("."))
    for lead in islice(_LEAD.finditer(text, begin, stop), _MOST_LEADS):
        yield "last line", lead.end(), stop, False


def _closed(text: str, start: int) -> int:
    """Where the brace is closed that was opened before."""
    depth = 1
    for place in range(start, len(text)):
        depth += (text[place] == "{") - (text[place] == "}")
        if not depth:
            return place
    return len(text)


def _asserted(text: str) -> tuple[int, int] | None:
    """The last line that compares a call with a value."""
    stop = len(text)
    for line in reversed(text.split("\n")[-_MOST_LINES:]):
        begin = stop - len(line)
        shorn = line.strip().strip("`").strip()
        if "==" in shorn and (shorn.startswith("assert ") or re.match(r"\w+\(", shorn)):
            place = line.find(shorn)
            return begin + place, begin + place + len(shorn)
        stop = begin - 1
    return None


def _expression(piece: str, typed: bool) -> ast.expr:
    """The expression in a piece of text, without `assert` before it or a fence around it."""
    piece = piece.strip()
    if piece.startswith("```"):
        piece = piece.strip("`").strip()
        piece = piece.removeprefix("python").strip()
    if ">>> " in piece:
        line, _, shown = piece[piece.rfind(">>> ") + 4 :].partition("\n")
        piece = line.strip() if typed else shown.strip() or piece
    piece = _NAMED.sub("", piece.removeprefix("assert ").strip(), count=1)
    try:
        return parsed(piece)
    except NoValue:
        if not piece.endswith("."):
            raise
        return parsed(piece[:-1])
