"""A piecewise definition against one expression: |x| and its two cases.

The conditions are solved for their letter; on every piece of the line the branch that holds there
is compared with the expression at points inside and at the ends that belong to it. A difference
at one point decides. Equality needs every piece tested, and no function with jumps of its own;
conditions that cannot be solved leave it undecided.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assay.answers.equality.points import STEPPED, Pair, drawn_points
from assay.answers.equality.profiles import profile
from assay.answers.equality.realsets import RealSet, complement, point, position, union
from assay.answers.equality.solving import real_set
from assay.answers.equality.verdicts import undecided
from assay.answers.outcome import Outcome
from assay.answers.trees import Node, Sym
from assay.answers.values import Cases, Interval, Relation, Scalar, Text, Value

if TYPE_CHECKING:
    from assay.answers.equality.judge import Judge

__all__ = ["piecewise"]

_UNKNOWN = undecided("a piecewise definition against one expression")
_INSIDE = (0.13, 0.37, 0.52, 0.71, 0.94)
_BEYOND = (0.31, 1.7, 4.3, 51.0, 5_003.0)
_NEEDED = 3
_PIECES = 12


def piecewise(_judge: Judge, one: Cases, other: Scalar) -> Outcome:
    """At points of every piece."""
    branches = _solved(one)
    if branches is None:
        return _UNKNOWN
    certain = True
    for letter, tree, pieces in branches:
        first, second = profile(tree), profile(other.tree)
        pair = Pair(tree, other.tree, first, second)
        if not pair.real or (first.calls | second.calls) & STEPPED:
            return _UNKNOWN
        letters = (first.symbols | second.symbols) - {letter}
        for piece in pieces:
            same = _on_piece(pair, letter, piece, drawn_points(letters)[0])
            if same is False:
                return Outcome(False, "points", f"values differ in a case of {letter}")
            certain = certain and same is True
    return Outcome(True, "points", "case by case") if certain else _UNKNOWN


def _solved(value: Cases) -> list[tuple[str, Node, tuple[Interval, ...]]] | None:
    """Each branch with where it holds; `otherwise` where no other does."""
    found: list[tuple[Node, RealSet | None]] = []
    for body, condition in value.branches:
        if not isinstance(body, Scalar):
            return None
        otherwise = condition is None or condition == Text("otherwise")
        where = None if condition is None or otherwise else _where(condition)
        if not otherwise and where is None:
            return None
        found.append((body.tree, where))
    known = [where for _, where in found if where is not None]
    letters = {where.letter for where in known}
    letter = letters.pop() if len(letters) == 1 else None
    if letter is None or len(found) - len(known) > 1:
        return None
    rest = complement(union(*(where.pieces for where in known)))
    if rest is None or sum(len(where.pieces) for where in known) > _PIECES:
        return None
    return [(letter, tree, rest if where is None else where.pieces) for tree, where in found]


def _where(condition: Value) -> RealSet | None:
    """The set a condition says; of an equation for a letter, its point."""
    if isinstance(condition, Relation) and condition.operators == ("=",):
        letter, place = condition.sides
        if isinstance(letter, Scalar) and isinstance(letter.tree, Sym):
            return (
                RealSet((point(place.tree),), letter.tree.name)
                if isinstance(place, Scalar)
                else None
            )
    return real_set(condition)


def _on_piece(pair: Pair, letter: str, piece: Interval, others: dict[str, complex]) -> bool | None:
    low, high = position(piece.low), position(piece.high)
    if low is None or high is None:
        return None
    for end in {low, high}:
        closed = piece.low_closed if end == low else piece.high_closed
        if closed and math.isfinite(end):
            same = pair.same_at({**others, letter: end})
            if not same:
                return same
    if low == high:
        return True
    agreed = 0
    for place in _places(low, high):
        same = pair.same_at({**others, letter: place})
        if same is False:
            return False
        agreed += same is True
    return True if agreed >= _NEEDED else None


def _places(low: float, high: float) -> Iterator[float]:
    if math.isfinite(low) and math.isfinite(high):
        yield from (low + (high - low) * share for share in _INSIDE)
    elif math.isfinite(low):
        yield from (low + step for step in _BEYOND)
    else:
        start = high if math.isfinite(high) else 0.0
        yield from (start - step for step in _BEYOND)
        if high == math.inf:
            yield from _BEYOND
