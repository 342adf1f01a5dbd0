"""`text.sentence_endings`: how every Japanese sentence ends."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.checks.text.wording import Phrase
from assay.context import Context
from assay.response import Response
from assay.views.emoji import spans
from assay.views.japanese import JAPANESE_SENTENCES
from assay.views.view import View

__all__ = ["SentenceEndings"]

_CLOSERS = "」』）)】］]\"'”’*_ \t\u3000～〜♪"


class SentenceEndings(TextCheck, kind="text.sentence_endings"):
    """Every Japanese sentence ends with one of `endings`, such as `です` and `ます`.

    What is looked at stands before the sentence's mark; brackets and emphasis that close there, a
    wave dash and emoji are passed over, and marks in quotations end no sentence. A text without
    sentences fails. Score: the share of the sentences that end so.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (JAPANESE_SENTENCES,)

    endings: Annotated[tuple[Phrase, ...], msgspec.Meta(min_length=1)]

    def standard(self, response: Response, context: Context) -> Finding:
        found = response.view(JAPANESE_SENTENCES)
        listed = " or ".join(self.endings)
        if not found:
            return Finding(False, f"There are no sentences; the ending {listed} required.", 0.0)
        wrong = [(start, end) for start, end, _ in found if not self._ends(response.text, end)]
        there = len(found) - len(wrong)
        why = f"{there} of {len(found)} sentences end with {listed}; all required."
        score = None if not wrong else there / len(found)
        tails = [(max(start, end - 12), end) for start, end in wrong]
        return Finding(not wrong, why, score, spans_of(response.text, tails))

    def _ends(self, text: str, end: int) -> bool:
        if text.endswith(self.endings, 0, end):
            return True
        if text[end - 1] not in _CLOSERS and text[end - 1].isalnum():
            return False
        longest = max(map(len, self.endings))
        return _bare(text[max(0, end - longest - 40) : end]).endswith(self.endings)

    def describe(self) -> str:
        listed = " or ".join(f"「{ending}」" for ending in self.endings)
        return f"Write in Japanese and end every sentence with {listed}."

    def conflicts(self, others: Sequence[Check]) -> tuple[Check, ...]:
        """Those whose endings are none of these."""
        return tuple(o for o in others if isinstance(o, SentenceEndings) and self._apart(o))

    def _apart(self, other: SentenceEndings) -> bool:
        pairs = ((a, b) for a in self.endings for b in other.endings)
        return not any(a.endswith(b) or b.endswith(a) for a, b in pairs)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        polite = cls(endings=("です", "ます"))
        return (
            Example(polite, "海は青いです。蟹がいます！", True),
            Example(polite, "「青い。」と彼は言います。", True),
            Example(polite, "海は青いです。蟹がいた。", False),
            Example(cls(endings=("である",)), "海は青い。これは蟹である", False),
            Example(polite, "# 海\n\n---", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """From a choice of polite endings to a single one."""
        polite = ("です", "ます", "でした", "ました", "ません")
        if level < 4:
            return cls(endings=polite[: 6 - level])
        if level == 4:
            return cls(endings=rng.choice((("です", "ます"), ("だ", "である"))))
        return cls(endings=(rng.choice(("です", "ます", "である", "なさい", "ました")),))


def _bare(tail: str) -> str:
    """The tail without what closes there and without emoji."""
    while True:
        tail = tail.rstrip(_CLOSERS)
        found = spans(tail)
        if not found or found[-1][1] < len(tail):
            return tail
        tail = tail[: found[-1][0]]
