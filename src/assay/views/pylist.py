"""The Python list that a response consists of: `python-list:assay/1`.

The whole answer, or the one fenced block it consists of: a list display of literals (numbers,
text, bytes, True, False, None, and lists, tuples, sets and dicts of them). It is read token by
token and never run, and not deeper than Python reads. NOT covered: complex numbers, comments,
names, calls and comprehensions, which are no literals.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from assay.views.view import View

__all__ = ["PYTHON_LIST", "PythonList"]

_FENCED = re.compile(
    r"(`{3,}|~{3,})[ \t]*(?:python[0-9.]*|py)?[ \t]*\r?\n(.*)\n[ \t]*\1", re.DOTALL | re.IGNORECASE
)
_TEXT = (
    r"(?i:rb|br|[rbu])?(?:"
    r"'''(?:[^\\']|\\.|'(?!''))*'''"
    r'|"""(?:[^\\"]|\\.|"(?!""))*"""'
    r"|'(?!'')(?:[^\\'\n]|\\.)*'"
    r'|"(?!"")(?:[^\\"\n]|\\.)*")'
)
_VALUE = (
    r"(?:[-+]?(?:0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+"
    r"|(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9][0-9_]*)?)|True|False|None)(?!\w)"
)
_TOKEN = re.compile(
    rf"\s*(?:(?P<text>{_TEXT})|(?P<value>{_VALUE})|(?P<mark>[\[\](){{}},:]))", re.DOTALL
)
_DEEPEST = 200
"""Brackets in brackets: Python reads no more."""
_ELEMENTS = ("text", "bytes", "value")
_PARTNER = {"[": "]", "(": ")", "{": "}"}


class PythonList(NamedTuple):
    """How many elements the list has, or why there is none (`fault`)."""

    length: int
    fault: str


def python_list(text: str) -> PythonList:
    """The list of a text."""
    body = text.strip()
    found = _FENCED.fullmatch(body) if body.startswith(("```", "~~~")) else None
    body = found[2].strip() if found is not None else body
    if not (body.startswith("[") and body.endswith("]")):
        return PythonList(0, "it does not begin with [ and end with ]")
    reader = _Reader()
    position = 0
    while position < len(body):
        if reader.closed:
            return PythonList(0, "something follows the list")
        token = _TOKEN.match(body, position)
        if token is None:
            return PythonList(0, f"no literal at {body[position : position + 20]!r}")
        position = token.end()
        fault = reader.take(token.lastgroup or "", token[token.lastgroup or 0])
        if fault:
            return PythonList(0, fault)
    return PythonList(reader.length, "" if reader.closed else "a bracket is not closed")


class _Frame:
    """An open bracket: what came last in it, and whether its entries have keys."""

    __slots__ = ("bracket", "colon", "keyed", "last")

    def __init__(self, bracket: str) -> None:
        self.bracket = bracket
        self.last = ""
        self.colon = False
        self.keyed: bool | None = None


class _Reader:
    """A list is read: what is open, and what may come next."""

    def __init__(self) -> None:
        self.open: list[_Frame] = []
        self.length = 0
        self.closed = False

    def take(self, sort: str, piece: str) -> str:
        """Takes in a piece; says what is wrong with it, or nothing."""
        if sort == "mark" and piece in "])}":
            return self.close(piece)
        if sort == "mark" and piece in ",:":
            return self.divide(piece)
        if sort == "text" and "b" in piece[: piece.find(piece[-1])].lower():
            sort = "bytes"
        if self.open:
            frame = self.open[-1]
            # Text may follow text, and bytes bytes: Python joins the two.
            joined = frame.last == sort and sort in ("text", "bytes")
            if frame.last not in ("", ",", ":") and not joined:
                return f"a comma is missing before {piece[:20]!r}"
            self.length += len(self.open) == 1 and frame.last in ("", ",")
            frame.last = "value" if sort == "mark" else sort
        if sort == "mark":
            self.open.append(_Frame(piece))
            if len(self.open) > _DEEPEST:
                return "it is nested deeper than Python reads"
        return ""

    def divide(self, piece: str) -> str:
        """Takes in a comma or a colon."""
        frame = self.open[-1]
        if frame.last not in _ELEMENTS:
            return f"{piece!r} stands where an element should"
        if piece == ",":
            fault = _ended(frame)
        else:
            fault = "" if frame.bracket == "{" and not frame.colon else "':' stands out of place"
            frame.colon = True
        frame.last = piece
        return fault

    def close(self, piece: str) -> str:
        """Takes in a closing bracket."""
        frame = self.open.pop()
        if _PARTNER[frame.bracket] != piece:
            return f"{frame.bracket!r} is closed by {piece!r}"
        if frame.last == ":":
            return "a value is missing after ':'"
        self.closed = not self.open
        return _ended(frame) if frame.last in _ELEMENTS else ""


def _ended(frame: _Frame) -> str:
    """What is wrong with the entry that ends here: in one dict all have keys, in a set none."""
    if frame.bracket != "{":
        return ""
    if frame.keyed not in (None, frame.colon):
        return "some entries have keys and some have none"
    frame.keyed, frame.colon = frame.colon, False
    return ""


PYTHON_LIST = View("python-list:assay/1", python_list)
