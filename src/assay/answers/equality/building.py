"""Trees made from trees, without simplification beyond what is free."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from assay.answers.trees import Add, Call, Const, Mul, Node, Num, Pow, Sym

__all__ = [
    "INFINITY",
    "difference",
    "has_sign",
    "negated",
    "parts",
    "quotient",
    "rebuilt",
    "scaled",
    "signed",
    "substituted",
]

INFINITY = Const("inf")
_MINUS_ONE = Num(-1)


def negated(node: Node) -> Node:
    if isinstance(node, Num):
        return Num(-node.value, node.places)
    return Mul((_MINUS_ONE, node))


def difference(one: Node, other: Node) -> Node:
    return one if other == Num(0) else Add((one, negated(other)))


def quotient(top: Node, bottom: Node) -> Node:
    return Mul((top, Pow(bottom, _MINUS_ONE)))


def scaled(node: Node, factor: Fraction) -> Node:
    return node if factor == 1 else Mul((Num(factor), node))


def has_sign(node: Node) -> bool:
    """Whether a plus-or-minus occurs in it."""
    if isinstance(node, Call):
        return node.name in ("pm", "mp") or any(has_sign(argument) for argument in node.args)
    return any(has_sign(part) for part in parts(node))


def parts(node: Node) -> tuple[Node, ...]:
    """The operands of a node, none for a leaf."""
    if isinstance(node, Add):
        return node.terms
    if isinstance(node, Mul):
        return node.factors
    if isinstance(node, Pow):
        return (node.base, node.exponent)
    return node.args if isinstance(node, Call) else ()


def rebuilt(node: Node, operands: tuple[Node, ...]) -> Node:
    """The same operation on other operands."""
    if isinstance(node, Add):
        return Add(operands)
    if isinstance(node, Mul):
        return Mul(operands)
    if isinstance(node, Pow):
        return Pow(*operands)
    return Call(node.name, operands) if isinstance(node, Call) else node


def signed(node: Node, *, upper: bool) -> Node:
    """With every plus-or-minus taken as its upper or its lower sign, all together."""
    operands = tuple(signed(part, upper=upper) for part in parts(node))
    if isinstance(node, Call) and node.name in ("pm", "mp") and len(operands) == 1:
        return operands[0] if upper == (node.name == "pm") else negated(operands[0])
    return rebuilt(node, operands) if operands else node


def substituted(node: Node, letters: Mapping[str, Node]) -> Node:
    """With letters replaced, all at once."""
    if isinstance(node, Sym):
        return letters.get(node.name, node)
    operands = parts(node)
    if not operands:
        return node
    return rebuilt(node, tuple(substituted(part, letters) for part in operands))
