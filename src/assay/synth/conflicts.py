"""Which checks cannot hold together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assay.check import Check
from assay.checks.text.equals import Equals
from assay.context import Context
from assay.demands import conflict as conflicting
from assay.registry import parse
from assay.response import Response

__all__ = ["conflict"]

_CONTEXT = Context()


def conflict(checks: Sequence[Check | Mapping[str, Any]]) -> tuple[Check, ...]:
    """A smallest subset of the checks that no text can pass; empty where none is known.

    By reasoning on what each asks by its standard rule, so that what is returned cannot hold
    together; a check that cannot be reasoned about is in no conflict. Checks that ask for one
    exact text are tried on it.
    """
    asked = [parse(check) for check in checks]
    places = conflicting([check.asked() for check in asked])
    if len(places) in (1, 2):
        return tuple(asked[place] for place in places)
    return _against_texts(asked) or tuple(asked[place] for place in places)


def _against_texts(checks: Sequence[Check]) -> tuple[Check, ...]:
    """An exact text that is asked for, and a check that it fails."""
    for exact in checks:
        if exact.asked() is None:
            continue
        for fixed in _parts(exact):
            if not isinstance(fixed, Equals) or fixed.loosely:
                continue
            response = Response(fixed.text)
            for other in checks:
                if other.asked() is not None and _CONTEXT.verify(other, response).passed is False:
                    return (exact,) if other is exact else (exact, other)
    return ()


def _parts(check: Check) -> tuple[Check, ...]:
    """The check, or those that it asks for together."""
    return check.children() if check.kind == "all" else (check,)
