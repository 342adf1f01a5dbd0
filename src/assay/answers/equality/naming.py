"""Values with names: x = 5, f(x) = x + 1, (x, y) = (1, 2), Paolo: 18, T(10) = 2."""

from __future__ import annotations

import msgspec

from assay.answers.equality.building import substituted
from assay.answers.equality.profiles import profile
from assay.answers.trees import Add, Call, Const, Mul, Node, Num, Pow, Sym
from assay.answers.values import (
    Collection,
    Labelled,
    Logic,
    Qualified,
    Quantity,
    Relation,
    Scalar,
    Value,
)

__all__ = [
    "Named",
    "aligned",
    "has_names",
    "has_unit",
    "is_name",
    "named",
    "named_parts",
    "plain_product_or_sum",
    "stem",
]

_LETTERS = (Const("e"), Const("i"))
_EQUALS = ("=", "~")


class Named(msgspec.Struct, frozen=True, gc=False):
    """A name and what it is said to be. `letters` are the arguments of a definition, f(x)."""

    name: str
    value: Value
    letters: tuple[str, ...] = ()


def is_name(tree: Node) -> bool:
    """A letter, or a function of letters or numbers that is not one we know how to compute."""
    if isinstance(tree, Sym):
        return True
    if isinstance(tree, Call):
        plain = all(isinstance(argument, (Sym, Num)) for argument in tree.args)
        return plain and tree.name not in _KNOWN
    return False


_KNOWN = frozenset(
    """sin cos tan cot sec csc arcsin arccos arctan arccot sinh cosh tanh log exp abs sign re im
    conj arg floor ceil factorial binom perm gcd lcm max min mod sum prod integral limit
    derivative pm mp det trace norm""".split()
)


def named(value: Value) -> Named | None:
    """The name and the value where `value` is such a statement, from whichever side it is said."""
    if isinstance(value, Labelled):
        return Named(value.label.casefold(), value.value)
    if not isinstance(value, Relation) or len(value.sides) != 2:
        return None
    if value.operators[0] not in _EQUALS:
        return None
    left, right = value.sides
    if isinstance(left, Scalar) and is_name(left.tree):
        return _definition(left.tree, right)
    if isinstance(right, Scalar) and is_name(right.tree) and value.operators[0] == "=":
        return _definition(right.tree, left)
    return None


def _definition(name: Node, value: Value) -> Named | None:
    if isinstance(name, Sym):
        own = isinstance(value, Scalar) and name.name in profile(value.tree).symbols
        return None if own else Named(name.name, value)
    if not isinstance(name, Call):
        return None
    letters = tuple(argument.name for argument in name.args if isinstance(argument, Sym))
    if len(letters) == len(name.args):
        return Named(name.name, value, letters)
    shown = ",".join(
        argument.name if isinstance(argument, Sym) else str(getattr(argument, "value", ""))
        for argument in name.args
    )
    return Named(f"{name.name}({shown})", value)


def aligned(one: Named, other: Named) -> Value:
    """The value of `other` with its arguments called as those of `one`: f(n) = n + 1 as f(x)."""
    value = other.value
    if one.letters == other.letters or len(one.letters) != len(other.letters):
        return value
    if not isinstance(value, Scalar):
        return value
    letters = {old: Sym(new) for old, new in zip(other.letters, one.letters, strict=True)}
    return Scalar(substituted(value.tree, dict(letters)))


def stem(name: str) -> str:
    """A name without its index: x_1 and x_2 are two values of x."""
    return name.split("_")[0].rstrip("0123456789'")


def named_parts(value: Value) -> list[Named] | None:
    """The statements of a list or system in which every part has a name; of (x, y) = (1, 2) too."""
    if isinstance(value, Logic):
        parts: tuple[Value, ...] = value.parts
    elif isinstance(value, Collection):
        parts = value.items
    elif isinstance(value, Relation):
        return _tuple_of_names(value)
    else:
        return None
    found = [named(part) for part in parts]
    statements = [part for part in found if part is not None]
    return statements if statements and len(statements) == len(found) else None


def has_names(value: Value) -> bool:
    """Whether a value, or every part of a list, says what it is the value of."""
    inner = value.value if isinstance(value, Qualified) else value
    return named(inner) is not None or named_parts(inner) is not None


def has_unit(value: Value) -> bool:
    """Whether a unit is part of what is said, behind a name or remark too."""
    if isinstance(value, Relation):
        return any(isinstance(side, Quantity) for side in value.sides)
    inner = value.value if isinstance(value, (Qualified, Labelled)) else value
    return isinstance(inner, Quantity)


def _tuple_of_names(value: Relation) -> list[Named] | None:
    if value.operators != ("=",):
        return None
    left, right = value.sides
    if not isinstance(left, Collection) or not isinstance(right, Collection):
        return None
    names = [item.tree for item in left.items if isinstance(item, Scalar) and is_name(item.tree)]
    if len(names) != len(left.items) or len(names) != len(right.items):
        return None
    found = [_definition(name, item) for name, item in zip(names, right.items, strict=True)]
    statements = [part for part in found if part is not None]
    return statements if len(statements) == len(found) else None


def plain_product_or_sum(tree: Node) -> bool:
    """Such as x + y or ab: a quantity that was asked for, not the side of a curve."""
    if isinstance(tree, (Add, Mul)):
        operands = tree.terms if isinstance(tree, Add) else tree.factors
        return all(
            is_name(part) or part in _LETTERS or plain_product_or_sum(part) for part in operands
        )
    if isinstance(tree, Pow):
        return is_name(tree.base) and tree.exponent == Num(-1)
    return isinstance(tree, Call)
