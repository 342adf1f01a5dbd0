"""`text.sentence_types`: statements, questions and exclamations in proportion."""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd
from random import Random
from typing import Annotated, Any, ClassVar, Literal

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck
from assay.context import Context
from assay.demands import Demands, amount
from assay.response import Response
from assay.views.sentences import SENTENCES
from assay.views.view import View

__all__ = ["SentenceTypes"]

Share = Annotated[int, msgspec.Meta(ge=1, le=1000)] | None

_QUESTION = frozenset("?\uff1f\u061f\u037e\u203d\u2047\u2048\u2049")
_EXCLAMATION = frozenset("!\uff01")
_CLOSERS = "\"'\u201d\u2019\u00bb)]}*_`\u300d\u300f\uff09\u3011 \t\r\n"
_TYPES = ("declarative", "interrogative", "exclamatory")


class SentenceTypes(TextCheck, kind="text.sentence_types"):
    """The sentences of each type given are to one another as the numbers given.

    `declarative` 2 and `interrogative` 1 is two statements to each question; three equal numbers
    are a balance. A type without a number is free. With `need` = "exactly" the numbers are the
    counts themselves, with "least" the least of them. A sentence is what its last mark makes it
    (a question with `?` or `?!`, an exclamation with `!`), a statement otherwise. Every type given
    must occur: 0 to 0 is no proportion. Score: one less the distance (total variation) between
    the proportions found and asked for; of counts the mean share that is reached.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (SENTENCES,)

    declarative: Share = None
    interrogative: Share = None
    exclamatory: Share = None
    need: Literal["ratio", "exactly", "least"] = "ratio"

    def validate(self) -> None:
        if len(self._asked()) < (2 if self.need == "ratio" else 1):
            raise ValueError("a proportion needs at least two of the types")

    def _asked(self) -> dict[str, int]:
        parts = {name: getattr(self, name) for name in _TYPES}
        return {name: part for name, part in parts.items() if part is not None}

    def standard(self, response: Response, context: Context) -> Finding:
        counts = response.keep("sentence types", lambda: _counts(response))
        asked = self._asked()
        found = [counts[name] for name in asked]
        parts = list(asked.values())
        passed = self._holds(found, parts)
        shown = ", ".join(f"{counts[name]} {name}" for name in asked)
        wanted = " : ".join(map(str, parts))
        how = {"ratio": "", "exactly": "exactly ", "least": "at least "}[self.need]
        why = f"{shown}; {how}{wanted} required."
        return Finding(passed, why, None if passed else self._score(found, parts))

    def _holds(self, found: list[int], parts: list[int]) -> bool:
        if self.need == "exactly":
            return found == parts
        if self.need == "least":
            return all(n >= part for n, part in zip(found, parts, strict=True))
        common = gcd(*parts)
        times = found[0] * common // parts[0]
        pairs = zip(found, parts, strict=True)
        return times > 0 and all(n * common == part * times for n, part in pairs)

    def _score(self, found: list[int], parts: list[int]) -> float:
        if self.need != "ratio":
            most = [
                p if self.need == "least" else max(n, p) for n, p in zip(found, parts, strict=True)
            ]
            shares = [min(n, p) / m for n, p, m in zip(found, parts, most, strict=True)]
            return sum(shares) / len(shares)
        total, whole = sum(found), sum(parts)
        if not total:
            return 0.0
        pairs = zip(found, parts, strict=True)
        return 1 - sum(abs(n / total - p / whole) for n, p in pairs) / 2

    def demands(self) -> Demands | None:
        """So many sentences at least; of their marks nothing is said."""
        parts = list(self._asked().values())
        return amount("sentences", sum(parts) // (gcd(*parts) if self.need == "ratio" else 1))

    def describe(self) -> str:
        asked = self._asked()
        numbers = set(asked.values())
        if self.need != "ratio":
            how = "exactly" if self.need == "exactly" else "at least"
            listed = " and ".join(f"{n} {name}" for name, n in asked.items())
            return f"Write {how} {listed} sentence{'s' if sum(asked.values()) > 1 else ''}."
        if len(numbers) == 1:
            return f"Write as many {' as '.join(asked)} sentences."
        ratio = ":".join(map(str, asked.values()))
        return f"Keep a {ratio} ratio of {' to '.join(asked)} sentences."

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """One to one at 1, uneven from 2, three types from 3, larger numbers at 4 and 5."""
        if level == 1:
            return cls(declarative=1, interrogative=1)
        if level == 2:
            return cls(declarative=rng.randint(2, 3), interrogative=1)
        if level == 3:
            return cls(declarative=1, interrogative=1, exclamatory=1)
        most = level - 1
        return cls(
            declarative=rng.randint(2, most), interrogative=rng.randint(1, most), exclamatory=1
        )

    @classmethod
    def examples(cls) -> Sequence[Example]:
        ratio = cls(declarative=2, interrogative=1)
        balance = cls(declarative=1, interrogative=1, exclamatory=1)
        return (
            Example(ratio, "The tide falls. Why? Crabs hide under stones.", True),
            Example(ratio, "Look out! A wave!", False),
            Example(balance, "The tide falls. Who saw it? Nobody did!", True),
            Example(balance, "The tide falls. Who saw it?", False),
        )


def _counts(response: Response) -> dict[str, int]:
    """How many sentences of each type there are."""
    counts: dict[str, int] = dict.fromkeys(_TYPES, 0)
    for start, end in response.view(SENTENCES):
        counts[_type(response.text[start:end])] += 1
    return counts


def _type(sentence: str) -> str:
    if sentence[-1:] == "." and sentence[-2:-1].isalnum():
        return "declarative"
    tail = sentence[-40:].rstrip(_CLOSERS)
    marks = tail[len(tail.rstrip("?!\uff1f\uff01\u061f\u037e\u203d\u2047\u2048\u2049.\u2026")) :]
    if not _QUESTION.isdisjoint(marks):
        return "interrogative"
    return "declarative" if _EXCLAMATION.isdisjoint(marks) else "exclamatory"
