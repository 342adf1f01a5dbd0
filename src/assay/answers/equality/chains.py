"""Chains of sides that say one thing: sqrt 2 ~ 1.41, 2 + 3 = 5, x = 1/2 = 0.5.

Any side stands for the whole where the sides agree: exactly for `=`, to one part in a hundred
for `~`. Where they do not, the chain says nothing that could be compared.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from assay.answers.equality.doubles import constant_ball
from assay.answers.equality.naming import is_name
from assay.answers.equality.profiles import profile
from assay.answers.equality.rounding import decimal_of
from assay.answers.values import Quantity, Relation, Scalar, Value

if TYPE_CHECKING:
    from assay.answers.equality.judge import Judge

__all__ = ["constant_sides", "contradicts", "ends_of_chain"]


def contradicts(judge: Judge, value: Value) -> bool:
    """Whether two constant sides of a chain of equalities differ: a = 41 = 42."""
    if not isinstance(value, Relation) or len(value.sides) < 3 or set(value.operators) != {"="}:
        return False
    sides = [side for side in value.sides if _is_constant(side)]
    return any(_apart(judge, one, other) for one, other in pairwise(sides))


def constant_sides(value: Relation) -> list[Value]:
    """The last side, then whatever other sides are constants."""
    *before, last = value.sides
    return [last, *(side for side in before if _is_constant(side))]


def _is_constant(side: Value) -> bool:
    return isinstance(side, (Scalar, Quantity)) and not profile(side.tree).symbols


def _apart(judge: Judge, one: Value, other: Value) -> bool:
    """Further apart than one in the last place of the coarser decimal."""
    if judge.same(one, other).equal is not False:
        return False
    if not isinstance(one, Scalar) or not isinstance(other, Scalar):
        return True
    stated = [found for found in map(decimal_of, (one.tree, other.tree)) if found is not None]
    balls = [constant_ball(side.tree) for side in (one, other)]
    if not stated or balls[0] is None or balls[1] is None:
        return not stated
    room = 10.0 ** -min(found.places for found in stated)
    return abs(balls[0][0] - balls[1][0]) > room * 1.000001


def ends_of_chain(value: Relation) -> list[Value]:
    """The constant sides of a chain of constants; a leading name keeps its own rule."""
    if set(value.operators) - {"=", "~"}:
        return []
    sides = [side for side in value.sides if isinstance(side, (Scalar, Quantity))]
    named = isinstance(sides[0], Scalar) and is_name(sides[0].tree) if sides else True
    if len(sides) != len(value.sides) or named or not _agree(sides, "~" in value.operators):
        return []
    return list(sides)


def _agree(sides: list[Scalar | Quantity], approximate: bool) -> bool:
    balls = [constant_ball(side.tree) for side in sides]
    values = [ball[0] for ball in balls if ball is not None]
    if len(values) != len(sides):
        return approximate and len(sides) == 2
    room = 1e-2 if approximate else 1e-12
    return all(abs(value - values[0]) <= room * abs(values[0]) + 1e-300 for value in values)
