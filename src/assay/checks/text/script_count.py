"""`text.script_count`: how many letters of a script."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar

from assay.check import Example
from assay.checks.text.count import Count, bound_phrase
from assay.context import Context
from assay.response import Response
from assay.views.scripts import LETTERS, Script
from assay.views.view import View

__all__ = ["ScriptCount"]


class ScriptCount(Count, kind="text.script_count"):
    """The number of letters of `script` is within bounds: `han` counts kanji, `々` among them.

    The prolonged sound mark `ー` counts for neither kana.
    """

    noun: ClassVar[str] = "letter of the script"
    nouns: ClassVar[str] = "letters of the script"
    usual: ClassVar[tuple[int, int] | None] = (5, 60)
    uses: ClassVar[tuple[View[Any], ...]] = (LETTERS,)

    script: Script

    def count(self, response: Response, context: Context) -> int:
        return response.view(LETTERS).get(self.script, 0)

    def describe(self) -> str:
        name = self.script.capitalize()
        if self.max == 0:
            return f"Do not use any {name} characters."
        noun = "character" if self.last == 1 else "characters"
        return f"Use {bound_phrase(self.min, self.max)} {name} {noun}."

    @classmethod
    def drawn(cls, rng: Random, level: int) -> dict[str, Any]:  # noqa: ARG003
        return {"script": rng.choice(("han", "katakana", "hiragana", "greek", "cyrillic"))}

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(script="han", min=3, max=5), "我々は海を見た。", True),
            Example(cls(script="han", max=2), "我々は海を見た。", False),
            Example(cls(script="latin", max=0), "海は３度でした。", True),
        )
