"""A Python program that was read once: its tree, its tokens, its functions and classes."""

from __future__ import annotations

import ast
import io
import tokenize
import warnings
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property, lru_cache
from typing import TypeAlias

__all__ = ["MOST", "Function", "Source", "Unread", "children", "own_nodes", "read"]

MOST = 200_000
"""Characters of the longest program that is read."""

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


class Unread(Exception):
    """The program is no Python; or, where `wrong` is False, it is beyond what is read."""

    def __init__(self, why: str, *, wrong: bool = True) -> None:
        super().__init__(why)
        self.why = why
        self.wrong = wrong


class Source:
    """A program's text and syntax tree, and what is found in them when asked for."""

    def __init__(self, text: str, tree: ast.Module) -> None:
        self.text = text
        self.tree = tree

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return [line.removesuffix("\r") for line in self.text.split("\n")]

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """All nodes, outer ones first."""
        return list(ast.walk(self.tree))

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        """What each node stands in."""
        return {child: node for node in self.nodes for child in ast.iter_child_nodes(node)}

    @cached_property
    def functions(self) -> list[Function]:
        """Functions and methods in the order of their lines."""
        found = [n for n in self.nodes if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
        return sorted(found, key=lambda node: (node.lineno, node.col_offset))

    @cached_property
    def classes(self) -> list[ast.ClassDef]:
        """Classes in the order of their lines."""
        found = [node for node in self.nodes if isinstance(node, ast.ClassDef)]
        return sorted(found, key=lambda node: (node.lineno, node.col_offset))

    @cached_property
    def tokens(self) -> list[tokenize.TokenInfo]:
        """The tokens, comments among them, as far as they can be told apart."""
        found: list[tokenize.TokenInfo] = []
        # Where they end in a fault, what was told apart before stands.
        with suppress(tokenize.TokenError, SyntaxError, ValueError):
            found.extend(tokenize.generate_tokens(io.StringIO(self.text).readline))
        return found

    @cached_property
    def comments(self) -> list[tokenize.TokenInfo]:
        """The comments, without a first line that names an interpreter or a coding."""
        return [
            token
            for token in self.tokens
            if token.type == tokenize.COMMENT
            and not (
                token.start[0] <= 2 and (token.string.startswith("#!") or "coding" in token.string)
            )
        ]

    @cached_property
    def does(self) -> bool:
        """Whether there is a statement beyond names and values, which any word is."""
        idle = (
            ast.Name,
            ast.Constant,
            ast.Attribute,
            ast.Tuple,
            ast.UnaryOp,
            ast.BinOp,
            ast.Compare,
        )
        return not all(
            (isinstance(node, ast.AnnAssign) and node.value is None)
            or (isinstance(node, ast.Expr) and isinstance(node.value, idle))
            for node in self.tree.body
        )

    def method(self, node: Function) -> bool:
        """Whether a function stands directly in a class."""
        return isinstance(self.parents.get(node), ast.ClassDef)


@lru_cache(maxsize=8)
def read(text: str) -> Source:
    """Reads a program. Raises Unread where it is none, or is too long."""
    if len(text) > MOST:
        raise Unread(f"The program has {len(text)} characters; {MOST} are read.", wrong=False)
    if not text.strip():
        raise Unread("The program is empty.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except SyntaxError as fault:
        raise Unread(f"The program is no Python: line {fault.lineno or 1}, {fault.msg}.") from None
    except (ValueError, MemoryError, RecursionError, OverflowError):
        raise Unread(
            "The program cannot be parsed: it is nested too deeply, or has nulls."
        ) from None
    if not tree.body:
        raise Unread("The program has no statement.")
    return Source(text, tree)


def own_nodes(function: ast.AST) -> Iterator[ast.AST]:
    """The nodes inside a function, without those of functions and classes inside it."""
    waiting = list(children(function))
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, _DEFINITIONS):
            waiting.extend(children(node))


def children(node: ast.AST) -> list[ast.AST]:
    """The nodes directly inside, the first last, as a stack takes them; a function's body only."""
    inside = node.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else None
    found: list[ast.AST] = list(inside if inside is not None else ast.iter_child_nodes(node))
    found.reverse()
    return found
