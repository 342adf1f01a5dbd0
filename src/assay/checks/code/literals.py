"""A Python value as a text writes it, read and never run; and as a driver sends it.

Read are the literals of all builtin types, signs and complex numbers, and what `repr` writes of
values that have no literal: `set()`, `frozenset({1})`, `nan`, `inf`, `float('nan')`, and as the
dict that they equal `OrderedDict({...})`, `Counter({...})` and `defaultdict(<class 'int'>, {...})`.
What is too long or too deep to read safely is no value.
"""

from __future__ import annotations

import ast
import json
import math
import re
import warnings
from collections.abc import Callable, Iterable
from typing import Any, cast

__all__ = ["NoValue", "alike", "from_message", "parsed", "value_of"]

_LONGEST = 200_000
_DEEPEST = 60
_DICTS = frozenset({"dict", "OrderedDict", "Counter", "defaultdict"})
_SEQUENCES: dict[str, Callable[[Iterable[Any]], Any]] = {
    "list": list,
    "tuple": tuple,
    "set": set,
    "frozenset": frozenset,
}
_FACTORY = re.compile(r"\bdefaultdict\(\s*(?:<[^<>]{1,80}>|None|\w+)\s*,")
_WORDS = {"nan": math.nan, "inf": math.inf}
_SPECIAL = re.compile(r"[+-]?(?:nan|inf|infinity)", re.IGNORECASE)


class NoValue(ValueError):
    """The text is no value that can be read."""


def parsed(text: str) -> ast.expr:
    """The expression that a text is. Raises NoValue."""
    text = _FACTORY.sub("defaultdict(", text.strip())
    if not text or len(text) > _LONGEST or _depth(text) > _DEEPEST:
        raise NoValue("it is too long or too deep" if text else "it is empty")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as fault:
        raise NoValue(f"it is no Python expression ({type(fault).__name__})") from None


def value_of(node: ast.expr) -> Any:
    """The value of an expression that is a literal. Raises NoValue."""
    try:
        return _value(node)
    except (TypeError, RecursionError, OverflowError) as fault:
        raise NoValue(f"it is no value ({fault})") from None


def _value(node: ast.expr) -> Any:
    match node:
        case ast.Constant(value=value):
            return value
        case ast.List(elts=items):
            return [_value(item) for item in items]
        case ast.Tuple(elts=items):
            return tuple(_value(item) for item in items)
        case ast.Set(elts=items):
            return {_value(item) for item in items}
        case ast.Dict(keys=keys, values=values) if None not in keys:
            names = cast("list[ast.expr]", keys)
            return {_value(k): _value(v) for k, v in zip(names, values, strict=True)}
        case ast.Name(id=name) if name in _WORDS:
            return _WORDS[name]
        case ast.UnaryOp(op=ast.USub() | ast.UAdd() as sign, operand=operand):
            number = _number(_value(operand))
            return -number if isinstance(sign, ast.USub) else number
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as sign, right=right):
            return _complex(_value(left), _value(right), minus=isinstance(sign, ast.Sub))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if len(args) <= 1:
            return _called(name, [_value(argument) for argument in args])
        case _:
            raise NoValue("it is not written as a value")


def _number(value: Any) -> Any:
    if type(value) in (int, float, complex):
        return value
    raise NoValue("a sign stands before what is no number")


def _complex(left: Any, right: Any, *, minus: bool) -> complex:
    if type(left) in (int, float) and type(right) is complex:
        return cast("complex", left - right if minus else left + right)
    raise NoValue("it is not written as a value")


def _called(name: str, arguments: list[Any]) -> Any:
    """What `repr` writes as a call."""
    given = arguments[0] if arguments else None
    if name in _SEQUENCES and (not arguments or isinstance(given, list | tuple | set)):
        return _SEQUENCES[name](cast("list[Any]", given or ()))
    if name in _DICTS and (not arguments or isinstance(given, dict)):
        return dict(cast("dict[Any, Any]", given or {}))
    if name in _DICTS and isinstance(given, list):
        return _from_pairs(cast("list[Any]", given))
    if name == "float" and isinstance(given, str) and _SPECIAL.fullmatch(given.strip()):
        return float(given)
    raise NoValue(f"{name} is no literal")


def _from_pairs(pairs: list[Any]) -> dict[Any, Any]:
    if any(type(pair) is not tuple or len(cast("tuple[Any, ...]", pair)) != 2 for pair in pairs):
        raise NoValue("it is not written as a value")
    return dict(cast("list[tuple[Any, Any]]", pairs))


def from_message(message: bytes) -> Any:
    """The value that a driver sent (`drivers.predict`). Raises NoValue."""
    try:
        return _decoded(json.loads(message))
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError) as fault:
        raise NoValue(f"what came back is no plain value ({type(fault).__name__})") from None


def _decoded(sent: Any) -> Any:
    if sent is None or isinstance(sent, bool | str):
        return sent
    if not isinstance(sent, dict) or len(cast("dict[str, Any]", sent)) != 1:
        raise NoValue("no value")
    ((kind, content),) = cast("dict[str, Any]", sent).items()
    match kind:
        case "int":
            return int(content, 16)
        case "float":
            return float(content)
        case "complex":
            return complex(float(content[0]), float(content[1]))
        case "bytes":
            return bytes.fromhex(content)
        case "dict":
            return {_decoded(key): _decoded(value) for key, value in content}
        case "list" | "tuple" | "set" | "frozenset":
            return _SEQUENCES[kind](_decoded(item) for item in content)
        case _:
            raise NoValue("no value")


def alike(one: Any, other: Any, *, exact: bool) -> bool:
    """Whether two plain values are equal, as Python has it; with `exact` their types too.

    NaN is equal to NaN.
    """
    if exact and type(one) is not type(other):
        return False
    if _one_type(one, other) and isinstance(one, list | tuple):
        ones, others = cast("list[Any]", one), cast("list[Any]", other)
        pairs = zip(ones, others, strict=False)
        return len(ones) == len(others) and all(alike(a, b, exact=exact) for a, b in pairs)
    if isinstance(one, dict) and isinstance(other, dict):
        ours, theirs = cast("dict[Any, Any]", one), cast("dict[Any, Any]", other)
        return len(ours) == len(theirs) and all(
            key in theirs and alike(value, theirs[key], exact=exact) for key, value in ours.items()
        )
    if isinstance(one, float) and isinstance(other, float) and math.isnan(one):
        return math.isnan(other)
    if exact and isinstance(one, set | frozenset):
        return sorted(map(_typed, cast("set[Any]", one))) == sorted(
            map(_typed, cast("set[Any]", other))
        )
    return bool(one == other)


def _typed(value: Any) -> str:
    return f"{type(value).__name__} {value!r}"


def _depth(text: str) -> int:
    """How deeply brackets and signs are nested at most; those in quotes count too."""
    deepest = depth = signs = 0
    for mark in text:
        if mark in "[{(":
            depth += 1
        elif mark in "]})":
            depth -= 1
        signs = signs + 1 if mark in "-+~" else signs if mark.isspace() else 0
        deepest = max(deepest, depth, signs)
    return deepest


def _one_type(one: object, other: object) -> bool:
    return type(one) is type(other)
