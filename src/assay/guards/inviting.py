"""What instructions themselves ask for, which no guard may hold against a response.

A kind's `invites()` names traits: `brevity` (one word may do), `copying` (of a part of the prompt),
`echo` (nothing but a copy), `repetition` (of a phrase) and `lookalikes` (letters of other scripts
beside Latin ones).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from assay.check import Check
from assay.combine import All
from assay.scope import Each, On

__all__ = ["beside_reasoning", "guardable", "invited"]

_WHOLE = frozenset({"brevity", "echo"})
"""What concerns the whole response only: a line of one word is no leave for a reply of one."""
_SMALL = frozenset({"word", "cell"})
"""Parts so small that nothing follows from what is asked of them."""


def guardable(check: Check) -> bool:
    """Whether any check inside is one of text, which can say what it invites."""
    return any(hasattr(inner, "invites") for inner in check.tree())


def invited(checks: Iterable[Check]) -> frozenset[str]:
    """All that the checks invite."""
    return frozenset(trait for check in checks for trait in _traits(check))


def _traits(check: Check) -> Iterator[str]:
    invites = getattr(check, "invites", None)
    if callable(invites):
        yield from cast("Iterable[str]", invites())
    if check.kind == "not" or _part(check) in _SMALL:
        return
    partly = _part(check) not in ("", "answer")
    for child in check.children():
        for trait in _traits(child):
            if not (partly and trait in _WHOLE):
                yield trait


def _part(check: Check) -> str:
    """What a scope is put on; nothing where the check is none."""
    if isinstance(check, On):
        return check.part
    return check.unit if isinstance(check, Each) else ""


def beside_reasoning(check: Check) -> Check | None:
    """What the check asks of the answer: all of it, but for what it asks of the reasoning part.

    A conjunction without those of its members that do; None where nothing is left.
    """
    if "reasoning" not in map(_part, check.tree()):
        return check
    if check.kind not in ("all", "chain"):
        return None
    left = [made for child in check.children() if (made := beside_reasoning(child)) is not None]
    return All(checks=tuple(left)) if left else None
