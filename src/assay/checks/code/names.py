"""The kind `code.names`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from random import Random
from typing import Annotated, Literal

import msgspec

from assay.check import Example
from assay.checks.code.quality.base import Finding, QualityCheck
from assay.checks.code.quality.source import Function, Source

__all__ = ["Names"]

_DUNDER = re.compile(r"__\w+__\Z")


class Names(QualityCheck, kind="code.names"):
    """All names of one sort are written in one manner.

    `of` says which: `functions` (methods too), `classes`, `arguments`, `variables` (assigned in
    functions, or lower-case ones of the module), `constants` (assigned once, at the module's top,
    from a literal). What is asked: `style`, `min` letters, a `prefix`, a `suffix`; at least one.
    Special names (`__init__`), `_`, and `self` and `cls` do not count. A name of one word in lower
    case is snake_case and camelCase. A program without such a name fails.
    """

    of: Literal["functions", "classes", "arguments", "variables", "constants"]
    style: Literal["snake_case", "camelCase", "PascalCase", "UPPER_CASE"] | None = None
    min: Annotated[int, msgspec.Meta(ge=1, le=60)] = 1
    prefix: Annotated[str, msgspec.Meta(max_length=40)] = ""
    suffix: Annotated[str, msgspec.Meta(max_length=40)] = ""

    def validate(self) -> None:
        if self.style is None and self.min == 1 and not self.prefix and not self.suffix:
            raise ValueError("one of style, min, prefix and suffix is needed")
        for part in (self.prefix, self.suffix):
            if part and not ("a" + part).isidentifier():
                raise ValueError(f"no name can have {part!r} in it")

    def finding(self, source: Source) -> Finding:
        first: dict[str, int] = {}
        for name, line in _names(source, self.of):
            bare = name.strip("_")
            if bare and not _DUNDER.match(name):
                first.setdefault(name, line)
        faults = [(line, name, self._fault(name)) for name, line in first.items()]
        wrong = [(line, f"{name} {fault}") for line, name, fault in faults if fault]
        return Finding(
            wrong,
            len(first),
            f"The program has no {self.of}.",
            f"All {len(first)} names of {self.of} are written as asked for.",
        )

    def _fault(self, name: str) -> str:
        """What is wrong with a name; empty where nothing is."""
        if not (name.startswith(self.prefix) or name.lstrip("_").startswith(self.prefix)):
            return f"does not begin with {self.prefix!r}"
        if not name.endswith(self.suffix):
            return f"does not end with {self.suffix!r}"
        if self.style is not None and not _written(name.strip("_"), self.style):
            return f"is not in {self.style}"
        if len(name.strip("_")) < self.min:
            return f"has fewer than {self.min} letters"
        return ""

    def describe(self) -> str:
        asked: list[str] = []
        if self.style:
            asked.append(f"be in {self.style}")
        if self.prefix:
            asked.append(f"begin with '{self.prefix}'")
        if self.suffix:
            asked.append(f"end with '{self.suffix}'")
        if self.min > 1:
            asked.append(f"have at least {self.min} characters")
        return f"In the code, the names of all {self.of} must {' and '.join(asked)}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        snake = cls(of="functions", style="snake_case")
        return (
            Example(snake, "def read_rows(path):\n    return path\n", True),
            Example(snake, "def readRows(path):\n    return path\n", False),
            Example(snake, "class A:\n    def __init__(self):\n        self.a = 1\n", False),
            Example(cls(of="constants", style="UPPER_CASE"), "limit = 5\n", False),
            Example(cls(of="arguments", min=3), "def f(rows, _):\n    return rows\n", True),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Names:
        usual = (
            cls(of="functions", style="snake_case"),
            cls(of="variables", style="snake_case"),
            cls(of=rng.choice(("variables", "arguments")), min=rng.choice((3, 4))),
            cls(of="functions", style="camelCase", min=6),
            cls(
                of=rng.choice(("functions", "arguments", "variables")),
                style="snake_case",
                prefix=rng.choice(("my_", "do_", "the_", "x_")),
                min=8,
            ),
        )
        return usual[min(max(level, 1), 5) - 1]


def _names(source: Source, of: str) -> Iterator[tuple[str, int]]:
    if of == "functions":
        yield from ((node.name, node.lineno) for node in source.functions)
    elif of == "classes":
        yield from ((node.name, node.lineno) for node in source.classes)
    elif of == "arguments":
        for node in source.functions:
            yield from _arguments(node, source)
    else:
        constants = set(_constants(source))
        if of == "constants":
            yield from constants
            return
        names = {name for name, _ in constants if name.isupper()}
        for node in source.nodes:
            if (
                isinstance(node, ast.Name)
                and isinstance(node.ctx, ast.Store)
                and node.id not in names
            ):
                yield node.id, node.lineno


def _arguments(node: Function, source: Source) -> Iterator[tuple[str, int]]:
    given = node.args
    every = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
    known = [argument for argument in every if argument is not None]
    for place, argument in enumerate(known):
        if not (place == 0 and source.method(node) and argument.arg in ("self", "cls")):
            yield argument.arg, argument.lineno


def _constants(source: Source) -> Iterator[tuple[str, int]]:
    """Names that the module assigns once, from literals."""
    assigned: dict[str, list[ast.stmt]] = {}
    stored = [
        n.id for n in source.nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    ]
    for statement in source.tree.body:
        targets: list[ast.expr] = []
        if isinstance(statement, ast.Assign):
            targets = statement.targets
        elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
            targets = [statement.target]
        for target in targets:
            if isinstance(target, ast.Name) and _literal(statement):
                assigned.setdefault(target.id, []).append(statement)
    for name, statements in assigned.items():
        if len(statements) == 1 and stored.count(name) == 1:
            yield name, statements[0].lineno


def _literal(statement: ast.stmt) -> bool:
    value = getattr(statement, "value", None)
    plain = (
        ast.Constant, ast.List, ast.Tuple, ast.Set, ast.Dict, ast.UnaryOp, ast.USub, ast.UAdd,
        ast.BinOp, ast.operator, ast.Load,
    )  # fmt: skip
    return value is not None and all(isinstance(node, plain) for node in ast.walk(value))


def _written(name: str, style: str) -> bool:
    """Whether a name, underscores around it apart, is in a style; a letter may be any letter."""
    if style == "snake_case":
        return name == name.lower() and "__" not in name
    if style == "UPPER_CASE":
        return name == name.upper() and "__" not in name
    return "_" not in name and (name[0].isupper() if style == "PascalCase" else name[0].islower())
