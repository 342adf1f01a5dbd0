"""Several values in one answer: lists, alternatives, labelled parts, plus-or-minus.

Equations joined by a comma, "and" or "or" are a list; inequalities joined by "or" or "and" are one
condition. `n = 2, 3` is n = 2 and n = 3, `k pi, k in Z` a value and a condition on its letter,
and a ± b as a whole answer is the two values (the expression itself is a fork).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from assay.answers.limits import MAX_ITEMS, TooMuch
from assay.answers.reading.numerals import negated
from assay.answers.trees import Add, Call, Mul, Node, Pow, Sym
from assay.answers.values import (
    Collection,
    Interval,
    Labelled,
    Logic,
    Qualified,
    Quantity,
    Relation,
    Scalar,
    Union,
    Value,
)

if TYPE_CHECKING:
    from assay.answers.reading.shapes import Shapes

__all__ = ["both", "listing", "spread"]

_COMMA = frozenset((",",))
_WORDS = frozenset(("and", "or"))


def listing(shapes: Shapes, low: int, high: int, marks: list[int]) -> Value:
    """The values between separators; a semicolon separates more than a comma does."""
    kinds = shapes.kinds
    cuts = [i for i in marks if kinds[i] == ";"] or [
        i for i in marks if kinds[i] in (",", "and", "or")
    ]
    nested = kinds[cuts[0]] == ";"
    ranges = _ranges(shapes, low, high, cuts)
    if len(ranges) > MAX_ITEMS:
        raise TooMuch(f"a list of {len(ranges)} elements, limit {MAX_ITEMS}")
    if len(ranges) == 1:
        return shapes.item(*ranges[0])
    labels = _labels(shapes, ranges)
    if labels:
        return Collection("list", labels)
    read = shapes.value if nested else shapes.item
    items = [read(a, b) for a, b in ranges]
    return _joined(shapes, items, {kinds[i] for i in cuts})


def _ranges(shapes: Shapes, low: int, high: int, cuts: list[int]) -> list[tuple[int, int]]:
    bounds = [low - 1, *cuts, high]
    pairs = [shapes.trimmed(a + 1, b) for a, b in pairwise(bounds)]
    return [(a, b) for a, b in pairs if a < b]


def _labels(shapes: Shapes, ranges: list[tuple[int, int]]) -> tuple[Value, ...]:
    """The parts of "(a) 5; (b) 7", each with its label; empty where one has none."""
    if not all(_has_label(shapes, a, b) for a, b in ranges):
        return ()
    return tuple(
        Labelled(shapes.line.slice(a + 1, a + 2).casefold(), shapes.item(a + 3, b))
        for a, b in ranges
    )


def _has_label(shapes: Shapes, low: int, high: int) -> bool:
    kinds = shapes.kinds
    return (
        high > low + 3
        and kinds[low] == "("
        and kinds[low + 2] == ")"
        and kinds[low + 1] in ("num", "name")
        and kinds[low + 3] not in ("^", "*", "/", "+", "!")
    )


def _joined(shapes: Shapes, items: list[Value], signs: set[str]) -> Value:
    conditions = _trailing_conditions(items)
    if conditions:
        kept = items[: -len(conditions)]
        value = kept[0] if len(kept) == 1 else _joined(shapes, kept, signs)
        return Qualified(both(shapes, value), tuple(conditions))
    items = _distributed(items)
    if len(items) > 1 and all(_is_exclusion(item) for item in items) and "or" not in signs:
        return Logic("and", tuple(items))
    if signs & _WORDS and _are_conditions(items):
        return Logic("or" if "or" in signs else "and", tuple(items))
    if signs <= _WORDS and all(isinstance(item, Interval | Union) for item in items):
        return Union(tuple(items))
    return Collection("list", spread(shapes, tuple(items)))


def _trailing_conditions(items: list[Value]) -> list[Value]:
    """What only says where letters lie: the last items, where others come before them."""
    count = 0
    while count < len(items) - 1 and _is_membership(items[-1 - count]):
        count += 1
    if count == 0 and len(items) == 2 and _restricts(items[1], items[0]):
        return items[1:]
    rest = items[: len(items) - count]
    return items[len(rest) :] if count and not all(_is_membership(item) for item in rest) else []


def _restricts(condition: Value, value: Value) -> bool:
    """Whether an inequality says where an expression holds: `1/(1 - x), |x| < 1`."""
    if not _is_inequality(condition) and not _is_exclusion(condition):
        return False
    if isinstance(value, Relation) and value.operators == ("=",):
        value = value.sides[1]
    known = _letters(value) if isinstance(value, Scalar) else set[str]()
    sides = condition.sides if isinstance(condition, Relation) else ()
    asked = set[str]().union(*(_letters(side) for side in sides if isinstance(side, Scalar)))
    return bool(asked) and asked <= known


def _letters(value: Scalar) -> set[str]:
    found: set[str] = set()
    waiting: list[Node] = [value.tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Sym):
            found.add(node.name)
        elif isinstance(node, Pow):
            waiting += (node.base, node.exponent)
        elif isinstance(node, Call):
            waiting += node.args
        elif isinstance(node, Add | Mul):
            waiting += node.terms if isinstance(node, Add) else node.factors
    return found


def _is_exclusion(item: Value) -> bool:
    return isinstance(item, Relation) and item.operators == ("!=",)


def _is_membership(item: Value) -> bool:
    return isinstance(item, Relation) and item.operators[-1] in ("in", "notin")


def _are_conditions(items: list[Value]) -> bool:
    """Whether all are relations, and some of them inequalities."""
    conditional = all(isinstance(item, Relation | Logic | Qualified) for item in items)
    return conditional and any(_is_inequality(item) for item in items)


def _is_inequality(item: Value) -> bool:
    return isinstance(item, Relation) and any(
        sign in ("<", "<=", ">", ">=") for sign in item.operators
    )


def _distributed(items: list[Value]) -> list[Value]:
    """`n = 2, 3, 4` is three equations, and `x \\neq 2, 3` excludes both."""
    first = items[0]
    if not (isinstance(first, Relation) and first.operators in (("=",), ("!=",))):
        return items
    left = first.sides[0]
    single = isinstance(left, Scalar) and isinstance(left.tree, Sym)
    if not (single or isinstance(left, Collection)):
        return items
    plain = (Scalar, Quantity) if single else (Collection,)
    if not all(isinstance(item, plain) for item in items[1:]):
        return items
    return [first, *(Relation((left, item), first.operators) for item in items[1:])]


def both(shapes: Shapes, value: Value) -> Value:
    """A value with ± as the list of its two values."""
    several = spread(shapes, (value,))
    return value if len(several) == 1 else Collection("list", several)


def spread(shapes: Shapes, items: tuple[Value, ...]) -> tuple[Value, ...]:
    """The items with each a ± b as two; as they are on the other way of the fork."""
    if not any(_has_sign(item) for item in items) or shapes.choices.other("signs"):
        return items
    found: list[Value] = []
    for item in items:
        found.extend((_signed(item, True), _signed(item, False)) if _has_sign(item) else (item,))
    if len(found) > MAX_ITEMS:
        raise TooMuch(f"a list of {len(found)} elements, limit {MAX_ITEMS}")
    return tuple(found)


def _has_sign(item: Value) -> bool:
    if isinstance(item, Scalar | Quantity):
        return _ambivalent(item.tree)
    if isinstance(item, Relation):
        return item.operators == ("=",) and any(_has_sign(side) for side in item.sides)
    if isinstance(item, Collection):
        return item.kind == "tuple" and any(_has_sign(each) for each in item.items)
    return False


def _ambivalent(tree: Node) -> bool:
    if isinstance(tree, Call):
        return tree.name in ("pm", "mp") or any(_ambivalent(each) for each in tree.args)
    if isinstance(tree, Add):
        return any(_ambivalent(each) for each in tree.terms)
    if isinstance(tree, Mul):
        return any(_ambivalent(each) for each in tree.factors)
    return isinstance(tree, Pow) and (_ambivalent(tree.base) or _ambivalent(tree.exponent))


def _signed(item: Value, plus: bool) -> Value:
    """The value with the upper sign, or the lower one, of every ± and ∓ in it."""
    if isinstance(item, Scalar):
        return Scalar(_chosen(item.tree, plus))
    if isinstance(item, Quantity):
        return Quantity(_chosen(item.tree, plus), item.unit)
    if isinstance(item, Relation):
        return Relation(tuple(_signed(side, plus) for side in item.sides), item.operators)
    if isinstance(item, Collection):
        return Collection(item.kind, tuple(_signed(each, plus) for each in item.items))
    return item


def _chosen(tree: Node, plus: bool) -> Node:
    if isinstance(tree, Call):
        if tree.name in ("pm", "mp"):
            inner = _chosen(tree.args[0], plus)
            return inner if plus == (tree.name == "pm") else negated(inner)
        return Call(tree.name, tuple(_chosen(each, plus) for each in tree.args))
    if isinstance(tree, Add):
        return Add(tuple(_chosen(each, plus) for each in tree.terms))
    if isinstance(tree, Mul):
        return Mul(tuple(_chosen(each, plus) for each in tree.factors))
    if isinstance(tree, Pow):
        return Pow(_chosen(tree.base, plus), _chosen(tree.exponent, plus))
    return tree
