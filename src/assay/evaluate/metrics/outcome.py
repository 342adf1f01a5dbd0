"""What metrics are computed from: one row's truth values, strict and loose.

Unknown is kept as None throughout and follows Kleene's strong logic: a prompt of which one check
fails has failed, whatever the doubtful ones; one of which none fails and one is unknown is unknown,
and no rate counts it, as pass or as fail.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from assay.verdict import Verdict

__all__ = ["Outcome", "Truth", "every", "share", "strict"]

Truth = bool | None
_EDITED = "+loose"


class Outcome(NamedTuple):
    """One row: a number for its prompt, what its meta says, and its responses' verdicts."""

    cluster: int
    meta: Mapping[str, Any]
    responses: Sequence[Sequence[Verdict]]

    def passed(self) -> list[Truth]:
        """For each response, whether all its checks pass."""
        return [every([v.passed for v in verdicts]) for verdicts in self.responses]


def strict(verdict: Verdict) -> Truth:
    """The verdict without the edits of a loose run, in which only an edited pass is marked so."""
    if verdict.passed is True and verdict.mode.endswith(_EDITED):
        return False
    return verdict.passed


def every(values: Sequence[Truth]) -> Truth:
    """Kleene's conjunction; unknown for no values, since a row without checks asks nothing."""
    if False in values:
        return False
    return None if None in values or not values else True


def share(values: Sequence[Truth]) -> float | None:
    """The share of passes among the decided; None where nothing was decided."""
    decided = [value for value in values if value is not None]
    return sum(decided) / len(decided) if decided else None
