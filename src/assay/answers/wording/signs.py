"""Whether a number in a text is negative: "-40", "\u221240", "minus 40"."""

from __future__ import annotations

import re

from assay.answers.patterns import lazy

__all__ = ["negative"]

_SIGN = lazy(r"(?:(?<!\d )(?<![\w)\]])[-\u2212]|\b(?:minus|negative) )$", re.IGNORECASE)


def negative(text: str, start: int) -> bool:
    """Whether a sign stands before the number that begins at `start`; a range's dash is none."""
    return _SIGN.search(text[max(0, start - 10) : start]) is not None
