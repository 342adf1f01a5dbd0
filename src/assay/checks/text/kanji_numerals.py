"""`text.kanji_numerals`: numbers in kanji."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import Annotated

import msgspec

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

    At least `min` numbers are there: a text without a number fails. Score: the share of the numbers
    that are in kanji, times the share of `min` that is there.

    NOT covered: numerals in words that are no numbers (`一緒`) count as numbers in kanji.
    """

    min: Annotated[int, msgspec.Meta(ge=1, le=10**6)] = 1

    def standard(self, response: Response, context: Context) -> Finding:
        wrong = [match.span() for match in _DIGITS.finditer(response.text)]
        right = sum(1 for _ in _KANJI.finditer(response.text))
        passed = not wrong and right >= self.min
        need = f"all in kanji and at least {self.min} required"
        why = f"{len(wrong)} numbers in digits, {right} in kanji; {need}."
        score = right / max(1, right + len(wrong)) * min(1, right / self.min)
        return Finding(passed, why, None if passed else score, spans_of(response.text, wrong))

    def describe(self) -> str:
        least = f" Use at least {self.min} numbers." if self.min > 1 else ""
        return f"Write all numbers in kanji numerals, without any digits.{least}"

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(), "蟹は二十三匹いました。", True),
            Example(cls(), "蟹は二十三匹、貝は４個ありました。", False),
            Example(cls(), "潮が引いた。", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """More numbers with the level."""
        return cls(min=rng.randint(2 * level - 1, 2 * level))
