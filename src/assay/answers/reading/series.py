"""Sums, products, limits and integrals, with the letter that each binds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assay.answers.reading.choices import Unreadable
from assay.answers.reading.letters import value
from assay.answers.trees import Call, Node, Num, Sym

if TYPE_CHECKING:
    from assay.answers.reading.scalars import Scalars

__all__ = ["integral", "limit", "series"]


def _bound_letter(parser: Scalars, sign: str) -> tuple[str, Node]:
    """`{i=1}` or `{x \\to 0}`: the letter and what it starts from."""
    at = parser.at
    close = parser.match.get(at, 0)
    if parser.kinds[at : at + 2] != ["{", "name"] or parser.kinds[at + 2] != sign:
        raise Unreadable("an index without a letter")
    letter = value(parser, at + 1)
    parser.at += 3
    start = parser.sum()
    if parser.at != close:
        raise Unreadable("an index with more than a start")
    parser.at += 1
    return letter, start


def series(parser: Scalars) -> Node:
    name = value(parser, parser.at)
    parser.at += 1
    letter, low, high = "", None, None
    for _ in range(2):
        sign = parser.kinds[parser.at]
        parser.at += 1
        if sign == "_" and low is None:
            letter, low = _bound_letter(parser, "rel")
        elif sign == "^" and high is None:
            high = parser.argument()
    if low is None or high is None:
        raise Unreadable("a sum without limits")
    body = _with_bound(parser, letter)
    return Call(name, (body, Sym(letter), low, high))


def _with_bound(parser: Scalars, letter: str) -> Node:
    known = letter in parser.bound
    parser.bound.add(letter)
    body = parser.product()
    if not known:
        parser.bound.discard(letter)
    return body


def limit(parser: Scalars) -> Node:
    parser.at += 1
    if parser.kinds[parser.at] != "_":
        raise Unreadable("a limit without a letter")
    parser.at += 1
    letter, target = _bound_letter(parser, "to")
    body = _with_bound(parser, letter)
    return Call("limit", (body, Sym(letter), target))


def integral(parser: Scalars) -> Node:
    parser.at += 1
    limits: list[Node] = []
    while (sign := parser.kinds[parser.at]) in ("_", "^") and len(limits) < 2:
        parser.at += 1
        limits.insert(0 if sign == "_" else 1, parser.argument())
    end = _differential(parser)
    letter = Sym(value(parser, end + 1))
    body: Node = Num(1) if end == parser.at else parser.parse(parser.at, end)
    parser.at = end + 2
    return Call("integral", (body, letter, *limits))


def _differential(parser: Scalars) -> int:
    """Where the `d` of `dx` stands, outside of inner brackets."""
    at = parser.at
    while parser.kinds[at]:
        if parser.kinds[at] == "name" == parser.kinds[at + 1] and parser.values[at] == "d":
            return at
        at = parser.match.get(at, at) + 1
    raise Unreadable("an integral without a differential")
