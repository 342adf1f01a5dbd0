"""The kind `code.imports`."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

from assay.check import Example
from assay.checks.code.quality.annotations import annotated
from assay.checks.code.quality.base import Finding, QualityCheck, listed
from assay.checks.code.quality.source import Source

__all__ = ["Imports"]

_EASY = ("numpy", "pandas", "requests", "os", "sys", "re")
_USEFUL = ("collections", "itertools", "functools", "dataclasses", "heapq", "bisect", "math")


class Imports(QualityCheck, kind="code.imports"):
    """What the program imports, and how.

    `only`: no module but these (an empty list: none at all); `standard`: of the standard library
    alone; `forbidden` and `required` name modules (`os` means `os.path` too). `top`: at the top
    of the module, after its docstring, before other statements. `sorted`: first the standard
    library, then others, by name in each block. `unused`: False forbids imports that nothing uses.
    `relative`: False forbids `from . import`. A program without imports fails where `required`,
    `top`, `sorted` or `unused` ask for some; modules imported by `__import__` or `importlib` count.
    """

    only: tuple[str, ...] | None = None
    standard: bool = False
    forbidden: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    top: bool = False
    sorted: bool = False
    unused: bool = True
    relative: bool = True

    def validate(self) -> None:
        asked = (self.only is not None, self.standard, self.forbidden, self.required, self.top)
        if not any((*asked, self.sorted, not self.unused, not self.relative)):
            raise ValueError("nothing is asked for")
        both = set(self.forbidden) & set(self.required)
        if both:
            raise ValueError(f"{min(both)} is both required and forbidden")

    def finding(self, source: Source) -> Finding:
        found = list(_imports(source))
        wrong = [(one.line, said) for one in found if (said := self._fault(one))]
        if self.top:
            wrong += _late(source)
        if self.sorted:
            wrong += _unsorted(source)
        if not self.unused:
            wrong += _unused(source)
        for module in self.required:
            if not any(_within(one.module, (module,)) for one in found):
                wrong.append((1, f"{module} is not imported"))
        needs = bool(self.required) or self.top or self.sorted or not self.unused
        places = max(len(found), len(wrong)) if needs else max(1, len(found))
        return Finding(
            wrong,
            places,
            "The program imports nothing.",
            f"The {len(found)} imports are as asked for." if found else "Nothing is imported.",
        )

    def _fault(self, one: _Import) -> str:
        if one.module == "." and not self.relative:
            return "the import is relative"
        if one.module == ".":
            return ""
        if _within(one.module, self.forbidden):
            return f"{one.module} is imported"
        if self.only is not None and not _within(one.module, self.only):
            return f"{one.module} is imported"
        if self.standard and one.module.split(".")[0] not in sys.stdlib_module_names:
            return f"{one.module} is not of the standard library"
        return ""

    def describe(self) -> str:
        asked: list[str] = []
        if self.only is not None:
            asked.append(
                f"import nothing but {listed(self.only)}" if self.only else "do not import anything"
            )
        if self.standard:
            asked.append("import only modules of the standard library")
        if self.forbidden:
            asked.append(f"do not import {listed(self.forbidden, 'or')}")
        if self.required:
            asked.append(f"import {listed(self.required)}")
        if self.top:
            asked.append("put all imports at the top")
        if self.sorted:
            asked.append("sort the imports by name, those of the standard library first")
        if not self.unused:
            asked.append("import nothing that is not used")
        if not self.relative:
            asked.append("do not use relative imports")
        return f"In the code, {listed(asked)}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        use = "import json\nimport os\n\nprint(json, os)\n"
        return (
            Example(cls(only=("json", "os")), use, True),
            Example(cls(only=()), "print(1)\n", True),
            Example(cls(only=()), "__import__('os').remove('x')\n", False),
            Example(cls(forbidden=("os",)), "from os.path import join\nprint(join)\n", False),
            Example(cls(sorted=True), "import os\nimport json\n\nprint(os, json)\n", False),
            Example(cls(unused=False), "import os, json\nprint(os)\n", False),
            Example(cls(top=True), "print(1)\n", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Imports:
        usual = (
            cls(forbidden=(rng.choice(_EASY),)),
            cls(standard=True),
            cls(required=(rng.choice(_USEFUL),), unused=False),
            cls(required=tuple(rng.sample(_USEFUL, 2)), sorted=True, top=True),
            cls(only=tuple(rng.sample(_USEFUL, 2)), unused=False, sorted=True, top=True),
        )
        return usual[min(max(level, 1), 5) - 1]


class _Import(NamedTuple):
    line: int
    module: str


def _imports(source: Source) -> Iterator[_Import]:
    for node in source.nodes:
        if isinstance(node, ast.Import):
            yield from (_Import(node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield _Import(node.lineno, "." if node.level else node.module or "")
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = node.func
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            if name in ("__import__", "import_module") and isinstance(node.args[0].value, str):
                yield _Import(node.lineno, node.args[0].value)


def _within(module: str, names: tuple[str, ...]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in names)


def _late(source: Source) -> Iterator[tuple[int, str]]:
    """Imports behind other statements, or inside of functions."""
    head: set[ast.AST] = set()
    for place, node in enumerate(source.tree.body):
        documents = (
            place == 0 and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        )
        typed = isinstance(node, ast.If) and _type_checking(node.test)
        if isinstance(node, ast.Import | ast.ImportFrom) or typed:
            head.add(node)
        elif not documents:
            break
    for node in source.nodes:
        if (
            isinstance(node, ast.Import | ast.ImportFrom)
            and node not in head
            and source.parents.get(node) not in head
        ):
            yield node.lineno, "the import is not at the top"


def _type_checking(test: ast.expr) -> bool:
    last = test.attr if isinstance(test, ast.Attribute) else getattr(test, "id", "")
    return last == "TYPE_CHECKING"


def _unsorted(source: Source) -> Iterator[tuple[int, str]]:
    before: tuple[int, str] | None = None
    for node in source.tree.body:
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = ["." * node.level + (node.module or "")]
        else:
            continue
        for name in names:
            key = (_block(name), name.lower())
            if before is not None and key < before:
                yield node.lineno, f"{name} stands after {before[1]}"
            before = max(key, before or key)


def _block(name: str) -> int:
    if name == "__future__":
        return 0
    if name.startswith("."):
        return 3
    return 1 if name.split(".")[0] in sys.stdlib_module_names else 2


def _unused(source: Source) -> Iterator[tuple[int, str]]:
    read = {n.id for n in source.nodes if isinstance(n, ast.Name)}
    read |= {n.id for n, _ in annotated(source) if isinstance(n, ast.Name)}
    exported = {
        element.value
        for node in source.tree.body
        if isinstance(node, ast.Assign)
        and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets)
        and isinstance(node.value, ast.List | ast.Tuple)
        for element in node.value.elts
        if isinstance(element, ast.Constant)
    }
    for node in source.nodes:
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            continue
        for alias in node.names:
            name = alias.asname or alias.name.split(".")[0]
            if name != "*" and name not in read and name not in exported:
                yield node.lineno, f"{name} is imported and not used"
