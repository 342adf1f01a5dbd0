"""Definitions that a program needs and that stand in other blocks of the same response.

Who explains a solution step by step gives the helper in one block and the function that calls it
in the next, or the imports in a block of their own.
"""

from __future__ import annotations

import ast
import builtins
import warnings
from collections.abc import Iterator, Sequence

__all__ = ["lacking", "parsed", "supplied"]

_KNOWN = frozenset(vars(builtins)) | {"__file__", "__name__"}
_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


def parsed(code: str) -> ast.Module | None:
    """The syntax tree; None where it is no Python."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
        return None


def lacking(tree: ast.AST) -> set[str]:
    """The names that are used and bound nowhere."""
    used: set[str] = set()
    bound: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            (used if isinstance(node.ctx, ast.Load) else bound).add(node.id)
        elif isinstance(node, ast.arg):
            bound.add(node.arg)
        elif isinstance(node, _FUNCTIONS | ast.ClassDef):
            bound.add(node.name)
        elif isinstance(node, ast.alias):
            bound.add((node.asname or node.name).partition(".")[0])
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
            bound.add(node.name)
    return used - bound - _KNOWN


def supplied(code: str, before: Sequence[str], after: Sequence[str]) -> str:
    """The statements of other blocks that bind what the program lacks, and what they lack in turn.

    The nearest block before the program counts, and then the first behind it.
    """
    tree = parsed(code)
    wanted = lacking(tree) if tree is not None else set[str]()
    if not wanted:
        return ""
    near = [(-n, source) for n, source in enumerate(reversed(before), 1)]
    near += list(enumerate(after))
    trees = [(n, source, parsed(source)) for n, source in near]
    pieces: dict[tuple[int, int], str] = {}
    seen: set[str] = set()
    while wanted - seen:
        name = min(wanted - seen)
        seen.add(name)
        for order, source, other in trees:
            body = other.body if other is not None else []
            node = next((n for n in reversed(body) if name in _binds(n)), None)
            if node is not None:
                pieces[order, node.lineno] = _source(source, node)
                wanted |= lacking(node)
                break
    return "\n".join(pieces[key] for key in sorted(pieces))


def _binds(node: ast.stmt) -> set[str]:
    """The names that a statement at the margin binds, where it does little else."""
    if isinstance(node, _FUNCTIONS | ast.ClassDef):
        return {node.name}
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
    if isinstance(node, ast.Assign | ast.AnnAssign):
        return set(_targets(node))
    return set()


def _targets(node: ast.Assign | ast.AnnAssign) -> Iterator[str]:
    for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
        if isinstance(target, ast.Name):
            yield target.id


def _source(source: str, node: ast.stmt) -> str:
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(d.lineno for d in decorators)])
    return "\n".join(source.splitlines()[first - 1 : node.end_lineno])
