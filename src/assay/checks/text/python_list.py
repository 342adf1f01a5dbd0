"""`text.python_list`: the whole response is a Python list of literals."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck
from assay.checks.text.count import Bound, bound_phrase, bound_score
from assay.context import Context
from assay.response import Response
from assay.views.pylist import PYTHON_LIST
from assay.views.view import View

__all__ = ["PythonList"]


class PythonList(TextCheck, kind="text.python_list"):
    """The whole response, or the one code block that it consists of, is a Python list literal
    with at least `min` and at most `max` elements.

    It is read and never run; names, calls and comprehensions are no literals. Score: 0 where it
    is no list, otherwise the share of the bound that is reached.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (PYTHON_LIST,)

    min: Bound | None = None
    max: Bound | None = None

    def validate(self) -> None:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"min is {self.min} but max is {self.max}")

    def standard(self, response: Response, context: Context) -> Finding:
        found = response.view(PYTHON_LIST)
        if found.fault:
            return Finding(False, f"Not a Python list: {found.fault}.", 0.0)
        low, high, number = self.min, self.max, found.length
        passed = (low is None or number >= low) and (high is None or number <= high)
        wanted = "" if low is None and high is None else f"; {bound_phrase(low, high)} required"
        score = None if passed else bound_score(number, low, high)
        return Finding(passed, f"A Python list of {number} elements{wanted}.", score)

    def describe(self) -> str:
        bounded = self.min is not None or self.max is not None
        last = self.min if self.max is None else self.max
        noun = "element" if last == 1 else "elements"
        size = f" of {bound_phrase(self.min, self.max)} {noun}" if bounded else ""
        return f"Answer with a Python list literal{size} and nothing else."

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Any list at 1, bounds that narrow to an exact length at 5."""
        if level == 1:
            return cls()
        least = rng.randint(2, 2 * level)
        return cls(min=least, max=None if level == 2 else least + 2 * (5 - level))

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(min=2), "['crab', 'limpet']", True),
            Example(cls(min=2), "```python\n[1, (2, 3)]\n```", True),
            Example(cls(min=2), "['crab' 'limpet']", False),
            Example(cls(), "[crab, limpet]", False),
            Example(cls(), "('crab', 'limpet')", False),
        )
