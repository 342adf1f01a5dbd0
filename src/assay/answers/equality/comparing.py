"""Comparison of two answers, each with all it can mean."""

from __future__ import annotations

from assay.answers.equality.judge import Judge, words_against
from assay.answers.equality.measuring import require_shallow
from assay.answers.equality.scalars import NOT_IDENTICAL, same_scalar
from assay.answers.equality.verdicts import undecided
from assay.answers.limits import TooMuch
from assay.answers.outcome import Outcome
from assay.answers.policy import DEFAULT, Policy
from assay.answers.trees import Num
from assay.answers.values import Formula, Interval, Moment, Reaction, Reading, Scalar, Text, Value

_TYPED = (Formula, Reaction)
"""Kinds that are read only where they are meant, though the same text may be words too."""

__all__ = ["compare"]


def compare(gold: Reading, given: Reading, policy: Policy = DEFAULT) -> Outcome:
    """Equal where some reading of the one equals some reading of the other.

    Undecided where none does and a pair of readings of one kind could not be decided; the reason
    of a difference comes from the first pair of one kind. Swapping the two changes words only.

    Raises MissingExtra where the policy asks for symbolic algebra and sympy is not installed.
    """
    one, other = _numeral(gold), _numeral(given)
    if one is not None and other is not None:
        return same_scalar(one, other, policy)
    try:
        for value in (*gold, *given):
            require_shallow(value)
        return _over_readings(gold, given, Judge(policy))
    except TooMuch as fault:
        return undecided(str(fault))
    except RecursionError:
        return undecided("nested too deep")


def _numeral(reading: Reading) -> Num | None:
    """The number of an answer that is nothing else: the way most comparisons go."""
    value = reading[0]
    if len(reading) == 1 and isinstance(value, Scalar) and isinstance(value.tree, Num):
        return value.tree
    return None


def _over_readings(gold: Reading, given: Reading, judge: Judge) -> Outcome:
    decisive = _intended(gold, given, judge)
    if decisive is not None:
        return decisive
    found: list[Outcome] = []
    for one in gold:
        for other in given:
            outcome = judge.alike(one, other)
            if outcome is None:
                continue
            if outcome.equal:
                return outcome
            if one is gold[0] or other is given[0] or not isinstance(one, Text):
                found.append(outcome)
    if found and isinstance(gold[0], _TYPED) and type(gold[0]) is type(given[0]):
        return found[0]
    for outcome in found:
        if outcome.equal is None:
            return outcome
    if not found:
        return _unlike(gold[0], given[0], judge)
    return min(found, key=lambda outcome: outcome.why == NOT_IDENTICAL)


def _intended(gold: Reading, given: Reading, judge: Judge) -> Outcome | None:
    """What both can only be meant as: two times of day, or two intervals of other brackets."""
    if isinstance(gold[0], Moment) and isinstance(given[0], Moment):
        return judge.same(gold[0], given[0])
    left, right = _interval(gold), _interval(given)
    if left is None or right is None:
        return None
    if (left.low_closed, left.high_closed) == (right.low_closed, right.high_closed):
        return None
    outcome = judge.same(left, right)
    return outcome if outcome.equal is False else None


def _interval(reading: Reading) -> Interval | None:
    return next((value for value in reading if isinstance(value, Interval)), None)


def _unlike(one: Value, other: Value, judge: Judge) -> Outcome:
    if isinstance(one, Text) != isinstance(other, Text):
        return words_against(one, other)
    return judge.same(one, other)
