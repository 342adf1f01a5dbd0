"""Named functions: their arguments, the exponent between name and argument, logarithms.

A function takes brackets, or the factors that follow up to the next sign or function, so that
`\\sin 2x \\cos x` is a product of two; the exponent -1 names the inverse function.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assay.answers.reading.choices import Unreadable
from assay.answers.reading.determinants import determinant, holds_matrix
from assay.answers.reading.letters import arguments, script, value
from assay.answers.reading.names import INVERSES
from assay.answers.reading.numerals import HALF, TEN
from assay.answers.trees import Call, Const, Mul, Node, Num, Pow, Sym

if TYPE_CHECKING:
    from assay.answers.reading.scalars import Scalars

__all__ = ["function", "operator"]

_NUMBERED = frozenset("max min gcd lcm binom perm".split())
_LOGARITHMS: dict[str, Node | None] = {"ln": None, "log": None, "lg": TEN, "lb": Num(2)}
_OPERANDS = frozenset(
    "num name const ( [ { frac sqrt cbrt binom | bar( lfloor lceil accent font".split()
)


def function(parser: Scalars) -> Node:
    name = value(parser, parser.at)
    parser.at += 1
    base: Node | None = None
    exponent: Node | None = None
    for _ in range(2):
        if parser.kinds[parser.at] == "_" and base is None:
            parser.at += 1
            base = _log_base(parser)
        elif parser.kinds[parser.at] == "^" and exponent is None:
            parser.at += 1
            exponent = parser.exponent()
    if name == "log" and base is None and _has_tight_base(parser):
        base = parser.argument()
    if exponent == Num(-1) and name in INVERSES:
        name, exponent = INVERSES[name], None
    node = _applied(parser, name, base)
    return node if exponent is None else Pow(node, exponent)


def operator(parser: Scalars) -> Node:
    """`\\operatorname{W}_0(e)`: a function nobody told us of, with its index; alone, a letter."""
    name = value(parser, parser.at)
    parser.at += 1
    exponent: Node | None = None
    for _ in range(2):
        if parser.kinds[parser.at] == "_":
            parser.at += 1
            name = f"{name}_{script(parser)}"
        elif parser.kinds[parser.at] == "^" and exponent is None:
            parser.at += 1
            exponent = parser.exponent()
    kind = parser.kinds[parser.at]
    if kind == "(":
        node: Node = Call(name, arguments(parser))
    elif kind in _OPERANDS:
        node = Call(name, (_operand(parser),))
    else:
        node = Sym(name)
    return node if exponent is None else Pow(node, exponent)


def _has_tight_base(parser: Scalars) -> bool:
    """Whether `log2(3)` stands here: a numeral right after the name, then brackets."""
    at = parser.at
    return parser.kinds[at] == "num" and parser.kinds[at + 1] == "(" and not parser.line.spaced[at]


def _log_base(parser: Scalars) -> Node:
    if parser.kinds[parser.at] == "num" and parser.kinds[parser.at + 1] not in ("num", "("):
        figures = parser.line.slice(parser.at, parser.at + 1)
        if len(figures) > 1 and parser.kinds[parser.at + 1] not in _OPERANDS:
            raise Unreadable("the base of a logarithm without an argument")
    return parser.argument()


def _applied(parser: Scalars, name: str, base: Node | None) -> Node:
    if name in _NUMBERED:
        return Call(name, _several(parser))
    if name == "det" and holds_matrix(parser):
        return determinant(parser)
    argument = _operand(parser)
    if name not in _LOGARITHMS:
        return Pow(argument, HALF) if name == "sqrt" else Call(name, (argument,))
    if base is None:
        base = _LOGARITHMS[name]
        if name == "log" and parser.choices.other("log"):
            base = TEN
    return Call("log", (argument,) if base is None or base == Const("e") else (argument, base))


def _several(parser: Scalars) -> tuple[Node, ...]:
    if parser.kinds[parser.at] in ("(", "[", "{", "set{"):
        return arguments(parser)
    raise Unreadable("arguments")


def _operand(parser: Scalars) -> Node:
    """The argument of a function: brackets, or the factors up to the next sign or function."""
    kinds = parser.kinds
    kind = kinds[parser.at]
    if kind in ("(", "[", "{"):
        return parser.group()
    if kind in ("-", "+"):
        return parser.power()
    if kind == "fn":
        return parser.power()
    factors = [parser.power()]
    while (kind := kinds[parser.at]) in _OPERANDS and kind not in ("(", "["):
        if (kind == "|" and parser.bars) or (
            kind == "name" and parser.values[parser.at] in ("e", "d")
        ):
            break
        factors.append(parser.power())
    return factors[0] if len(factors) == 1 else Mul(tuple(factors))
