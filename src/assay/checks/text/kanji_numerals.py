"""`text.kanji_numerals`: numbers in kanji."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.context import Context
from assay.response import Response

__all__ = ["KanjiNumerals"]

_DIGITS = re.compile(
    r"\d+(?:[.,．，]\d+)*|[\u00b2\u00b3\u00b9\u2070-\u2089\u2150-\u218b\u2460-\u249b]+"
)
_KANJI = re.compile("[〇零一二三四五六七八九十百千万億兆壱弐参]+")


class KanjiNumerals(TextCheck, kind="text.kanji_numerals"):
    """All numbers are written in kanji (`二十三`), none in digits of any script or circled.

    A text without a number fails. Score: the share of the numbers that are in kanji.

    NOT covered: numerals in words that are no numbers (`一緒`) count as numbers in kanji.
    """

    def standard(self, response: Response, context: Context) -> Finding:
        wrong = [match.span() for match in _DIGITS.finditer(response.text)]
        right = sum(1 for _ in _KANJI.finditer(response.text))
        if not wrong and not right:
            return Finding(False, "There are no numbers; numbers in kanji required.", 0.0)
        why = f"{len(wrong)} numbers in digits, {right} in kanji; all in kanji required."
        score = right / (right + len(wrong)) if wrong else None
        return Finding(not wrong, why, score, spans_of(response.text, wrong))

    def describe(self) -> str:
        return "Write all numbers in kanji numerals, without any digits."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(), "蟹は二十三匹いました。", True),
            Example(cls(), "蟹は二十三匹、貝は４個ありました。", False),
            Example(cls(), "潮が引いた。", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:  # noqa: ARG003
        """There is one difficulty only."""
        return cls()
