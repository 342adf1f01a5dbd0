"""Notations that only their surroundings tell from letters, brought into the usual spelling.

`(1, 2) U (3, 4)` is a union and `^{10}C_3`, `{}_{10}C_3` or a bare `10C3` a binomial coefficient;
everywhere else U and C are letters.
"""

from __future__ import annotations

import re

__all__ = ["respelled"]

_UNION = re.compile(r"(?<=[)\]}])\s{0,3}U\s{0,3}(?=[(\[]|\\\{|\\left)")
_CHOSEN = re.compile(
    r"(?<![\w)}\]'])(?:\{\})?[\^_](?:\{(\d{1,4})\}|(\d))\s?C_(?:\{(\d{1,4})\}|(\d))"
)
_BARE = re.compile(r"(\d{1,3})C(\d{1,3})")


def respelled(text: str) -> str:
    """`text` with `\\cup` and `\\binom` for the letters that mean them."""
    if "U" in text and "," in text:
        text = _UNION.sub(r"\\cup ", text)
    if "C" in text:
        text = _CHOSEN.sub(_binomial, text) if "C_" in text else text
        if bare := _BARE.fullmatch(text):
            return f"\\binom{{{bare[1]}}}{{{bare[2]}}}"
    return text


def _binomial(found: re.Match[str]) -> str:
    return f"\\binom{{{found[1] or found[2]}}}{{{found[3] or found[4]}}}"
