"""Comparing what a program wrote with what it should have written, byte for byte or by rule.

    exact      the same bytes
    lines      the same lines; white space at their ends and empty lines at the end do not count
    decimals   the same lines, trimmed on both sides; a line of numbers is compared by their values
    tokens     the same words, however they are spaced and broken into lines
    floats     the same words, numbers within a tolerance
    unordered  the same lines in any order, each as often as it stands there, empty ones aside

`decimals` is the rule of LiveCodeBench's runner. White space is that of ASCII; a line ends with
LF or CRLF; a byte order mark at the beginning counts in `exact` alone. In `floats` two numbers
agree where |found - expected| <= max(atol, rtol * |expected|); two that are both written as whole
numbers must be equal, and NaN agrees with nothing but the same text.

All of it is linear in the length of the two texts, and no text raises.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from itertools import zip_longest
from typing import Literal, NamedTuple, TypeAlias

__all__ = ["RULES", "Rule", "Tolerance", "as_bytes", "difference", "shown"]

Rule: TypeAlias = Literal["exact", "lines", "decimals", "tokens", "floats", "unordered"]

_NUMBER = re.compile(
    rb"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?(?i:inf|infinity)"
)
_WHOLE = re.compile(rb"[+-]?[0-9]+")
_LONGEST_NUMBER = 400
_SHOWN = 60


class Tolerance(NamedTuple):
    """How far a number may be off: absolutely, and relatively to what was expected."""

    atol: float = 1e-6
    rtol: float = 1e-6


def as_bytes(text: str) -> bytes:
    """A text as a program's output holds it: U+DC80 to U+DCFF stand for bytes that are no UTF-8."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def shown(data: bytes, most: int = _SHOWN) -> str:
    """A piece of output for a sentence."""
    text = repr(data[: most + 1].decode("utf-8", "backslashreplace"))
    return text if len(data) <= most else f"{text[: most + 1]}...{text[0]}"


def difference(rule: Rule, expected: bytes, found: bytes, tolerance: Tolerance) -> str:
    """Where the output differs from what was expected, in words; empty where it does not."""
    return RULES[rule](expected, found, tolerance)


def _exact(expected: bytes, found: bytes, _: Tolerance) -> str:
    if expected == found:
        return ""
    place = next(
        (n for n, (e, f) in enumerate(zip(expected, found, strict=False)) if e != f),
        min(len(expected), len(found)),
    )
    there, wanted = found[place : place + 20], expected[place : place + 20]
    return f"at byte {place} stands {shown(there)}, expected {shown(wanted)}"


def _lines(expected: bytes, found: bytes, _: Tolerance) -> str:
    return _pairs("line", _lines_of(expected), _lines_of(found), lambda e, f: e == f)


def _decimals(expected: bytes, found: bytes, _: Tolerance) -> str:
    ours = [line.strip() for line in _marked_off(expected).strip().split(b"\n")]
    theirs = [line.strip() for line in _marked_off(found).strip().split(b"\n")]
    return _pairs("line", ours, theirs, _same_decimals)


def _tokens(expected: bytes, found: bytes, _: Tolerance) -> str:
    ours, theirs = _marked_off(expected).split(), _marked_off(found).split()
    return _pairs("word", ours, theirs, lambda e, f: e == f)


def _floats(expected: bytes, found: bytes, tolerance: Tolerance) -> str:
    ours, theirs = _marked_off(expected).split(), _marked_off(found).split()
    return _pairs("word", ours, theirs, lambda e, f: e == f or _close(e, f, tolerance))


def _unordered(expected: bytes, found: bytes, _: Tolerance) -> str:
    ours, theirs = (Counter(filter(None, _lines_of(data))) for data in (expected, found))
    for line in ours - theirs:
        return f"the line {shown(line)} is missing"
    for line in theirs - ours:
        return f"the line {shown(line)} is one too many"
    return ""


RULES: Mapping[Rule, Callable[[bytes, bytes, Tolerance], str]] = {
    "exact": _exact,
    "lines": _lines,
    "decimals": _decimals,
    "tokens": _tokens,
    "floats": _floats,
    "unordered": _unordered,
}


def _marked_off(data: bytes) -> bytes:
    return data.removeprefix(b"\xef\xbb\xbf")


def _lines_of(data: bytes) -> list[bytes]:
    lines = [line.rstrip() for line in _marked_off(data).split(b"\n")]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _pairs(
    what: str, expected: list[bytes], found: list[bytes], same: Callable[[bytes, bytes], bool]
) -> str:
    """The first pair that is not the same."""
    if expected == found:
        return ""
    for place, (ours, theirs) in enumerate(zip_longest(expected, found), 1):
        if ours is None:
            return f"{what} {place} is {shown(theirs)}, where the output should have ended"
        if theirs is None:
            return f"the output ends before {what} {place}, expected {shown(ours)}"
        if not same(ours, theirs):
            return f"{what} {place} is {shown(theirs)}, expected {shown(ours)}"
    return ""


def _same_decimals(expected: bytes, found: bytes) -> bool:
    if expected == found:
        return True
    ours, theirs = expected.split(), found.split()
    return len(ours) == len(theirs) and all(map(_same_decimal, ours, theirs))


def _same_decimal(expected: bytes, found: bytes) -> bool:
    if not (_is_number(expected) and _is_number(found)):
        return False
    try:
        return Decimal(expected.decode()) == Decimal(found.decode())
    except (InvalidOperation, ValueError):
        return False


def _is_number(word: bytes) -> bool:
    return len(word) <= _LONGEST_NUMBER and _NUMBER.fullmatch(word) is not None


def _close(expected: bytes, found: bytes, tolerance: Tolerance) -> bool:
    if not (_is_number(expected) and _is_number(found)):
        return False
    if _WHOLE.fullmatch(expected) and _WHOLE.fullmatch(found):
        return int(expected) == int(found)
    ours, theirs = float(expected), float(found)
    if not (math.isfinite(ours) and math.isfinite(theirs)):
        return ours == theirs
    return abs(theirs - ours) <= max(tolerance.atol, tolerance.rtol * abs(ours))
