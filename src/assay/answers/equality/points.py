"""Values of two expressions at random points of their common domain.

The points are drawn once, from a fixed seed, out of ranges that suit different domains: positive
numbers, numbers below one, larger ones, negative ones. A point where either side has no real
value is skipped. A difference at one point decides; agreement must hold at several. Where the
two agree at every positive point and differ at a negative one, the answer hangs on a sign that
was not written (the root of a**2 is a for lengths): undecided. Integer points serve sums, floors
and divisors, complex ones what is never real.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from assay.answers.equality.building import parts
from assay.answers.equality.doubles import Doubles
from assay.answers.equality.exact import exact, exact_or_none
from assay.answers.equality.fields import mixed
from assay.answers.equality.partial import FAILURES
from assay.answers.equality.profiles import Profile, profile
from assay.answers.outcome import Outcome
from assay.answers.trees import Call, Node, Num, Pow, Sym

if TYPE_CHECKING:
    from assay.answers.equality.precise import Budget

__all__ = ["STEPPED", "Pair", "at_integers", "at_points", "drawn_points", "indexes"]

_LETTERS = 16
_NEEDED = 3
_PRECISE = 6
"""Points that may be asked for in high precision, of expressions of `_SMALL` parts at most."""

_SMALL = 300

_SERIES = 12_000
"""Parts of terms of sums that all points together may take."""


def _drawn(seed: int, low: float, high: float) -> tuple[float, ...]:
    source = random.Random(seed)  # noqa: S311
    return tuple(source.uniform(low, high) for _ in range(_LETTERS))


_POSITIVE = (
    _drawn(11, 0.4, 2.9),
    _drawn(12, 1.1, 4.7),
    _drawn(13, 0.05, 0.95),
    _drawn(14, 3.0, 9.0),
    tuple(sorted(_drawn(15, 0.1, 6.0))),
    tuple(sorted(_drawn(16, 0.1, 6.0), reverse=True)),
    _drawn(17, 12.0, 60.0),
)
_SIGNED = (
    _drawn(21, -2.9, -0.3),
    _drawn(22, -0.95, 0.95),
    _drawn(23, -8.0, 8.0),
    tuple(x if place % 2 else -x for place, x in enumerate(_POSITIVE[0])),
    tuple(-x if place % 2 else x for place, x in enumerate(_POSITIVE[1])),
    tuple(x if place % 4 < 2 else -x for place, x in enumerate(_POSITIVE[4])),
    _drawn(24, -9e5, -3e3),
)
_LARGE = (_drawn(18, 3e3, 9e5),)
_SPREAD = 1e7
"""Magnitudes further apart than this may hide a difference from double precision."""

STEPPED = frozenset({"floor", "ceil", "sign", "mod"})
"""Functions with jumps: what moves a jump a little is seen at no random point."""

_STEPPED_SPREAD = 1e3

_NARROW = tuple(
    tuple(-7.9 + 0.49 * row + 0.003 * place for place in range(_LETTERS)) for row in range(33)
)
"""Further points for functions with jumps."""

_COMPLEX = tuple(
    tuple(
        complex(x, y)
        for x, y in zip(_drawn(seed, 0.2, 2.0), _drawn(seed + 9, 0.1, 1.5), strict=True)
    )
    for seed in (31, 32, 33)
)


def _points(
    symbols: Iterable[str],
    rows: Sequence[Sequence[complex]],
    whole: frozenset[str] = frozenset(),
) -> list[dict[str, complex]]:
    names = sorted(symbols)
    points = [{name: row[place % _LETTERS] for place, name in enumerate(names)} for row in rows]
    for letters in points if whole else ():
        for name in whole:
            letters[name] = float(round(letters[name].real))
    return points


def whole_letters(node: Node) -> frozenset[str]:
    """Letters in the exponent of a negative number: (-1)**n has a value for integers only."""
    found: set[str] = set()
    level = [node]
    while level:
        part = level.pop()
        if isinstance(part, Pow) and not isinstance(part.exponent, Num):
            base = exact_or_none(part.base)
            if base is not None and base < 0:
                found |= profile(part.exponent).symbols
        level += parts(part)
    return frozenset(found)


def drawn_points(symbols: Iterable[str]) -> list[dict[str, complex]]:
    """Real points of all ranges, for a caller's own use."""
    return _points(symbols, (*_POSITIVE, *_SIGNED))


def indexes(node: Node) -> frozenset[str]:
    """The letters that sums and products run over."""
    found: set[str] = set()
    level = [node]
    while level:
        part = level.pop()
        if isinstance(part, Call) and part.name in ("sum", "prod") and len(part.args) == 4:
            index = part.args[1]
            found |= {index.name} if isinstance(index, Sym) else set()
        level += parts(part)
    return frozenset(found)


def at_points(
    one: Node, other: Node, first: Profile, second: Profile, symbols: frozenset[str]
) -> Outcome | None:
    """None where too few points lie in both domains, or the precision does not suffice."""
    if len(symbols) > _LETTERS:
        return None
    pair = Pair(one, other, first, second)
    whole = whole_letters(one) | whole_letters(other)
    agreed = 0
    for letters in _points(symbols, (*_LARGE, *_POSITIVE), whole):
        same = pair.same_at(letters)
        if same is False:
            return _differ(letters)
        agreed += same is True
        if agreed > _NEEDED and not whole:
            break
    return _at_signed_points(pair, symbols, whole, agreed)


def _at_signed_points(
    pair: Pair, symbols: Iterable[str], whole: frozenset[str], agreed: int
) -> Outcome | None:
    total = agreed
    for letters in _points(symbols, (*_SIGNED, *(_NARROW if pair.stepped else ())), whole):
        same = pair.same_at(letters)
        if same is False and agreed >= _NEEDED:
            return Outcome(None, "points", "equal for positive values only")
        if same is False:
            return _differ(letters)
        total += same is True
    if total >= _NEEDED:
        return Outcome(True, "points")
    return _at_complex_points(pair, symbols) if pair.real and not whole else None


def _at_complex_points(pair: Pair, symbols: Iterable[str]) -> Outcome | None:
    pair.real = False
    agreed = 0
    for letters in _points(symbols, _COMPLEX):
        same = pair.same_at(letters)
        if same is False:
            return _differ(letters)
        agreed += same is True
    return Outcome(True, "points") if agreed >= _NEEDED else None


class Pair:
    """Two expressions, evaluated at one point after the other."""

    __slots__ = ("_budget", "_left", "_precise", "_right", "_series", "_trusted", "real", "stepped")

    def __init__(self, one: Node, other: Node, first: Profile, second: Profile) -> None:
        if second.nodes < first.nodes:  # the same order of work whichever comes first
            one, other = other, one
        self._left, self._right = one, other
        self.real = "i" not in first.constants | second.constants
        self.stepped = bool((first.calls | second.calls) & STEPPED)
        self._series = _SERIES
        self._budget: Budget | None = None
        self._trusted = not (first.tall or second.tall)
        nodes = first.nodes + second.nodes
        self._precise = _PRECISE if nodes <= _SMALL else 0

    def same_at(self, letters: Mapping[str, complex]) -> bool | None:
        """In high precision where doubles leave it open or cannot be trusted."""
        if self._series < 0:
            return None
        doubles = Doubles(letters, real=self.real)
        try:
            left, error = doubles.value(self._left)
            right, other_error = doubles.value(self._right)
        except FAILURES:
            return None
        finally:
            self._series -= doubles.work
        trusted = self._trusted and doubles.spread < (_STEPPED_SPREAD if self.stepped else _SPREAD)
        gap, room = abs(left - right), error + other_error
        size = max(abs(left), abs(right))
        if gap > 8 * room + 1e-300:
            if trusted or gap > 1e-6 * size:
                return False
        elif trusted and room <= 1e-9 * size:
            return True
        return self._agree(letters)

    def _agree(self, letters: Mapping[str, complex]) -> bool | None:
        if not self._precise or self.stepped:
            return None
        from assay.answers.equality.precise import Budget, agree

        self._precise -= 1
        self._budget = self._budget or Budget()
        same = agree(self._left, self._right, letters, real=self.real, budget=self._budget)
        if same is None:
            self._precise = 0
        return same


def _differ(letters: Mapping[str, complex]) -> Outcome:
    where = ", ".join(f"{name} = {value:.3g}" for name, value in list(letters.items())[:3])
    return Outcome(False, "points", f"values differ at {where}")


def _secret_integers() -> tuple[int, ...]:
    """Integers that no polynomial written by hand vanishes at, small enough for long sums."""
    return tuple(low + mixed(low) % low for low in (10, 17, 26, 40, 63, 94))


def at_integers(one: Node, other: Node, symbols: frozenset[str]) -> Outcome | None:
    """Exact values where every letter is a small integer; for sums, floors and divisors."""
    agreed = 0
    names = sorted(symbols)
    secret = _secret_integers() if names else ()
    surprised = not names
    for start in (*range(1, 9), *secret, 997, 10007, 123456) if names else (1,):
        letters = {name: start + 3 * place % 7 for place, name in enumerate(names)}
        try:
            left, right = exact(one, letters), exact(other, letters)
        except FAILURES:
            continue
        if left != right:
            return _differ({name: float(value) for name, value in letters.items()})
        agreed += 1
        surprised = surprised or start in secret
    enough = surprised and agreed >= (6 if names else 1)
    return Outcome(True, "points") if enough else None
