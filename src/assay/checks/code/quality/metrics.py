"""Sizes of Python functions, classes and files, as they are usually counted."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import NamedTuple

from assay.checks.code.quality.source import Function, Source, children, own_nodes

__all__ = ["METRICS", "Metric", "cyclomatic", "nesting"]

_LOOPS = (ast.For, ast.AsyncFor, ast.While)
_BLOCKS = (*_LOOPS, ast.If, ast.Try, ast.TryStar, ast.With, ast.AsyncWith, ast.Match)
_INNER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class Metric(NamedTuple):
    """What is measured: of what, in which words, by which function of a node."""

    of: str
    noun: str
    says: str
    measure: Callable[[ast.AST, Source], int]
    usual: tuple[int, ...]
    """Bounds from easy to hard."""


def cyclomatic(node: ast.AST) -> int:
    """McCabe's number: 1, and 1 for each if, loop, handler, case and loop of a comprehension."""
    found = 1
    for inner in own_nodes(node):
        if isinstance(inner, (ast.If, ast.IfExp, *_LOOPS, ast.ExceptHandler, ast.comprehension)):
            found += 1
        elif isinstance(inner, ast.match_case):
            found += not (isinstance(inner.pattern, ast.MatchAs) and inner.pattern.pattern is None)
        elif isinstance(inner, ast.BoolOp):
            found += len(inner.values) - 1
    return found


def nesting(node: ast.AST) -> int:
    """How many blocks the deepest statement of a function stands in; `elif` is not deeper."""
    deepest = 0
    waiting = [(inner, 0, node) for inner in children(node)]
    while waiting:
        inner, depth, parent = waiting.pop()
        if isinstance(inner, _INNER):
            continue
        if isinstance(inner, _BLOCKS) and not _elif(inner, parent):
            depth += 1
            deepest = max(deepest, depth)
        waiting.extend((child, depth, inner) for child in children(inner))
    return deepest


def _elif(node: ast.AST, parent: ast.AST) -> bool:
    return (
        isinstance(node, ast.If)
        and isinstance(parent, ast.If)
        and len(parent.orelse) == 1
        and parent.orelse[0] is node
        and node.col_offset == parent.col_offset
    )


def _lines(node: ast.AST, _: Source) -> int:
    """Lines from the `def` or `class` to the last statement."""
    return (getattr(node, "end_lineno", 0) or 0) - getattr(node, "lineno", 0) + 1


def _arguments(node: ast.AST, source: Source) -> int:
    """Parameters, `self` and `cls` of methods left out."""
    if not isinstance(node, Function):
        return 0
    given = node.args
    names = [a.arg for a in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    if source.method(node) and names and names[0] in ("self", "cls"):
        names = names[1:]
    return len(names) + (given.vararg is not None) + (given.kwarg is not None)


def _statements(node: ast.AST, _: Source) -> int:
    return sum(isinstance(inner, ast.stmt) for inner in own_nodes(node))


def _branches(node: ast.AST, _: Source) -> int:
    """Ways to go on: each if, elif and else, loop, handler, case."""
    found = 0
    for inner in own_nodes(node):
        if isinstance(inner, ast.If):
            alone = len(inner.orelse) == 1 and _elif(inner.orelse[0], inner)
            found += 1 + (bool(inner.orelse) and not alone)
        elif isinstance(inner, (*_LOOPS, ast.ExceptHandler, ast.match_case)):
            found += 1
    return found


def _returns(node: ast.AST, _: Source) -> int:
    return sum(isinstance(inner, ast.Return) for inner in own_nodes(node))


def _cyclomatic(node: ast.AST, _: Source) -> int:
    return cyclomatic(node)


def _nesting(node: ast.AST, _: Source) -> int:
    return nesting(node)


def _variables(node: ast.AST, _: Source) -> int:
    names = {
        inner.id
        for inner in own_nodes(node)
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store)
    }
    return len(names)


def _methods(node: ast.AST, _: Source) -> int:
    return sum(isinstance(inner, Function) for inner in getattr(node, "body", []))


def _code_lines(_: ast.AST, source: Source) -> int:
    return sum(1 for line in source.lines if line.strip())


METRICS: dict[str, Metric] = {
    "cyclomatic": Metric(
        "function",
        "cyclomatic complexity",
        "a cyclomatic complexity of at most {n}",
        _cyclomatic,
        (10, 8, 6, 4, 3),
    ),
    "nesting": Metric(
        "function",
        "nesting depth",
        "blocks nested at most {n} deep",
        _nesting,
        (4, 3, 3, 2, 1),
    ),
    "lines": Metric(
        "function", "length in lines", "at most {n} lines", _lines, (40, 25, 15, 10, 6)
    ),
    "statements": Metric(
        "function",
        "number of statements",
        "at most {n} statements",
        _statements,
        (40, 25, 15, 10, 6),
    ),
    "arguments": Metric(
        "function", "number of parameters", "at most {n} parameters", _arguments, (6, 5, 4, 3, 2)
    ),
    "returns": Metric(
        "function",
        "number of return statements",
        "at most {n} return statements",
        _returns,
        (5, 4, 3, 2, 1),
    ),
    "branches": Metric(
        "function",
        "number of branches",
        "at most {n} branches",
        _branches,
        (12, 8, 6, 4, 2),
    ),
    "variables": Metric(
        "function",
        "number of local variables",
        "at most {n} local variables",
        _variables,
        (12, 8, 6, 4, 2),
    ),
    "methods": Metric(
        "class", "number of methods", "at most {n} methods", _methods, (12, 9, 7, 5, 3)
    ),
    "file_lines": Metric(
        "file",
        "length in lines that are not blank",
        "at most {n} lines that are not blank",
        _code_lines,
        (120, 80, 50, 30, 20),
    ),
}
"""What can be bounded, by name."""
