"""Equality of two expressions: the cascade from identical trees to values at random points.

Each stage either decides or hands on. Exact arithmetic and identity modulo primes come first, as
they prove; then values at points, where a difference beyond the bound of the error decides at
once and agreement must hold at several points of the common domain. What no stage decides is
undecided, or asked of a computer algebra system where the policy says so.
"""

from __future__ import annotations

from fractions import Fraction

from assay.answers.equality.doubles import Doubles, constant_ball
from assay.answers.equality.exact import Rational, exact_or_none
from assay.answers.equality.modular import identical
from assay.answers.equality.partial import FAILURES
from assay.answers.equality.points import at_integers, at_points, indexes
from assay.answers.equality.profiles import Profile, profile
from assay.answers.equality.rounding import (
    Decimal,
    decimal_of,
    stands_for_longer,
    states_enough,
    within,
)
from assay.answers.limits import TooMuch
from assay.answers.outcome import Outcome
from assay.answers.policy import Policy
from assay.answers.trees import Call, Const, Mul, Node, Num

__all__ = ["NOT_IDENTICAL", "same_function", "same_scalar", "written"]

NOT_IDENTICAL = "not identical"
"""The reason that says least, for another reading to better."""

_IDENTICAL = Outcome(True, "string")
_EQUAL = Outcome(True, "exact")
_IDENTITY = Outcome(True, "modular")


def same_scalar(one: Node, other: Node, policy: Policy) -> Outcome:
    """Whether two expressions are the same number or function."""
    if isinstance(one, Num) and isinstance(other, Num):
        return _same_number(one, other, policy)
    try:
        first, second = profile(one), profile(other)
    except TooMuch as fault:
        return Outcome(None, "none", str(fault))
    if one == other:
        return _IDENTICAL
    named = first.constants | second.constants
    if "inf" in named or "undefined" in named:
        outcome = _infinite(one, other)
        return outcome if outcome.equal is not None else _last_resort(one, other, policy, outcome)
    if not policy.extra_variables and first.symbols != second.symbols:
        return Outcome(False, "structure", _letters_differ(first, second))
    outcome = None if first.symbols or second.symbols else _same_constant(one, other, policy)
    outcome = outcome or same_function(one, other)
    if outcome is None and _derivative_of(one, other):
        return Outcome(False, "structure", "a function and its derivative")
    if outcome is None or outcome.equal is None:
        return _last_resort(one, other, policy, outcome)
    if outcome.equal is False and _may_be_constant(one, other, first, second):
        return Outcome(None, "none", "a letter that may be a known constant")
    if outcome.equal is False:
        return _otherwise(one, other, first, second, policy) or outcome
    return outcome


def _derivative_of(one: Node, other: Node) -> bool:
    """f(x) and f'(x), two unknown functions by the number of primes."""
    if not isinstance(one, Call) or not isinstance(other, Call) or one.args != other.args:
        return False
    return one.name != other.name and one.name.rstrip("'") == other.name.rstrip("'")


def _otherwise(
    one: Node, other: Node, first: Profile, second: Profile, policy: Policy
) -> Outcome | None:
    """What may still make two different expressions one answer; rare, so imported when met."""
    if first.symbols & second.symbols & _FREE:
        from assay.answers.equality.constants import same_up_to_constant

        same = same_up_to_constant(one, other, first.symbols & second.symbols & _FREE)
        if same is not None:
            return same
    if any(map(_may_be_free, first.symbols)) and any(map(_may_be_free, second.symbols)):
        from assay.answers.equality.integration import same_with_other_constants

        same = same_with_other_constants(one, other)
        if same is not None:
            return same
    if policy.rename and first.symbols != second.symbols:
        from assay.answers.equality.renaming import same_renamed

        return same_renamed(one, other, policy)
    if policy.approximations and not first.symbols and not second.symbols:
        from assay.answers.equality.approximating import approximated

        return approximated(one, other)
    return None


def _may_be_constant(one: Node, other: Node, first: Profile, second: Profile) -> bool:
    """gamma beside 0.5772, phi beside (1 + sqrt 5) / 2: equal if the letter means the number."""
    letters = first.symbols | second.symbols
    if bool(first.symbols) == bool(second.symbols) or not letters <= _CONSTANTS.keys():
        return False
    try:
        left, right = Doubles(_CONSTANTS).value(one)[0], Doubles(_CONSTANTS).value(other)[0]
    except FAILURES:
        return False
    return abs(left - right) <= 1e-3 * abs(left)


_CONSTANTS = {"gamma": 0.5772156649015329, "phi": 1.618033988749895, "varphi": 1.618033988749895}
"""Letters that are also names of numbers."""

_FREE = frozenset({"C", "c", "C_1", "c_1"})
"""Letters that may be a constant of integration."""


def _may_be_free(name: str) -> bool:
    return name[0] in "cCkK"


def _letters_differ(first: Profile, second: Profile) -> str:
    names = ", ".join(sorted(first.symbols ^ second.symbols))
    return f"{names} in one only"


def _same_number(one: Num, other: Num, policy: Policy) -> Outcome:
    if one.value == other.value:
        return _IDENTICAL if one.places == other.places else _EQUAL
    if one.places is not None or other.places is not None:
        near = _rounded(one, other, one.value, other.value, policy)
        if near is not None:
            return near
    return _differ(one, other)


def _differ(one: Num, other: Num) -> Outcome:
    return Outcome(False, "exact", f"values differ: {written(other)} and {written(one)}")


def written(number: Num) -> str:
    """A number for a reason: short, and without turning a huge integer into digits."""
    value = number.value
    if value.numerator.bit_length() + value.denominator.bit_length() > 200:
        return "a long number"
    if number.places is not None and 0 < number.places < 30:
        scaled = value * 10**number.places
        if scaled.denominator == 1:
            digits = str(abs(int(scaled))).rjust(number.places + 1, "0")
            sign = "-" if value < 0 else ""
            return f"{sign}{digits[: -number.places]}.{digits[-number.places :]}"
    return str(value)


# Constants


def _same_constant(one: Node, other: Node, policy: Policy) -> Outcome | None:
    left, right = exact_or_none(one), exact_or_none(other)
    if left is not None and right is not None:
        if left == right:
            return _EQUAL
        near = _rounded(one, other, left, right, policy)
        return near or _differ(_numeral(one, left), _numeral(other, right))
    stated = decimal_of(one) or decimal_of(other)
    if stated is None or (left is None and right is None):
        return None
    return _rounded_constant(one, other, left, right, policy)


def _numeral(node: Node, value: Rational) -> Num:
    """A constant for a reason: as it was written where it is a numeral."""
    stated = decimal_of(node)
    return Num(value, None if stated is None else stated.places)


def _rounded_constant(
    one: Node, other: Node, left: Rational | None, right: Rational | None, policy: Policy
) -> Outcome | None:
    """A decimal against an irrational number, such as 1.4142 against the root of two."""
    ball = constant_ball(one if left is None else other)
    if ball is None or not isinstance(ball[0], float):
        return None
    from assay.answers.equality.precise import number_at

    known = left if left is not None else right
    if known is None or (known and abs(ball[0] - float(known)) > abs(float(known)) + ball[1]):
        return None
    value = number_at(one if left is None else other) if policy.rounding else None
    if value is None:
        return None
    pair = (value, known) if left is None else (known, value)
    near = _rounded(one, other, *pair, policy)
    if near is None and abs(value - known) * 10**30 > abs(value):
        return Outcome(False, "points", f"values differ: {_brief(ball[0])} and {_known(known)}")
    return near


def _known(value: Rational) -> str:
    return _brief(float(value)) if abs(value) < 10**300 else "a long number"


def _rounded(
    one: Node, other: Node, left: Rational, right: Rational, policy: Policy
) -> Outcome | None:
    """Equal where one lies in the range the other states, or within a stated tolerance."""
    first, second = decimal_of(one), decimal_of(other)
    if first is None and second is None:
        return None
    shorter = _shorter(first, second)
    value = right if shorter is first else left
    if shorter is not None and within(shorter, value) and _enough(shorter, first, second, policy):
        return Outcome(True, "exact", f"to {shorter.places} decimal places")
    gap = abs(left - right)
    limit = max(Fraction(policy.absolute), Fraction(policy.relative) * max(abs(left), abs(right)))
    return Outcome(True, "exact", "within the tolerance") if gap <= limit else None


def _enough(
    shorter: Decimal, first: Decimal | None, second: Decimal | None, policy: Policy
) -> bool:
    both = first is not None and second is not None
    return states_enough(shorter, policy) or (both and stands_for_longer(shorter, policy))


def _shorter(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    """The decimal with fewer places; None where both have as many."""
    if first is None or second is None:
        return first or second
    if first.places == second.places:
        return None
    return first if first.places < second.places else second


def _infinite(one: Node, other: Node) -> Outcome:
    left, right = _sign_of_infinity(one), _sign_of_infinity(other)
    if left is None or right is None:
        return Outcome(None, "none", "an infinite or undefined part")
    if left == right:
        return Outcome(True, "exact")
    return Outcome(False, "exact", "one is infinite" if 0 in (left, right) else "signs differ")


def _sign_of_infinity(node: Node) -> int | None:
    """1 and -1 for the infinities, 0 for a finite number, 9 for undefined, None if unclear."""
    if isinstance(node, Const):
        return {"inf": 1, "undefined": 9}.get(node.name, 0)
    if isinstance(node, Mul) and Const("inf") in node.factors:
        rest = exact_or_none(Mul(tuple(f for f in node.factors if f != Const("inf"))))
        return None if not rest else (1 if rest > 0 else -1)
    return None if profile(node).constants & {"inf", "undefined"} else 0


# Functions


def same_function(one: Node, other: Node) -> Outcome | None:
    """By residues, else by values, as written: no other letters, no constants, no rounding."""
    same = _by_residues(one, other)
    return same or _by_values(one, other, profile(one), profile(other))


def _by_residues(one: Node, other: Node) -> Outcome | None:
    """Identity modulo a prime of 128 bits; difference, where every step was faithful."""
    same = identical(one, other)
    if same is None:
        return None
    return _IDENTITY if same else Outcome(False, "modular", NOT_IDENTICAL)


def _by_values(one: Node, other: Node, first: Profile, second: Profile) -> Outcome | None:
    symbols = first.symbols | second.symbols
    if symbols and (first.calls | second.calls) & _RUNNING:
        symbols -= indexes(one) | indexes(other)
    if (first.calls | second.calls) & _OF_INTEGERS:
        outcome = at_integers(one, other, symbols)
        if symbols and outcome is not None and outcome.equal:
            between = at_points(one, other, first, second, symbols)
            if between is None and (first.calls | second.calls) & _JUMPING:
                return Outcome(None, "points", "jumps that no point may have met")
            if between is not None and between.equal is False:
                return Outcome(None, "points", "equal at integers only")
        if outcome is not None:
            return outcome
    if not symbols:
        return _by_value(one, other)
    return at_points(one, other, first, second, symbols)


_SMALL = 400
"""Parts of two constants that are worked out in high precision."""

_JUMPING = frozenset({"floor", "ceil"})
_RUNNING = frozenset({"sum", "prod"})
_OF_INTEGERS = frozenset({"sum", "prod", "floor", "ceil", "gcd", "lcm", "mod", "factorial2"})


def _by_value(one: Node, other: Node) -> Outcome | None:
    """Two constants: a difference in double precision, else in fifty and a hundred digits."""
    for real in (True, False):
        left, right = constant_ball(one, real=real), constant_ball(other, real=real)
        if left is not None and right is not None:
            if abs(left[0] - right[0]) > 8 * (left[1] + right[1]):
                return Outcome(
                    False, "points", f"values differ: {_brief(right[0])} and {_brief(left[0])}"
                )
            break
    if profile(one).nodes + profile(other).nodes > _SMALL:
        return None
    from assay.answers.equality.precise import agree

    for real in (True, False):
        same = agree(one, other, {}, real=real)
        if same is not None:
            return Outcome(same, "points", "" if same else "values differ far behind the point")
    return None


def _brief(value: complex) -> str:
    return f"{value:.6g}".replace("+0j", "").replace("-0j", "")


def _last_resort(one: Node, other: Node, policy: Policy, outcome: Outcome | None) -> Outcome:
    undecided = outcome or Outcome(None, "none", "no stage could decide")
    if not policy.symbolic:
        return undecided
    from assay.answers.equality.symbolic import ask

    return ask(one, other, policy.deadline) or undecided
