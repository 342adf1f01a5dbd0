"""The forms a value may take without changing what it says, and those that drop something.

25 % is 1/4; a set of one element its element; x > 3 an interval; a row of a matrix a tuple. What
drops something (the name in x = 5, the unit in 3 m, the remark in "f(x) = 1 for all x") is kept
apart: `Judge` compares it with faithful forms only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

from assay.answers.equality.building import has_sign, quotient, signed
from assay.answers.equality.chains import constant_sides, ends_of_chain
from assay.answers.equality.exact import exact_or_none
from assay.answers.equality.naming import (
    Named,
    is_name,
    named,
    named_parts,
    plain_product_or_sum,
    stem,
)
from assay.answers.equality.quantities import in_base_units, is_pure_number
from assay.answers.equality.realsets import RealSet, disjoint
from assay.answers.equality.solving import real_set
from assay.answers.policy import Policy
from assay.answers.trees import Num, Sym
from assay.answers.values import (
    Cases,
    Collection,
    Interval,
    Labelled,
    Logic,
    Matrix,
    NamedSet,
    Qualified,
    Quantity,
    Ratio,
    Relation,
    Scalar,
    SetBuilder,
    Text,
    Union,
    Value,
)

__all__ = ["Form", "dropping_forms", "faithful_forms"]

Form: TypeAlias = Value | RealSet
_CONDITIONS = 12
"""Conditions of a list that are taken together as one set."""

_ELSE = re.compile(r"\b(?:otherwise|else)\b|否则|其他|其余")
"""What makes a remark a case: 42 if x > 0, otherwise 41."""

_SETS = (Interval, NamedSet, Union, SetBuilder, Relation, Logic)


def faithful_forms(value: Value, policy: Policy) -> list[Form]:
    """The value itself first, then what means the same."""
    if isinstance(value, Scalar):
        return _of_scalar(value)
    forms: list[Form] = [value]
    if isinstance(value, Quantity):
        forms += _of_quantity(value, policy)
    elif isinstance(value, Collection):
        forms += _of_collection(value, policy)
    elif isinstance(value, _SETS):
        found = real_set(value)
        if found is not None:
            forms.append(found)
            forms += _points_of(found)
        if isinstance(value, Logic):
            forms.append(Collection("list", value.parts))
        elif isinstance(value, Relation):
            forms += _of_relation(value)
    elif isinstance(value, Ratio):
        forms += _of_ratio(value)
    elif isinstance(value, Matrix):
        forms += _of_matrix(value)
    if isinstance(value, SetBuilder):
        forms += _family_of(value)
    elif isinstance(value, Cases) and len(value.branches) == 1:
        forms.append(value.branches[0][0])
    return forms


def _of_scalar(value: Scalar) -> list[Form]:
    tree = value.tree
    if isinstance(tree, Num) or not has_sign(tree):
        return [value]
    return [Collection("set", tuple(Scalar(signed(tree, upper=up)) for up in (True, False)))]


def _of_quantity(value: Quantity, policy: Policy) -> list[Form]:
    if has_sign(value.tree):
        both = (Quantity(signed(value.tree, upper=up), value.unit) for up in (True, False))
        return [Collection("set", tuple(both))]
    percent = policy.percent or value.unit.name not in ("%", "percent")
    return [Scalar(in_base_units(value))] if is_pure_number(value.unit) and percent else []


def _of_collection(value: Collection, policy: Policy) -> list[Form]:
    items = spread(value.items)
    forms: list[Form] = []
    double_root = len(items) == 2 and items[0] == items[1] and value.kind == "list"
    if len(items) == 1 or (double_root and not policy.duplicates):
        forms += faithful_forms(items[0], policy)
    if len(items) != len(value.items):
        forms.append(Collection(value.kind, items))
    rows = [item.items for item in items if isinstance(item, Collection)]
    if rows and len(rows) == len(items) and len({len(row) for row in rows}) == 1:
        forms.append(Matrix(tuple(rows)))
    found = _set_of_conditions(items)
    if found is not None:
        forms.append(found)
    return forms


def _set_of_conditions(items: tuple[Value, ...]) -> RealSet | None:
    """x < -1, x > 3: the union where the conditions exclude each other, else what all allow."""
    if len(items) > _CONDITIONS:
        return None
    sets = [real_set(item) for item in items if isinstance(item, (Relation, Interval, Union))]
    known = [found for found in sets if found is not None]
    if len(known) < 2 or len(known) != len(items):
        return None
    plain = [item for item in items if isinstance(item, Interval)]
    if plain and (len(plain) != len(items) or not disjoint(plain)):
        return None
    both = real_set(Logic("and", items))
    if both is not None and both.pieces and not plain:
        return both
    return real_set(Logic("or", items))


def spread(items: Iterable[Value]) -> tuple[Value, ...]:
    """Elements with a plus-or-minus become two; lists of solutions in a list are opened."""
    found: list[Value] = []
    for item in items:
        if isinstance(item, Scalar) and not isinstance(item.tree, Num) and has_sign(item.tree):
            found += [Scalar(signed(item.tree, upper=up)) for up in (True, False)]
        elif isinstance(item, Collection) and item.kind == "tuple" and _signed_tuple(item):
            found += [_with_sign(item, upper=up) for up in (True, False)]
        else:
            found.append(item)
    return tuple(found)


def _signed_tuple(value: Collection) -> bool:
    return any(isinstance(item, Scalar) and has_sign(item.tree) for item in value.items)


def _with_sign(value: Collection, *, upper: bool) -> Collection:
    return Collection(
        value.kind,
        tuple(
            Scalar(signed(item.tree, upper=upper)) if isinstance(item, Scalar) else item
            for item in value.items
        ),
    )


def _family_of(value: SetBuilder) -> list[Form]:
    """{2 k pi | k in Z} as 2 k pi with k in Z."""
    condition = value.condition
    if isinstance(condition, Logic) and condition.operator == "and":
        return [Qualified(value.element, condition.parts)]
    return [Qualified(value.element, (condition,))]


def _points_of(found: RealSet) -> list[Form]:
    """A set that is nothing but points, as a collection."""
    pieces = found.pieces
    if not pieces or any(piece.low != piece.high for piece in pieces):
        return []
    items = tuple(Scalar(piece.low) for piece in pieces)
    return [Collection("set", items), *(items if len(items) == 1 else ())]


def _of_relation(value: Relation) -> list[Form]:
    forms: list[Form] = list(ends_of_chain(value))
    left, right = value.sides[0], value.sides[-1]
    statements = named_parts(value)
    if statements is not None and isinstance(left, Collection) and isinstance(right, Collection):
        pairs = zip(left.items, right.items, strict=True)
        forms.append(Collection("list", tuple(Relation(pair, ("=",)) for pair in pairs)))
    if len(value.sides) != 2 or value.operators[0] not in ("=", "in"):
        return forms
    if isinstance(right, Collection) and right.kind != "tuple" and isinstance(left, Scalar):
        each = tuple(Relation((left, item), ("=",)) for item in spread(right.items))
        forms.append(Collection("list", each))
    elif isinstance(left, Scalar) and isinstance(right, Scalar) and has_sign(right.tree):
        both = (Scalar(signed(right.tree, upper=up)) for up in (True, False))
        forms.append(Collection("list", tuple(Relation((left, one), ("=",)) for one in both)))
    return forms


def _of_ratio(value: Ratio) -> list[Form]:
    if len(value.parts) != 2 or any(exact_or_none(part) == 0 for part in value.parts):
        return []
    return [Scalar(quotient(value.parts[0], value.parts[1]))]


def _of_matrix(value: Matrix) -> list[Form]:
    rows = value.rows
    if len(rows) == 1:
        return [Collection("tuple", rows[0])]
    if all(len(row) == 1 for row in rows):
        return [Collection("tuple", tuple(row[0] for row in rows)), Matrix((_column(rows),))]
    return []


def _column(rows: tuple[tuple[Value, ...], ...]) -> tuple[Value, ...]:
    return tuple(row[0] for row in rows)


def dropping_forms(
    value: Value, policy: Policy, *, names: bool = True, units: bool = True
) -> list[Form]:
    """What is left where a remark, with `names` a name, with `units` a unit is dropped."""
    if isinstance(value, Quantity):
        return _without_unit(value, policy) if units else []
    if isinstance(value, Qualified):
        inner = value.value
        if any(isinstance(said, Text) and _ELSE.search(said.words) for said in value.conditions):
            return []
        return [
            *faithful_forms(inner, policy),
            *dropping_forms(inner, policy, names=names, units=units),
        ]
    return _without_name(value, policy, units=units) if policy.labels and names else []


def _without_unit(value: Quantity, policy: Policy) -> list[Form]:
    percent = value.unit.name in ("%", "percent")
    allowed = policy.bare_percent if percent else policy.missing_unit
    return [Scalar(value.tree)] if allowed or policy.units == "ignore" else []


def _without_name(value: Value, policy: Policy, *, units: bool) -> list[Form]:
    statement = named(value)
    if statement is not None:
        return _bare(statement.value, policy, units=units)
    if isinstance(value, Labelled):
        return _bare(value.value, policy, units=units)
    if isinstance(value, Relation):
        return _of_unnamed(value, policy, units=units)
    statements = named_parts(value)
    if statements is not None:
        return _without_names(statements, policy)
    return _partly_named(value) if isinstance(value, Collection) else []


def _bare(value: Value, policy: Policy, *, units: bool) -> list[Form]:
    return [*faithful_forms(value, policy), *dropping_forms(value, policy, units=units)]


def _without_names(statements: list[Named], policy: Policy) -> list[Form]:
    """Letters have an order, that of writing or of the alphabet; words and x_1, x_2 have none."""
    values = tuple(statement.value for statement in statements)
    stems = [stem(statement.name) for statement in statements]
    if len(values) > 1 and len(set(stems)) == len(stems) and max(map(len, stems)) == 1:
        by_name = sorted(statements, key=lambda statement: statement.name)
        return [
            Collection("tuple", values),
            Collection("tuple", tuple(statement.value for statement in by_name)),
        ]
    plain = Collection("list", values)
    return [plain, *(_of_collection(plain, policy) if len(values) > 1 else ())]


def _partly_named(value: Collection) -> list[Form]:
    """A list in which some elements have names, or remarks, and others none."""
    plain: list[Value] = []
    for item in value.items:
        inner = item.value if isinstance(item, Qualified) else item
        statement = named(inner)
        plain.append(inner if statement is None else statement.value)
    items = tuple(plain)
    return [] if items == value.items else [Collection(value.kind, items)]


def _of_unnamed(value: Relation, policy: Policy, *, units: bool) -> list[Form]:
    """(x, y) = (1, 2) without the letters; x + y = 7 as the 7 that was asked for."""
    left, right = value.sides[0], value.sides[-1]
    if set(value.operators) - {"=", "~", "in"}:
        return _order_of_letters(value)
    statements = named_parts(value)
    if statements is not None or isinstance(left, (Collection, Union)):
        return _bare(right, policy, units=units)
    if isinstance(left, Ratio) and isinstance(right, Ratio) and left != right:
        letters = all(is_name(part) for part in left.parts)
        return _bare(right, policy, units=units) if letters else []
    if isinstance(left, Scalar) and len(value.sides) > 2:
        return [form for side in constant_sides(value) for form in _bare(side, policy, units=units)]
    if isinstance(left, Scalar) and plain_product_or_sum(left.tree):
        return _bare(right, policy, units=units)
    return []


def _order_of_letters(value: Relation) -> list[Form]:
    """b < a < c as the order b, a, c."""
    rising = len(value.sides) > 2 and set(value.operators) in ({"<"}, {">"})
    letters = all(isinstance(side, Scalar) and isinstance(side.tree, Sym) for side in value.sides)
    return [Collection("tuple", value.sides)] if rising and letters else []
