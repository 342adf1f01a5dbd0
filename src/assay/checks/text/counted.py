"""How often each word stands in a text, for the kinds that ask that."""

from __future__ import annotations

from collections import Counter

from assay.response import Response
from assay.views.folded import FOLDED

__all__ = ["contractions", "counted"]


def counted(response: Response) -> Counter[str]:
    """The different words, case folded, in the order in which they come first, with their number.
    Not to be changed."""
    return response.keep("words counted", lambda: Counter(response.view(FOLDED)))


def contractions(response: Response) -> list[str]:
    """Those of them with an apostrophe inside."""
    return response.keep("contractions", lambda: [w for w in counted(response) if "'" in w])
