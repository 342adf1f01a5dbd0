"""Whether a response declines to answer. Seen at its beginning only, and in English."""

from __future__ import annotations

import re

from assay.answers.patterns import lazy

__all__ = ["refuses"]

_SEEN = 400
_REFUSAL = lazy(
    r"\bi(?:['\u2019]m| am)? (?:do not|don['\u2019]t|cannot|can['\u2019]t|could not"
    r"|couldn['\u2019]t|am unable|unable|not able|not sure|not aware|have no)\b"
    r"|\b(?:no (?:specific )?information|unknown to me|not enough (?:information|context))\b"
    r"|^\W*(?:unknown|unanswerable|n/?a|none|idk)\W*$",
    re.IGNORECASE,
)


def refuses(response: str) -> bool:
    """Whether it says that it does not know, or will not say."""
    return _REFUSAL.search(response[:_SEEN]) is not None
