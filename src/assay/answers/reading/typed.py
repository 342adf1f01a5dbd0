"""Hints decide between readings: the reading of the wanted type comes first."""

from __future__ import annotations

from assay.answers.hints import AnswerType, Hints
from assay.answers.values import (
    BaseNumber,
    Boolean,
    Cases,
    Choice,
    Collection,
    Formula,
    Interval,
    Labelled,
    Logic,
    Matrix,
    Moment,
    NamedSet,
    Qualified,
    Quantity,
    Ratio,
    Reaction,
    Relation,
    Scalar,
    SetBuilder,
    Text,
    Union,
    Value,
)

__all__ = ["ordered"]

_TYPES: dict[AnswerType, tuple[type[Value], ...]] = {
    "number": (Scalar, BaseNumber, Quantity, Ratio),
    "expression": (Scalar, Cases, Qualified),
    "percent": (Quantity, Scalar),
    "quantity": (Quantity,),
    "interval": (Interval, Union),
    "set": (Collection, Union, Interval, NamedSet, SetBuilder),
    "list": (Collection,),
    "tuple": (Collection,),
    "matrix": (Matrix,),
    "equation": (Relation, Collection),
    "inequality": (Relation, Logic, Interval, Union),
    "boolean": (Boolean,),
    "choice": (Choice,),
    "date": (Moment,),
    "time": (Moment, Quantity),
    "chemistry": (Formula, Reaction),
    "text": (Text, Labelled),
}


def ordered(values: list[Value], hints: Hints) -> list[Value]:
    """The same readings, those of the hinted type first."""
    if hints.type is None:
        return values
    wanted = _TYPES[hints.type]
    return sorted(values, key=lambda value: _rank(value, hints.type, wanted))


def _rank(value: Value, kind: AnswerType | None, wanted: tuple[type[Value], ...]) -> int:
    if not isinstance(value, wanted):
        return 2
    exact = isinstance(value, Collection) and value.kind == kind
    return 0 if exact or not isinstance(value, Collection) else 1
