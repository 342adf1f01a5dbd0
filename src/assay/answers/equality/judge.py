"""The comparison of two values: each is turned into the forms it may take, and like meets like.

A form either means the same as what was written (25 % is 1/4, x > 3 is an interval) or drops
something (x = 5 becomes 5, 3 m becomes 3). Where both sides have a unit none is dropped, so that
3 m is 3 but never 3 s; where both have names neither is, so that x = 5 is 5 but never y = 5.
Nothing asks which side is the gold one; the order of the arguments decides only how
a reason is worded.
"""

from __future__ import annotations

from collections.abc import Callable

from assay.answers.equality.building import has_sign
from assay.answers.equality.chains import contradicts
from assay.answers.equality.families import same_family
from assay.answers.equality.forms import Form, dropping_forms, faithful_forms
from assay.answers.equality.kinds import COMPARERS
from assay.answers.equality.naming import has_names, has_unit
from assay.answers.equality.scalars import same_scalar
from assay.answers.equality.verdicts import SAME_STRING, different, undecided
from assay.answers.limits import TooMuch
from assay.answers.outcome import Outcome
from assay.answers.policy import Policy
from assay.answers.values import Cases, Qualified, Quantity, Scalar, Text, Value

__all__ = ["Judge", "words_against"]

_WORK = 1_500
"""Comparisons of parts that one comparison may take."""


class Judge:
    """Compares under one policy, and counts its work."""

    __slots__ = ("_spent", "policy")

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._spent = 0

    def same(self, one: Value, other: Value) -> Outcome:
        """Whether two values are equal; unlike kinds are different."""
        outcome = self.alike(one, other)
        if outcome is not None:
            return outcome
        if isinstance(one, Text) or isinstance(other, Text):
            return words_against(one, other)
        if any(isinstance(value, (Cases, Qualified)) for value in (one, other)):
            return undecided("a value that holds under conditions")
        return different(f"{_kind(other)}, expected {_kind(one)}")

    def alike(self, one: Value, other: Value) -> Outcome | None:
        """The same, but None where no form of the one is of the kind of a form of the other."""
        if isinstance(one, Scalar) and isinstance(other, Scalar):
            plain = same_scalar(one.tree, other.tree, self.policy)
            if plain.equal is not None or not (has_sign(one.tree) or has_sign(other.tree)):
                return plain
        self._spent += 1
        if self._spent > _WORK:
            raise TooMuch(f"more than {_WORK} comparisons of parts")
        if one == other:
            return SAME_STRING
        if contradicts(self, one) or contradicts(self, other):
            return different("sides of the chain disagree")
        return self._over_forms(one, other)

    def _over_forms(self, one: Value, other: Value) -> Outcome | None:
        first: list[Form] = faithful_forms(one, self.policy)
        second: list[Form] = faithful_forms(other, self.policy)
        result = self._meet(first, second, None)
        if result is not None and result.equal:
            return result
        if isinstance(one, Qualified) != isinstance(other, Qualified):
            family = same_family(one, other)
            if family is not None and family.equal:
                return family
        names = not (has_names(one) and has_names(other))
        units = not (has_unit(one) and has_unit(other))
        left = dropping_forms(one, self.policy, names=names, units=units)
        right = dropping_forms(other, self.policy, names=names, units=units)
        rounds = [(left, second), (first, right)]
        if type(one) is not type(other):
            rounds.append((left, right))
        for ones, others in rounds:
            result = self._meet(ones, others, result)
            if result is not None and result.equal:
                return result
        return result

    def _meet(self, ones: list[Form], others: list[Form], known: Outcome | None) -> Outcome | None:
        for one in ones:
            for other in others:
                comparer: Callable[..., Outcome | None] | None = COMPARERS.get(
                    (type(one), type(other))
                )
                outcome = None if comparer is None else comparer(self, one, other)
                if outcome is None:
                    continue
                if outcome.equal:
                    return outcome
                if known is None or (known.equal is False and outcome.equal is None):
                    known = outcome
        return known

    def lacking(self, value: Value, count: int, *, missing: bool) -> str:
        """The reason for an element without an equal."""
        noun = "1 element" if count == 1 else f"{count} elements"
        return f"{noun} {'missing' if missing else 'not expected'}: {_shown(value)}"


def words_against(one: Value, other: Value) -> Outcome:
    """Words against a value; rare, so imported when met."""
    from assay.answers.equality.prose import is_mathematics, is_prose, is_relation

    for words, value, why in (
        (one, other, "a number or expression, expected words"),
        (other, one, "words, expected a number or expression"),
    ):
        if not isinstance(words, Text):
            continue
        if is_prose(words.words) and is_mathematics(value):
            return different(why)
        if is_relation(words.words) and isinstance(value, (Scalar, Quantity)):
            return different("a relation and a value")
    return undecided("words against a value")


def _kind(value: Value) -> str:
    name = type(value).__name__.lower()
    return {"scalar": "a number or expression", "text": "words"}.get(name, f"a {name}")


def _shown(value: Value) -> str:
    from assay.answers.showing import show

    text = show(value)
    return text if len(text) <= 40 else f"{text[:39]}…"
