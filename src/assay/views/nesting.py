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
_BRACKET = re.compile(
    "[()\\[\\]{}\u27e8\u27e9\u300a\u300b\u3010\u3011\u3014\u3015\uff08\uff09\uff3b\uff3d\uff5b\uff5d]"
)
_QUOTE = re.compile("[\n\"'\u2018-\u201f\u00ab\u00bb\u2039\u203a\u300c-\u300f]")
_BLANK = re.compile(r"[ \t\r]*\n")
_RUN = re.compile(r"(.)\1*")
_SUBSTANCE = re.compile(r"[^\W_]")


class Pair(NamedTuple):
    """A pair of marks: where it begins and ends, and how many levels it holds, itself included."""

    start: int
    end: int
    depth: int


class _Open:
    """What is open: for each mark its character, its place and the depth of what it holds."""

    def __init__(self, text: str, closers: dict[str, str]) -> None:
        self.text = text
        self.marks: list[str] = []
        self.places: list[int] = []
        self.depths: list[int] = []
        self.open: dict[str, int] = {}
        self.openers: dict[str, str] = {}
        self.found: list[Pair] = []
        self.filled = self.seen = 0
        for opener, ends in closers.items():
            for end in ends:
                self.openers[end] = self.openers.get(end, "") + opener

    def push(self, mark: str, place: int) -> None:
        self.marks.append(mark)
        self.places.append(place)
        self.depths.append(0)
        self.open[mark] = self.open.get(mark, 0) + 1

    def drop(self) -> tuple[int, int]:
        self.open[self.marks.pop()] -= 1
        return self.places.pop(), self.depths.pop()

    def close(self, openers: str, place: int) -> bool:
        """Closes the last open one of these, dropping what stands open inside it."""
        if not self.marks:
            return False
        if self.marks[-1] not in openers:
            for mark in openers:
                if self.open.get(mark):
                    break
            else:
                return False
        inside = 0
        while self.marks[-1] not in openers:
            inside = max(inside, self.drop()[1])
        start, depth = self.drop()
        depth = max(depth, inside)
        if self.filled > start:  # a letter or digit stands between
            depth += 1
            self.found.append(Pair(start, place + 1, depth))
        if self.depths and self.depths[-1] < depth:
            self.depths[-1] = depth
        return True

    def reach(self, place: int) -> None:
        """Takes note of what stands between the mark before and the one at this place."""
        if _SUBSTANCE.search(self.text, self.seen, place) is not None:
            self.filled = place
        self.seen = place + 1

    def clear(self) -> None:
        self.marks.clear()
        self.places.clear()
        self.depths.clear()
        self.open.clear()


def brackets(text: str) -> list[Pair]:
    """Every pair of brackets that holds something, in order of its closing mark."""
    opened = _Open(text, _BRACKETS)
    for token in _BRACKET.finditer(text):
        mark, place = token[0], token.start()
        opened.reach(place)
        if mark in _BRACKETS:
            opened.push(mark, place)
        else:
            opened.close(opened.openers[mark], place)
    return opened.found


def quotes(text: str) -> list[Pair]:
    """Every pair of quotation marks that holds something, in order of its closing mark."""
    opened = _Open(text, _QUOTES)
    passed = 0
    for token in _QUOTE.finditer(text):
        mark, place = token[0], token.start()
        if place < passed:
            continue
        opened.reach(place)
        if mark == "\n":
            if opened.marks and _BLANK.match(text, place + 1) is not None:
                opened.clear()
        elif text.startswith(mark * 3, place) and mark in _STRAIGHT:
            run = _RUN.match(text, place)
            passed = run.end() if run is not None else 0
        elif mark in _STRAIGHT:
            _straight(opened, mark, place)
        elif mark == "\u2019" and _letter(text, place - 1) and _letter(text, place + 1):
            continue  # an apostrophe
        elif mark in opened.openers and opened.close(opened.openers[mark], place):
            continue  # a curly mark that may open or close, as in German, closes what is open
        elif mark in _QUOTES:
            opened.push(mark, place)
    return opened.found


def _straight(opened: _Open, mark: str, place: int) -> None:
    """Takes in a straight mark, which what stands around it makes an opening or a closing one."""
    before, after = opened.text[place - 1 : place], opened.text[place + 1 : place + 2]
    if mark == "'" and before.isalnum() and after.isalnum():
        return  # an apostrophe
    opens = bool(after.strip()) and (not before.strip() or before in _LEFT)
    closes = bool(before.strip()) and (mark == '"' or not after.isalnum())
    if opened.marks and opened.marks[-1] == mark:
        if closes:
            opened.close(mark, place)
        elif opens:
            opened.drop()
            opened.push(mark, place)
    elif opens:
        opened.push(mark, place)
    elif closes:
        opened.close(mark, place)


def _letter(text: str, place: int) -> bool:
    return place >= 0 and text[place : place + 1].isalnum()


def outermost(pairs: list[Pair]) -> list[Pair]:
    """The pairs that no other holds, in order."""
    found: list[Pair] = []
    for pair in sorted(pairs):
        if not found or pair.start >= found[-1].end:
            found.append(pair)
    return found


BRACKETS = View("brackets:assay/1", brackets)
QUOTES = View("quotes:assay/1", quotes)
