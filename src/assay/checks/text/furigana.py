"""`text.furigana`: readings in brackets after kanji."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from assay.check import Example
from assay.checks.text.base import Finding, spans_of
from assay.checks.text.count import Count, Counted
from assay.context import Context
from assay.demands import Demands, amount, both
from assay.response import Response

__all__ = ["Furigana"]

# A run of kanji, and the kana that go on after it with a reading in brackets. All is bounded, so
# that each character is looked at a few times at most.
_KANJI = "々\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN = re.compile(
    f"(?P<kanji>[{_KANJI}][〇{_KANJI}]*+)"
    "(?:(?P<tail>[ぁ-ゖー]{0,8}+)[（(《](?P<reading>[ぁ-ゖァ-ヺー・ 　]{1,60}+)[）)》])?"
)
_KANA = re.compile("[ぁ-ゖー]{1,8}")
_HIRAGANA = {katakana: katakana - 0x60 for katakana in range(0x30A1, 0x30F7)}


class Furigana(Count, kind="text.furigana"):
    """The number of kanji words with their reading in brackets after them is within bounds.

    `漢字（かんじ）` has its reading; so has `食べ物（たべもの）` or `食べる（たべる）`, where the
    reading has the kana of the word in their places. With `every`, all runs of kanji must have
    one, and there must be one. Score with `every`: the share of the runs that have.

    NOT covered: whether a reading is right; ruby markup.
    """

    noun: ClassVar[str] = "reading in brackets after kanji"
    nouns: ClassVar[str] = "readings in brackets after kanji"

    usual: ClassVar[tuple[int, int] | None] = (2, 12)

    every: bool = False

    def validate(self) -> None:
        if not self.every or self.min is not None or self.max is not None:
            super().validate()

    def standard(self, response: Response, context: Context) -> Finding:
        if self.min is not None or self.max is not None:
            finding = super().standard(response, context)
            if not self.every or finding.passed is False:
                return finding
        return self._every(response.text)

    def _every(self, text: str) -> Finding:
        runs, covered = _readings(text)
        if not runs:
            return Finding(False, "There are no kanji; readings after all kanji required.", 0.0)
        pairs = zip(runs, covered, strict=True)
        bare = [match.span("kanji") for match, read in pairs if not read]
        why = f"{len(runs) - len(bare)} of {len(runs)} runs of kanji have a reading; all required."
        score = None if not bare else 1 - len(bare) / len(runs)
        return Finding(not bare, why, score, spans_of(text, bare))

    def count(self, response: Response, context: Context) -> Counted:
        runs, covered = _readings(response.text)
        pairs = zip(runs, covered, strict=True)
        return [match.span() for match, read in pairs if read and match["reading"]]

    def demands(self) -> Demands | None:
        """With `every`, kanji; the readings where they are counted."""
        kanji = amount("script_count", 1 if self.every or self.min else None, None, ("han",))
        return both([amount("furigana", self.min, self.max), kanji])

    def describe(self) -> str:
        every = "Add the reading in kana, in brackets, after every kanji word."
        if self.min is None and self.max is None:
            return every
        return f"{super().describe()} {every}" if self.every else super().describe()

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(min=2), "漢字（かんじ）と海（うみ）。", True),
            Example(cls(min=2), "漢字（かんじ）と海。", False),
            Example(cls(every=True), "蟹（かに）を食べる（たべる）食べ物（たべもの）。", True),
            Example(cls(every=True), "蟹（かに）を見る（かに）。", False),
            Example(cls(every=True), "うみはひろい。", False),
        )


def _readings(text: str) -> tuple[list[re.Match[str]], list[bool]]:
    """The runs of kanji, and of each whether a reading in brackets covers it."""
    runs = list(_RUN.finditer(text))
    covered = [False] * len(runs)
    for place, match in enumerate(runs):
        spoken = (match["reading"] or "").strip().translate(_HIRAGANA)
        if spoken and spoken.endswith(match["tail"]):
            for reached in _back(text, runs, place, spoken.removesuffix(match["tail"])):
                covered[reached] = True
    return runs, covered


def _back(text: str, runs: list[re.Match[str]], place: int, spoken: str) -> Iterator[int]:
    """The runs that a reading covers, from the last back: the kana between them are in it."""
    while spoken:
        yield place
        if place == 0 or runs[place - 1]["reading"]:
            return
        gap = text[runs[place - 1].end() : runs[place].start()]
        if _KANA.fullmatch(gap) is None:
            return
        spoken = spoken[: max(0, spoken.rfind(gap, 1, len(spoken) - 1))]
        place -= 1
