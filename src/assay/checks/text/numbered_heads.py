"""`text.numbered_heads`: sections with a head such as 第1章."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Example
from assay.checks.text.boundary import bounded
from assay.checks.text.count import Count, Counted, bound_phrase
from assay.context import Context
from assay.response import Response

__all__ = ["NumberedHeads"]

_SLOT = "{n}"
_NUMBER = "(?:\\d{1,6}|[〇一二三四五六七八九十百千]{1,8})"


class NumberedHeads(Count, kind="text.numbered_heads"):
    """The number of heads made after `template` is within bounds: `第{n}章`, `Part {n}:`.

    `{n}` stands for a number in digits, full-width ones too, or in kanji. A head begins a line,
    Markdown decoration and the number of a list item apart; one that is mentioned inside a line is
    none."""

    noun: ClassVar[str] = "numbered section"
    nouns: ClassVar[str] = "numbered sections"
    usual: ClassVar[tuple[int, int] | None] = (2, 6)

    template: Annotated[str, msgspec.Meta(min_length=4, max_length=200)]

    def validate(self) -> None:
        super().validate()
        if self.template.count(_SLOT) != 1 or not self.template.replace(_SLOT, "").strip():
            raise ValueError(f"template needs {_SLOT} once and text beside it: {self.template!r}")

    def count(self, response: Response, context: Context) -> Counted:
        return [match.span(1) for match in _head(self.template).finditer(response.text)]

    def describe(self) -> str:
        noun = self.noun if self.last == 1 else self.nouns
        shown = self.template.strip().replace(_SLOT, "1")
        wanted = bound_phrase(self.min, self.max)
        return f"Write {wanted} {noun}, each begun by a line such as {shown!r}."

    @classmethod
    def drawn(cls, rng: Random, level: int) -> dict[str, Any]:
        templates = ("Part {n}", "Chapter {n}:", "[{n}]", "No. {n} -", "第{n}章")
        return {"template": rng.choice(templates[:level])}

    @classmethod
    def examples(cls) -> Sequence[Example]:
        two = cls(template="第{n}章", min=2)
        return (
            Example(two, "## 第１章 海\n海は広い。\n\n**第二章**\n川は長い。", True),
            Example(two, "第1章と第2章を見てください。", False),
            Example(cls(template="Part {n}:", max=1), "Part 1: Tide.\nPart 2: Crab.", False),
        )


@lru_cache(maxsize=256)
def _head(template: str) -> re.Pattern[str]:
    before, after = (
        r"[ \t]+".join(map(re.escape, piece.split())) for piece in template.strip().split(_SLOT)
    )
    gap = r"[ \t\u3000]{0,3}"
    tail = r"(?!\w)" if not after or bounded(after[-1]) else ""
    return re.compile(
        rf"^[ \t\u3000]{{0,20}}(?:\d{{1,3}}[.)][ \t]+)?"
        rf"[ \t\u3000>*_#\"'「『【\[(+-]{{0,20}}"
        rf"({before}{gap}{_NUMBER}{gap}{after}{tail})",
        re.IGNORECASE | re.MULTILINE,
    )
