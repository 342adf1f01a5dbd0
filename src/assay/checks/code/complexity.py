"""The kind `code.complexity`."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from random import Random
from typing import Annotated, Literal

import msgspec

from assay.check import Example
from assay.checks.code.quality.base import Finding, QualityCheck, counted
from assay.checks.code.quality.metrics import METRICS
from assay.checks.code.quality.source import Function, Source

__all__ = ["Complexity"]


class Complexity(QualityCheck, kind="code.complexity"):
    """No function of the program is larger than `max`, by `metric`.

    `cyclomatic` (McCabe: 1, and 1 for each if, conditional expression, loop, handler, case, loop of
    a comprehension, and further operand of `and` or `or`), `nesting` (blocks inside one another,
    `elif` not deeper), `lines` (from `def` to the last statement), `statements`, `arguments`
    (without `self` and `cls`), `returns`, `branches` (if, elif, else, loop, handler, case),
    `variables` (names assigned) of each function; `methods` of each class; `file_lines` that are
    not blank, of the program. What stands in a function inside counts there only. A program without
    a function (or class) fails.
    """

    scoring = "max/n for the worst n; 1.0 exactly when none is larger than max."

    metric: Literal[
        "cyclomatic",
        "nesting",
        "lines",
        "statements",
        "arguments",
        "returns",
        "branches",
        "variables",
        "methods",
        "file_lines",
    ]
    max: Annotated[int, msgspec.Meta(ge=0, le=100_000)]

    def finding(self, source: Source) -> Finding:
        metric = METRICS[self.metric]
        places: list[tuple[ast.AST, str, int]] = []
        if metric.of == "file":
            places.append((source.tree, "the program", 1))
        else:
            nodes: Sequence[Function | ast.ClassDef] = (
                source.functions if metric.of == "function" else source.classes
            )
            places += [(node, node.name, node.lineno) for node in nodes]
        sizes = [(metric.measure(node, source), name, line) for node, name, line in places]
        wrong = [
            (line, f"{name} has the {metric.noun} {size}; at most {self.max} is allowed")
            for size, name, line in sizes
            if size > self.max
        ]
        worst = max((size for size, _, _ in sizes), default=0)
        return Finding(
            wrong,
            len(places),
            f"The program has no {metric.of}.",
            f"{counted(len(places), metric.of, 'classes' if metric.of == 'class' else '')}, "
            f"the greatest {metric.noun} is {worst}; at most {self.max} is allowed.",
            self.max / worst if worst else None,
        )

    def describe(self) -> str:
        metric = METRICS[self.metric]
        says = metric.says.format(n=self.max)
        if self.max == 1:
            says = says.replace("parameters", "parameter").replace("statements", "statement")
        if self.metric == "nesting":
            return f"Nest blocks at most {counted(self.max, 'level')} deep in every function."
        if metric.of == "file":
            return f"The program must have {says}."
        return f"Every {metric.of} in the code must have {says}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        deep = "def f(rows):\n    for r in rows:\n        if r:\n            return r\n"
        flat = "def f(rows):\n    return next((r for r in rows if r), None)\n"
        chain = "def f(a):\n    if a == 1:\n        return 1\n    elif a == 2:\n        return 2\n"
        return (
            Example(cls(metric="nesting", max=1), flat, True),
            Example(cls(metric="nesting", max=1), deep, False),
            Example(cls(metric="nesting", max=1), chain, True),
            Example(cls(metric="arguments", max=2), "def f(a, b, *, c):\n    return a\n", False),
            Example(cls(metric="cyclomatic", max=3), "print(1)\n", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Complexity:
        name = rng.choice([name for name in METRICS if name != "methods"])
        usual = METRICS[name].usual[min(max(level, 1), 5) - 1]
        return msgspec.convert({"kind": cls.kind, "metric": name, "max": usual}, cls)
