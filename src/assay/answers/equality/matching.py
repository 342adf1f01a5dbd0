"""Which elements of two collections belong together.

Identical elements are paired off by hash, then those whose values modulo a prime agree, so that
long lists cost no more than their length; only what is left is compared pair by pair. Without
`policy.duplicates` two collections are equal where each element of either has an equal in the
other; with it, where they can be paired off one to one (augmenting paths).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assay.answers.equality.doubles import Doubles
from assay.answers.equality.modular import Residues
from assay.answers.equality.partial import FAILURES, NoValue
from assay.answers.equality.profiles import profile
from assay.answers.equality.verdicts import different, every, undecided
from assay.answers.limits import MAX_ITEMS, TooMuch
from assay.answers.outcome import Outcome
from assay.answers.trees import Node, Num
from assay.answers.values import Scalar, Value

if TYPE_CHECKING:
    from assay.answers.equality.judge import Judge

__all__ = ["in_order", "unordered"]

_PLACE = 0.8718

_PAIRS = 400
"""Pairs that are compared one by one."""


def in_order(judge: Judge, one: Sequence[Value], other: Sequence[Value]) -> Outcome:
    """Element by element."""
    if len(one) != len(other):
        return different(_count(len(one), len(other)))
    return every(judge.same(left, right) for left, right in zip(one, other, strict=True))


def unordered(judge: Judge, one: Sequence[Value], other: Sequence[Value]) -> Outcome:
    """As sets, or as multisets where the policy counts duplicates."""
    if max(len(one), len(other)) > MAX_ITEMS:
        return undecided(f"more than {MAX_ITEMS} elements")
    if judge.policy.duplicates and len(one) != len(other):
        return different(_count(len(one), len(other)))
    if not judge.policy.duplicates:
        one, other = list(dict.fromkeys(one)), list(dict.fromkeys(other))
    left, right = _unpaired(one, other, counted=judge.policy.duplicates)
    if not left and not right:
        return every(())
    if judge.policy.duplicates:
        return _paired(judge, left, right)
    return _covered(judge, one, other, left, right)


def _count(expected: int, found: int) -> str:
    return f"{found} elements, expected {expected}"


def _unpaired(
    one: Sequence[Value], other: Sequence[Value], *, counted: bool
) -> tuple[list[Value], list[Value]]:
    """The elements that have no equal of the same key on the other side."""
    keys = [[_key(value) for value in side] for side in (one, other)]
    if not counted:
        first = dict(zip(keys[0], one, strict=True))
        second = dict(zip(keys[1], other, strict=True))
        left = [value for key, value in first.items() if key not in second]
        right = [value for key, value in second.items() if key not in first]
        return left, right
    return _without(one, keys[0], keys[1]), _without(other, keys[1], keys[0])


def _without(values: Sequence[Value], keys: list[object], others: list[object]) -> list[Value]:
    budget: dict[object, int] = {}
    for key in others:
        budget[key] = budget.get(key, 0) + 1
    left: list[Value] = []
    for key, value in zip(keys, values, strict=True):
        if budget.get(key):
            budget[key] -= 1
        else:
            left.append(value)
    return left


def _key(value: Value) -> object:
    """Equal keys mean equal elements; different keys mean nothing yet."""
    if isinstance(value, Scalar):
        number = _residue(value.tree)
        return value if number is None else number
    return value


def _residue(tree: Node) -> object:
    """The value modulo the prime, as a string, which no number is equal to."""
    if isinstance(tree, Num):
        return tree.value
    try:
        profile(tree)
    except TooMuch:
        return None
    try:
        residues = Residues()
        found = residues.value(tree)
        return tree if residues.whole else hex(found)
    except NoValue:
        return None


def _covered(
    judge: Judge,
    one: Sequence[Value],
    other: Sequence[Value],
    left: list[Value],
    right: list[Value],
) -> Outcome:
    """Every element that is left over must have an equal somewhere on the other side."""
    if len(left) * len(other) + len(right) * len(one) > 2 * _PAIRS:
        return _sorted_out(left, right)
    doubt: Outcome | None = None
    for missing, side, others in ((True, left, other), (False, right, one)):
        rough = [(candidate, _roughly(candidate)) for candidate in others]
        for value in side:
            size = _roughly(value)
            near = [candidate for candidate, other_size in rough if _near(size, other_size)]
            found = _best(judge, value, near, swapped=not missing)
            if found.equal is False:
                return different(judge.lacking(value, len(side), missing=missing))
            if found.equal is None:
                doubt = found
    return doubt or Outcome(True, "structure")


def _roughly(value: Value) -> float | None:
    """The value at one fixed point, to tell at once what is far apart; None where it has none."""
    if not isinstance(value, Scalar):
        return None
    symbols = profile(value.tree).symbols
    try:
        found, radius = Doubles(dict.fromkeys(symbols, _PLACE)).value(value.tree)
    except FAILURES:
        return None
    return found if isinstance(found, float) and radius <= 1e-6 * abs(found) else None


def _near(one: float | None, other: float | None) -> bool:
    """Not certainly apart: no tolerance of ours is as wide as a twentieth."""
    if one is None or other is None:
        return True
    return abs(one - other) <= 0.05 * max(abs(one), abs(other))


def _best(judge: Judge, value: Value, others: Sequence[Value], *, swapped: bool) -> Outcome:
    best = different("no equal element")
    for other in others:
        outcome = judge.same(other, value) if swapped else judge.same(value, other)
        if outcome.equal:
            return outcome
        if outcome.equal is None:
            best = outcome
    return best


def _sorted_out(left: list[Value], right: list[Value]) -> Outcome:
    """Too many for pairs: a difference is certain only where every key is that of a number."""
    for value in (*left, *right):
        if not (isinstance(value, Scalar) and isinstance(value.tree, Num)):
            return undecided("too many elements to be compared one by one")
    return different(f"{len(left)} elements missing, {len(right)} not expected")


def _paired(judge: Judge, left: list[Value], right: list[Value]) -> Outcome:
    if len(left) * len(right) > _PAIRS:
        return _sorted_out(left, right)
    table = [[judge.same(value, other) for other in right] for value in left]
    sure = _matching([[cell.equal is True for cell in row] for row in table])
    if sure == len(left):
        return Outcome(True, "structure")
    hopeful = _matching([[cell.equal is not False for cell in row] for row in table])
    if hopeful == len(left):
        return undecided("elements that cannot be compared")
    return different(f"{len(left) - hopeful} of {len(left)} elements without an equal")


def _matching(allowed: list[list[bool]]) -> int:
    """The size of a maximum matching, by augmenting paths."""
    partner: dict[int, int] = {}

    def augmented(row: int, seen: set[int]) -> bool:
        for column, fits in enumerate(allowed[row]):
            if fits and column not in seen:
                seen.add(column)
                if column not in partner or augmented(partner[column], seen):
                    partner[column] = row
                    return True
        return False

    return sum(augmented(row, set()) for row in range(len(allowed)))
