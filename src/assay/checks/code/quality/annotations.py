"""Annotations of types, those in quotes read as well."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator

from assay.checks.code.quality.source import Function, Source

__all__ = ["annotated"]

_LONGEST = 2000


def annotated(source: Source) -> Iterator[tuple[ast.AST, int]]:
    """Every node of every annotation, with its line in the program."""
    for annotation in _annotations(source):
        for node in ast.walk(annotation):
            yield node, annotation.lineno
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield from ((inner, annotation.lineno) for inner in _read(node.value))


def _annotations(source: Source) -> Iterator[ast.expr]:
    for node in source.nodes:
        found: ast.expr | None = None
        if isinstance(node, ast.arg | ast.AnnAssign):
            found = node.annotation
        elif isinstance(node, Function):
            found = node.returns
        if found is not None:
            yield found


def _read(text: str) -> list[ast.AST]:
    """The nodes of a quoted annotation; none where it is no expression."""
    if len(text) > _LONGEST:
        return []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(ast.walk(ast.parse(text.strip(), mode="eval")))
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return []
