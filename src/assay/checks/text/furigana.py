"""`text.furigana`: readings in brackets after kanji."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from assay.check import Example
from assay.checks.text.base import Finding, spans_of
from assay.checks.text.count import Count, Counted
from assay.context import Context
from assay.response import Response

__all__ = ["Furigana"]

# A word with kanji: a run of them, the kana that it goes on with, and a reading in brackets. Kana
# that open a bracket's neighbour are bounded, so that each is looked at a few times at most.
_WORD = re.compile(
    "(?P<kanji>[々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]++)"
    "(?:(?P<tail>[ぁ-ゖー]{0,8}+)[（(《](?P<reading>[ぁ-ゖァ-ヺー・ 　]{1,40}+)[）)》])?"
)
_HIRAGANA = {katakana: katakana - 0x60 for katakana in range(0x30A1, 0x30F7)}


class Furigana(Count, kind="text.furigana"):
    """The number of kanji words with their reading in brackets after them is within bounds.

    `漢字（かんじ）` has its reading; so has `食べる（たべる）`, where the reading ends as the word
    does. With `every`, all runs of kanji must have one, and there must be one. Score with `every`:
    the share of the runs that have.

    NOT covered: whether a reading is right; ruby markup.
    """

    noun: ClassVar[str] = "reading in brackets after kanji"
    nouns: ClassVar[str] = "readings in brackets after kanji"

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
        runs = list(_WORD.finditer(text))
        if not runs:
            return Finding(False, "There are no kanji; readings after all kanji required.", 0.0)
        bare = [match.span("kanji") for match in runs if not _read(match)]
        why = f"{len(runs) - len(bare)} of {len(runs)} runs of kanji have a reading; all required."
        score = None if not bare else 1 - len(bare) / len(runs)
        return Finding(not bare, why, score, spans_of(text, bare))

    def count(self, response: Response, context: Context) -> Counted:
        return [match.span() for match in _WORD.finditer(response.text) if _read(match)]

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
            Example(cls(every=True), "蟹（かに）を食べる（たべる）。", True),
            Example(cls(every=True), "蟹（かに）を見る（かに）。", False),
            Example(cls(every=True), "うみはひろい。", False),
        )


def _read(match: re.Match[str]) -> bool:
    """Whether the reading is there, and ends as the word ends."""
    reading = match["reading"]
    return bool(reading) and reading.strip().translate(_HIRAGANA).endswith(match["tail"])
