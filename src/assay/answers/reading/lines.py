"""A line of tokens, as parallel lists, and the pairing of its brackets.

Round brackets pair with square ones, for half-open intervals. What has no partner is dropped: a
stray brace is a slip of the pen and not a part of the answer.
"""

from __future__ import annotations

from assay.answers.limits import MAX_DEPTH, TooMuch
from assay.answers.trees import Node

__all__ = ["Line", "paired"]

_OPEN = {"(": ")", "[": ")", "{": "}", "set{": "set}", "langle": "rangle", "begin": "end"}
_CLOSE = {")": ")", "]": ")", "}": "}", "set}": "set}", "rangle": "rangle", "end": "end"}


class Line:
    """The tokens of one text, as parallel lists."""

    __slots__ = ("ambiguous", "ends", "kinds", "match", "spaced", "starts", "text", "values")

    def __init__(self, text: str) -> None:
        self.text = text
        self.kinds: list[str] = []
        self.values: list[str | Node] = []
        self.spaced: list[bool] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.match: dict[int, int] = {}
        self.ambiguous = False

    def slice(self, low: int, high: int) -> str:
        """The text that the tokens from `low` up to `high` were made of."""
        return self.text[self.starts[low] : self.ends[high - 1]] if low < high else ""


def paired(line: Line) -> None:
    """Pairs the brackets; drops what has no partner."""
    stack: list[int] = []
    stray: list[int] = []
    for i, kind in enumerate(line.kinds):
        if kind in _OPEN:
            stack.append(i)
            if len(stack) > MAX_DEPTH:
                raise TooMuch(f"brackets nested deeper than {MAX_DEPTH}")
        elif kind in _CLOSE:
            wanted = _CLOSE[kind]
            if stack and _OPEN[line.kinds[stack[-1]]] == wanted:
                line.match[stack.pop()] = i
            else:
                stray.append(i)
    stray += stack
    if stray:
        _drop(line, stray)


def _drop(line: Line, stray: list[int]) -> None:
    gone = set(stray)
    kept = [i for i in range(len(line.kinds)) if i not in gone]
    line.kinds[:] = [line.kinds[i] for i in kept]
    line.values[:] = [line.values[i] for i in kept]
    line.spaced[:] = [line.spaced[i] for i in kept]
    line.starts[:] = [line.starts[i] for i in kept]
    line.ends[:] = [line.ends[i] for i in kept]
    line.match = {}
    paired(line)
