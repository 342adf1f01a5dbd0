"""What an expression is made of beside numerals and brackets: one reader for each kind of token.

Each reader takes the parser at its own token and leaves it behind what it read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from assay.answers.reading.choices import Unreadable
from assay.answers.reading.determinants import barred, determinant
from assay.answers.reading.functions import function, operator
from assay.answers.reading.letters import accent, dotted, font, letter, spelled, value
from assay.answers.reading.numerals import HALF, inverse
from assay.answers.reading.series import integral, limit, series
from assay.answers.trees import Call, Const, Mul, Node, Num, Pow, Sym

if TYPE_CHECKING:
    from assay.answers.reading.scalars import Scalars

__all__ = ["ATOMS"]

_OPERANDS = frozenset("num name const fn ( [ { frac sqrt".split())
_DIFFERENTIALS = (Sym("d"), Sym("partial"))


def _constant(parser: Scalars) -> Node:
    name = value(parser, parser.at)
    parser.at += 1
    return Const(name)


def _fraction(parser: Scalars) -> Node:
    parser.at += 1
    top, bottom = parser.argument(), parser.argument()
    return _operator(parser, top, bottom) or _derivative(top, bottom) or Mul((top, inverse(bottom)))


def _operator(parser: Scalars, top: Node, bottom: Node) -> Node | None:
    """`\\frac{d}{dx} x^2`: the derivative of the product that follows; else None."""
    if top not in _DIFFERENTIALS or not isinstance(bottom, Mul) or len(bottom.factors) != 2:
        return None
    mark, letter = bottom.factors
    if mark != top or not isinstance(letter, Sym) or parser.kinds[parser.at] not in _OPERANDS:
        return None
    return Call("derivative", (parser.product(), letter))


def _derivative(top: Node, bottom: Node) -> Node | None:
    """`\\frac{dy}{dx}`, of two letters each; any other fraction stays one."""
    if not (isinstance(top, Mul) and isinstance(bottom, Mul)):
        return None
    mark = bottom.factors[0]
    if mark in _DIFFERENTIALS and top.factors[0] == mark and len(top.factors + bottom.factors) == 4:
        return Call("derivative", (top.factors[1], bottom.factors[1]))
    return None


def _root(parser: Scalars) -> Node:
    parser.at += 1
    index: Node | None = None
    if parser.kinds[parser.at] == "[":
        index = parser.group()
    return Pow(parser.argument(), HALF if index is None else inverse(index))


def _cube_root(parser: Scalars) -> Node:
    parser.at += 1
    return Pow(parser.argument(), inverse(Num(3)))


def _binomial(parser: Scalars) -> Node:
    parser.at += 1
    return Call("binom", (parser.argument(), parser.argument()))


def _bars(parser: Scalars) -> Node:
    parser.at += 1
    is_matrix = parser.kinds[parser.at] == "begin"
    parser.bars += 1
    node = determinant(parser) if is_matrix else parser.sum()
    parser.bars -= 1
    if parser.kinds[parser.at] not in ("|", "bar)"):
        raise Unreadable("an absolute value without end")
    parser.at += 1
    return node if is_matrix else Call("abs", (node,))


def _norm(parser: Scalars) -> Node:
    parser.at += 1
    node = parser.sum()
    if parser.kinds[parser.at] != "norm":
        raise Unreadable("a norm without end")
    parser.at += 1
    return Call("norm", (node,))


def _rounded(name: str, closing: str) -> Callable[[Scalars], Node]:
    def read(parser: Scalars) -> Node:
        parser.at += 1
        node = parser.sum()
        if parser.kinds[parser.at] != closing:
            raise Unreadable(f"a {name} without end")
        parser.at += 1
        return Call(name, (node,))

    return read


ATOMS: dict[str, Callable[[Scalars], Node]] = {
    "begin": barred,
    "name": letter,
    "const": _constant,
    "fn": function,
    "op": operator,
    "frac": _fraction,
    "sqrt": _root,
    "cbrt": _cube_root,
    "binom": _binomial,
    "|": _bars,
    "bar(": _bars,
    "norm": _norm,
    "lfloor": _rounded("floor", "rfloor"),
    "lceil": _rounded("ceil", "rceil"),
    "sum": series,
    "lim": limit,
    "int": integral,
    "accent": accent,
    "font": font,
    "dot": dotted,
    "word": spelled,
}
