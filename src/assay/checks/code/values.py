"""Python values in JSON, as rows hold arguments and expected results, and as a sentence shows them.

JSON's own values stand for themselves: null, true, whole numbers, others, texts, lists, and objects
for dictionaries whose keys are texts. What JSON lacks is an object of one key:

    {"$tuple": [1, 2]}                     (1, 2)
    {"$set": [1, 2]}                       {1, 2}; $frozenset alike
    {"$dict": [[1, "a"], [2, "b"]]}        {1: "a", 2: "b"}; also where a text key begins with $
    {"$bytes": "AAE="}                     b"\\x00\\x01", by base 64
    {"$float": "inf"}                      inf, -inf, nan; any float as a text
    {"$complex": ["1.0", "-2.0"]}          1-2j, both parts as texts
    {"$int": "0x1f"}                       any whole number, in base 16 where it is long
    {"$python": "(1, {2})"}                a literal as Python writes it
    {"$digest": {"type": "list", ...}}     an expected result of many kilobytes, by its SHA-256
"""

from __future__ import annotations

import ast
import base64
import binascii
import marshal
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple, cast

from assay.checks.code.wire import Array, Foreign, Iterated

__all__ = ["Digest", "from_json", "shown", "to_json", "wire_of"]

_SHOWN = 100
_LONG = 1 << 53
_DEEPEST = 150


class Digest(NamedTuple):
    """An expected result by what it is and the digest of its encoding (see `expected.py`)."""

    type: str
    length: int
    size: int
    sha256: str
    canonical: str = ""


def from_json(data: Any) -> Any:
    """The Python value that JSON data states. Raises ValueError, with what is wrong."""
    try:
        # Fast where no object has a key with a dollar, as nearly always.
        if b"$" not in marshal.dumps(data, 2):
            return data
    except ValueError:
        raise ValueError("nested too deeply, or no JSON data") from None
    return _from_json(data, _DEEPEST)


def wire_of(data: Any, around: Callable[[Any], Any] = lambda value: value) -> bytes:
    """The value that JSON data states as it travels, `around` what goes with it.

    Raises ValueError where it states none.
    """
    try:
        # Fast where no object has a key with a dollar, as nearly always.
        made = marshal.dumps(around(data), 2)
    except ValueError:
        raise ValueError("nested too deeply, or no JSON data") from None
    return marshal.dumps(around(_from_json(data, _DEEPEST)), 2) if b"$" in made else made


def _from_json(data: Any, depth: int) -> Any:
    if depth < 0:
        raise ValueError("nested too deeply")
    if isinstance(data, list):
        return [_from_json(item, depth - 1) for item in cast("list[Any]", data)]
    if not isinstance(data, dict):
        return data
    given = cast("dict[str, Any]", data)
    if len(given) == 1:
        tag, body = next(iter(given.items()))
        if tag.startswith("$"):
            if tag not in _READERS:
                raise ValueError(f"unknown tag {tag!r:.40}; there are {', '.join(_READERS)}")
            try:
                return _READERS[tag](body, depth - 1)
            except (
                TypeError,
                KeyError,
                binascii.Error,
                SyntaxError,
                MemoryError,
                RecursionError,
            ) as no:
                raise ValueError(f"{tag}: {no}") from None
    return {key: _from_json(value, depth - 1) for key, value in given.items()}


def _items(body: Any, depth: int) -> list[Any]:
    if not isinstance(body, list):
        raise TypeError("expected a list")
    return [_from_json(item, depth) for item in cast("list[Any]", body)]


def _dict(body: Any, depth: int) -> dict[Any, Any]:
    pairs = _items(body, depth)
    if any(not isinstance(pair, list) or len(cast("list[Any]", pair)) != 2 for pair in pairs):
        raise TypeError("expected pairs of key and value")
    return dict(pairs)


def _literal(body: Any) -> Any:
    try:
        return ast.literal_eval(body)
    except ValueError:
        raise TypeError("no literal") from None


def _complex(body: Any, depth: int) -> complex:
    real, imaginary = _items(body, depth)
    return complex(float(real), float(imaginary))


def _digest(body: Any, _: int) -> Digest:
    given: dict[str, Any] = {"length": 0, "canonical": "", **body}
    fields = [given.pop(name) for name in Digest._fields]
    if given or [type(field) for field in fields] != [str, int, int, str, str]:
        raise TypeError("expected type, length, size and sha256")
    return Digest(*fields)


_READERS: dict[str, Callable[[Any, int], Any]] = {
    "$tuple": lambda body, depth: tuple(_items(body, depth)),
    "$set": lambda body, depth: set(_items(body, depth)),
    "$frozenset": lambda body, depth: frozenset(_items(body, depth)),
    "$dict": _dict,
    "$bytes": lambda body, _: base64.b64decode(body, validate=True),
    "$float": lambda body, _: float(body),
    "$complex": _complex,
    "$int": lambda body, _: int(body, 0),
    "$python": lambda body, _: _literal(body),
    "$digest": _digest,
}


def to_json(value: Any) -> Any:
    """JSON data that `from_json` reads as the same value.

    Raises ValueError for what is not of builtin types.
    """
    return _to_json(value, _DEEPEST)


def _to_json(value: Any, depth: int) -> Any:
    if depth < 0:
        raise ValueError("nested too deeply")
    kind = cast("type[Any]", type(value))
    if value is None or kind is bool or kind is str:
        return value
    if kind is list:
        return [_to_json(item, depth - 1) for item in value]
    if kind is dict:
        if all(type(key) is str and not key.startswith("$") for key in value):
            return {key: _to_json(item, depth - 1) for key, item in value.items()}
        pairs = [[_to_json(k, depth - 1), _to_json(v, depth - 1)] for k, v in value.items()]
        return {"$dict": pairs}
    if kind not in _WRITERS:
        raise ValueError(f"a {kind.__name__} is not of a builtin type that rows can hold")
    return _WRITERS[kind](value, depth - 1)


def _tag_int(value: int, _: int) -> Any:
    return value if -_LONG < value < _LONG else {"$int": hex(value)}


def _tag_float(value: float, _: int) -> Any:
    return value if value - value == 0 else {"$float": str(value)}


def _each(values: Any, depth: int) -> list[Any]:
    return [_to_json(item, depth) for item in values]


_WRITERS: dict[type[Any], Callable[[Any, int], Any]] = {
    int: _tag_int,
    float: _tag_float,
    Digest: lambda value, _: {"$digest": {k: v for k, v in value._asdict().items() if v}},
    complex: lambda value, _: {"$complex": [repr(value.real), repr(value.imag)]},
    bytes: lambda value, _: {"$bytes": base64.b64encode(value).decode()},
    tuple: lambda value, depth: {"$tuple": _each(value, depth)},
    set: lambda value, depth: {"$set": _each(_ordered(value), depth)},
    frozenset: lambda value, depth: {"$frozenset": _each(_ordered(value), depth)},
}


def _ordered(values: Any) -> list[Any]:
    """The elements of a set, in an order that does not depend on their hashes."""
    return sorted(values, key=lambda item: (type(item).__name__, repr(item)))


def shown(value: Any, most: int = _SHOWN) -> str:
    """A value as Python writes it, cut short. Takes no longer than what is shown."""
    parts: list[str] = []
    _show(value, parts, [most], 6)
    text = "".join(parts)
    return text if len(text) <= most else f"{text[: most - 3]}..."


def _show(value: Any, parts: list[str], left: list[int], depth: int) -> None:
    kind = cast("type[Any]", type(value))
    if kind in _BRACKETS and depth > 0 and (value or kind in (list, tuple, dict)):
        opening, closing = _BRACKETS[kind]
        _put(opening, parts, left)
        for place, item in enumerate(value):
            if left[0] <= 0:
                break
            if place:
                _put(", ", parts, left)
            _show(item, parts, left, depth - 1)
            if kind is dict:
                _put(": ", parts, left)
                _show(value[item], parts, left, depth - 1)
        _put(",)" if kind is tuple and len(value) == 1 else closing, parts, left)
    else:
        _put(_simple(value, left[0]), parts, left)


_BRACKETS: dict[type[Any], tuple[str, str]] = {
    list: ("[", "]"),
    tuple: ("(", ")"),
    dict: ("{", "}"),
    set: ("{", "}"),
    frozenset: ("frozenset({", "})"),
}


def _put(text: str, parts: list[str], left: list[int]) -> None:
    parts.append(text)
    left[0] -= len(text)


def _simple(value: Any, left: int) -> str:
    if isinstance(value, Foreign):
        return f"<{value.name[:40]}>"
    if isinstance(value, Digest):
        return f"a {value.type} of {value.length} items and {value.size} bytes"
    if isinstance(value, str | bytes):
        cut = value[: max(left, 8) + 1]
        return repr(cut)[:-1] + "..." if len(cut) < len(value) else repr(cut)
    if isinstance(value, int):
        return repr(value) if value.bit_length() < 4096 else f"{hex(value)[:40]}..."
    if isinstance(value, float | complex) or value is None:
        return repr(value)
    if isinstance(value, Decimal):
        return f"Decimal({str(value)[:60]!r})"
    if isinstance(value, Fraction):
        parts = [_simple(part, left) for part in value.as_integer_ratio()]
        return f"Fraction({', '.join(parts)})"
    if isinstance(value, Iterated):
        return f"an iterator of {shown(value.items, left)}"
    if isinstance(value, Array):
        return f"an array of {shown(value.items, left)}"
    if type(value) in _BRACKETS:
        return "..." if value else f"{type(value).__name__}()"
    return f"<{cast('type[Any]', type(value)).__name__}>"
