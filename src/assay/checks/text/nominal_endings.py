"""`text.nominal_endings`: how many Japanese sentences end with a noun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from assay.check import Example, Runs
from assay.checks.text.base import Finding
from assay.checks.text.count import Count, Counted
from assay.context import Context
from assay.errors import MissingExtra
from assay.response import Response
from assay.views.japanese import JAPANESE_SENTENCES, NOUN, tokens
from assay.views.view import View

__all__ = ["NominalEndings"]

_REACH = 16
_CLOSERS = "」』）)】］]\"'”’*_ \t\u3000"
_LETTER = re.compile(r"[^\W_]")
_JAPANESE = re.compile("[ぁ-ヿ々\u3400-\u9fff]")
# What ends no noun, so that the tagger need not be asked.
_VERBAL = (
    "です",
    "ます",
    "ました",
    "でした",
    "ません",
    "でしょう",
    "ましょう",
    "ください",
    "である",
)
_SURROGATE = re.compile("[\ud800-\udfff]")
# Nouns by form that do the work of an adjective or auxiliary: きれい, よう, そう.
_STEM = "形容動詞語幹"
_COMPOUND = re.compile("[々\u3400-\u9fff]{2,}")
_PREDICATES = ("形容動詞語幹", "助動詞語幹", "ナイ形容詞語幹")


def nominal(text: str) -> list[tuple[int, int]]:
    """Where sentences end with a noun: the last characters of each, as far as the tagger looks."""
    found: list[tuple[int, int]] = []
    seen: dict[str, bool] = {}
    for start, end, marked in JAPANESE_SENTENCES.compute(text):
        tail = text[max(start, end - _REACH) : end].rstrip(_CLOSERS)
        if marked and tail not in seen:
            seen[tail] = _ends_nominal(tail)
        if marked and seen[tail]:
            found.append((end - min(_REACH, end - start), end))
    return found


def _ends_nominal(tail: str) -> bool:
    if tail.endswith(_VERBAL) or not _JAPANESE.search(tail):
        return False
    words = tokens(_SURROGATE.sub("\ufffd", tail))
    if not words or not _LETTER.search(words[-1].surface):
        return False
    part = words[-1].part
    if _STEM in part and _COMPOUND.fullmatch(words[-1].surface):
        # In an enumeration (`知識、安全。`) or alone it names the thing.
        return len(words) == 1 or words[-2].surface in ("、", "，")
    return part.startswith(NOUN) and not any(predicate in part for predicate in _PREDICATES)


NOMINAL = View("nominal-endings:janome-0.5/1", nominal)


class NominalEndings(Count, kind="text.nominal_endings"):
    """The number of Japanese sentences that end with a noun (体言止め) is within bounds.

    Sentences need a mark at their end; headings and list items without one do not count, nor does
    an adjectival noun (`きれい。`), a mark after a mark or a sentence in another script. Words are
    Janome's: undecided where the extra `japanese` is not installed.
    """

    # The tagger takes some hundred microseconds a word: seconds for a hostile text.
    runs: ClassVar[Runs] = "worker"
    noun: ClassVar[str] = "sentence that ends with a noun"
    nouns: ClassVar[str] = "sentences that end with a noun"
    usual: ClassVar[tuple[int, int] | None] = (1, 5)
    uses: ClassVar[tuple[View[Any], ...]] = (NOMINAL,)

    def standard(self, response: Response, context: Context) -> Finding:
        try:
            return super().standard(response, context)
        except MissingExtra as missing:
            return Finding(None, f"{missing}."[:200])

    def count(self, response: Response, context: Context) -> Counted:
        return response.view(NOMINAL)

    def describe(self) -> str:
        return f"Write in Japanese. {super().describe()}"

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(min=2), "目の前に広がる青い海。静かに鳴く鳥！", True),
            Example(cls(min=1), "海は青いです。鳥が鳴く。", False),
            Example(cls(min=1), "海はとてもきれい。すごい！！", False),
            Example(cls(min=1), "- 海\n- 鳥\n\n見てください。", False),
        )
