"""Sets of real numbers: sorted, merged pieces, whatever notation they came in.

A piece is an `Interval`, a point an interval from itself to itself. Where all ends are constants
the pieces are put in order by their values and merged; with letters in the ends they are kept as
written and compared as a collection of pieces.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cmp_to_key
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from assay.answers.equality.building import INFINITY, negated
from assay.answers.equality.doubles import constant_ball
from assay.answers.equality.scalars import same_scalar
from assay.answers.equality.verdicts import different, every, undecided
from assay.answers.limits import MAX_ITEMS, TooMuch
from assay.answers.outcome import Outcome
from assay.answers.trees import Const, Mul, Node, Num
from assay.answers.values import Interval

if TYPE_CHECKING:
    from assay.answers.equality.judge import Judge

__all__ = [
    "RealSet",
    "complement",
    "disjoint",
    "intersection",
    "point",
    "position",
    "same_real_set",
    "union",
]

MINUS_INFINITY = negated(INFINITY)


class RealSet(msgspec.Struct, frozen=True, gc=False):
    """Pieces, and the letter they were said of: empty where none was, as in (1, 2]."""

    pieces: tuple[Interval, ...]
    letter: str = ""


def point(node: Node) -> Interval:
    return Interval(node, node, True, True)


def position(node: Node) -> float | None:
    """Where an end lies on the line; None where it is no constant."""
    if isinstance(node, Num):
        try:
            return float(node.value)
        except OverflowError:
            return None
    if node == INFINITY:
        return math.inf
    if isinstance(node, Mul) and INFINITY in node.factors:
        rest = [constant_ball(factor) for factor in node.factors if factor != INFINITY]
        signs = [ball[0] for ball in rest if ball is not None and isinstance(ball[0], float)]
        return math.copysign(math.inf, math.prod(signs)) if len(signs) == len(rest) else None
    ball = constant_ball(node)
    return ball[0] if ball is not None and isinstance(ball[0], float) else None


def _near(one: float, other: float) -> bool:
    if one == other:
        return True
    size = max(abs(one), abs(other))
    return size < math.inf and abs(one - other) <= 1e-12 * size


class _Piece(msgspec.Struct, frozen=True, gc=False):
    """An interval with the positions of its ends."""

    low: float
    high: float
    interval: Interval


def _placed(pieces: Sequence[Interval]) -> list[_Piece] | None:
    """The pieces that are not empty, with positions; None where an end has none."""
    placed: list[_Piece] = []
    for piece in pieces:
        low, high = position(piece.low), position(piece.high)
        if low is None or high is None:
            return None
        single = _near(low, high)
        if (single and not (piece.low_closed and piece.high_closed)) or (low > high and not single):
            continue
        placed.append(_Piece(low, high, piece))
    return placed


def _order(one: _Piece, other: _Piece) -> int:
    if _near(one.low, other.low):
        return other.interval.low_closed - one.interval.low_closed
    return -1 if one.low < other.low else 1


def _merged(placed: list[_Piece]) -> list[_Piece]:
    done: list[_Piece] = []
    for piece in sorted(placed, key=cmp_to_key(_order)):
        if done and _touch(done[-1], piece):
            done[-1] = _joined(done[-1], piece)
        else:
            done.append(piece)
    return done


def _touch(one: _Piece, other: _Piece) -> bool:
    if _near(one.high, other.low):
        return one.interval.high_closed or other.interval.low_closed
    return other.low < one.high


def _joined(one: _Piece, other: _Piece) -> _Piece:
    if _near(one.high, other.high):
        closed = one.interval.high_closed or other.interval.high_closed
        longer = one
    else:
        longer = one if one.high > other.high else other
        closed = longer.interval.high_closed
    joined = Interval(one.interval.low, longer.interval.high, one.interval.low_closed, closed)
    return _Piece(one.low, longer.high, joined)


def disjoint(pieces: Sequence[Interval]) -> bool:
    """Whether these are proper intervals with constant ends, none reaching into another."""
    placed = [_proper(piece) for piece in pieces]
    known = sorted(ends for ends in placed if ends is not None)
    if len(known) != len(pieces):
        return False
    return all(one[1] <= other[0] for one, other in pairwise(known))


def _proper(piece: Interval) -> tuple[float, float] | None:
    low, high = position(piece.low), position(piece.high)
    return (low, high) if low is not None and high is not None and low < high else None


def union(*sets: Sequence[Interval]) -> tuple[Interval, ...]:
    """The pieces of all; merged where all ends are constants."""
    pieces = [piece for pieces in sets for piece in pieces]
    if len(pieces) > MAX_ITEMS:
        raise TooMuch(f"a set of more than {MAX_ITEMS} pieces")
    placed = _placed(pieces)
    return tuple(pieces) if placed is None else tuple(p.interval for p in _merged(placed))


def complement(pieces: Sequence[Interval]) -> tuple[Interval, ...] | None:
    """The rest of the line; None where the ends cannot be put in order."""
    placed = _placed(pieces)
    if placed is None:
        return None
    rest: list[Interval] = []
    low, closed = MINUS_INFINITY, False
    for piece in _merged(placed):
        if piece.low != -math.inf:
            interval = piece.interval
            rest.append(Interval(low, interval.low, closed, not interval.low_closed))
        low, closed = piece.interval.high, not piece.interval.high_closed
        if piece.high == math.inf:
            return tuple(rest)
    return (*rest, Interval(low, INFINITY, closed, False))


def intersection(one: Sequence[Interval], other: Sequence[Interval]) -> tuple[Interval, ...] | None:
    """What both hold. With letters in the ends only bounds on different sides can be joined."""
    first, second = _placed(one), _placed(other)
    if first is None or second is None:
        return _joined_bounds(one, other)
    if len(first) * len(second) > 40 * MAX_ITEMS:
        raise TooMuch("an intersection of many pieces")
    common = [_common(a, b) for a in first for b in second]
    placed = _placed(common)
    return None if placed is None else tuple(piece.interval for piece in _merged(placed))


def _common(one: _Piece, other: _Piece) -> Interval:
    a, b = one.interval, other.interval
    if _near(one.low, other.low):
        low, low_closed = a.low, a.low_closed and b.low_closed
    else:
        low, low_closed = (a.low, a.low_closed) if one.low > other.low else (b.low, b.low_closed)
    if _near(one.high, other.high):
        high, high_closed = a.high, a.high_closed and b.high_closed
    else:
        high, high_closed = (
            (a.high, a.high_closed) if one.high < other.high else (b.high, b.high_closed)
        )
    return Interval(low, high, low_closed, high_closed)


def _joined_bounds(
    one: Sequence[Interval], other: Sequence[Interval]
) -> tuple[Interval, ...] | None:
    if len(one) != 1 or len(other) != 1:
        return None
    a, b = one[0], other[0]
    low = a if a.low != MINUS_INFINITY else b
    high = a if a.high != INFINITY else b
    if low is high or (b.low != MINUS_INFINITY and a.low != MINUS_INFINITY):
        return None
    return (Interval(low.low, high.high, low.low_closed, high.high_closed),)


def same_real_set(judge: Judge, one: RealSet, other: RealSet) -> Outcome:
    """Piece by piece where both can be put in order."""
    if one.letter and other.letter and one.letter != other.letter and not judge.policy.rename:
        return different(f"about {other.letter}, expected {one.letter}")
    first, second = _placed(one.pieces), _placed(other.pieces)
    if first is None or second is None:
        return _as_collections(judge, one.pieces, other.pieces)
    left, right = _merged(first), _merged(second)
    if len(left) != len(right):
        return different(f"{_pieces(len(right))}, expected {_pieces(len(left))}")
    return every(
        same_interval(judge, a.interval, b.interval) for a, b in zip(left, right, strict=True)
    )


def _pieces(count: int) -> str:
    return {0: "an empty set", 1: "1 piece"}.get(count, f"{count} pieces")


def same_interval(judge: Judge, one: Interval, other: Interval) -> Outcome:
    """Both ends, and whether they belong to it. An infinite end belongs to none."""
    single = one.low == one.high and other.low == other.high
    outcome = every(
        (
            _same_end("value" if single else "lower bound", one.low, other.low, judge),
            _same_end("value" if single else "upper bound", one.high, other.high, judge),
        )
    )
    if outcome.equal is False:
        return outcome
    if one.low_closed != other.low_closed and not _infinite(one.low):
        return different(_bracket("lower", other.low_closed))
    if one.high_closed != other.high_closed and not _infinite(one.high):
        return different(_bracket("upper", other.high_closed))
    return outcome


def _infinite(node: Node) -> bool:
    return node == INFINITY or (isinstance(node, Mul) and Const("inf") in node.factors)


def _bracket(end: str, closed: bool) -> str:
    found, expected = ("closed", "open") if closed else ("open", "closed")
    return f"{end} bound {found}, expected {expected}"


def _same_end(name: str, one: Node, other: Node, judge: Judge) -> Outcome:
    outcome = same_scalar(one, other, judge.policy)
    if outcome.equal is False:
        return Outcome(False, outcome.stage, f"{name} differs")
    return outcome


def _as_collections(judge: Judge, one: Sequence[Interval], other: Sequence[Interval]) -> Outcome:
    """Ends with letters: every piece needs an equal piece."""
    if len(one) != len(other):
        return undecided("sets whose ends hold letters")
    if len(one) == 1:
        return same_interval(judge, one[0], other[0])
    if len(one) > 12:
        return undecided("many pieces whose ends hold letters")
    left = list(other)
    for piece in one:
        outcomes = [same_interval(judge, piece, candidate) for candidate in left]
        found = next((place for place, outcome in enumerate(outcomes) if outcome.equal), None)
        if found is None:
            return undecided("sets whose ends hold letters")
        left.pop(found)
    return Outcome(True, "structure")
