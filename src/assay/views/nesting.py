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
from collections import defaultdict
from collections.abc import Iterable, Iterator
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
_BRACKET = re.compile(f"([{_BRACKET_MARKS}])")
_OTHERS = "\u2018\u201a-\u201f\u00ab\u00bb\u2039\u203a\u300c-\u300f"
# Apostrophes are left out, and so are line breaks without a blank line after them. It begins with
# all that it may begin with, so that the search skips from mark to mark.
_QUOTE = re.compile(
    f"([\n\"'\u2019{_OTHERS}]"
    "(?:(?<=\")(?:\"\"+)?|(?<=')(?:''+|(?<![^\\W_]')|(?![^\\W_]))"
    "|(?<=\u2019)(?:(?<![^\\W_]\u2019)|(?![^\\W_]))"
    f"|(?<=\n)(?=[ \t\r]*+\n)|(?<=[{_OTHERS}])))"
)
_SUBSTANCE = re.compile(r"[^\W_]")


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
        self.open: defaultdict[str, int] = defaultdict(int)
        self.found: list[Pair] = []
        self.filled = -1
        """The last mark that a letter or digit follows before the next mark."""

    def push(self, mark: str, place: int) -> None:
        self.marks.append(mark)
        self.places.append(place)
        self.depths.append(0)
        self.open[mark] += 1

    def close(self, openers: str, place: int) -> bool:
        """Closes the last open one of these, dropping what stands open inside it."""
        marks, depths = self.marks, self.depths
        if not marks or (marks[-1] not in openers and not self._any_open(openers)):
            return False
        mark, depth = marks.pop(), depths.pop()
        start = self.places.pop()
        self.open[mark] -= 1
        while mark not in openers:
            mark, depth = marks.pop(), max(depth, depths.pop())
            start = self.places.pop()
            self.open[mark] -= 1
        if self.filled >= start:
            depth += 1
            self.found.append(Pair(start, place + 1, depth))
        if depth and depths and depths[-1] < depth:
            depths[-1] = depth
        return True

    def _any_open(self, openers: str) -> bool:
        if len(openers) == 1:
            return self.open.get(openers, 0) > 0
        return any(map(self.open.get, openers))

    def clear(self) -> None:
        self.marks.clear()
        self.places.clear()
        self.depths.clear()
        self.open.clear()


def _marks(
    text: str, pattern: re.Pattern[str], openers: Iterable[str], closers: Iterable[str]
) -> Iterator[tuple[str, int, bool]]:
    """Each mark, its place, and whether a letter or digit stands before the next mark.

    From the first opening mark to the last closing one: beyond them nothing is paired. The
    character after that one is looked at, too, as an apostrophe has a letter there.
    """
    starts = [place for place in map(text.find, openers) if place >= 0]
    start = min(starts, default=len(text))
    pieces = iter(pattern.split(text[max(0, start - 1) : 2 + max(map(text.rfind, closers))]))
    place = max(0, start - 1) + len(next(pieces))
    for mark, gap in zip(pieces, pieces, strict=True):
        yield mark, place, gap != "" and (gap[0].isalnum() or _SUBSTANCE.search(gap) is not None)
        place += len(mark) + len(gap)


def brackets(text: str) -> list[Pair]:
    """Every pair of brackets that holds something, in order of its closing mark."""
    opened = _Open()
    push, close = opened.push, opened.close
    for mark, place, filled in _marks(text, _BRACKET, _BRACKETS, _OPENERS):
        if mark in _BRACKETS:
            push(mark, place)
        else:
            close(_OPENERS[mark], place)
        if filled:
            opened.filled = place
    return opened.found


def quotes(text: str) -> list[Pair]:
    """Every pair of quotation marks that holds something, in order of its closing mark."""
    opened = _Open()
    for mark, place, filled in _marks(text, _QUOTE, _OPENING, _CLOSING):
        if mark in _STRAIGHT:
            _straight(opened, text, mark, place)
        elif mark == "\n":
            opened.clear()
        elif mark in _CLOSES and opened.close(_CLOSES[mark], place):
            pass  # a curly mark that may open or close, as in German, closes what is open
        elif mark in _QUOTES:
            opened.push(mark, place)
        if filled:
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
