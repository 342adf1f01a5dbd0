"""Gold answers that come as one text with a separator, as question sets write them.

A slash between digits that make a fraction, a season or a date, and one in a unit ("km/h"),
belongs to its answer.
"""

from __future__ import annotations

import re

from assay.answers.patterns import lazy

__all__ = ["split_aliases"]

_KEPT = lazy(
    r"(?<![\w])\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?!\w)"
    r"|(?<!\w)(?P<from>\d{4})/(?P<to>\d{2})(?!\w)"
    r"|(?<!\w)[1-9]/[1-9]\d?(?!\w)"
    r"|(?<=\d )[a-zA-Z]{1,3}/[a-z]{1,3}(?!\w)"
)
_STANDS_IN = "\x1f"


def split_aliases(text: str, separator: str = "/") -> list[str]:
    """The answers, without blanks; one answer where the separator does not occur."""
    if separator not in text:
        return [text]
    if separator == "/":
        text = _KEPT.sub(_kept, text)
    parts = [part.replace(_STANDS_IN, "/").strip() for part in text.split(separator)]
    return [part for part in parts if part]


def _kept(match: re.Match[str]) -> str:
    """A slash that belongs to its answer, out of the way; two years are a season or two answers."""
    if match["from"] and (int(match["from"]) + 1) % 100 != int(match["to"]):
        return match[0]
    return match[0].replace("/", _STANDS_IN)
