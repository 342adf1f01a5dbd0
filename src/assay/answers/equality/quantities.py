"""Numbers with units: conversion by factor, power of pi, offset, dimension and tag.

A converted decimal keeps its range: 5654.87 ft3 states half a hundredth of a cubic foot either
way, and 160.128 m3 lies there. Units of different dimension are different whatever the numbers.
"""

from __future__ import annotations

from fractions import Fraction

from assay.answers.equality.building import scaled
from assay.answers.equality.exact import Rational
from assay.answers.equality.rounding import Decimal, decimal_of, half_unit, states_enough
from assay.answers.equality.scalars import same_scalar
from assay.answers.equality.verdicts import different
from assay.answers.outcome import Outcome
from assay.answers.policy import Policy
from assay.answers.trees import Add, Const, Mul, Node, Num, Pow
from assay.answers.values import Quantity, Unit

__all__ = ["in_base_units", "is_pure_number", "same_quantity"]


def is_pure_number(unit: Unit) -> bool:
    """Percent, degrees of angle, parts per million: a factor and nothing else."""
    return not unit.tag and not any(unit.dimension)


def in_base_units(quantity: Quantity) -> Node:
    """The number of base units, as an expression."""
    unit = quantity.unit
    tree = quantity.tree
    if unit.offset:
        tree = Add((tree, Num(unit.offset / unit.factor)))
    tree = scaled(tree, unit.factor)
    return Mul((tree, Pow(Const("pi"), Num(unit.pi)))) if unit.pi else tree


def same_quantity(one: Quantity, other: Quantity, policy: Policy) -> Outcome:
    """Whether two quantities are the same, in the same unit or another."""
    first, second = one.unit, other.unit
    if first == second or policy.units == "ignore":
        return same_scalar(one.tree, other.tree, policy)
    if tuple(first.dimension) != tuple(second.dimension) or first.tag != second.tag:
        return different(f"unit {second.name or 'none'}, expected {first.name or 'none'}")
    if _same_size(first, second):
        return same_scalar(one.tree, other.tree, policy)
    if policy.units == "strict":
        return different(f"unit {second.name}, expected {first.name}")
    near = _rounded(one, other, policy)
    return near or same_scalar(in_base_units(one), in_base_units(other), policy)


def _same_size(one: Unit, other: Unit) -> bool:
    return (one.factor, one.pi, one.offset) == (other.factor, other.pi, other.offset)


def _rounded(one: Quantity, other: Quantity, policy: Policy) -> Outcome | None:
    """Equal where the value of one lies in the range that the decimal of the other states."""
    ratio = one.unit.factor / other.unit.factor
    first, second = _numeral(one.tree), _numeral(other.tree)
    if first is None or second is None or one.unit.pi != other.unit.pi:
        return None
    shift = one.unit.offset / other.unit.factor - other.unit.offset / other.unit.factor
    gap = abs(first.value * ratio + shift - second.value)
    if not gap:
        return Outcome(True, "exact")
    ranges = [_range(one.tree, first, policy) * ratio, _range(other.tree, second, policy)]
    if gap <= max(ranges):
        return Outcome(True, "exact", "to the digits stated")
    if policy.relative and gap <= Fraction(policy.relative) * abs(second.value):
        return Outcome(True, "exact", "within the tolerance")
    return None


def _numeral(tree: Node) -> Decimal | None:
    if isinstance(tree, Num):
        return Decimal(tree.value, tree.places or 0)
    return decimal_of(tree)


def _range(tree: Node, numeral: Decimal, policy: Policy) -> Rational:
    if decimal_of(tree) is None or not states_enough(numeral, policy):
        return 0
    return half_unit(numeral.places)
