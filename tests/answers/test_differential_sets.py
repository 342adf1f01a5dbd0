"""Random sets, lists and matrices, rewritten and changed, against arithmetic of their own.

A set of reals is known here by its membership at every end point and between any two; a matrix
by its entries; a list by sorting. Nothing of ours takes part in the truth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import TypeAlias

import pytest

from assay.answers.equality import compare
from assay.answers.reading import read

Piece: TypeAlias = tuple[Fraction | None, Fraction | None, bool, bool]
"""Low and high, None where it does not end, and whether each end belongs to it."""

Pair: TypeAlias = tuple[str, str, bool]


# Sets of reals


def holds(pieces: Sequence[Piece], x: Fraction) -> bool:
    """Whether x is a member."""
    return any(
        (low is None or low < x or (low == x and low_in))
        and (high is None or x < high or (x == high and high_in))
        for low, high, low_in, high_in in pieces
    )


def members(pieces: Sequence[Piece], probes: Sequence[Fraction]) -> tuple[bool, ...]:
    return tuple(holds(pieces, x) for x in probes)


PROBES = tuple(Fraction(n, 4) for n in range(-60, 61))
"""Every end that is drawn, and a number between any two."""


def drawn(rng: Random) -> list[Piece]:
    """A few intervals and points, in any order, overlapping or not."""
    pieces: list[Piece] = []
    for _ in range(rng.randint(1, 4)):
        low, high = sorted(Fraction(rng.randint(-24, 24), 2) for _ in range(2))
        if low == high:
            pieces.append((low, low, True, True))
        else:
            pieces.append((low, high, rng.random() < 0.5, rng.random() < 0.5))
    if rng.random() < 0.3:
        pieces.append((None, Fraction(rng.randint(-24, 0), 2), False, rng.random() < 0.5))
    if rng.random() < 0.3:
        pieces.append((Fraction(rng.randint(0, 24), 2), None, rng.random() < 0.5, False))
    return pieces


def split(pieces: list[Piece], rng: Random) -> list[Piece]:
    """The same set: a piece cut in two, one repeated, another order."""
    cut: list[Piece] = []
    for low, high, low_in, high_in in pieces:
        if low is not None and high is not None and low < high and rng.random() < 0.4:
            middle = (low + high) / 2
            left_has = rng.random() < 0.5
            cut += [(low, middle, low_in, left_has), (middle, high, not left_has, high_in)]
        else:
            cut.append((low, high, low_in, high_in))
    if rng.random() < 0.2:
        cut.append(rng.choice(cut))
    rng.shuffle(cut)
    return cut


def changed(pieces: list[Piece], rng: Random) -> list[Piece]:
    """One bracket or one end another."""
    at = rng.randrange(len(pieces))
    low, high, low_in, high_in = pieces[at]
    if low == high:
        return [*pieces[:at], *pieces[at + 1 :]] or [(low, None, True, False)]
    if high is not None and rng.random() < 0.5:
        new = rng.choice([(low, high, low_in, not high_in), (low, high + 1, low_in, high_in)])
    elif low is not None:
        new = rng.choice([(low, high, not low_in, high_in), (low - 1, high, low_in, high_in)])
    else:
        new = (low, high, low_in, not high_in)
    return [*pieces[:at], new, *pieces[at + 1 :]]


def end(x: Fraction, rng: Random) -> str:
    """A number in one of its forms."""
    if x.denominator == 1:
        return str(x)
    sign = "-" if x < 0 else ""
    fraction = f"{sign}\\frac{{{abs(x.numerator)}}}{{{x.denominator}}}"
    return rng.choice((fraction, f"{x.numerator}/{x.denominator}", str(float(x))))


def written(pieces: Sequence[Piece], rng: Random) -> str:
    """A union, as intervals or as inequalities."""
    if rng.random() < 0.3 and all(low != high for low, high, *_ in pieces):
        return rng.choice((" or ", " \\text{ or } ")).join(inequality(p, rng) for p in pieces)
    return rng.choice((" \\cup ", "\\cup", " U ", " ∪ ")).join(interval(p, rng) for p in pieces)


def interval(piece: Piece, rng: Random) -> str:
    low, high, low_in, high_in = piece
    if low is not None and low == high:
        return f"\\{{{end(low, rng)}\\}}"
    left = "-\\infty" if low is None else end(low, rng)
    right = rng.choice(("\\infty", "+\\infty")) if high is None else end(high, rng)
    opening, closing = "[" if low_in else "(", "]" if high_in else ")"
    if rng.random() < 0.3:
        opening, closing = f"\\left{opening}", f"\\right{closing}"
    return f"{opening}{left}, {right}{closing}"


def inequality(piece: Piece, rng: Random) -> str:
    low, high, low_in, high_in = piece
    less, more = ("\\le " if low_in else "<"), ("\\leq " if high_in else "<")
    if low is None and high is not None:
        return f"x {more} {end(high, rng)}"
    if high is None and low is not None:
        return f"x \\ge {end(low, rng)}" if low_in else f"x > {end(low, rng)}"
    assert low is not None
    assert high is not None
    return f"{end(low, rng)} {less} x {more} {end(high, rng)}"


def real_sets(rng: Random) -> Iterator[Pair]:
    for _ in range(12):
        pieces = drawn(rng)
        other = split(pieces, rng)
        if rng.random() < 0.5:
            other = changed(other, rng)
        truth = members(pieces, PROBES) == members(other, PROBES)
        yield written(pieces, rng), written(other, rng), truth


def punctured(rng: Random) -> Iterator[Pair]:
    """The line without a few points."""
    for _ in range(12):
        points = sorted(rng.sample(range(-9, 10), rng.randint(1, 3)))
        other = list(points)
        if rng.random() < 0.4:
            other[rng.randrange(len(other))] += rng.choice((-20, 20))
        yield without(points, rng), without(sorted(other), rng), points == sorted(other)


def without(points: Sequence[int], rng: Random) -> str:
    ends = ["-\\infty", *map(str, points), "\\infty"]
    pieces = [f"({low}, {high})" for low, high in pairwise(ends)]
    listed = ", ".join(map(str, rng.sample(points, len(points))))
    unequal = [f"x \\ne {point}" for point in points]
    forms = (
        "\\cup ".join(pieces),
        f"\\mathbb{{R}} \\setminus \\{{{listed}\\}}",
        f"\\mathbb{{R}} - \\{{{listed}\\}}",
        " \\text{ and } ".join(unequal),
        f"\\{{x \\in \\mathbb{{R}} : {', '.join(unequal)}\\}}",
        f"x \\neq {listed}",
    )
    return rng.choice(forms)


# Lists, sets, matrices


def entry(x: Fraction, rng: Random) -> str:
    root = f"\\sqrt{{{x.numerator**2}}}" if x.denominator == 1 and x >= 0 else end(x, rng)
    return rng.choice((end(x, rng), end(x, rng), root))


def collections(rng: Random) -> Iterator[Pair]:
    for _ in range(12):
        count = rng.randint(2, 7)
        items = [Fraction(n, rng.choice((1, 1, 2, 4))) for n in rng.sample(range(-40, 40), count)]
        other = rng.sample(items, count)
        if rng.random() < 0.5:
            at = rng.randrange(count)
            other[at] = rng.choice((other[at] + 1, -other[at], other[at - 1]))
        for opening, closing in (("\\{", "\\}"), ("(", ")"), ("", "")):
            ordered = opening == "("
            truth = items == other if ordered else set(items) == set(other)
            gold = ", ".join(entry(x, rng) for x in items)
            given = rng.choice((", ", ",", ",\\ ")).join(entry(x, rng) for x in other)
            yield f"{opening}{gold}{closing}", f"{opening}{given}{closing}", truth


def matrices(rng: Random) -> Iterator[Pair]:
    for _ in range(12):
        height, width = rng.randint(1, 4), rng.randint(2, 4)
        rows = [
            [Fraction(rng.randint(-9, 9), rng.choice((1, 2))) for _ in range(width)]
            for _ in range(height)
        ]
        other = [list(row) for row in rows]
        if rng.random() < 0.4:
            other[rng.randrange(height)][rng.randrange(width)] += 1
        elif rng.random() < 0.2 and height == width:
            other = [list(column) for column in zip(*rows, strict=True)]
        elif rng.random() < 0.2 and height > 1:
            other = other[1:]
        yield matrix(rows, rng), matrix(other, rng), rows == other


def matrix(rows: Sequence[Sequence[Fraction]], rng: Random) -> str:
    name = rng.choice(("pmatrix", "bmatrix", "matrix"))
    lines = "\\\\".join(" & ".join(entry(x, rng) for x in row) for row in rows)
    body = f"\\begin{{{name}}}{lines}\\end{{{name}}}"
    return f"\\left({body}\\right)" if name == "matrix" else body


# Equations


def lines(rng: Random) -> Iterator[Pair]:
    """Lines through the plane: the same line, or another."""
    for _ in range(12):
        a, b, c = rng.choice((1, 2, 3, -2)), rng.choice((1, -1, 2, 5)), rng.randint(-9, 9)
        factor = Fraction(rng.choice((1, -1, 2, -3, 5)), rng.choice((1, 1, 2)))
        other = [factor * a, factor * b, factor * c]
        if rng.random() < 0.5:
            other[rng.randrange(3)] += 1
        crossed = [
            a * other[1] - b * other[0],
            a * other[2] - c * other[0],
            b * other[2] - c * other[1],
        ]
        if other[0] and other[1]:
            truth = not any(crossed)
            yield (
                line(Fraction(a), Fraction(b), Fraction(c), rng),
                line(other[0], other[1], other[2], rng),
                truth,
            )


def circles(rng: Random) -> Iterator[Pair]:
    """Circles: centred, expanded, multiplied; or another circle."""
    for _ in range(12):
        a, b, r = rng.randint(1, 9), rng.randint(-9, -1), rng.randint(2, 9)
        c, d, s = rng.choice(((a, b, r), (a, b, r), (a + 1, b, r), (a, -b, r), (a, b, r + 1)))
        yield circle(a, b, r, rng), circle(c, d, s, rng), (a, b, r) == (c, d, s)


def circle(a: int, b: int, r: int, rng: Random) -> str:
    rest = a * a + b * b - r * r
    forms = (
        f"(x - {a})^2 + (y + {-b})^2 = {r * r}",
        f"(y + {-b})^2 + (x - {a})^2 = {r}^2",
        f"x^2 + y^2 - {2 * a}x + {-2 * b}y + ({rest}) = 0",
        f"2x^2 + 2y^2 = {4 * a}x - {-4 * b}y - ({2 * rest})",
        f"\\frac{{(x - {a})^2}}{{{r * r}}} + \\frac{{(y + {-b})^2}}{{{r * r}}} = 1",
    )
    return rng.choice(forms)


def solutions(rng: Random) -> Iterator[Pair]:
    """The roots of an equation, with or without their letter."""
    for _ in range(12):
        roots = rng.sample(range(-12, 13), rng.randint(2, 4))
        other = rng.sample(roots, len(roots))
        if rng.random() < 0.4:
            other[0] += rng.choice((40, -40))
        truth = set(roots) == set(other)
        yield solved(roots, rng), solved(other, rng), truth


def solved(roots: Sequence[int], rng: Random) -> str:
    listed = ", ".join(map(str, roots))
    named = [f"x = {root}" for root in roots]
    forms = (
        listed,
        f"\\{{{listed}\\}}",
        f"x = {listed}",
        f"x \\in \\{{{listed}\\}}",
        ", ".join(named),
        " \\text{ or } ".join(named),
        " or ".join(named),
    )
    return rng.choice(forms)


def line(a: Fraction, b: Fraction, c: Fraction, rng: Random) -> str:
    """ax + by = c in one of several forms."""

    def times(number: Fraction, letter: str) -> str:
        return f"({end(number, rng)}){letter}"

    in_x, in_y, constant = times(a, "x"), times(b, "y"), end(c, rng)
    slope, offset = -a / b, c / b
    forms = (
        f"{in_x} + {in_y} = {constant}",
        f"{in_x} + {in_y} - ({constant}) = 0",
        f"{in_y} = {constant} - {in_x}",
        f"y = ({slope.numerator}/{slope.denominator})x + ({offset.numerator}/{offset.denominator})",
        f"{constant} = {in_y} + {in_x}",
    )
    return rng.choice(forms)


KINDS: dict[str, Callable[[Random], Iterator[Pair]]] = {
    "real sets": real_sets,
    "punctured lines": punctured,
    "collections": collections,
    "matrices": matrices,
    "lines": lines,
    "circles": circles,
    "solutions": solutions,
}


def pairs(seed: int, kind: str) -> Iterator[Pair]:
    """Two answers and whether they are the same."""
    return KINDS[kind](Random(seed))


@pytest.mark.parametrize("kind", KINDS)
def test_no_verdict_contradicts_the_construction(kind: str):
    decided = total = 0
    for seed in range(12):
        for gold, given, truth in pairs(seed, kind):
            outcome = compare(read(gold), read(given))
            assert outcome.equal in (truth, None), (gold, given, outcome)
            decided += outcome.equal is not None
            total += 1
    assert decided >= 0.97 * total
