"""The kind `code.uses`."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Annotated

import msgspec

from assay.check import Example
from assay.checks.code.quality.base import Finding, QualityCheck, counted
from assay.checks.code.quality.constructs import CONSTRUCTS
from assay.checks.code.quality.source import Source
from assay.errors import did_you_mean

__all__ = ["Uses", "known_construct"]

_EASY = ("comprehension", "f_string", "with", "class", "enumerate", "main_guard", "lambda")
_HARD = (
    "generator_expression", "dataclass", "keyword_only", "raise_from", "walrus", "match", "enum",
    "custom_exception", "early_return", "pathlib", "logging", "yield", "recursion",
)  # fmt: skip


class Uses(QualityCheck, kind="code.uses"):
    """The program uses a construct of Python, on at least `min` places.

    `construct` is a name of the table in the documentation of code quality: `comprehension`,
    `f_string`, `dataclass`, `early_return`, `pathlib`, `logging`, `main_guard` and others. Imports
    are followed, so that `from logging import info` and `import logging as log` count; what
    stands in comments or strings does not.
    """

    scoring = "n/min for the n places that use it; 1.0 exactly when min are reached."

    construct: str
    min: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 1

    def validate(self) -> None:
        known_construct(self.construct)

    def finding(self, source: Source) -> Finding:
        construct = CONSTRUCTS[self.construct]
        lines = sorted(construct.where(source))
        has = "none" if not lines else counted(len(lines), "place")
        wrong: list[tuple[int, str]] = []
        if len(lines) < self.min:
            told = (
                f"the program must use {counted_construct(self.construct, self.min)} and has {has}"
            )
            wrong.append((lines[-1] if lines else 1, told))
        right = f"Line {lines[0] if lines else 1} has {construct.one}."
        return Finding(wrong, max(1, len(lines)), "", right, min(1.0, len(lines) / self.min))

    def describe(self) -> str:
        return f"The code must contain {counted_construct(self.construct, self.min)}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        check = cls(construct="comprehension")
        return (
            Example(check, "def f(rows):\n    return [r for r in rows if r]\n", True),
            Example(check, "def f(rows):\n    # [r for r in rows]\n    return list(rows)\n", False),
            Example(cls(construct="f_string"), "print(f'hello')\n", False),
            Example(
                cls(construct="logging"),
                "import logging as log\nlog.getLogger(__name__).info('x')\nlog.info('y')\n",
                True,
            ),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Uses:
        names = _EASY if level < 3 else _HARD
        return cls(construct=rng.choice(names), min=1 + (level in (2, 5)))


def known_construct(name: str) -> None:
    """Raises ValueError where no construct has that name."""
    if name not in CONSTRUCTS:
        raise ValueError(
            f"there is no construct {name!r:.40}{did_you_mean(name, list(CONSTRUCTS))}"
        )


def counted_construct(name: str, number: int) -> str:
    """At least that many, in words."""
    construct = CONSTRUCTS[name]
    one = construct.one.partition(" ")[2] if construct.one[:2] in ("a ", "an") else construct.one
    return f"at least one {one}" if number == 1 else f"at least {number} {construct.several}"
