"""The kind `code.avoids`."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Annotated

import msgspec

from assay.check import Example
from assay.checks.code.quality.base import Finding, QualityCheck, listed
from assay.checks.code.quality.constructs import CONSTRUCTS
from assay.checks.code.quality.source import Source
from assay.checks.code.uses import known_construct

__all__ = ["Avoids"]

_EASY = ("global", "eval", "star_import", "bare_except", "print", "mutable_default", "assert")
_HARD = (
    "loop", "lambda", "else_after_return", "magic_number", "nested_function", "comprehension",
    "elif", "string_concatenation", "while", "recursion", "nested_loop",
)  # fmt: skip


class Avoids(QualityCheck, kind="code.avoids"):
    """The program has none of these constructs.

    `constructs` are names of the table in the documentation of code quality: `global`, `eval`,
    `print`, `lambda`, `bare_except`, `mutable_default`, `magic_number`, `unused_variable` and
    others. Calls are known by their full names, imports followed; what stands in comments or
    strings is not a use. A response without a program fails.
    """

    scoring = "1/(1+n) for n uses; 1.0 exactly when there is none."

    constructs: Annotated[tuple[str, ...], msgspec.Meta(min_length=1, max_length=100)]

    def validate(self) -> None:
        for name in self.constructs:
            known_construct(name)

    def finding(self, source: Source) -> Finding:
        wrong = [
            (line, f"there is {CONSTRUCTS[name].one}")
            for name in dict.fromkeys(self.constructs)
            for line in CONSTRUCTS[name].where(source)
        ]
        names = listed([CONSTRUCTS[name].several for name in self.constructs], "or")
        return Finding(wrong, 1, "", f"There are no {names}.", 1 / (1 + len(wrong)))

    def describe(self) -> str:
        names = listed([CONSTRUCTS[name].several for name in self.constructs], "or")
        return f"The code must not contain any {names}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(constructs=("print",)), "import logging\nlogging.info('print(1)')\n", True),
            Example(cls(constructs=("print",)), "import builtins\nbuiltins.print(1)\n", False),
            Example(
                cls(constructs=("bare_except", "except_pass")),
                "try:\n    f()\nexcept ValueError:\n    pass\n",
                False,
            ),
            Example(cls(constructs=("eval",)), "I would rather not write code.", False),
            Example(cls(constructs=("mutable_default",)), "def f(a=()):\n    return a\n", True),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Avoids:
        count = (1, 2, 1, 2, 3)[min(max(level, 1), 5) - 1]
        return cls(constructs=tuple(rng.sample(_EASY if level < 3 else _HARD, count)))
