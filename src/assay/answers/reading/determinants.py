"""Determinants: `vmatrix`, bars around a matrix, and `\\det` of one, as sums of products.

Up to four rows are written out by their permutations; more, or entries too large to repeat, are
left as text, because a matrix compared entry by entry says nothing about its determinant.
"""

from __future__ import annotations

from itertools import pairwise, permutations
from typing import TYPE_CHECKING

from assay.answers.limits import MAX_NODES
from assay.answers.reading.choices import Unreadable
from assay.answers.reading.numerals import negated, product_of
from assay.answers.trees import Add, Node

if TYPE_CHECKING:
    from assay.answers.reading.scalars import Scalars

__all__ = ["barred", "determinant", "holds_matrix"]

_MATRICES = frozenset("matrix pmatrix bmatrix vmatrix smallmatrix array".split())
_MAX_ROWS = 4


def barred(parser: Scalars) -> Node:
    """An environment inside of an expression: a number only where it has bars."""
    if parser.values[parser.at] != "vmatrix":
        raise Unreadable("a matrix in an expression")
    return determinant(parser)


def holds_matrix(parser: Scalars) -> bool:
    """Whether a matrix stands here, bare or in one pair of brackets."""
    at = parser.at
    return "begin" in (
        parser.kinds[at],
        parser.kinds[at + 1] if parser.kinds[at] in ("(", "{") else "",
    )


def determinant(parser: Scalars) -> Node:
    """The determinant of the matrix that stands here."""
    at = parser.at
    close = parser.match.get(at)
    if close is None or close >= len(parser.values):
        raise Unreadable("a matrix without end")
    if parser.kinds[at] in ("(", "{"):
        if parser.match.get(at + 1) != close - 1:
            raise Unreadable("more than a matrix")
        parser.at = at + 1
        node = determinant(parser)
        parser.at = close + 1
        return node
    if parser.values[at] not in _MATRICES:
        raise Unreadable("an environment that is no matrix")
    node = _expanded(parser, _cells(parser, at + 1, close))
    parser.at = close + 1
    return node


def _cells(parser: Scalars, low: int, high: int) -> list[list[tuple[int, int]]]:
    rows = [_split(parser, a, b, "&") for a, b in _split(parser, low, high, "row")]
    if not 0 < len(rows) <= _MAX_ROWS or any(len(row) != len(rows) for row in rows):
        raise Unreadable("no small square matrix")
    return rows


def _split(parser: Scalars, low: int, high: int, sign: str) -> list[tuple[int, int]]:
    """The non-empty ranges between the signs outside of inner brackets."""
    bounds, at = [low - 1], low
    while at < high:
        if parser.kinds[at] == sign:
            bounds.append(at)
        at = parser.match.get(at, at) + 1
    bounds.append(high)
    return [(a + 1, b) for a, b in pairwise(bounds) if b > a + 1]


def _expanded(parser: Scalars, cells: list[list[tuple[int, int]]]) -> Node:
    size, before = len(cells), parser.nodes
    rows = [[parser.parse(low, high) for low, high in row] for row in cells]
    # Each entry of four rows stands in six products.
    if (parser.nodes - before) * 6 > MAX_NODES:
        raise Unreadable("entries too large to repeat")
    terms: list[Node] = []
    for order in permutations(range(size)):
        term = product_of([rows[row][column] for row, column in enumerate(order)])
        swaps = sum(a > b for i, a in enumerate(order) for b in order[i + 1 :])
        terms.append(negated(term) if swaps % 2 else term)
    return terms[0] if size == 1 else Add(tuple(terms))
