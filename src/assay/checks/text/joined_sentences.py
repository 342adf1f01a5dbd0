"""`text.joined_sentences`: sentences joined by a mark, without a space between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.context import Context
from assay.response import Response
from assay.views.sentences import SENTENCES, spans
from assay.views.view import View

__all__ = ["JoinedSentences"]

_NAMES = {"-": "hyphens", "*": "asterisks", "|": "vertical bars", "/": "slashes", "~": "tildes"}
_MARKED = re.compile("[.!?\u2026](\\s+)(?=\\w)")


class JoinedSentences(TextCheck, kind="text.joined_sentences"):
    """There are two sentences or more, and `joiner` alone stands between any two.

    `The tide falls.-Crabs hide.` White space between sentences is wrong, with the joiner or
    without. Hyphens of other kinds are hyphens. NOT covered: sentences that end without a mark.
    Score: the share of the places between sentences that are right.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (SENTENCES,)

    joiner: Annotated[str, msgspec.Meta(min_length=1, max_length=20)] = "-"

    def validate(self) -> None:
        if any(c.isalnum() or c.isspace() for c in self.joiner):
            raise ValueError(f"{self.joiner!r} holds a letter, a digit or white space")

    def standard(self, response: Response, context: Context) -> Finding:
        text = response.text
        joined = _joins(self.joiner)
        # Joiners are read as spaces, so that sentences are found as they are in any text.
        apart = joined.sub(lambda match: f"{match[1]}{' ' * len(match[2])}", text)
        found = response.view(SENTENCES) if apart == text else spans(apart)
        between = [(a[1], b[0]) for a, b in pairwise(found)]
        if not between:  # where no sentence begins with a capital letter, marks alone divide
            between = [match.span(1) for match in _MARKED.finditer(apart)]
        if not between:
            return Finding(False, "There are no two sentences to join.", 0.0)
        wrong = [(a, b) for a, b in between if not _is_joint(joined, text[a - 1 : b])]
        right = len(between) - len(wrong)
        why = (
            f"{right} of {len(between)} places between sentences are {self.joiner!r} alone; "
            "all required."
        )
        return Finding(not wrong, why, right / len(between), spans_of(text, wrong))

    def describe(self) -> str:
        mark = _NAMES.get(self.joiner, repr(self.joiner))
        return f"Connect all your sentences with {mark}, with no spaces between them."

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Hyphens at 1 and 2, other marks from 3, several of them at 5."""
        marks = (("-",), ("-", "--"), ("|", "/"), ("~", "*"), ("-*-", "||", "/~/"))
        return cls(joiner=rng.choice(marks[level - 1]))

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(), "The tide falls.-Crabs hide.-It is low water!", True),
            Example(cls(), "The tide falls. Crabs hide.", False),
            Example(cls(), "The tide falls. - Crabs hide.", False),
            Example(cls(), "The tide falls.-Crabs hide. It is low water!", False),
            Example(cls(), "The well-known tide falls.", False),
        )


@lru_cache(maxsize=64)
def _joins(joiner: str) -> re.Pattern[str]:
    mark = "[-\u2010\u2011]" if joiner == "-" else re.escape(joiner)
    return re.compile(f"([.!?\u2026\u3002\uff01\uff1f\"'\u201d\u2019)\\]*_])({mark})(?=\\S)")


def _is_joint(joined: re.Pattern[str], between: str) -> bool:
    """Whether a stretch with the character before it is a joiner and nothing else."""
    found = joined.match(f"{between}x")
    return found is not None and found.end() == len(between)
