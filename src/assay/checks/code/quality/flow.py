"""Where a program branches, repeats, leaves and catches.

Each function yields the lines on which it stands."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from assay.checks.code.quality.calls import full_name
from assay.checks.code.quality.source import Function, Source, own_nodes

__all__ = [
    "bare",
    "broad",
    "early_returns",
    "elifs",
    "else_after_return",
    "finallys",
    "index_loops",
    "loop_else",
    "main_code",
    "main_guard",
    "nested_functions",
    "nested_loops",
    "of",
    "raise_from",
    "raise_plain",
    "recursion",
    "swallowed",
    "try_else",
]

_LOOPS = (ast.For, ast.AsyncFor, ast.While)


def of(*types: type[ast.AST]) -> Callable[[Source], Iterator[int]]:
    """Lines of nodes of these types."""

    def where(source: Source) -> Iterator[int]:
        return (getattr(n, "lineno", 1) for n in source.nodes if isinstance(n, types))

    return where


def bare(source: Source) -> Iterator[int]:
    return (n.lineno for n in source.nodes if isinstance(n, ast.ExceptHandler) and n.type is None)


def broad(source: Source) -> Iterator[int]:
    for node in source.nodes:
        if isinstance(node, ast.ExceptHandler):
            kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            if any(
                isinstance(k, ast.Name) and k.id in ("Exception", "BaseException") for k in kinds
            ):
                yield node.lineno


def swallowed(source: Source) -> Iterator[int]:
    """Handlers that do nothing."""
    for node in source.nodes:
        if isinstance(node, ast.ExceptHandler) and all(
            isinstance(s, ast.Pass | ast.Continue)
            or (isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant))
            for s in node.body
        ):
            yield node.lineno


def raise_from(source: Source) -> Iterator[int]:
    for node in source.nodes:
        if isinstance(node, ast.Raise) and node.cause is not None:
            yield node.lineno


def raise_plain(source: Source) -> Iterator[int]:
    """`raise` of Exception itself."""
    for node in source.nodes:
        if isinstance(node, ast.Raise) and node.exc is not None:
            made = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            if isinstance(made, ast.Name) and made.id in ("Exception", "BaseException"):
                yield node.lineno


def recursion(source: Source) -> Iterator[int]:
    for function in source.functions:
        for node in own_nodes(function):
            if isinstance(node, ast.Call):
                called = node.func
                name = called.id if isinstance(called, ast.Name) else ""
                if isinstance(called, ast.Attribute) and source.method(function):
                    own = isinstance(called.value, ast.Name) and called.value.id in ("self", "cls")
                    name = called.attr if own else ""
                if name == function.name:
                    yield node.lineno


def nested_functions(source: Source) -> Iterator[int]:
    for function in source.functions:
        for node in own_nodes(function):
            if isinstance(node, Function):
                yield node.lineno


def nested_loops(source: Source) -> Iterator[int]:
    for node in source.nodes:
        if isinstance(node, _LOOPS):
            above = source.parents.get(node)
            while above is not None and not isinstance(above, (*_LOOPS, Function, ast.ClassDef)):
                above = source.parents.get(above)
            if isinstance(above, _LOOPS):
                yield node.lineno


def index_loops(source: Source) -> Iterator[int]:
    """`for i in range(len(x))`."""
    for node in source.nodes:
        over = node.iter if isinstance(node, ast.For | ast.comprehension) else None
        if (
            isinstance(over, ast.Call)
            and full_name(over.func, {}) == "range"
            and any(isinstance(a, ast.Call) and full_name(a.func, {}) == "len" for a in over.args)
        ):
            yield over.lineno


def early_returns(source: Source) -> Iterator[int]:
    """Guard clauses: an `if` without else that returns or raises, with statements after it."""
    for function in source.functions:
        for place, node in enumerate(function.body[:-1]):
            if (
                isinstance(node, ast.If)
                and not node.orelse
                and place < len(function.body) - 1
                and isinstance(node.body[-1], ast.Return | ast.Raise)
            ):
                yield node.lineno


def else_after_return(source: Source) -> Iterator[int]:
    """What stands under an `else` or `elif` that could do without: all before it leaves."""
    for node in source.nodes:
        if not isinstance(node, ast.If) or _follows(node, source.parents.get(node)):
            continue
        branch: ast.stmt = node
        while isinstance(branch, ast.If) and branch.orelse and _leaves(branch.body[-1]):
            yield branch.orelse[0].lineno
            branch = branch.orelse[0] if len(branch.orelse) == 1 else ast.Pass()


def _follows(node: ast.If, above: ast.AST | None) -> bool:
    """Whether an `if` is all that stands under the else of another, as an `elif` does."""
    return isinstance(above, ast.If) and above.orelse == [node]


def _leaves(node: ast.stmt) -> bool:
    return isinstance(node, ast.Return | ast.Raise | ast.Continue | ast.Break)


def main_guard(source: Source) -> Iterator[int]:
    for node in source.tree.body:
        test = node.test if isinstance(node, ast.If) else None
        if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.Eq):
            sides = (test.left, test.comparators[0])
            name = any(isinstance(s, ast.Name) and s.id == "__name__" for s in sides)
            main = any(isinstance(s, ast.Constant) and s.value == "__main__" for s in sides)
            if name and main:
                yield test.lineno


def main_code(source: Source) -> Iterator[int]:
    """Statements of the module that do something when it is imported."""
    guards = set(main_guard(source))
    for node in source.tree.body:
        if isinstance(node, ast.If) and node.test.lineno in guards:
            continue
        if isinstance(node, (*_LOOPS, ast.With, ast.If)) or (
            isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant)
        ):
            yield node.lineno


def loop_else(source: Source) -> Iterator[int]:
    return (n.lineno for n in source.nodes if isinstance(n, _LOOPS) and n.orelse)


def try_else(source: Source) -> Iterator[int]:
    return (n.lineno for n in source.nodes if isinstance(n, ast.Try) and n.orelse)


def finallys(source: Source) -> Iterator[int]:
    return (n.lineno for n in source.nodes if isinstance(n, ast.Try) and n.finalbody)


def elifs(source: Source) -> Iterator[int]:
    for node in source.nodes:
        if isinstance(node, ast.If) and len(node.orelse) == 1:
            inner = node.orelse[0]
            if isinstance(inner, ast.If) and source.lines[inner.lineno - 1].lstrip().startswith(
                "elif"
            ):
                yield inner.lineno
