"""What an expression contains, found in one walk that also enforces the limits.

The walk goes level by level instead of calling itself, so that a tree built by a hostile hand
cannot exhaust the stack here; whatever passes is shallow enough for the evaluators to recurse.
"""

from __future__ import annotations

import msgspec

from assay.answers.limits import MAX_DEPTH, MAX_NODES, TooMuch
from assay.answers.trees import Add, Const, Mul, Node, Num, Pow, Sym

__all__ = ["Profile", "profile"]

_LEVELS = 3 * MAX_DEPTH
"""A bracket may hold a sum of products of powers: three levels of a tree."""

_TALL = 10**7
"""An integer above it can hide a difference from double precision."""


class Profile(msgspec.Struct, frozen=True, gc=False):
    """The letters, named numbers and functions of a tree; `tall` where a numeral is long."""

    symbols: frozenset[str]
    constants: frozenset[str]
    calls: frozenset[str]
    decimal: bool
    tall: bool
    nodes: int


def profile(root: Node) -> Profile:
    """Raises TooMuch where the tree is too large or too deep to be worked on."""
    symbols: set[str] = set()
    constants: set[str] = set()
    calls: set[str] = set()
    decimal = tall = False
    level: list[Node] = [root]
    nodes = depth = 0
    while level:
        depth += 1
        nodes += len(level)
        if nodes > MAX_NODES or depth > _LEVELS:
            raise TooMuch(f"an expression of more than {MAX_NODES} parts or {_LEVELS} levels")
        below: list[Node] = []
        for node in level:
            if isinstance(node, Num):
                decimal = decimal or node.places is not None
                value = node.value
                tall = tall or not (-_TALL < value.numerator < _TALL and value.denominator < _TALL)
            elif isinstance(node, Sym):
                symbols.add(node.name)
            elif isinstance(node, Add):
                below += node.terms
            elif isinstance(node, Mul):
                below += node.factors
            elif isinstance(node, Pow):
                below.append(node.base)
                below.append(node.exponent)
            elif isinstance(node, Const):
                constants.add(node.name)
            else:
                calls.add(node.name)
                below += node.args
        level = below
    return Profile(frozenset(symbols), frozenset(constants), frozenset(calls), decimal, tall, nodes)
