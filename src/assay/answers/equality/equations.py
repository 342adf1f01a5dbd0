"""Equations and inequalities in letters, compared by what they say rather than as written.

Two equations are the same where their differences of sides are proportional (2x - y = 3 and
4x - 2y - 6 = 0), or where both are linear in a letter and give the same value for it (xy = 6 and
y = 6/x). Two inequalities are where the differences are proportional by a positive number.
"""

from __future__ import annotations

from assay.answers.equality.building import difference
from assay.answers.equality.doubles import Doubles
from assay.answers.equality.modular import Residues
from assay.answers.equality.partial import FAILURES, NoValue, Undefined, Unsupported
from assay.answers.equality.points import drawn_points
from assay.answers.equality.profiles import profile
from assay.answers.equality.verdicts import different, undecided
from assay.answers.outcome import Outcome
from assay.answers.trees import Node, Sym

__all__ = ["gives", "same_equation", "same_inequality"]

_ROUNDS = 3
_IDENTITY = Outcome(True, "modular")


def same_equation(one: Node, other: Node) -> Outcome:
    """`one` and `other` are differences of sides: both vanish on what the equations describe."""
    letters = sorted(profile(one).symbols | profile(other).symbols)
    if not letters:
        return undecided("equations without letters")
    ratio = _ratio(one, other)
    if ratio is not None:
        return _IDENTITY
    if _vanishes(one) != _vanishes(other):
        return different("true for all values in one only")
    for letter in letters:
        roots = [_roots(one, letter, salt, other) for salt in range(1, _ROUNDS + 1)]
        if all(roots):
            return _IDENTITY
        if False in roots:
            return Outcome(False, "modular", "not the same equation")
    if _disproportionate(one, other):
        return Outcome(False, "points", "not the same equation")
    return undecided("equations that could not be compared")


def _vanishes(tree: Node) -> bool:
    """Whether this is zero whatever its letters are, by proof."""
    try:
        residues = Residues()
        return residues.value(tree) == 0 and not residues.whole
    except NoValue:
        return False


def same_inequality(one: Node, other: Node) -> Outcome:
    """`one` > 0 against `other` > 0 (or both >= 0)."""
    ratio = _ratio(one, other)
    if ratio is None:
        if _disproportionate(one, other):
            return Outcome(False, "points", "not the same inequality")
        return undecided("inequalities that could not be compared")
    return _IDENTITY if ratio > 0 else different("inequality the other way round")


def gives(equation: Node, letter: str, value: Node) -> Outcome | None:
    """Whether the equation, linear in `letter`, gives `value` for it; None where it is not."""
    explicit = difference(Sym(letter), value)
    roots = [_roots(equation, letter, salt, explicit) for salt in range(1, _ROUNDS + 1)]
    if all(roots):
        return _IDENTITY
    return Outcome(False, "modular", "not the same") if False in roots else None


def _roots(one: Node, letter: str, salt: int, other: Node) -> bool | None:
    """Whether both vanish at the same value of `letter`; None where either is not linear in it."""
    found = [_root(tree, letter, salt) for tree in (one, other)]
    if found[0] is None or found[1] is None:
        return None
    if found[0][0] == found[1][0]:
        return True
    return False if found[0][1] and found[1][1] else None


def _root(tree: Node, letter: str, salt: int) -> tuple[int, bool] | None:
    """The value of `letter` at which a tree linear in it vanishes, and whether it is certain."""
    values: list[int] = []
    faithful = True
    try:
        for step in (3, 4, 5, 6):
            residues = Residues(salt)
            residues.pin(letter, step)
            values.append(residues.value(tree))
            faithful = faithful and residues.faithful
            if residues.whole:
                return None
        prime = residues.p
        first, second, third, fourth = values
        slope = second - first
        if (third - second - slope) % prime or (fourth - third - slope) % prime:
            return None
        return (3 - first * residues.inverse(slope % prime)) % prime, faithful
    except NoValue:
        return None


def _ratio(one: Node, other: Node) -> float | None:
    """The constant by which `one` is a multiple of `other`; None where there is none."""
    try:
        constant = _proportional(one, other)
    except Undefined:
        return None
    except NoValue:
        return _ratio_of_doubles(one, other)
    if constant is not True:
        return None if constant is False else _ratio_of_doubles(one, other)
    found = _ratios(one, other)
    return found[0] if found else None


def _proportional(one: Node, other: Node) -> bool | None:
    """Whether the quotient modulo the prime is the same at every point; None: not for certain."""
    quotients: set[int] = set()
    faithful = True
    for salt in range(1, _ROUNDS + 1):
        residues = Residues(salt)
        top, bottom = residues.value(one), residues.value(other)
        if residues.whole:
            raise Unsupported("an exponent whose parity decides")
        quotients.add(top * residues.inverse(bottom) % residues.p)
        faithful = faithful and residues.faithful
    if len(quotients) == 1 and 0 not in quotients:
        return True
    return False if faithful else None


def _ratios(one: Node, other: Node) -> list[float]:
    """The quotients at real points where both have values well away from zero."""
    symbols = profile(one).symbols | profile(other).symbols
    found: list[float] = []
    for letters in drawn_points(symbols):
        try:
            top, error = Doubles(letters).value(one)
            bottom, other_error = Doubles(letters).value(other)
        except FAILURES:
            continue
        if isinstance(top, complex) or isinstance(bottom, complex):
            continue
        if abs(top) > 1e6 * error and abs(bottom) > 1e6 * other_error and bottom:
            found.append(top / bottom)
    return found


def _ratio_of_doubles(one: Node, other: Node) -> float | None:
    found = _ratios(one, other)
    if len(found) < _ROUNDS or not found[0]:
        return None
    close = all(abs(ratio / found[0] - 1) < 1e-9 for ratio in found)
    return found[0] if close else None


def _disproportionate(one: Node, other: Node) -> bool:
    found = _ratios(one, other)
    return len(found) > 1 and any(abs(ratio - found[0]) > 1e-6 * abs(found[0]) for ratio in found)
