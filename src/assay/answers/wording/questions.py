"""What a question asks for, as far as its words tell: a person, a place, several things."""

from __future__ import annotations

import re
from functools import lru_cache

from assay.answers.patterns import lazy
from assay.answers.wording.passage import Passage

__all__ = ["Question", "question_of"]

_ROLES = (
    "actor|actress|singer|author|writer|player|president|king|queen|painter|composer|poet|artist"
    "|scientist|comedian|footballer|politician|minister|director|man|woman|person|character"
    "|inventor|explorer|boxer|jockey|driver|husband|wife|son|daughter|father|mother|brother|sister"
)
_WHO = lazy(rf"\b(?:who|whom|whose|(?:{_ROLES})s?)\b", re.IGNORECASE)
_WHERE = lazy(
    r"\bwhere\b|\b(?:which|what|in what|in which) (?:city|town|country|state|county|village)\b",
    re.IGNORECASE,
)
_SEVERAL = lazy(
    r"\b(?:list|names of|cast|two|three|four|five|six|seven|eight|nine|ten|[2-9]|\d\d|are|were"
    r"|examples?|some|types|kinds|all)\b",
    re.IGNORECASE,
)
_OR = lazy(r"\bor\b", re.IGNORECASE)
_LONGEST = 4_000


class Question:
    """A question, read once: its words are no evidence."""

    __slots__ = ("keys", "options", "passage", "several", "where", "who")

    def __init__(self, text: str) -> None:
        self.passage = Passage(text)
        self.keys = frozenset(self.passage.keys)
        self.where = _WHERE.search(text) is not None
        self.who = not self.where and _WHO.search(text) is not None
        self.several = _SEVERAL.search(text) is not None
        self.options = _OR.search(text) is not None


@lru_cache(maxsize=1_024)
def question_of(text: str) -> Question:
    """The question of a text; beyond some thousand characters it is not read."""
    return Question(text[:_LONGEST])
