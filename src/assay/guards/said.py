"""The words of a response, cut roughly and quickly, once for all guards."""

from __future__ import annotations

import re
from typing import NamedTuple

from assay.response import Response

__all__ = ["Said", "bare_words", "said"]

_BARE = re.compile(r"[^\W_]+")


class Said(NamedTuple):
    """Runs of letters and digits in lower case, and the different ones among them."""

    words: list[str]
    different: frozenset[str]


def said(response: Response) -> Said:
    """What the response says, word by word."""
    return response.keep("said", lambda: _said(response.text))


def _said(text: str) -> Said:
    words = bare_words(text)
    return Said(words, frozenset(words))


def bare_words(text: str) -> list[str]:
    """The runs of letters and digits of a text, in lower case."""
    return _BARE.findall(text.lower())
