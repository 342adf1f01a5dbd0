"""Collections of values: lists, sets, tuples, matrices, systems, cases, remarks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assay.answers.equality.families import same_family
from assay.answers.equality.matching import in_order, unordered
from assay.answers.equality.naming import Named, aligned, named_parts, stem
from assay.answers.equality.verdicts import different, every, undecided
from assay.answers.limits import MAX_ITEMS
from assay.answers.outcome import Outcome
from assay.answers.values import (
    Cases,
    Collection,
    Labelled,
    Logic,
    Matrix,
    Qualified,
    Relation,
    Value,
)

if TYPE_CHECKING:
    from assay.answers.equality.judge import Judge

__all__ = ["same_cases", "same_collection", "same_logic", "same_matrix", "same_qualified"]


def same_collection(judge: Judge, one: Collection, other: Collection) -> Outcome | None:
    """By names where both have them; in order where one is a tuple; else as sets.

    Nothing is said of names against plain values: that is for the forms without the names.
    """
    first, second = named_parts(one), named_parts(other)
    if first is not None and second is not None:
        return _by_names(judge, first, second)
    if (first and not _states(other)) or (second and not _states(one)):
        return None
    ordered = "tuple" in (one.kind, other.kind)
    if ordered or (judge.policy.order and "set" not in (one.kind, other.kind)):
        outcome = in_order(judge, one.items, other.items)
        kinds = {one.kind, other.kind}
        if outcome.equal is False and kinds == {"tuple", "list"} and len(one.items) == 1:
            return unordered(judge, one.items, other.items)
        return outcome
    outcome = unordered(judge, one.items, other.items)
    if outcome.equal and not judge.policy.duplicates and one.kind == other.kind == "list":
        return _repeating(one, other) or outcome
    return outcome


def _repeating(one: Collection, other: Collection) -> Outcome | None:
    """A difference where one list repeats elements as no double roots would, the other none."""
    most = [max(Counter(value.items).values(), default=0) for value in (one, other)]
    if min(most) > 1 or max(most) == 1 or len(one.items) == len(other.items):
        return None
    if max(most) > 2 or max(len(one.items), len(other.items)) > 4:
        return different("elements repeated")
    return None


def _states(value: Collection) -> bool:
    return any(isinstance(item, (Relation, Labelled, Qualified, Logic)) for item in value.items)


def _by_names(judge: Judge, one: Sequence[Named], other: Sequence[Named]) -> Outcome:
    left = {statement.name: statement for statement in one}
    right = {statement.name: statement for statement in other}
    if len(left) == len(one) and len(right) == len(other) and left.keys() == right.keys():
        return every(
            judge.same(left[name].value, aligned(left[name], right[name])) for name in left
        )
    values = unordered(judge, [part.value for part in one], [part.value for part in other])
    stems = ({stem(part.name) for part in one}, {stem(part.name) for part in other})
    if stems[0] == stems[1] or values.equal is False or judge.policy.rename:
        return values
    return undecided("other names for the same values")


def same_matrix(judge: Judge, one: Matrix, other: Matrix) -> Outcome:
    """Entry by entry."""
    first, second = _size(one), _size(other)
    if first != second:
        return different(f"{second[0]} by {second[1]}, expected {first[0]} by {first[1]}")
    if first[0] * first[1] > MAX_ITEMS:
        return undecided(f"more than {MAX_ITEMS} entries")
    for row, (left, right) in enumerate(zip(one.rows, other.rows, strict=True), start=1):
        for column, (a, b) in enumerate(zip(left, right, strict=False), start=1):
            outcome = judge.same(a, b)
            if not outcome.equal:
                where = f"entry {row}, {column}: {outcome.why}"
                return Outcome(outcome.equal, outcome.stage, where)
    return Outcome(True, "structure")


def _size(matrix: Matrix) -> tuple[int, int]:
    return len(matrix.rows), max((len(row) for row in matrix.rows), default=0)


def same_logic(judge: Judge, one: Logic, other: Logic) -> Outcome | None:
    """Conditions joined alike, in any order."""
    if one.operator != other.operator:
        return None
    return same_collection(judge, Collection("list", one.parts), Collection("list", other.parts))


def same_cases(judge: Judge, one: Cases, other: Cases) -> Outcome:
    """Branch by branch, in any order; `otherwise` has no condition of its own."""
    if len(one.branches) != len(other.branches):
        return undecided("piecewise definitions with different branches")
    left: list[Value] = [_branch(*branch) for branch in one.branches]
    right: list[Value] = [_branch(*branch) for branch in other.branches]
    outcome = unordered(judge, left, right)
    if outcome.equal is not False:
        return outcome
    values = [[branch[0] for branch in cases.branches] for cases in (one, other)]
    plain = unordered(judge, values[0], values[1])
    if plain.equal is False:
        return undecided("other branches")
    return plain if _one_is_open(one, other) else undecided("other conditions")


def _one_is_open(one: Cases, other: Cases) -> bool:
    """Whether just one of them says `otherwise` where the other names the condition."""
    return sum(any(b[1] is None for b in cases.branches) for cases in (one, other)) == 1


def _branch(value: Value, condition: Value | None) -> Value:
    return Collection("tuple", (value,) if condition is None else (value, condition))


def same_qualified(judge: Judge, one: Qualified, other: Qualified) -> Outcome | None:
    """Families with an integer parameter as sets of values; else the value, then the remarks."""
    family = same_family(one, other)
    if family is not None:
        return family
    value = judge.same(one.value, other.value)
    if not value.equal:
        return value
    remarks = unordered(judge, one.conditions, other.conditions)
    return value if remarks.equal is not False else undecided("other conditions")
