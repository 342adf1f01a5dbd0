"""What instructions themselves ask for, which no guard may hold against a response.

A kind's `invites()` names traits: `brevity` (one word may do), `copying` (of a part of the prompt),
`echo` (nothing but a copy), `repetition` (of a phrase) and `lookalikes` (letters of other scripts
beside Latin ones).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from assay.check import Check
from assay.scope import Each, On

__all__ = ["guardable", "invited", "looks_at_reasoning"]

_PARTIAL = frozenset({"brevity", "echo"})
"""What concerns the whole response only: a line of one word is no leave for a reply of one."""


def guardable(check: Check) -> bool:
    """Whether any check inside is one of text."""
    return any(inner.kind.startswith("text.") for inner in check.tree())


def invited(checks: Iterable[Check]) -> frozenset[str]:
    """All that the checks invite."""
    return frozenset(trait for check in checks for trait in _traits(check))


def _traits(check: Check) -> Iterator[str]:
    invites = getattr(check, "invites", None)
    if callable(invites):
        yield from cast("Iterable[str]", invites())
    if check.kind == "not":
        return
    partly = isinstance(check, On | Each)
    for child in check.children():
        for trait in _traits(child):
            if not (partly and trait in _PARTIAL and not _whole(check)):
                yield trait


def _whole(check: Check) -> bool:
    """Whether a scope is all that is said: the answer part."""
    return isinstance(check, On) and check.part == "answer"


def looks_at_reasoning(check: Check) -> bool:
    """Whether the check asks about the reasoning part."""
    parts: Iterator[Any] = (getattr(inner, "part", None) for inner in check.tree())
    return "reasoning" in parts
