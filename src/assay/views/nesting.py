"""Brackets and quotation marks in pairs, and how deeply they are nested.

`brackets:assay/1`: round, square, curly and CJK brackets. `quotes:assay/1`: quotation marks,
straight or directed; an apostrophe is none, and none reaches over a blank line. A mark without its
partner is passed over, and so is a pair that holds no letter or digit: `(((())))` nests nothing.
A straight mark opens after white space, an opening mark or a dash, and closes otherwise; directly
inside itself it cannot stand, and three in a row (as around code) are none. NOT covered:
quotations that go on over several paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from assay.views.view import View

__all__ = ["BRACKETS", "QUOTES", "Pair", "outermost"]

_BRACKETS = {
    "(": ")", "[": "]", "{": "}", "\uff08": "\uff09", "\u3010": "\u3011", "\u300a": "\u300b",
    "\uff3b": "\uff3d", "\uff5b": "\uff5d", "\u3014": "\u3015", "\u27e8": "\u27e9",
}  # fmt: skip
_QUOTES = {
    "\u201c": "\u201d", "\u201e": "\u201c\u201d", "\u201f": "\u201d", "\u2018": "\u2019",
    "\u201a": "\u2018\u2019", "\u00ab": "\u00bb", "\u2039": "\u203a", "\u300c": "\u300d",
    "\u300e": "\u300f",
}  # fmt: skip
_STRAIGHT = "\"'"
_LEFT = frozenset("([{\u201c\u2018\u00ab\u201e\u2014\u2013-/*_~>=:" + _STRAIGHT)
_OPENERS = {closer: opener for opener, closer in _BRACKETS.items()}
_CLOSES = {
    closer: "".join(opener for opener, closers in _QUOTES.items() if closer in closers)
    for closer in "".join(_QUOTES.values())
}
_OPENING = (*_QUOTES, *_STRAIGHT)
_CLOSING = (*_CLOSES, *_STRAIGHT)
_BRACKET_MARKS = re.escape("".join([*_BRACKETS, *_OPENERS]))
# Each with the first letter or digit that follows before the next mark, if there is one.
_BRACKET = re.compile(f"[{_BRACKET_MARKS}](?=((?:[^{_BRACKET_MARKS}\\w]|_)*+[^\\W_])?)")
_QUOTE_MARKS = "\"'\u2018-\u201f\u00ab\u00bb\u2039\u203a\u300c-\u300f"
_APART = "{0}(?<![^\\W_]{0})|{0}(?![^\\W_])"
# The same; apostrophes are left out, and so are line breaks without a blank line after them.
_QUOTE = re.compile(
    "\n(?=[ \t\r]*+\n)"
    f"|(?:\"{{3,}}|'{{3,}}|{_APART.format(chr(0x27))}|{_APART.format(chr(0x2019))}"
    '|["\u2018\u201a-\u201f\u00ab\u00bb\u2039\u203a\u300c-\u300f])'
    f"(?=((?:[^{_QUOTE_MARKS}\\w]|_)*+[^\\W_])?)"
)


class Pair(NamedTuple):
    """A pair of marks: where it begins and ends, and how many levels it holds, itself included."""

    start: int
    end: int
    depth: int


class _Open:
    """What is open: for each mark its character, its place and the depth of what it holds."""

    def __init__(self) -> None:
        self.marks: list[str] = []
        self.places: list[int] = []
        self.depths: list[int] = []
        self.open: dict[str, int] = {}
        self.found: list[Pair] = []
        self.filled = -1
        """The last mark that a letter or digit follows before the next mark."""

    def push(self, mark: str, place: int) -> None:
        self.marks.append(mark)
        self.places.append(place)
        self.depths.append(0)
        self.open[mark] = self.open.get(mark, 0) + 1

    def close(self, openers: str, place: int) -> bool:
        """Closes the last open one of these, dropping what stands open inside it."""
        marks, depths, opened = self.marks, self.depths, self.open
        if not marks:
            return False
        mark = marks[-1]
        if mark not in openers and not any(map(opened.get, openers)):
            return False
        depth = 0
        while True:
            mark = marks.pop()
            opened[mark] -= 1
            start = self.places.pop()
            depth = max(depth, depths.pop())
            if mark in openers:
                break
        if self.filled >= start:
            depth += 1
            self.found.append(Pair(start, place + 1, depth))
        if depths and depths[-1] < depth:
            depths[-1] = depth
        return True

    def clear(self) -> None:
        self.marks.clear()
        self.places.clear()
        self.depths.clear()
        self.open.clear()


def _reach(text: str, openers: Iterable[str], closers: Iterable[str]) -> tuple[int, int]:
    """From the first opening mark to the last closing one: beyond them nothing is paired."""
    starts = [place for place in map(text.find, openers) if place >= 0]
    return min(starts, default=len(text)), 1 + max(map(text.rfind, closers))


def brackets(text: str) -> list[Pair]:
    """Every pair of brackets that holds something, in order of its closing mark."""
    opened = _Open()
    for token in _BRACKET.finditer(text, *_reach(text, _BRACKETS, _BRACKETS.values())):
        mark = token[0]
        if mark in _BRACKETS:
            opened.push(mark, token.start())
        else:
            opened.close(_OPENERS[mark], token.start())
        if token.lastindex:
            opened.filled = token.start()
    return opened.found


def quotes(text: str) -> list[Pair]:
    """Every pair of quotation marks that holds something, in order of its closing mark."""
    opened = _Open()
    for token in _QUOTE.finditer(text, *_reach(text, _OPENING, _CLOSING)):
        mark, place = token[0], token.start()
        if mark in _STRAIGHT:
            _straight(opened, text, mark, place)
        elif mark == "\n":
            opened.clear()
        elif mark in _CLOSES and opened.close(_CLOSES[mark], place):
            pass  # a curly mark that may open or close, as in German, closes what is open
        elif mark in _QUOTES:
            opened.push(mark, place)
        if token.lastindex:
            opened.filled = place
    return opened.found


def _straight(opened: _Open, text: str, mark: str, place: int) -> None:
    """Takes in a straight mark, which what stands around it makes an opening or a closing one."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    glued = before != "" and not before.isspace()
    opens = (not glued or before in _LEFT) and after != "" and not after.isspace()
    closes = glued and (mark == '"' or not after.isalnum())
    if opened.marks and opened.marks[-1] == mark:
        if closes:
            opened.close(mark, place)
        elif opens:
            opened.places[-1], opened.depths[-1] = place, 0
    elif opens:
        opened.push(mark, place)
    elif closes:
        opened.close(mark, place)


def outermost(pairs: list[Pair]) -> list[Pair]:
    """The pairs that no other holds, in order."""
    found: list[Pair] = []
    for pair in sorted(pairs):
        if not found or pair.start >= found[-1].end:
            found.append(pair)
    return found


BRACKETS = View("brackets:assay/1", brackets)
QUOTES = View("quotes:assay/1", quotes)
