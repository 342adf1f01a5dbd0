"""Reads what a driver says, without ever executing or trusting any of it.

Results come as Python's marshal format, version 2. `marshal.loads` must not be given bytes that a
hostile process may have forged, so this is a reader of our own, for exact builtin types only; it is
iterative, bounded in depth, and raises nothing but WireError. What is no builtin type comes as a
tuple of Ellipsis, a tag and plain data (see `drivers/calls.py`) and is made into the builtin that
Python's == takes it for, or into one of the classes below.
"""

from __future__ import annotations

import marshal
import re
import struct
from collections import deque
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal, DecimalException
from fractions import Fraction
from typing import Any, NamedTuple, cast

__all__ = ["Array", "Foreign", "Iterated", "Sub", "WireError", "collide", "decode", "encode"]

_DEEPEST = 400
_MOST_DIGITS = 5000
_MOST_BITS = 20_000
_CROWD = 500
_INT = struct.Struct("<i").unpack_from
_FLOAT = struct.Struct("<d").unpack_from
_COMPLEX = struct.Struct("<dd").unpack_from
_ELLIPSIS = object()
_NULL = object()
# A list or tuple of numbers, of which marshal itself may be trusted to read each.
_NUMBERS = re.compile(rb"[\[(].{4}(?:i.{4}|g.{8}|[NTF])*+", re.DOTALL)
_DIGITS: list[str] = [format(n, "015b") for n in range(1 << 15)]


class WireError(ValueError):
    """These bytes are no value."""


class Foreign(NamedTuple):
    """An object that is no data. It equals nothing."""

    name: str

    def __eq__(self, other: object) -> bool:
        return False

    def __ne__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return hash(self.name)


class Iterated:
    """What an iterator gave. It equals nothing, and can be gone through."""

    def __init__(self, name: str, items: list[Any]) -> None:
        self.name, self.items = name, items

    def __iter__(self) -> Iterator[Any]:
        return iter(self.items)


class Sub(NamedTuple):
    """An object of a subclass, for comparison by exact types: its class and its plain value."""

    name: str
    value: Any


class Array(NamedTuple):
    """An array of numpy: the type of its elements, its shape, and them as nested lists."""

    dtype: str
    shape: tuple[int, ...]
    items: Any


def encode(value: Any) -> bytes:
    """A value of builtin types as it travels; raises ValueError for others."""
    return marshal.dumps(value, 2)


def decode(data: bytes, *, strict: bool = False) -> Any:
    """The value in bytes that may be forged.

    `strict` keeps the names of subclasses: a namedtuple is then no tuple.

    Raises WireError.
    """
    numbers = _numbers(data)
    if numbers is not None:
        return numbers
    try:
        return _Reader(data, strict).read()
    except WireError:
        raise
    except (struct.error, IndexError, ValueError, TypeError, OverflowError, RecursionError) as no:
        raise WireError(f"not a value: {no}") from None


def _numbers(data: bytes) -> Any:
    """A flat list or tuple of numbers, read fast; None where it is something else."""
    if len(data) < 64 or _NUMBERS.fullmatch(data) is None:
        return None
    length = _INT(data, 1)[0]
    if not 0 <= length <= len(data):
        return None
    try:
        made = marshal.loads(data)  # noqa: S302, its form is proved
    except (EOFError, ValueError):
        return None
    return made if marshal.dumps(made, 2) == data else None


def collide(items: Any) -> bool:
    """Whether many of the items have one hash, so that a set of them would take for ever."""
    if len(items) < _CROWD:
        return False
    return len(set(map(hash, items))) < len(items) // 2


class _Open(NamedTuple):
    """A container that is being read."""

    kind: int
    left: int
    items: list[Any]


class _Reader:
    def __init__(self, data: bytes, strict: bool) -> None:
        self.data, self.at, self.strict = data, 0, strict

    def read(self) -> Any:
        """The one value that the bytes hold."""
        opened: list[_Open] = []
        while True:
            value = self._next(opened)
            while opened:
                kind, left, items = opened[-1]
                if value is not _NULL:
                    items.append(value)
                    if len(items) != left:
                        break
                elif kind != _DICT:
                    raise WireError("a mark where a value should be")
                opened.pop()
                value = self._made(kind, items)
            else:
                if value is _NULL or value is _ELLIPSIS:
                    raise WireError("a mark where a value should be")
                if self.at != len(self.data):
                    raise WireError("more bytes than the value takes")
                return value

    def _next(self, opened: list[_Open]) -> Any:
        """The next simple value; opens containers as they come, until one has an item."""
        while True:
            code = self.data[self.at]
            self.at += 1
            reader = _SIMPLE.get(code)
            if reader is not None:
                return reader(self)
            if code == _DICT:
                left = -1
            elif code in _SIZED:
                left = self._size()
            else:
                raise WireError(f"no value begins with {code}")
            if len(opened) >= _DEEPEST:
                raise WireError("nested too deeply")
            if left == 0:
                return self._made(code, [])
            opened.append(_Open(code, left, []))

    def _size(self) -> int:
        """A length, of what takes at least a byte for each."""
        size = _INT(self.data, self.at)[0]
        self.at += 4
        if not 0 <= size <= len(self.data) - self.at:
            raise WireError("shorter than it says")
        return size

    def bytes_(self) -> bytes:
        size = self._size()
        self.at += size
        return self.data[self.at - size : self.at]

    def text(self) -> str:
        return self.bytes_().decode("utf-8", "surrogatepass")

    def small(self) -> int:
        self.at += 4
        return _INT(self.data, self.at - 4)[0]

    def real(self) -> float:
        self.at += 8
        return _FLOAT(self.data, self.at - 8)[0]

    def pair(self) -> complex:
        self.at += 16
        return complex(*_COMPLEX(self.data, self.at - 16))

    def large(self) -> int:
        """An integer as digits of 15 bits, the lowest first."""
        signed = self.small()
        size = abs(signed) * 2
        if size > len(self.data) - self.at:
            raise WireError("shorter than it says")
        self.at += size
        digits: tuple[int, ...] = struct.unpack_from(f"<{size // 2}H", self.data, self.at - size)
        if not digits:
            return 0
        # Reading a power of two as base takes linear time, unlike shifts one after another.
        value = int("".join([_DIGITS[digit] for digit in reversed(digits)]), 2)
        return -value if signed < 0 else value

    def _made(self, kind: int, items: list[Any]) -> Any:
        """A container whose items are all there."""
        if kind == _DICT:
            if len(items) % 2:
                raise WireError("a key without a value")
            if collide(items[::2]):
                raise WireError("keys of one hash")
            made = dict(zip(items[::2], items[1::2], strict=True))
            if len(made) * 2 != len(items):
                raise WireError("a key that stands twice")
            if any(item is _ELLIPSIS for item in items):
                raise WireError("a mark where a value should be")
            return made
        if items and items[0] is _ELLIPSIS and kind == _TUPLE:
            return _untagged(items[1:], self.strict)
        if any(item is _ELLIPSIS for item in items):
            raise WireError("a mark where a value should be")
        if kind == _LIST:
            return items
        if kind == _TUPLE:
            return tuple(items)
        if collide(items):
            raise WireError("elements of one hash")
        made = set(items) if kind == _SET else frozenset(items)
        if len(made) != len(items):
            raise WireError("an element that stands twice")
        return made


_DICT, _LIST, _TUPLE, _SET = ord("{"), ord("["), ord("("), ord("<")
_SIZED = frozenset(b"[(<>")
_SIMPLE: dict[int, Callable[[_Reader], Any]] = {
    ord("N"): lambda _: None,
    ord("T"): lambda _: True,
    ord("F"): lambda _: False,
    ord("."): lambda _: _ELLIPSIS,
    ord("0"): lambda _: _NULL,
    ord("i"): _Reader.small,
    ord("l"): _Reader.large,
    ord("g"): _Reader.real,
    ord("y"): _Reader.pair,
    ord("u"): _Reader.text,
    ord("s"): _Reader.bytes_,
}


def _untagged(items: list[Any], strict: bool) -> Any:
    """What a tagged tuple stands for."""
    if not items or type(items[0]) is not str or items[0] not in _TAGS:
        raise WireError("an unknown tag")
    try:
        return _TAGS[items[0]](strict, *items[1:])
    except (ValueError, TypeError, OverflowError, DecimalException, ZeroDivisionError) as no:
        raise WireError(f"no {items[0]}: {no}") from None


def _text(value: Any) -> str:
    if type(value) is not str or len(value) > _MOST_DIGITS:
        raise WireError("expected a short text")
    return value


def _int(value: Any) -> int:
    if type(value) is not int:
        raise WireError("expected a whole number")
    return value


def _sub(strict: bool, name: Any, value: Any) -> Any:
    return Sub(_text(name), value) if strict else value


def _array(_: bool, dtype: Any, shape: Any, items: Any) -> Array:
    if type(shape) is not tuple:
        raise WireError("expected a shape")
    sides = tuple([_int(side) for side in cast("tuple[Any, ...]", shape)])
    return Array(_text(dtype), sides, items)


def _range(_: bool, start: Any, stop: Any, step: Any) -> range:
    return range(_int(start), _int(stop), _int(step))


def _timedelta(_: bool, days: Any, seconds: Any, micros: Any) -> timedelta:
    return timedelta(_int(days), _int(seconds), _int(micros))


def _keys(strict: bool, items: Any) -> Any:
    return Sub("dict_keys", items) if strict else set(items)


def _bytearray(_: bool, data: Any) -> bytearray:
    if type(data) is not bytes:
        raise WireError("expected bytes")
    return bytearray(data)


def _fraction(_: bool, top: Any, bottom: Any) -> Fraction:
    if max(_int(top).bit_length(), _int(bottom).bit_length()) > _MOST_BITS:
        raise WireError("a fraction of that length")
    return Fraction(_int(top), _int(bottom))


def _iterated(_: bool, name: Any, items: Any) -> Iterated:
    if not isinstance(items, list):
        raise WireError("expected a list")
    return Iterated(_text(name), cast("list[Any]", items))


def _of_text(make: Callable[[str], Any]) -> Callable[[bool, Any], Any]:
    return lambda _, said: make(_text(said))


def _deque(_: bool, items: Any) -> deque[Any]:
    return deque(items)


_TAGS: dict[str, Callable[..., Any]] = {
    "sub": _sub,
    "other": _of_text(Foreign),
    "array": _array,
    "iterator": _iterated,
    "range": _range,
    "deque": _deque,
    "decimal": _of_text(Decimal),
    "fraction": _fraction,
    "datetime": _of_text(datetime.fromisoformat),
    "date": _of_text(date.fromisoformat),
    "time": _of_text(time.fromisoformat),
    "timedelta": _timedelta,
    "bytearray": _bytearray,
    "keys": _keys,
}
