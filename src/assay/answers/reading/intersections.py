"""Intersections of intervals, computed: `[0, 2] \\cap (1, 3]` is (1, 2].

Ends must be rational numbers or infinite, so that they can be ordered exactly; what else is
intersected stays unread.
"""

from __future__ import annotations

from fractions import Fraction

from assay.answers.limits import MAX_ITEMS, TooMuch
from assay.answers.trees import Const, Mul, Node, Num, Pow
from assay.answers.values import Collection, Interval, NamedSet, Scalar, Union, Value

__all__ = ["intersection"]

_LINE = Interval(Mul((Num(-1), Const("inf"))), Const("inf"), False, False)
_Place = tuple[int, Fraction]


def intersection(left: Value, right: Value) -> Value | None:
    """What two sets of the real line share; None where an end has no known place."""
    ours, theirs = _intervals(left), _intervals(right)
    if ours is None or theirs is None:
        return None
    if len(ours) * len(theirs) > MAX_ITEMS:
        raise TooMuch(f"an intersection of {len(ours)} and {len(theirs)} intervals")
    shared = [_shared(one, other) for one in ours for other in theirs]
    return _joined([each for each in shared if each is not None])


def _joined(parts: list[Interval]) -> Value:
    if not parts:
        return NamedSet("empty")
    if all(part.low == part.high for part in parts):
        return Collection("set", tuple(Scalar(part.low) for part in parts))
    return parts[0] if len(parts) == 1 else Union(tuple(parts))


def _intervals(value: Value) -> list[Interval] | None:
    """A set as intervals whose ends have a place; None where it is none."""
    if isinstance(value, Interval):
        return [value] if _place(value.low) and _place(value.high) else None
    if isinstance(value, NamedSet):
        return {"R": [_LINE], "empty": list[Interval]()}.get(value.name)
    if isinstance(value, Collection) and value.kind == "set":
        points = [item.tree for item in value.items if isinstance(item, Scalar)]
        known = len(points) == len(value.items) and all(map(_place, points))
        return [Interval(point, point, True, True) for point in points] if known else None
    if not isinstance(value, Union) or value.minus:
        return None
    parts = [_intervals(part) for part in value.parts]
    return None if None in parts else [each for part in parts if part for each in part]


def _shared(one: Interval, other: Interval) -> Interval | None:
    """The overlap of two intervals; an end is closed where both are, or the inner one is."""
    inner = max(one, other, key=lambda each: (_known(each.low), not each.low_closed))
    outer = min(one, other, key=lambda each: (_known(each.high), each.high_closed))
    shared = Interval(inner.low, outer.high, inner.low_closed, outer.high_closed)
    low, high = _known(shared.low), _known(shared.high)
    if low > high or (low == high and not (shared.low_closed and shared.high_closed)):
        return None
    return shared


def _known(node: Node) -> _Place:
    place = _place(node)
    assert place is not None
    return place


def _place(node: Node) -> _Place | None:
    """Where a number lies on the line, infinite ends outside of all others."""
    sign, tree = 1, node
    if isinstance(tree, Mul) and tree.factors[0] == Num(-1) and len(tree.factors) == 2:
        sign, tree = -1, tree.factors[1]
    if tree == Const("inf"):
        return sign, Fraction()
    value = _rational(node)
    return None if value is None else (0, value)


def _rational(node: Node) -> Fraction | None:
    if isinstance(node, Num):
        return Fraction(node.value)
    if isinstance(node, Pow) and node.exponent == Num(-1):
        below = _rational(node.base)
        return 1 / below if below else None
    if not isinstance(node, Mul):
        return None
    product = Fraction(1)
    for factor in node.factors:
        value = _rational(factor)
        if value is None:
            return None
        product *= value
    return product
