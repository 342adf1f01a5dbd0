"""What a sentence is: `sentences:assay/1`.

A sentence ends at `.`, `!`, `?`, an ellipsis or their CJK, Devanagari, Arabic and Armenian
counterparts, with closing quotes and brackets after them, where white space or the end follows
(CJK marks need none); and where its block ends: at a blank line, the next list item, a heading,
a table, a code fence. A full stop ends no sentence where the next word begins in lower case or
with a digit glued to it, nor after an initial or an abbreviation that a name follows.
A list item is a sentence even without a full stop; headings, table rows, code and lines without
a letter or digit are none.

NOT covered: sentences that end without a mark inside a running paragraph; Thai, which has no
marks at all (a Thai paragraph is one sentence).
"""

from __future__ import annotations

import re

from assay.views.view import View

__all__ = ["SENTENCES", "spans"]

_CLOSERS = "\"'\u201d\u2019\u00bb)\\]}*_`\u300d\u300f\uff09\u3011"
_ENDS = re.compile(
    rf"[.!?\u2026\u203d\u2047-\u2049]+[{_CLOSERS}]*(?=\s|$)"
    rf"|[\u3002\uff01\uff1f\uff61]+[{_CLOSERS}]*"
    rf"|[\u0964\u0965\u06d4\u061f\u0589\u1362][{_CLOSERS}]*(?=\s|$)"
)
_ITEM = re.compile(r"[ \t]*(?:(?:[-*+\u2022\u2023\u25e6\u00b7>]|\d{1,4}[.)])[ \t]+)+")
_HEADING = re.compile(r"[ \t]{0,3}(?:#{1,6}[ \t]|\|)")
_SUBSTANCE = re.compile(r"[^\W_]")
_NEXT = re.compile(r"[\s(\[{\"'\u201c\u2018*_]{0,200}(\w?)")
_OPENERS = "([{\"'\u201c\u2018*_"
_REACH = 40
# A name follows these, so that a capital after the full stop says nothing.
_BEFORE_NAME = frozenset(
    "mr mrs ms mx dr prof rev fr hon gen col maj capt cmdr lt sgt cpl pvt adm gov sen rep pres "
    "st mt ft messrs mme mlle sr sra srta dra vs v cf viz e.g i.e fig figs no nos vol pp p ch sec "
    "eq ed eds al art ca approx".split()
)


def spans(text: str) -> list[tuple[int, int]]:
    """Where the sentences are: offsets in code points, end exclusive."""
    found: list[tuple[int, int]] = []
    for start, end in _blocks(text):
        for first, last in _cut(text, start, end):
            piece = text[first:last]
            if _SUBSTANCE.search(piece) is not None:
                found.append((last - len(piece.lstrip()), first + len(piece.rstrip())))
    return found


SENTENCES = View("sentences:assay/1", spans)


def _blocks(text: str) -> list[tuple[int, int]]:
    """Stretches of prose that no sentence crosses."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    position = 0
    fenced = False
    for line in text.split("\n"):
        head = line.lstrip()
        fence = head.startswith(("```", "~~~"))
        item = _ITEM.match(line)
        prose = bool(head) and not (fence or fenced) and _HEADING.match(line) is None
        if start is not None and (item is not None or not prose):
            found.append((start, position))
            start = None
        if prose and start is None:
            start = item.end() if item is not None else position
        fenced ^= fence
        position += len(line) + 1
    if start is not None:
        found.append((start, len(text)))
    return found


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    first = start
    for match in _ENDS.finditer(text, start, end):
        if text[match.start()] == "." and _continues(text, first, match, end):
            continue
        found.append((first, match.end()))
        first = match.end()
    found.append((first, end))
    return found


def _continues(text: str, first: int, match: re.Match[str], end: int) -> bool:
    """Whether the sentence goes on after this full stop or ellipsis."""
    after = _NEXT.match(text, match.end(), end)
    following = after[1] if after is not None else ""
    if not following.isupper():
        return following.islower()
    if text.startswith("..", match.start()):
        return False
    before = text[max(first, match.start() - _REACH) : match.start()].split()
    word = before[-1].lstrip(_OPENERS).lower() if before else ""
    return word in _BEFORE_NAME or (len(word) == 1 and word.isalpha() and word != "i")
