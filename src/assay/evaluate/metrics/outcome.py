"""What metrics are computed from: one row's truth values, strict and loose.

Unknown is kept as None throughout and follows Kleene's strong logic: a prompt of which one check
fails has failed, whatever the doubtful ones; one of which none fails and one is unknown is unknown,
and no rate counts it, as pass or as fail.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from assay.model import Usage
from assay.response import Content
from assay.verdict import Verdict, decided, undecided

__all__ = ["Known", "Outcome", "Truth", "every", "share", "strict"]

Truth = bool | None
_EDITED = "+loose"


class Known(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is known of a response beside its verdicts; whatever is not known is None.

    `logprob` is the sum of the natural logarithms of the probabilities of its `tokens` tokens.
    `confidence` is in [0, 1], `answer` the final answer where it need not be looked for,
    `reasoned` a second verdict, on the reasoning.
    """

    response: Content | None = None
    usage: Usage | None = None
    seconds: float | None = None
    logprob: float | None = None
    tokens: int = 0
    confidence: float | None = None
    answer: str | None = None
    reasoned: Truth = None


class Outcome(NamedTuple):
    """One sample with all its responses: a number for its prompt (observations of one prompt are
    not independent), what its meta says, and the verdicts on each response.

    `known` says more of each response, in their order, or nothing; `faults` counts attempts that
    brought no response at all.
    """

    cluster: int
    meta: Mapping[str, Any]
    responses: Sequence[Sequence[Verdict]]
    known: Sequence[Known] = ()
    faults: int = 0
    id: str = ""

    def passed(self) -> list[Truth]:
        """For each response, whether all its checks pass."""
        return [every([v.passed for v in verdicts]) for verdicts in self.responses]

    def more(self) -> Sequence[Known]:
        """What else is known of each response."""
        return self.known or [_NOTHING] * len(self.responses)

    @classmethod
    def of(
        cls,
        passed: Sequence[Truth],
        *,
        cluster: int = 0,
        meta: Mapping[str, Any] | None = None,
        known: Sequence[Known] = (),
        faults: int = 0,
    ) -> Outcome:
        """A sample of which only truth values are known, one a response."""
        return cls(cluster, meta or {}, [[_plain(value)] for value in passed], known, faults)


_NOTHING = Known()


def _plain(value: Truth) -> Verdict:
    return undecided("", "") if value is None else decided("", value, "")


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
