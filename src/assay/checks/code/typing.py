"""The kind `code.typing`."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from random import Random
from typing import Literal

from assay.check import Example
from assay.checks.code.quality.annotations import annotated
from assay.checks.code.quality.base import Finding, QualityCheck
from assay.checks.code.quality.calls import full_name, imported
from assay.checks.code.quality.source import Function, Source

__all__ = ["Typing"]

_OLD = frozenset(
    f"typing.{name}"
    for name in ("Optional", "Union", "List", "Dict", "Tuple", "Set", "FrozenSet", "Type")
)


class Typing(QualityCheck, kind="code.typing"):
    """Functions say the types of what they take and give.

    `of`: `arguments`, `returns`, or `all` (both). `self` and `cls` need none, nor does the result
    of `__init__`. `style`: `modern` forbids `Optional`, `Union`, `List` and the like of `typing`
    (write `X | None`, `list[X]`); `no_any` forbids `Any`; `any` asks for nothing more. A program
    whose functions have nothing to annotate fails.
    """

    of: Literal["arguments", "returns", "all"] = "all"
    style: Literal["any", "modern", "no_any"] = "any"

    def finding(self, source: Source) -> Finding:
        wrong: list[tuple[int, str]] = []
        places = 0
        for function in source.functions:
            for given, line, what in _places(function, source, self.of):
                places += 1
                if given is None:
                    wrong.append((line, f"{what} of {function.name} has no type"))
        if places and self.style != "any":
            wrong += _old(source) if self.style == "modern" else _any(source)
        return Finding(
            wrong,
            places,
            "The program has no function with something to annotate.",
            f"All {places} places have their type.",
        )

    def describe(self) -> str:
        parts = {"arguments": "all parameters", "returns": "all return values"}
        what = parts.get(self.of, "all parameters and return values")
        more = {
            "modern": ", in the modern form (list[X] and X | Y, not List and Union)",
            "no_any": ", and do not use Any",
        }.get(self.style, "")
        return f"In the code, annotate {what} of functions with types{more}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        half = "def f(a: int, b) -> int:\n    return a\n"
        whole = "class A:\n    def __init__(self, a: int):\n        self.a = a\n"
        old = "from typing import Optional\n\ndef f(a: Optional[int]) -> None:\n    print(a)\n"
        return (
            Example(cls(), "def f(a: int, *b: str) -> int:\n    return a\n", True),
            Example(cls(), half, False),
            Example(cls(of="returns"), half, True),
            Example(cls(), whole, True),
            Example(cls(style="modern"), old, False),
            Example(cls(), "def main():\n    pass\n\nx: int = 1\n", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Typing:
        usual = (
            cls(of="returns"),
            cls(of="arguments"),
            cls(),
            cls(style="no_any"),
            cls(style=rng.choice(("modern", "no_any"))),
        )
        return usual[min(max(level, 1), 5) - 1]


def _places(
    function: Function, source: Source, of: str
) -> Iterator[tuple[ast.expr | None, int, str]]:
    """What is to be annotated: the annotation, its line, its name."""
    given = function.args
    if of != "returns":
        every = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
        known = [argument for argument in every if argument is not None]
        for place, argument in enumerate(known):
            if place == 0 and source.method(function) and argument.arg in ("self", "cls"):
                continue
            yield argument.annotation, argument.lineno, f"the parameter {argument.arg}"
    if of != "arguments" and function.name != "__init__":
        yield function.returns, function.lineno, "the return value"


def _old(source: Source) -> Iterator[tuple[int, str]]:
    for name, line in _named(source):
        if name in _OLD:
            yield line, f"{name} is the old form"


def _any(source: Source) -> Iterator[tuple[int, str]]:
    for name, line in _named(source):
        if name == "typing.Any":
            yield line, "Any is used"


def _named(source: Source) -> Iterator[tuple[str, int]]:
    """The full names in annotations, those in quotes too, and elsewhere."""
    names = imported(source)
    seen = {id(node) for node, _ in annotated(source)}
    others = [(node, getattr(node, "lineno", 1)) for node in source.nodes if id(node) not in seen]
    for node, line in (*annotated(source), *others):
        if isinstance(node, ast.Name | ast.Attribute):
            yield full_name(node, names), line
