"""Short ways to say what a comparison of parts came to, and how several make one."""

from __future__ import annotations

from collections.abc import Iterable

from assay.answers.outcome import Outcome

__all__ = ["EQUAL", "SAME_STRING", "different", "every", "undecided"]

EQUAL = Outcome(True, "structure")
SAME_STRING = Outcome(True, "string")


def different(why: str) -> Outcome:
    """The shapes differ, whatever the values."""
    return Outcome(False, "structure", why)


def undecided(why: str) -> Outcome:
    """Nothing here can tell."""
    return Outcome(None, "none", why)


def every(outcomes: Iterable[Outcome]) -> Outcome:
    """Equal where all are; different where one is; undecided otherwise. Stops at a difference."""
    result = SAME_STRING
    for outcome in outcomes:
        if outcome.equal is False:
            return outcome
        if outcome.equal is None or (result.equal and _later(outcome, result)):
            result = outcome
    return result


_ORDER = ("string", "exact", "modular", "points", "structure", "symbolic", "none")


def _later(one: Outcome, other: Outcome) -> bool:
    return _ORDER.index(one.stage) > _ORDER.index(other.stage)
