"""A value as people and models write it: JSON, or a Python literal.

It is read and never run. What is too long or too deep to read safely is no value.
"""

from __future__ import annotations

import ast
import json
import warnings
from typing import Any, cast

__all__ = ["UNREADABLE", "braced", "literal", "same"]

UNREADABLE = object()
"""What stands for a text that is no value; None is one."""

_LONGEST = 20_000
_DEEPEST = 40


def literal(text: str) -> Any:
    """The value of a text, tuples and sets as lists and keys as texts; UNREADABLE for other text.

    JSON is tried first, so that `true` and `null` are values too.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST or _depth(text) > _DEEPEST:
        return UNREADABLE
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of escapes such as "\d"
            return _listed(ast.literal_eval(text))
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return UNREADABLE


def braced(text: str) -> dict[str, Any]:
    """The object or dict from the first brace of a text to its last; empty where there is none."""
    start, end = text.find("{"), text.rfind("}")
    value = literal(text[start : end + 1]) if 0 <= start < end else None
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal and of one type; a number is equal to itself, whole or not."""
    alike = type(one) is type(other)
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return bool(one == other)
    if isinstance(one, list) and isinstance(other, list):
        ones, others = cast("list[Any]", one), cast("list[Any]", other)
        return len(ones) == len(others) and all(map(same, ones, others))
    if isinstance(one, dict) and isinstance(other, dict):
        pair, pairs = cast("dict[str, Any]", one), cast("dict[str, Any]", other)
        return pair.keys() == pairs.keys() and all(same(v, pairs[k]) for k, v in pair.items())
    return alike and bool(one == other)


def _depth(text: str) -> int:
    """How deeply brackets are nested at most; brackets in quotes count too. Signs nest as well."""
    deepest = depth = signs = 0
    for mark in text:
        if mark in "[{(":
            depth += 1
            deepest = max(deepest, depth)
        elif mark in "]})":
            depth -= 1
        elif mark in "-+~":
            signs += 1
            deepest = max(deepest, signs)
            continue
        if not mark.isspace():
            signs = 0
    return deepest


def _listed(value: Any) -> Any:
    """The value as JSON would have it."""
    if isinstance(value, (list, tuple)):
        return [_listed(item) for item in cast("list[Any]", value)]
    if isinstance(value, (set, frozenset)):
        return sorted((_listed(item) for item in cast("set[Any]", value)), key=repr)
    if isinstance(value, dict):
        return {str(key): _listed(item) for key, item in cast("dict[Any, Any]", value).items()}
    return value
