"""Ranges that are no differences: `5%-10%`, `between 3 and 5`, `from 2 to 7`.

A range is the interval from the lower to the upper bound, both included. A hyphen between bare
numbers stays a minus; between two percentages, the lower first, it can be none.
"""

from __future__ import annotations

from assay.answers.patterns import lazy
from assay.answers.reading.numerals import MINUS_ONE, numeral
from assay.answers.trees import Mul, Node, Num, Pow
from assay.answers.values import Interval

__all__ = ["ranged"]

_PERCENTAGES = lazy(
    r"(?:between |from )?(\d{1,12}(?:\.\d{1,12})?)\s?\\?%\s?(?:-|to|and|\\sim|~)\s?"
    r"(\d{1,12}(?:\.\d{1,12})?)\s?\\?%"
)
_BETWEEN = lazy(
    r"(?:between\s\$?(-?\d{1,12}(?:\.\d{1,12})?)\$?\sand"
    r"|from\s\$?(-?\d{1,12}(?:\.\d{1,12})?)\$?\sto)\s\$?(-?\d{1,12}(?:\.\d{1,12})?)\$?"
)
_PERCENT = Pow(Num(100), MINUS_ONE)


def ranged(source: str) -> Interval | None:
    """The interval that a range in figures states; None where the text is none."""
    if "%" in source and (found := _PERCENTAGES.fullmatch(source)):
        low, high = _number(found[1]), _number(found[2])
        if low.value < high.value or "-" not in source:
            return Interval(_percent(low), _percent(high), True, True)
    elif source.startswith(("between", "from")) and (found := _BETWEEN.fullmatch(source)):
        return Interval(_number(found[1] or found[2]), _number(found[3]), True, True)
    return None


def _number(figures: str) -> Num:
    node = numeral(figures.lstrip("-"))
    assert isinstance(node, Num)
    return Num(-node.value, node.places) if figures[0] == "-" else node


def _percent(number: Num) -> Node:
    return Mul((number, _PERCENT))
