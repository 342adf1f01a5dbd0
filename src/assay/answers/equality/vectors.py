"""Vectors in the unit vectors i, j, k: 2i + j as (2, 1), whatever the letters wear.

The components must be free of the three letters, and j or k must occur: i alone is a number. A
vector without a k may lie in the plane or in space, which its counterpart decides.
"""

from __future__ import annotations

from assay.answers.equality.profiles import profile
from assay.answers.trees import Add, Const, Mul, Node, Num, Sym
from assay.answers.values import Collection, Scalar, Value

__all__ = ["components"]

_UNITS = ("i", "j", "k")


def components(value: Value, count: int) -> Collection | None:
    """The components as a tuple of `count` numbers; None for what is no such vector."""
    if not isinstance(value, Scalar) or count not in (2, 3):
        return None
    found: dict[str, Node] = {}
    for term in _terms(value.tree):
        unit = _unit_and_rest(term)
        if unit is None or unit[0] in found:
            return None
        found[unit[0]] = unit[1]
    if not found.keys() & {"j", "k"} or (count == 2 and "k" in found):
        return None
    return Collection("tuple", tuple(Scalar(found.get(unit, Num(0))) for unit in _UNITS[:count]))


def _terms(tree: Node) -> tuple[Node, ...]:
    """The terms of a sum, multiplied out where it has a factor; nothing for what is no sum."""
    if isinstance(tree, Add):
        return tree.terms
    if not isinstance(tree, Mul):
        return ()
    sums = [factor for factor in tree.factors if isinstance(factor, Add)]
    rest = tuple(factor for factor in tree.factors if not isinstance(factor, Add))
    return tuple(Mul((*rest, term)) for term in sums[0].terms) if len(sums) == 1 else ()


def _unit_and_rest(term: Node) -> tuple[str, Node] | None:
    factors = _factors(term)
    units = [
        factor.name for factor in factors if isinstance(factor, (Sym, Const)) and _is_unit(factor)
    ]
    rest = tuple(factor for factor in factors if not _is_unit(factor))
    if len(units) != 1 or any(_holds_unit(factor) for factor in rest):
        return None
    return units[0], rest[0] if len(rest) == 1 else Mul(rest) if rest else Num(1)


def _factors(term: Node) -> tuple[Node, ...]:
    if not isinstance(term, Mul):
        return (term,)
    return tuple(part for factor in term.factors for part in _factors(factor))


def _is_unit(node: Node) -> bool:
    return isinstance(node, (Sym, Const)) and node.name in _UNITS


def _holds_unit(node: Node) -> bool:
    found = profile(node)
    return bool(found.symbols & {"i", "j", "k"} or "i" in found.constants)
