"""Antiderivatives: two expressions that differ by a constant, where both hold a free one.

sin(x)**2/2 + C and -cos(2x)/4 + C are the same family. The constant must be added plainly in
both; their difference without it must be the same number at every point of the common domain.
"""

from __future__ import annotations

from assay.answers.equality.building import difference, substituted
from assay.answers.equality.doubles import Doubles
from assay.answers.equality.partial import FAILURES
from assay.answers.equality.points import drawn_points
from assay.answers.equality.profiles import profile
from assay.answers.outcome import Outcome
from assay.answers.trees import Add, Node, Num, Sym

__all__ = ["same_up_to_constant"]

_NEEDED = 4


def same_up_to_constant(one: Node, other: Node, letters: frozenset[str]) -> Outcome | None:
    """None where no letter is a plain added constant on both sides, or the rest varies."""
    for letter in letters:
        if not _added(one, letter) or not _added(other, letter):
            continue
        gap = substituted(difference(one, other), {letter: Num(0)})
        if _is_constant(gap):
            return Outcome(True, "points", "up to the constant of integration")
    return None


def _added(node: Node, letter: str) -> bool:
    if not isinstance(node, Add) or Sym(letter) not in node.terms:
        return False
    rest = [term for term in node.terms if term != Sym(letter)]
    return all(letter not in profile(term).symbols for term in rest)


def _is_constant(gap: Node) -> bool:
    symbols = profile(gap).symbols
    if not symbols:
        return False
    first: float | None = None
    agreed = 0
    for letters in drawn_points(symbols):
        try:
            value, radius = Doubles(letters).value(gap)
        except FAILURES:
            continue
        if isinstance(value, complex):
            return False
        if radius > 1e-7:
            continue
        if first is None:
            first = value
        elif abs(value - first) > 1e-9 * (1 + abs(first)) + 16 * radius:
            return False
        agreed += 1
    return agreed >= _NEEDED
