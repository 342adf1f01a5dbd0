"""When a result is the expected one: decided outside, on plain values of exact builtin types.

    python     as Python's == has it: 1 == 1.0 == True, but (1, 2) != [1, 2]; NaN equals NaN
    strict     equal, and of the same types all the way down
    unordered  the same elements in any order, each as often
    set        the same elements, in any order and however often
    not_none   a result that is not None where True is expected, None where False is; a truth value
               must be the expected one (MBPP+ has tasks whose results are no data)
    returned   any result at all

A tolerance is added where what is expected is a number that is no whole one, or a list or tuple of
such: `atol` and `rtol` as in |found - expected| <= atol + rtol * |expected|. The result must then
be of the same type and, in its length, the same.
"""

from __future__ import annotations

import cmath
import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeAlias, cast

import msgspec

from assay.checks.code.wire import collide

__all__ = ["ATOL", "RTOL", "Compare", "Equality", "python_equal", "same", "strict_equal"]

Compare: TypeAlias = Literal["python", "strict", "unordered", "set", "not_none", "returned"]
ATOL = 1e-6
RTOL = 1e-7


class Equality(msgspec.Struct, frozen=True):
    """A rule and its tolerance; `atol` None is 1e-6 for floats alone, 0 is none at all."""

    compare: Compare = "python"
    atol: float | None = None
    rtol: float = RTOL


def same(expected: Any, found: Any, rule: Equality) -> bool:
    """Whether `found` will do. Raises nothing."""
    try:
        if _RULES[rule.compare](expected, found):
            return True
        if rule.compare in ("not_none", "returned", "set"):
            return False
        return _near(expected, found, rule)
    except (TypeError, ValueError, ArithmeticError, RecursionError):
        return False


def python_equal(expected: Any, found: Any) -> bool:
    """As Python's ==, except that NaN equals NaN."""
    return bool(expected == found) or _both_nan(expected, found)


def strict_equal(expected: Any, found: Any) -> bool:
    """Equal and of the same types. Without recursion."""
    pairs: list[tuple[Any, Any]] = [(expected, found)]
    while pairs:
        one, other = pairs.pop()
        if type(one) is not type(other):
            return False
        if isinstance(one, list | tuple):
            left, right = cast("Sequence[Any]", one), cast("Sequence[Any]", other)
            if len(left) != len(right):
                return False
            pairs.extend(zip(left, right, strict=True))
        elif isinstance(one, dict):
            mine, theirs = cast("dict[Any, Any]", one), cast("dict[Any, Any]", other)
            if mine.keys() != theirs.keys() or _typed(mine) != _typed(theirs):
                return False
            pairs.extend((value, theirs[key]) for key, value in mine.items())
        elif isinstance(one, set | frozenset):
            if one != other or _typed(one) != _typed(other):
                return False
        elif one != other and not (one != one and other != other):
            return False
    return True


def _typed(values: Any) -> Counter[tuple[type[Any], str]]:
    """Elements with their types, so that 1 and True differ."""
    return Counter([(cast("type[Any]", type(value)), repr(value)[:200]) for value in values])


def _both_nan(expected: Any, found: Any) -> bool:
    kind = cast("type[Any]", type(expected))
    if kind is not type(found):
        return False
    if kind is float:
        return expected != expected and found != found
    if kind not in (list, tuple) or len(expected) != len(found):
        return False
    return all(map(python_equal, expected, found))


def _unordered(expected: Any, found: Any) -> bool:
    """The same elements. By hashes where they have them, otherwise one by one."""
    if isinstance(expected, dict) or isinstance(found, str | bytes | dict):
        return bool(expected == found)
    if len(expected) != len(found):
        return False
    try:
        return not collide(found) and Counter(expected) == Counter(found)
    except TypeError:
        left = list(found)
    for item in expected:
        place = next((n for n, other in enumerate(left) if other == item), None)
        if place is None:
            return False
        left.pop(place)
    return True


def _as_sets(expected: Any, found: Any) -> bool:
    items = list(found)
    return not collide(items) and set(expected) == set(items)


def _not_none(expected: Any, found: Any) -> bool:
    return bool(found == expected) if isinstance(found, bool) else expected == (found is not None)


_RULES: dict[Compare, Callable[[Any, Any], bool]] = {
    "python": python_equal,
    "strict": strict_equal,
    "unordered": _unordered,
    "set": _as_sets,
    "not_none": _not_none,
    "returned": lambda _, __: True,
}


def _near(expected: Any, found: Any, rule: Equality) -> bool:
    """Whether numbers are within the tolerance."""
    atol = rule.atol
    if atol is None:
        atol = ATOL if _floats(expected) else 0
    if atol == 0 or type(expected) is not type(found):
        return False
    if rule.compare == "unordered" and isinstance(expected, list | tuple):
        expected, found = sorted(cast("Any", expected)), sorted(found)
    return _close(expected, found, atol, rule.rtol)


def _floats(value: Any) -> bool:
    if isinstance(value, list | tuple) and value:
        return all(isinstance(item, float) for item in cast("Sequence[Any]", value))
    return isinstance(value, float)


def _close(expected: Any, found: Any, atol: float, rtol: float) -> bool:
    if isinstance(expected, list | tuple) and isinstance(found, list | tuple):
        left, right = cast("Sequence[Any]", expected), cast("Sequence[Any]", found)
        return len(left) == len(right) and all(
            _close(one, other, atol, rtol) for one, other in zip(left, right, strict=True)
        )
    if isinstance(expected, dict) and isinstance(found, dict):
        mine, theirs = cast("dict[Any, Any]", expected), cast("dict[Any, Any]", found)
        return mine.keys() == theirs.keys() and all(
            _close(value, theirs[key], atol, rtol) for key, value in mine.items()
        )
    if isinstance(expected, int | float) and isinstance(found, int | float):
        if math.isinf(expected) or math.isinf(found):
            return expected == found
        return abs(found - expected) <= atol + rtol * abs(expected) or _both_nan(expected, found)
    if isinstance(expected, complex) and isinstance(found, int | float | complex):
        if cmath.isinf(expected) or cmath.isinf(found):
            return expected == found
        return bool(abs(found - expected) <= atol + rtol * abs(expected))
    return bool(cast("Any", expected) == found)
