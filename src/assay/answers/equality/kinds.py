"""Who compares two values of which kinds; symmetric, as each pair of kinds is entered once.

A comparer takes (judge, one, other) and returns an outcome, or None where it has nothing to say
and the next form is asked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from assay.answers.equality.collections import (
    same_cases,
    same_collection,
    same_logic,
    same_matrix,
    same_qualified,
)
from assay.answers.equality.matching import in_order
from assay.answers.equality.quantities import same_quantity
from assay.answers.equality.realsets import RealSet, same_real_set
from assay.answers.equality.relations import same_relation, solution, solution_of
from assay.answers.equality.scalars import same_scalar
from assay.answers.equality.simple import (
    base_number_without,
    same_base_number,
    same_boolean,
    same_builder,
    same_choice,
    same_formula_kind,
    same_labelled,
    same_moment_kind,
    same_named_set,
    same_ratio,
    same_reaction_kind,
    same_text,
    without_base_number,
)
from assay.answers.outcome import Outcome
from assay.answers.trees import Call, Num
from assay.answers.values import (
    BaseNumber,
    Boolean,
    Cases,
    Choice,
    Collection,
    Formula,
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
)

if TYPE_CHECKING:
    from assay.answers.equality.judge import Judge

__all__ = ["COMPARERS"]


def _scalars(judge: Judge, one: Scalar, other: Scalar) -> Outcome:
    return same_scalar(one.tree, other.tree, judge.policy)


def _quantities(judge: Judge, one: Quantity, other: Quantity) -> Outcome:
    return same_quantity(one, other, judge.policy)


def _piecewise(judge: Judge, one: Cases, other: Scalar) -> Outcome:
    from assay.answers.equality.piecewise import piecewise

    return piecewise(judge, one, other)


def _piecewise_of(judge: Judge, one: Scalar, other: Cases) -> Outcome:
    return _piecewise(judge, other, one)


def _vector(judge: Judge, one: Scalar, other: Collection) -> Outcome | None:
    """2i + j against (2, 1)."""
    if other.kind != "tuple" or isinstance(one.tree, (Num, Call)):
        return None
    from assay.answers.equality.vectors import components

    vector = components(one, len(other.items))
    return None if vector is None else in_order(judge, vector.items, other.items)


def _vector_of(judge: Judge, one: Collection, other: Scalar) -> Outcome | None:
    return _vector(judge, other, one)


COMPARERS: dict[tuple[type, type], Callable[[Judge, Any, Any], Outcome | None]] = {
    (Scalar, Scalar): _scalars,
    (Quantity, Quantity): _quantities,
    (RealSet, RealSet): same_real_set,
    (Collection, Collection): same_collection,
    (Matrix, Matrix): same_matrix,
    (Relation, Relation): same_relation,
    (Relation, Scalar): solution,
    (Scalar, Relation): solution_of,
    (Logic, Logic): same_logic,
    (Qualified, Qualified): same_qualified,
    (Cases, Cases): same_cases,
    (Scalar, Collection): _vector,
    (Collection, Scalar): _vector_of,
    (Cases, Scalar): _piecewise,
    (Scalar, Cases): _piecewise_of,
    (Ratio, Ratio): same_ratio,
    (BaseNumber, BaseNumber): same_base_number,
    (BaseNumber, Scalar): base_number_without,
    (Scalar, BaseNumber): without_base_number,
    (Labelled, Labelled): same_labelled,
    (Boolean, Boolean): same_boolean,
    (Choice, Choice): same_choice,
    (NamedSet, NamedSet): same_named_set,
    (SetBuilder, SetBuilder): same_builder,
    (Moment, Moment): same_moment_kind,
    (Formula, Formula): same_formula_kind,
    (Reaction, Reaction): same_reaction_kind,
    (Text, Text): same_text,
}
