"""A response that is nothing but two names joined by "or": an offer, not an answer.

Only proper names and whole numbers: "acid precipitation or acid rain" is one thing by two names.
Names that are all aliases of one gold answer are one thing too. NOT covered: "Paris, London", which
looks like "Paris, France".
"""

from __future__ import annotations

import re

from assay.answers.patterns import lazy

__all__ = ["alternatives"]

MAX_LENGTH = 120
_LEAD = lazy(
    r"\W*(?:(?:(?:it|this|that|he|she|they|i think|probably|maybe|perhaps)(?:['’]s|\s(?:is|was|are|"
    r"were|could be|might be|may be))?|the answer(?:['’]s|\s(?:is|was|are))?)[\s:,]+)?"
    r"(?:(?:either|both|maybe|perhaps|possibly|probably)\s)?",
    re.IGNORECASE,
)
_OR = lazy(r",?\s(?:or|or (?:maybe|perhaps|possibly)|and/or)\s|\s/\s|,\s", re.IGNORECASE)
_JOINED = lazy(r"\s(?:or|and/or)\s", re.IGNORECASE)
_SMALL = frozenset("of the de la da di du van von der den and in on for le el al y".split())


def alternatives(response: str) -> list[str]:
    """The names that are offered; none where the response is anything else."""
    text = response.strip().rstrip(".!").strip()
    if len(text) > MAX_LENGTH or _JOINED.search(text) is None:
        return []
    lead = _LEAD.match(text)
    parts = _OR.split(text[lead.end() if lead else 0 :])
    kept = [part.removeprefix("maybe ").strip(" \"'*“”‘’") for part in parts]
    return kept if len(kept) > 1 and all(map(_is_name, kept)) else []


def _is_name(part: str) -> bool:
    words = part.split()
    return 0 < len(words) <= 5 and all(
        word[0].isupper() or word.isdigit() or word in _SMALL for word in words
    )
