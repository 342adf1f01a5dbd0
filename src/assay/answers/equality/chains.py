"""Chains of sides that say one thing: sqrt 2 ~ 1.41, 2 + 3 = 5, x = 1/2 = 0.5.

Any side stands for the whole where the sides agree: exactly for `=`, to one part in a hundred
for `~`. Where they do not, the chain says nothing that could be compared.
"""

from __future__ import annotations

from assay.answers.equality.doubles import constant_ball
from assay.answers.equality.naming import is_name
from assay.answers.values import Quantity, Relation, Scalar, Value

__all__ = ["ends_of_chain"]


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
