"""What a case should give, held so that most results are compared as bytes and never read.

An expected result is kept in the form in which results travel; a result that is the same bytes is
right. Others are read and compared by the check's rule. A result of many megabytes is kept as a
digest, with a second one in which numbers that Python calls equal are the same.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Sequence
from time import process_time
from typing import Any, NamedTuple, TypeAlias, cast

from assay.checks.code.equality import Equality, same
from assay.checks.code.values import Digest, from_json, shown, wire_of
from assay.checks.code.wire import Foreign, WireError, decode

__all__ = ["INLINE", "Expected", "Judged", "Reader", "digest_of", "expected_of"]

INLINE = 64 << 10
"""Results up to this many bytes stand in rows as they are, larger ones as digests."""
_SHOWN_FROM = 64 << 10
_LARGER = 64
_SLACK = 4096
_NUMBERS = frozenset({int, float, bool})

Expected: TypeAlias = "bytes | Digest"


class Judged(NamedTuple):
    """Whether a result will do, and how it is shown."""

    passed: bool
    shown: str = ""


def expected_of(data: Any) -> Expected:
    """What a row says of an expected result, as it is kept. Raises ValueError for no value."""
    if type(data) is dict and "$digest" in data:
        return from_json(data)
    return wire_of(data)


def digest_of(wire: bytes) -> Digest:
    """The digest of a result that is too large to be kept."""
    value = decode(wire)
    kind = cast("type[Any]", type(value))
    length = len(value) if hasattr(kind, "__len__") else 0
    sha = hashlib.sha256(wire).hexdigest()
    return Digest(kind.__name__, length, len(wire), sha, _canonical(value))


class Reader:
    """Compares what came back with what was expected, within a budget of processor time.

    The budget bounds what a hostile program can make its judge do: what is left when it is used up
    counts as wrong.
    """

    def __init__(self, rule: Equality, seconds: float = 10.0) -> None:
        self.rule = rule
        self._until = process_time() + seconds

    def judged(self, kind: bytes, body: bytes, expected: Sequence[Expected]) -> Judged:
        """Of a message of the driver; any of the expected results will do."""
        if kind == b"V" and self.rule.compare != "not_none" and _identical(body, expected):
            return Judged(True)
        if self.rule.compare == "returned":
            return Judged(kind in (b"V", b"D", b"F"))
        if kind == b"D":
            return _large(body, expected)
        if kind == b"F":
            return self._foreign(body, expected)
        if kind != b"V":
            return Judged(False, "something that is no result")
        if process_time() > self._until:
            return Judged(False, "results that take too long to compare")
        return self._value(body, expected)

    def _value(self, body: bytes, expected: Sequence[Expected]) -> Judged:
        strict = self.rule.compare == "strict"
        sized = self.rule.compare in ("python", "strict", "unordered")
        fitting = [e for e in expected if not sized or _fits(body, e)]
        if not fitting and len(body) > _SHOWN_FROM:
            return Judged(False, f"a result of {len(body)} bytes")
        try:
            found = decode(body, strict=strict)
        except WireError as no:
            return Judged(False, f"a result that cannot be read ({no})")
        for wanted in fitting:
            if isinstance(wanted, Digest):
                if not strict and wanted.canonical and _canonical(found) == wanted.canonical:
                    return Judged(True)
            elif same(_read(wanted, strict), found, self.rule):
                return Judged(True)
        return Judged(False, shown(found))

    def _foreign(self, body: bytes, expected: Sequence[Expected]) -> Judged:
        try:
            name = decode(body)
        except WireError:
            name = "?"
        found = Foreign(name if type(name) is str else "?")
        passed = self.rule.compare == "not_none" and any(
            same(_read(wanted, False), found, self.rule)
            for wanted in expected
            if isinstance(wanted, bytes)
        )
        return Judged(passed, f"an object of the class {found.name[:60]}")


def _read(wire: bytes, strict: bool) -> Any:
    """An expected result: bytes that we have made, or a trusted reference."""
    return decode(wire, strict=strict)


def _identical(body: bytes, expected: Sequence[Expected]) -> bool:
    """Whether a result is one of the expected ones, byte for byte."""
    if body in expected:
        return True
    sizes = [e.size for e in expected if isinstance(e, Digest)]
    if len(body) not in sizes:
        return False
    sha = hashlib.sha256(body).hexdigest()
    return any(isinstance(e, Digest) and e.sha256 == sha for e in expected)


def _fits(body: bytes, wanted: Expected) -> bool:
    """Whether a result of that size can be equal at all."""
    size = wanted.size if isinstance(wanted, Digest) else len(wanted)
    return len(body) <= _LARGER * size + _SLACK and size <= _LARGER * len(body) + _SLACK


def _large(body: bytes, expected: Sequence[Expected]) -> Judged:
    """Of a result that came as a digest."""
    try:
        name, length, size, sha = decode(body)
        text = f"a {name} of {length} items and {size} bytes"[:120]
        digest = bytes(sha).hex()
    except (WireError, ValueError, TypeError):
        return Judged(False, "a digest that cannot be read")
    passed = any(isinstance(e, Digest) and (e.sha256, e.size) == (digest, size) for e in expected)
    return Judged(passed, text)


def _canonical(value: Any) -> str:
    """The digest of a flat list or tuple of numbers in which 1, 1.0 and True are the same."""
    if not isinstance(value, list | tuple):
        return ""
    items = cast("Sequence[Any]", value)
    if not _NUMBERS.issuperset(map(type, items)):
        return ""
    whole = [
        int(n) if type(n) is bool or (type(n) is float and n.is_integer()) else n for n in items
    ]
    same_type = whole if isinstance(value, list) else tuple(whole)
    return hashlib.sha256(marshal.dumps(same_type, 2)).hexdigest()
