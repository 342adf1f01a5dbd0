"""Families with an integer parameter: k pi + pi/4 for all integers k.

Two families are the same where they hold the same numbers in a window about zero, whatever the
parameter is called and however the family is split: k pi/2 is {k pi} and {k pi + pi/2}. Each is
written out for as many parameters as fill the window. Intervals count as pairs of ends.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from assay.answers.equality.doubles import Doubles
from assay.answers.equality.partial import FAILURES
from assay.answers.equality.profiles import profile
from assay.answers.outcome import Outcome
from assay.answers.trees import Node, Sym
from assay.answers.values import (
    Collection,
    Interval,
    Logic,
    NamedSet,
    Qualified,
    Quantity,
    Relation,
    Scalar,
    Union,
    Value,
)

__all__ = ["same_family"]

_REACH = 24
_INTEGERS = frozenset({"Z", "N", "N+", "N*", "Z+", "Z*"})
_CUSTOMARY = frozenset({"k", "n", "m", "l", "j", "t"})
Row: TypeAlias = tuple[float, ...]


def same_family(one: Value, other: Value) -> Outcome | None:
    """None where either is no family of numbers or intervals in one parameter."""
    first, second = _written_out(one), _written_out(other)
    if first is None or second is None:
        return None
    (rows, low, high), (others, other_low, other_high) = first, second
    floor, ceiling = max(low, other_low), min(high, other_high)
    if not floor < ceiling:
        return None
    left = [row for row in rows if floor <= row[0] <= ceiling]
    right = [row for row in others if floor <= row[0] <= ceiling]
    if not left or not right or {len(row) for row in left} != {len(row) for row in right}:
        return None
    if _all_in(left, right) and _all_in(right, left):
        return Outcome(True, "points")
    return Outcome(False, "points", "the families hold different values")


def _all_in(rows: Iterable[Row], others: list[Row]) -> bool:
    ordered = sorted({tuple(round(x, 7) for x in row) for row in others})
    found = set(ordered)
    return all(_in(tuple(round(x, 7) for x in row), found) for row in rows)


def _in(row: Row, found: set[Row]) -> bool:
    if row in found:
        return True
    return any(all(abs(a - b) < 3e-7 for a, b in zip(row, other, strict=True)) for other in found)


def _written_out(value: Value) -> tuple[list[Row], float, float] | None:
    """The members for parameters in reach, and the window that they are sure to fill."""
    letter, natural, inner = _parameter(value)
    if letter is None:
        return None
    rows: list[Row] = []
    spans: list[tuple[float, float]] = []
    for member in _members(inner):
        start = 0 if natural else -_REACH
        line = [_row(member, letter, step) for step in range(start, _REACH + 1)]
        known = [row for row in line if row is not None]
        if len(known) != len(line) or len({row[0] for row in known}) < 2:
            return None
        rows += known
        firsts = [row[0] for row in known]
        spans.append((min(firsts), max(firsts)))
    if not spans:
        return None
    low, high = max(span[0] for span in spans), min(span[1] for span in spans)
    if natural:
        low = min(span[0] for span in spans)
    return rows, low * (1 - 1e-9) if low > 0 else low * (1 + 1e-9) - 1e-9, high


def _parameter(value: Value) -> tuple[str | None, bool, Value]:
    """The parameter's letter, whether it counts from zero, and the value it stands in."""
    if isinstance(value, Qualified):
        for condition in value.conditions:
            found = _integer_letter(condition)
            if found is not None:
                return (*found, value.value)
    inner = value.value if isinstance(value, Qualified) else value
    symbols = _symbols(inner)
    letter = next(iter(symbols)) if len(symbols) == 1 else None
    return (letter if letter in _CUSTOMARY else None), False, inner


def _integer_letter(condition: Value) -> tuple[str, bool] | None:
    if not isinstance(condition, Relation) or condition.operators != ("in",):
        return None
    subject, domain = condition.sides
    if not isinstance(domain, NamedSet) or domain.name not in _INTEGERS:
        return None
    if not isinstance(subject, Scalar) or not isinstance(subject.tree, Sym):
        return None
    return subject.tree.name, domain.name[0] == "N" or domain.name == "Z+"


def _members(value: Value) -> list[Value]:
    """The single families a value consists of, without the letter they solve."""
    if isinstance(value, Relation) and value.operators in (("=",), ("in",)):
        return _members(value.sides[1])
    if isinstance(value, (Collection, Union, Logic)):
        parts = value.items if isinstance(value, Collection) else value.parts
        return [member for part in parts[:16] for member in _members(part)]
    return [value.value if isinstance(value, Qualified) else value]


def _trees(value: Value) -> list[Node] | None:
    if isinstance(value, (Scalar, Quantity)):
        return [value.tree]
    if isinstance(value, Interval):
        return [value.low, value.high]
    if isinstance(value, Relation) and len(value.sides) == 3:
        ends = (value.sides[0], value.sides[2])
        return [side.tree for side in ends if isinstance(side, Scalar)]
    return None


def _symbols(value: Value) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for member in _members(value):
        for tree in _trees(member) or []:
            found |= profile(tree).symbols
    return found


def _row(member: Value, letter: str, step: int) -> Row | None:
    trees = _trees(member)
    if trees is None:
        return None
    factor = 1.0
    if isinstance(member, Quantity):
        factor = float(member.unit.factor) * 3.141592653589793**member.unit.pi
    try:
        balls = [Doubles({letter: float(step)}).value(tree) for tree in trees]
    except FAILURES:
        return None
    if any(isinstance(ball[0], complex) for ball in balls):
        return None
    marks = _brackets(member)
    return (*[ball[0] * factor for ball in balls], *marks)


def _brackets(member: Value) -> Row:
    if isinstance(member, Interval):
        return float(member.low_closed), float(member.high_closed)
    if isinstance(member, Relation):
        return tuple(float(operator == "<=") for operator in member.operators)
    return ()
