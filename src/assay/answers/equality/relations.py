"""Equations, inequalities and definitions as answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assay.answers.equality.building import difference
from assay.answers.equality.equations import gives, same_equation, same_inequality
from assay.answers.equality.exact import exact_or_none
from assay.answers.equality.matching import in_order
from assay.answers.equality.naming import Named, aligned, is_name, named, named_parts
from assay.answers.equality.profiles import profile
from assay.answers.equality.verdicts import SAME_STRING, different, every, undecided
from assay.answers.limits import TooMuch
from assay.answers.outcome import Outcome
from assay.answers.trees import Call, Node
from assay.answers.values import Operator, Relation, Scalar, Value

if TYPE_CHECKING:
    from assay.answers.equality.judge import Judge

__all__ = ["same_relation", "solution", "solution_of"]

_LESS: frozenset[Operator] = frozenset({"<", "<="})
_TURNED: dict[Operator, Operator] = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


def same_relation(judge: Judge, one: Relation, other: Relation) -> Outcome | None:
    """As definitions where both are, else as equations, inequalities, or side by side."""
    first, second = named(one), named(other)
    if first is not None and second is not None:
        outcome = _same_definition(judge, first, second)
        if outcome is not None:
            return outcome
    elif named_parts(one) is not None and named_parts(other) is not None:
        return _same_tuples(judge, one, other)
    if one.operators == other.operators == ("=",):
        return _equations(judge, one, other)
    if _ordering(one) and _ordering(other):
        return _inequalities(judge, one, other)
    if one.operators == other.operators == ("congruent",):
        return _congruences(judge, one, other)
    if one.operators == other.operators:
        return in_order(judge, one.sides, other.sides)
    return different("another relation")


def _same_definition(judge: Judge, one: Named, other: Named) -> Outcome | None:
    """None where the names differ, as x = 2y and y = x/2 may still be the same equation."""
    if one.name == other.name or judge.policy.rename:
        return judge.same(one.value, aligned(one, other))
    if bool(one.letters) != bool(other.letters):
        letters = set(one.letters or other.letters)
        body = one.value if one.letters else other.value
        if isinstance(body, Scalar) and profile(body.tree).symbols <= letters:
            return judge.same(one.value, other.value)
    if one.letters and other.letters:
        return different(f"{other.name} instead of {one.name}")
    return None


def _same_tuples(judge: Judge, one: Relation, other: Relation) -> Outcome:
    left, right = named_parts(one) or [], named_parts(other) or []
    values = {part.name: part for part in left}
    if {part.name for part in right} != values.keys():
        return different("other letters")
    return every(judge.same(values[part.name].value, part.value) for part in right)


def _trees(relation: Relation) -> list[Node] | None:
    trees = [side.tree for side in relation.sides if isinstance(side, Scalar)]
    return trees if len(trees) == len(relation.sides) else None


def _equations(judge: Judge, one: Relation, other: Relation) -> Outcome:
    left, right = _trees(one), _trees(other)
    if left is None or right is None:
        return _either_way(judge, one, other)
    try:
        same = same_equation(difference(*left), difference(*right))
    except TooMuch as fault:
        return undecided(str(fault))
    if same.equal is None:
        plain = _either_way(judge, one, other)
        return plain if plain.equal else same
    return same


def _either_way(judge: Judge, one: Relation, other: Relation) -> Outcome:
    """Side by side, or crosswise."""
    outcome = in_order(judge, one.sides, other.sides)
    if outcome.equal:
        return outcome
    crossed = in_order(judge, one.sides, other.sides[::-1])
    return crossed if crossed.equal else outcome


def _ordering(relation: Relation) -> bool:
    return all(operator in _TURNED for operator in relation.operators)


def _inequalities(judge: Judge, one: Relation, other: Relation) -> Outcome:
    """Chains are turned so that they rise."""
    left, right = _rising(one), _rising(other)
    if left.operators != right.operators:
        strict = {"<"} in ({*left.operators}, {*right.operators})
        same_way = len(left.operators) == len(right.operators) and strict
        return different("strict or not" if same_way else "another inequality")
    plain = in_order(judge, left.sides, right.sides)
    if plain.equal or len(left.sides) != 2:
        return plain
    first, second = _trees(left), _trees(right)
    if first is None or second is None:
        return plain
    return same_inequality(difference(first[1], first[0]), difference(second[1], second[0]))


def _rising(relation: Relation) -> Relation:
    if relation.operators[0] in _LESS:
        return relation
    operators: tuple[Operator, ...] = tuple(
        [_TURNED[operator] for operator in relation.operators[::-1]]
    )
    return Relation(relation.sides[::-1], operators)


def _congruences(judge: Judge, one: Relation, other: Relation) -> Outcome:
    """x = 2 mod 5 and x = 7 mod 5."""
    outcome = judge.same(one.sides[0], other.sides[0])
    rests = [_remainder(relation.sides[1]) for relation in (one, other)]
    if rests[0] is None or rests[1] is None or not outcome.equal:
        return in_order(judge, one.sides, other.sides)
    if rests[0] == rests[1]:
        return SAME_STRING
    return different("another remainder or modulus")


def _remainder(value: Value) -> tuple[object, object] | None:
    if not isinstance(value, Scalar) or not isinstance(value.tree, Call):
        return None
    call = value.tree
    if call.name != "mod" or len(call.args) != 2:
        return None
    rest, modulus = exact_or_none(call), exact_or_none(call.args[1])
    return None if rest is None or modulus is None else (rest, modulus)


def solution(judge: Judge, one: Relation, other: Scalar) -> Outcome | None:
    """An equation against the value of the one letter that the value itself does not hold."""
    if one.operators != ("=",) or not judge.policy.labels:
        return None
    trees = _trees(one)
    if trees is None:
        return None
    missing = (profile(trees[0]).symbols | profile(trees[1]).symbols) - profile(other.tree).symbols
    if len(missing) != 1 or is_name(trees[0]) or is_name(trees[1]):
        return None
    return gives(difference(*trees), next(iter(missing)), other.tree)


def solution_of(judge: Judge, one: Scalar, other: Relation) -> Outcome | None:
    return solution(judge, other, one)
