"""Inside the jail: loads a program, calls its entry point, sends each result as it comes.

Executed as text in a warm interpreter, `main` in a fresh fork of it. It shares the process with the
program that it calls and is believed no more than that: all it says is plain data, which may be
forged, and what would be right is not known here.

A message is a letter, the number of the case (4 bytes) and a body:

    V  the result, by marshal version 2: exact builtin types alone, others as tagged tuples
    D  of a result that is larger: its type's name, its length, size and SHA-256 of that encoding
    F  of a result that is no data: the name of its type
    E  what the call raised: the name of its type, its message, the builtin type that it is of
    L  what kept the program from being loaded, in the same form
    R  that it is loaded and waits for calls, where none came with the payload, and which of the
       functions it defines
"""
# pyright: basic
# Values of any kind at all are the subject here.

import builtins
import collections
import datetime
import decimal
import fractions
import functools
import gc
import hashlib
import itertools
import marshal
import os
import signal
import site
import sys
import types
from collections.abc import Callable
from typing import Any

LARGEST = 16 << 20
_STREAMED = 50_000
site.setquit()  # programs call exit() and quit(), which an isolated interpreter lacks
_CHUNK = 8192
_DEEPEST = 150
_MOST_ITEMS = 10_000
_FAULTS = frozenset(
    kind
    for kind in vars(builtins).values()
    if isinstance(kind, type) and issubclass(kind, BaseException)
)
_NONE = type(None)
_ATOMS = frozenset({int, float, bool, str, bytes, complex, _NONE})
_NESTS = frozenset({list, tuple, dict, set, frozenset})
_KEYS = type({}.keys())
_Plain = Callable[[Any, int], Any]
_NAME = type.__dict__["__name__"].__get__


def main(
    payload: bytes,
    channel: Any,
    *,
    _loads: Any = marshal.loads,
    _dumps: Any = marshal.dumps,
    _getpid: Any = os.getpid,
    _exit: Any = os._exit,
    _timer: Any = signal.setitimer,
    _prof: int = signal.ITIMER_PROF,
    _default: Any = (signal.signal, signal.SIGPROF, signal.SIG_DFL),
    _compile: Any = compile,
    _exec: Any = exec,
) -> None:
    send, receive, mine = channel.send, channel.receive, _getpid()
    sources, names, cases, seconds = _loads(payload)
    _quiet()
    try:
        space = _module()
        for name, source in sources:
            _exec(_compile(source, name, "exec", 0, True), space)
        functions = [_named(space, name, place == 0) for place, name in enumerate(names)]
    except BaseException as fault:
        send(b"L\0\0\0\0" + _dumps(_told(fault), 2))
        return
    _default[0](_default[1], _default[2])
    if cases is None:
        # Asked one by one: the next arguments come when the last result has been seen.
        known = [name for name in names if name.partition(".")[0] in space]
        send(b"R\0\0\0\0" + _dumps(known, 2))
        cases = iter(receive, b"")
    for count, case in enumerate(cases):
        number = count.to_bytes(4, "little")
        which, args, kwargs = _loads(case)
        if seconds:
            _timer(_prof, seconds)
        try:
            result = functions[which](*args, **kwargs)
            message = _said(number, result)
        except BaseException as fault:
            message = b"E" + number + _dumps(_told(fault), 2)
        result = args = kwargs = None
        if _getpid() != mine:
            _exit(0)
        send(message)
    if seconds:
        _timer(_prof, 0)


def _named(space: dict[str, Any], path: str, needed: bool) -> Any:
    """What a program calls by that name; a function that raises where it is not there."""
    first, *rest = path.split(".")
    if first not in space:
        if needed:
            raise NameError(f"it defines no {first!r}")
        return functools.partial(_absent, first)
    found = space[first]
    for part in rest:
        found = _method(found, part) if isinstance(found, type) else getattr(found, part)
    return found


def _method(owner: type, name: str) -> Any:
    """A method of a class, called on a fresh instance each time; what is no method, as it is."""
    kept = next((base.__dict__[name] for base in owner.__mro__ if name in base.__dict__), None)
    if not isinstance(kept, types.FunctionType):
        return getattr(owner, name)

    def fresh(*args: Any, **kwargs: Any) -> Any:
        return getattr(owner(), name)(*args, **kwargs)

    return fresh


def _absent(name: str, *_: Any, **__: Any) -> None:
    raise NameError(f"name {name!r} is not defined")


def _quiet() -> None:
    """What the program prints goes nowhere, and so bounds nothing."""
    sink = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(sink, number)
    os.close(sink)
    streams = [
        os.fdopen(n, mode, encoding="utf-8", errors="replace", closefd=False)
        for n, mode in enumerate("rww")
    ]
    sys.stdin, sys.stdout, sys.stderr = streams
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = streams


def _module() -> dict[str, Any]:
    made = types.ModuleType("solution")
    sys.modules["solution"] = made
    sys.argv = ["solution.py"]
    made.__dict__["__builtins__"] = builtins
    made.__file__ = "solution.py"
    gc.set_threshold(50_000, 20, 50)
    return made.__dict__


def _told(fault: BaseException) -> tuple[str, str, str]:
    """The type of an exception, its message, and the builtin type that it is of."""
    name = _NAME(type(fault))
    base = next((_NAME(kind) for kind in type(fault).__mro__ if kind in _FAULTS), "Exception")
    try:
        said = str.__str__(str(fault))[:200]
    except BaseException:
        said = ""
    return name, said, base


def _said(number: bytes, value: Any) -> bytes:
    """The message that holds a result."""
    kind: Any = type(value)
    if kind is list or kind is tuple:
        if len(value) > _STREAMED:
            return _streamed(number, value)
        flat = _ATOMS.issuperset(map(type, value))
    else:
        flat = kind in _ATOMS
    if flat:
        data = marshal.dumps(value, 2)
    else:
        try:
            data = marshal.dumps(value, 2)
        except ValueError:
            data = b""
        # Whatever has a buffer is written as bytes: arrays, bytearrays, numbers of numpy.
        if not data or not _plain(value, _DEEPEST):
            plain = _tagged(value, _DEEPEST)
            if type(plain) is tuple and plain[:2] == (..., "other"):
                return b"F" + number + marshal.dumps(plain[2], 2)
            data = marshal.dumps(plain, 2)
    if len(data) > LARGEST:
        digest = hashlib.sha256(data).digest()
        return _large(number, value, len(data), digest)
    return b"V" + number + data


def _streamed(number: bytes, value: Any) -> bytes:
    """A long list or tuple, encoded piece by piece so that it is never there twice."""
    parts = [(b"[" if type(value) is list else b"(") + len(value).to_bytes(4, "little")]
    size, digest = 5, None
    for start in range(0, len(value), _CHUNK):
        piece: Any = value[start : start + _CHUNK]
        if not _ATOMS.issuperset(map(type, piece)) and not _plain(piece, _DEEPEST):
            piece = _tagged(piece, _DEEPEST)
        data = marshal.dumps(piece, 2)[5:]
        size += len(data)
        if digest is None and size > LARGEST:
            digest = hashlib.sha256(b"".join(parts))
            parts = []
        if digest is not None:
            digest.update(data)
        else:
            parts.append(data)
    if digest is not None:
        return _large(number, value, size, digest.digest())
    return b"V" + number + b"".join(parts)


def _large(number: bytes, value: Any, size: int, digest: bytes) -> bytes:
    length = len(value) if type(value) in (str, bytes, list, tuple, dict, set, frozenset) else 0
    return b"D" + number + marshal.dumps((_NAME(type(value)), length, size, digest), 2)


def _plain(value: Any, depth: int) -> bool:
    """Whether a value is made of exact builtin types; level by level, since there may be millions
    of items."""
    level: Any = (value,)
    while True:
        kinds = set(map(type, level)) - _ATOMS
        if not kinds:
            return True
        if depth < 0 or not kinds <= _NESTS:
            return False
        depth -= 1
        inner = [item for item in level if type(item) not in _ATOMS]
        if dict in kinds:
            inner += [item.values() for item in inner if type(item) is dict]
        level = list(itertools.chain.from_iterable(inner))


def _tagged(value: Any, depth: int) -> Any:
    """A value as plain data; what is no builtin becomes a tuple of Ellipsis, a tag and its data."""
    kind: Any = type(value)
    if kind in _ATOMS:
        return value
    if depth < 0:
        return (..., "other", "a value nested too deeply")
    depth -= 1
    if kind is list:
        return [_tagged(item, depth) for item in value]
    if kind is tuple:
        return tuple([_tagged(item, depth) for item in value])
    if kind is dict:
        return {_key(key, depth): _tagged(item, depth) for key, item in value.items()}
    if kind is set:
        return {_key(item, depth) for item in value}
    if kind is frozenset:
        return frozenset([_key(item, depth) for item in value])
    maker = _KNOWN.get(kind)
    if maker is not None:
        return (..., *maker(value, depth))
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        found = _of_numpy(numpy, value, depth)
        if found is not None:
            return found
    if kind in _ITERATORS:
        items = [_tagged(item, depth) for item in itertools.islice(value, _MOST_ITEMS + 1)]
        if len(items) <= _MOST_ITEMS:
            return (..., "iterator", _NAME(kind), items)
    for base, plain in _BASES:
        if issubclass(kind, base):
            return (..., "sub", _NAME(kind), plain(value, depth))
    return (..., "other", _NAME(kind))


def _key(value: Any, depth: int) -> Any:
    """A hashable value as plain data, hashable still."""
    return _tagged(value, depth)


def _of_numpy(numpy: Any, value: Any, depth: int) -> Any:
    if isinstance(value, numpy.generic):
        plain = numpy.generic.item(value)
        if type(plain) in _ATOMS:
            return (..., "sub", value.dtype.name, plain)
    if type(value) is numpy.ndarray and not value.shape:
        return _tagged(value[()], depth)
    if type(value) is numpy.ndarray:
        listed = numpy.ndarray.tolist(value)
        return (..., "array", value.dtype.name, tuple(value.shape), _tagged(listed, depth))
    return None


def _of_range(value: Any, _: int) -> tuple[Any, ...]:
    return ("range", value.start, value.stop, value.step)


def _of_delta(value: Any, _: int) -> tuple[Any, ...]:
    return ("timedelta", value.days, value.seconds, value.microseconds)


_KNOWN: dict[Any, _Plain] = {
    bytearray: lambda value, _: ("bytearray", bytes(value)),
    range: _of_range,
    collections.deque: lambda value, depth: ("deque", [_tagged(item, depth) for item in value]),
    decimal.Decimal: lambda value, _: ("decimal", decimal.Decimal.__str__(value)),
    fractions.Fraction: lambda value, _: ("fraction", value.numerator, value.denominator),
    datetime.datetime: lambda value, _: ("datetime", value.isoformat()),
    datetime.date: lambda value, _: ("date", value.isoformat()),
    datetime.time: lambda value, _: ("time", value.isoformat()),
    datetime.timedelta: _of_delta,
    _KEYS: lambda value, depth: ("keys", [_tagged(item, depth) for item in value]),
}
_ITERATORS = frozenset({
    types.GeneratorType, map, filter, zip, enumerate, reversed, itertools.chain, itertools.islice,
    type(iter([])), type(iter(())), type(iter("")), type(iter({})), type(iter(set())),
    type(iter(range(0))), type({}.values()), type({}.items()),
})  # fmt: skip
_ALL = slice(None)
_BASES: tuple[tuple[Any, _Plain], ...] = (
    (int, lambda value, _: int.__pos__(value)),
    (float, lambda value, _: float.__pos__(value)),
    (complex, lambda value, _: complex.__pos__(value)),
    (str, lambda value, _: str.__str__(value)),
    (bytes, lambda value, _: bytes.__getitem__(value, _ALL)),
    (tuple, lambda value, depth: tuple([_tagged(i, depth) for i in tuple.__iter__(value)])),
    (list, lambda value, depth: [_tagged(item, depth) for item in list.__iter__(value)]),
    (dict, lambda value, depth: _tagged(dict(dict.items(value)), depth)),
    (set, lambda value, depth: {_key(item, depth) for item in set.__iter__(value)}),
    (frozenset, lambda v, depth: frozenset([_key(i, depth) for i in frozenset.__iter__(v)])),
)
