"""`text.code_blocks`: how many fenced code blocks."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar

from assay.check import Example
from assay.checks.text.count import Count, Counted
from assay.context import Context
from assay.response import Response
from assay.views.blocks import MARKDOWN
from assay.views.view import View

__all__ = ["CodeBlocks"]


class CodeBlocks(Count, kind="text.code_blocks"):
    """The number of fenced code blocks, of one `language` if given, is within bounds."""

    noun: ClassVar[str] = "code block"
    nouns: ClassVar[str] = "code blocks"
    usual: ClassVar[tuple[int, int] | None] = (1, 3)
    uses: ClassVar[tuple[View[Any], ...]] = (MARKDOWN,)

    language: str = ""

    def count(self, response: Response, context: Context) -> Counted:
        blocks = response.view(MARKDOWN).code
        wanted = self.language.lower()
        return [(b.start, b.end) for b in blocks if wanted in ("", b.language)]

    def describe(self) -> str:
        return (
            f"{super().describe()[:-1]} in {self.language}."
            if self.language
            else super().describe()
        )

    @classmethod
    def drawn(cls, rng: Random, level: int) -> dict[str, Any]:
        return {"language": rng.choice(("python", "bash", "json")) if level > 2 else ""}

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(min=1, language="python"), "```python\nprint(1)\n```", True),
            Example(cls(max=0), "```\nls\n```", False),
        )
