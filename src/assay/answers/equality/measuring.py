"""A limit on how deep and wide values are nested, before anything recurses into them."""

from __future__ import annotations

from collections.abc import Iterable

from assay.answers.equality.profiles import profile
from assay.answers.limits import MAX_ITEMS, TooMuch
from assay.answers.trees import Node, Num
from assay.answers.values import (
    Cases,
    Collection,
    Interval,
    Labelled,
    Logic,
    Matrix,
    Qualified,
    Quantity,
    Ratio,
    Relation,
    Scalar,
    SetBuilder,
    Union,
    Value,
)

__all__ = ["require_shallow"]

_LEVELS = 12


def require_shallow(value: Value) -> None:
    """Raises TooMuch for values nested deeper or wider than any answer is, and for tall trees."""
    if isinstance(value, Scalar):
        _require(value.tree)
        return
    level: list[Value] = [value]
    for _ in range(_LEVELS):
        below: list[Value] = []
        for part in level:
            below += inner_values(part)
            for tree in trees_of(part):
                _require(tree)
        if len(below) > 2 * MAX_ITEMS:
            raise TooMuch(f"a value of more than {2 * MAX_ITEMS} parts")
        if not below:
            return
        level = below
    raise TooMuch(f"a value nested more than {_LEVELS} deep")


def _require(tree: Node) -> None:
    if not isinstance(tree, Num):
        profile(tree)


def trees_of(value: Value) -> Iterable[Node]:
    """The expressions a value holds itself."""
    if isinstance(value, (Scalar, Quantity)):
        return (value.tree,)
    if isinstance(value, Interval):
        return (value.low, value.high)
    return value.parts if isinstance(value, Ratio) else ()


def inner_values(value: Value) -> Iterable[Value]:
    """The values a value consists of."""
    if isinstance(value, Collection):
        return value.items
    if isinstance(value, Relation):
        return value.sides
    if isinstance(value, Logic):
        return value.parts
    if isinstance(value, Union):
        return (*value.parts, *value.minus)
    if isinstance(value, Matrix):
        return [entry for row in value.rows for entry in row]
    if isinstance(value, Labelled):
        return (value.value,)
    if isinstance(value, Qualified):
        return (value.value, *value.conditions)
    if isinstance(value, SetBuilder):
        return (value.element, value.condition)
    if isinstance(value, Cases):
        return [part for branch in value.branches for part in branch if part is not None]
    return ()
