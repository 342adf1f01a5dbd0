"""Docstrings: where they are due, in which convention they are, what they tell of."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from typing import NamedTuple

from assay.checks.code.quality.source import Function, Source, own_nodes

__all__ = ["SECTIONS", "TOLD", "Documented", "convention", "due", "fault", "parameters"]

SECTIONS = ("arguments", "returns", "raises", "examples")
TOLD = {
    "arguments": "parameters",
    "returns": "return value",
    "raises": "exceptions",
    "examples": "examples",
}
"""The parts in words."""
_GOOGLE = {
    "arguments": r"(?:Args|Arguments|Parameters):",
    "returns": r"(?:Returns|Yields):",
    "raises": r"Raises:",
    "examples": r"Examples?:",
}
_NUMPY = {
    "arguments": r"(?:Other )?Parameters",
    "returns": r"(?:Returns|Yields)",
    "raises": r"Raises",
    "examples": r"Examples",
}
_SPHINX = {
    "arguments": r":(?:param|parameter|arg)\b",
    "returns": r":(?:returns?|rtype|yields?)\b",
    "raises": r":(?:raises?|except|exception)\b",
    "examples": r"(?:>>>|\.\. (?:code-block|doctest)::|Examples?::?)",
}


class Documented(NamedTuple):
    """Something that may have a docstring: its name, its line, the text (None without one)."""

    name: str
    line: int
    text: str | None
    node: ast.Module | ast.ClassDef | Function


def due(source: Source, of: str) -> Iterator[Documented]:
    """What must have a docstring: `module`, `functions`, `classes`, `public` or `all`."""
    if of in ("module", "all"):
        yield Documented("the module", 1, _text(source.tree), source.tree)
    if of in ("classes", "public", "all"):
        for node in source.classes:
            if of != "public" or not node.name.startswith("_"):
                yield Documented(node.name, node.lineno, _text(node), node)
    if of in ("functions", "public", "all"):
        for node in source.functions:
            inner = isinstance(source.parents.get(node), Function)
            if of != "public" or not (inner or node.name.startswith("_")):
                yield Documented(node.name, node.lineno, _text(node), node)


def _text(node: ast.Module | ast.ClassDef | Function) -> str | None:
    first = node.body[0] if node.body else None
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        value = first.value.value
        if isinstance(value, str) and value.strip():
            return inspect.cleandoc(value)
    return None


def parameters(function: Function, source: Source) -> list[str]:
    """The names that a docstring must tell of."""
    given = function.args
    every = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
    names = [argument.arg for argument in every if argument is not None]
    if source.method(function) and names[:1] in (["self"], ["cls"]):
        names = names[1:]
    return names


def convention(text: str, section: str) -> str:
    """In which convention a section stands: google, numpy or sphinx; empty where there is none."""
    if re.search(rf"^{_NUMPY[section]}\s*\n-{{3,}}[ \t]*$", text, re.MULTILINE):
        return "numpy"
    if re.search(rf"^{_GOOGLE[section]}[ \t]*$", text, re.MULTILINE):
        return "google"
    if re.search(rf"^[ \t]*{_SPHINX[section]}", text, re.MULTILINE):
        return "sphinx"
    return ""


def fault(found: Documented, source: Source, style: str, sections: tuple[str, ...]) -> str:
    """What is wrong with a docstring in a convention; empty where nothing is."""
    text = found.text or ""
    node = found.node
    wanted: list[str] = list(sections)
    names: list[str] = []
    if isinstance(node, Function):
        names = parameters(node, source)
        if style != "any" and names:
            wanted.append("arguments")
        if style != "any" and _gives(node):
            wanted.append("returns")
    elif style != "any" or sections:
        wanted = [section for section in sections if section == "examples"]
    for section in dict.fromkeys(wanted):
        if not _applies(section, node, names):
            continue
        held = convention(text, section)
        if not held:
            return f"the docstring of {found.name} says nothing of its {TOLD[section]}"
        if style not in ("any", held):
            return f"the docstring of {found.name} is in the style of {held}, not of {style}"
    if "arguments" in wanted and names:
        missing = [name for name in names if not re.search(rf"\b{re.escape(name)}\b", text)]
        if missing:
            return f"the docstring of {found.name} says nothing of {missing[0]}"
    return ""


def _applies(section: str, node: ast.AST, names: list[str]) -> bool:
    if not isinstance(node, Function):
        return section == "examples"
    if section == "arguments":
        return bool(names)
    if section == "returns":
        return _gives(node)
    if section == "raises":
        return any(isinstance(inner, ast.Raise) for inner in own_nodes(node))
    return True


def _gives(function: Function) -> bool:
    """Whether it returns or yields something."""
    return any(
        (isinstance(n, ast.Return) and n.value is not None)
        or isinstance(n, ast.Yield | ast.YieldFrom)
        for n in own_nodes(function)
    )
