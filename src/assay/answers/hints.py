"""What is known of an answer before it is read: from the caller, or from the question."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

__all__ = ["NONE", "AnswerType", "Hints"]

AnswerType: TypeAlias = Literal[
    "number",
    "expression",
    "percent",
    "quantity",
    "interval",
    "set",
    "list",
    "tuple",
    "matrix",
    "equation",
    "inequality",
    "boolean",
    "choice",
    "date",
    "time",
    "chemistry",
    "text",
]


class Hints(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """`type` decides between readings of one notation: (0, 1) is a point or an interval.

    `places` and `significant` are the decimal places and significant digits that were asked for,
    `unit` the unit ("in degrees"), `base` the base of numerals without one, `ordered` whether
    the order of a list matters, `variables` the letters of the problem.
    """

    type: AnswerType | None = None
    places: int | None = None
    significant: int | None = None
    unit: str = ""
    base: int | None = None
    ordered: bool | None = None
    variables: tuple[str, ...] = ()


NONE = Hints()
