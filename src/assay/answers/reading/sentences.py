"""Numbers that a sentence states: a further reading of an answer in words.

"The rent for an A room is 240 yuan, and for a B room 210 yuan" states 240 and 210 yuan. A number
counts only where it stands free, with no letter, sign or bracket at its sides; what follows it
is asked for a unit. Sentences with more than `_MOST` numbers state nothing.
"""

from __future__ import annotations

import re

from assay.answers.patterns import lazy
from assay.answers.reading.numerals import plain
from assay.answers.trees import Node
from assay.answers.values import Collection, Quantity, Scalar, Value

__all__ = ["stated"]

_NUMBER = lazy(
    r"(?<![\w.,^_=<>+*/()\[\\{}-])\$?(-?\d{1,18}(?:\.\d{1,18})?(?:/\d{1,18})?|\\[dt]?frac\{\d{1,9}\}\{\d{1,9}\})\$?"
    r"(?=(?:st|nd|rd|th)?(?:\^\{?\\(?:text|mathrm)\{(?:st|nd|rd|th)\}\}?)?(?:[\s,;:!?}]|\.(?!\d)|$))"
    r"(?:\s{1,3}\$?([A-Za-z%]{1,16}))?"
)
_WORD = lazy(r"[A-Za-z]{3}|[^\x00-\x7f]")
_DOUBT = lazy(
    r"[<>=_≠≤≥~≈]|\\(?:n(?:e|ot)|[gl](?:eq?|t)|approx|sim)|n't\b|\b(?:not|never|no|or|other|any|except"
    r"|unless|without|than|otherwise|else|if|at (?:least|most)|up to|over|under|above|below|before"
    r"|after|between|nearly|almost|minimum|maximum)\b",
    re.IGNORECASE,
)
"""What denies, bounds or offers a choice: then no number is simply stated."""

_SCALES = frozenset("hundred thousand million billion trillion dozen".split())
"""Words that multiply the number before them, so that it does not stand alone."""

_MOST = 8


def stated(text: str) -> Value | None:
    """The one number that a text states, or a list of several; None where it states none."""
    if len(text) > 400 or not _WORD.search(text) or _DOUBT.search(text):
        return None
    found = [_value(each) for each in _NUMBER.finditer(text)]
    values = [value for value in found if value is not None]
    if not 0 < len(values) <= _MOST:
        return None
    return values[0] if len(values) == 1 else Collection("list", tuple(values))


def _value(found: re.Match[str]) -> Value | None:
    tree: Node | None = plain(found[1])
    if tree is None:
        return None
    if found[2] in _SCALES:
        return None
    if found[2]:
        from assay.answers.measures.units import split_unit

        split = split_unit(f"{found[1]} {found[2]}")
        if split is not None:
            return Quantity(tree, split[1])
    return Scalar(tree)
