"""Letters and what is attached to them: indices, primes, arguments, accents, fonts.

`f(x)` is a function of x for the usual letters, for a primed one, and on the left of an equation
for any (`x(t) = 2t`); elsewhere brackets after a letter are a factor. `e` and `i` are constants
unless they are indices of a sum, variables of the problem, or unit vectors beside j.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assay.answers.reading.choices import Unreadable
from assay.answers.trees import Call, Const, Mul, Node, Num, Pow, Sym

if TYPE_CHECKING:
    from assay.answers.reading.scalars import Scalars

__all__ = [
    "accent",
    "arguments",
    "dotted",
    "font",
    "indexed",
    "letter",
    "script",
    "spelled",
    "value",
]

_APPLIED = frozenset("f g h F G H phi psi Phi Psi Gamma zeta".split())
"""Letters that are functions wherever brackets follow them."""

_INDEXED = ("J_", "Y_", "Li_")
"""Functions with an index, Bessel's and the polylogarithm, where brackets follow."""

_COMPLEX = frozenset("z w i".split())
"""Letters whose line is the conjugate; over x it is a mean, over AB a segment."""
_EXPRESSION = frozenset("+ - * / frac sqrt fn ( [ accent".split())
_NEVER = frozenset("not no the are".split())
"""Words that change what a text says, and are never a product of their letters."""

_NAMING = frozenset("name num _ { } ^".split())
_SCRIPTABLE = frozenset("num name const word fn , - + * ( ) { } ' / and or set".split())


def value(parser: Scalars, at: int) -> str:
    value = parser.values[at]
    return value if isinstance(value, str) else _figures(value)


def _figures(node: Node) -> str:
    if isinstance(node, Num) and isinstance(node.value, int) and node.value.bit_length() < 200:
        return str(node.value)
    raise Unreadable("no index")


def script(parser: Scalars) -> str:
    """The subscript that stands here, as the text of its tokens."""
    at = parser.at
    if parser.kinds[at] == "{":
        close = parser.match[at]
        kinds = parser.kinds[at + 1 : close]
        if not all(kind in _SCRIPTABLE for kind in kinds) or len(kinds) > 12:
            raise Unreadable("subscript")
        parser.at = close + 1
        return "".join(value(parser, i) or parser.kinds[i] for i in range(at + 1, close)).strip(
            "{}()"
        )
    if parser.kinds[at] in ("num", "name", "word", "const", "+", "-", "*", "set"):
        parser.at += 1
        return value(parser, at) or parser.kinds[at]
    raise Unreadable("subscript")


def letter(parser: Scalars) -> Node:
    at, kinds = parser.at, parser.kinds
    name = value(parser, at)
    parser.at += 1
    follower = kinds[parser.at]
    if follower == "_":
        parser.at += 1
        if name in "CAP" and (chosen := _chosen(parser, name)) is not None:
            return chosen
        name = f"{name}_{script(parser)}"
        follower = kinds[parser.at]
    elif follower == "num" and _is_index(parser, name):
        name = f"{name}_{value(parser, parser.at)}"
        parser.at += 1
        follower = kinds[parser.at]
    while follower == "'":
        name += "'"
        parser.at += 1
        follower = kinds[parser.at]
    if follower == "(" and name == "C" and "," in kinds[parser.at : parser.match[parser.at]]:
        return Call("binom", arguments(parser))
    if follower == "(" and name.startswith(_INDEXED):
        return Call(name, arguments(parser))
    if follower == "(" and (
        name.rstrip("'").partition("_")[0] in _APPLIED or _applies(parser, name)
    ):
        return Call(name, arguments(parser))
    if follower == "^" and name in _APPLIED:
        return _power_of_function(parser, name)
    return _constant_or_letter(parser, name, at)


def indexed(parser: Scalars, node: Node) -> Node:
    """The letter with the index that stands here, after its power: `v^2_0`."""
    if not isinstance(node, Sym):
        raise Unreadable("an index of what is no letter")
    parser.at += 1
    return Sym(f"{node.name}_{script(parser)}")


def _constant_or_letter(parser: Scalars, name: str, at: int) -> Node:
    if name in ("e", "i", "j") and name not in parser.bound:
        if name == "e":
            return Const("e")
        vectors = "i" in parser.values and "j" in parser.values
        after_number = at > 0 and parser.kinds[at - 1] == "num"
        if name == "i" and not vectors:
            return Const("i")
        if name == "j" and not vectors and after_number and parser.choices.other("imaginary"):
            return Const("i")
    return Sym(name)


def _is_index(parser: Scalars, name: str) -> bool:
    """Whether the numeral right after a letter is its index: `x1`, in plain notation."""
    at = parser.at
    if at > 1 and parser.kinds[at - 2] == "frac":
        return False
    figures = parser.line.slice(at, at + 1)
    return not parser.line.spaced[at] and len(name) == 1 and len(figures) < 3 and figures.isdigit()


def _applies(parser: Scalars, name: str) -> bool:
    """Whether `y(x)` is a function applied: primed, or it is all that stands on its side."""
    at, kinds = parser.at, parser.line.kinds
    close = parser.match.get(at)
    if close is None:
        return False
    if name.endswith("'"):
        return True
    inside = set(kinds[at + 1 : close])
    before = next((kind for kind in reversed(kinds[: at - 1]) if kind not in _NAMING), "")
    return (
        kinds[close + 1 : close + 2] == ["rel"]
        and before in ("", "rel", ",", "and", "or", "where", ";")
        and inside <= {"name", "num", ","}
        and (close == at + 2 or "," in inside)
    )


def _power_of_function(parser: Scalars, name: str) -> Node:
    """`f^2(x)` is a power of f(x), `f^{-1}(x)` the inverse; `f^2` alone a power of a letter."""
    start = parser.at
    parser.at += 1
    exponent = parser.exponent()
    if parser.kinds[parser.at] != "(":
        parser.at = start
        return Sym(name)
    if exponent == Num(-1):
        return Call(name + "^-1", arguments(parser))
    return Pow(Call(name, arguments(parser)), exponent)


def _chosen(parser: Scalars, name: str) -> Node | None:
    """`C_n^k` and `A_n^k`: combinations and permutations; None where the letter is a letter."""
    start, depth = parser.at, parser.depth
    try:
        top = parser.argument()
        if parser.kinds[parser.at] == "^":
            parser.at += 1
            below = parser.argument()
            if not (name == "C" and isinstance(top, Num) and isinstance(below, Num)) or (
                top.value >= below.value
            ):
                return Call("binom" if name == "C" else "perm", (top, below))
    except Unreadable:
        parser.depth = depth
    parser.at = start
    return None


def arguments(parser: Scalars) -> tuple[Node, ...]:
    """The comma-separated expressions of the brackets here."""
    close = parser.match.get(parser.at)
    if close is None:
        raise Unreadable("a bracket without partner")
    bars, parser.bars = parser.bars, 0
    nodes: list[Node] = []
    while parser.at < close:
        parser.at += 1
        nodes.append(parser.sum())
        if parser.at != close and parser.kinds[parser.at] not in (",", ";"):
            raise Unreadable("arguments")
    parser.at = close + 1
    parser.bars = bars
    return tuple(nodes)


def accent(parser: Scalars) -> Node:
    """A letter or points under a line or an arrow: their name; a complex number's conjugate."""
    is_line = parser.values[parser.at] == "line"
    parser.at += 1
    if is_line and _is_complex(parser):
        return Call("conj", (parser.argument(),))
    return Sym(script(parser))


def _is_complex(parser: Scalars) -> bool:
    """Whether a complex variable or an expression stands here, and no points or digits."""
    at = parser.at
    if parser.kinds[at] == "name":
        return parser.values[at] in _COMPLEX
    close = parser.match.get(at)
    if close is None or parser.kinds[at] != "{":
        return False
    if close == at + 2:
        return parser.values[at + 1] in _COMPLEX
    inside = parser.values[at:close]
    return "i" in inside or not _EXPRESSION.isdisjoint(parser.kinds[at + 1 : close])


def font(parser: Scalars) -> Node:
    parser.at += 1
    at, kinds = parser.at, parser.kinds
    if kinds[at] == "num" or (kinds[at] == "{" and not _is_name(parser, at)):
        return parser.argument()
    name = script(parser)
    if parser.kinds[parser.at] == "_":
        parser.at += 1
        name += "_" + script(parser)
    return Sym(name)


def _is_name(parser: Scalars, at: int) -> bool:
    """Whether the braces hold one letter, which a font makes another letter's name."""
    return parser.match[at] == at + 2 and parser.kinds[at + 1] != "num"


def dotted(parser: Scalars) -> Node:
    marks = value(parser, parser.at)
    parser.at += 1
    return Sym(script(parser) + marks)


def spelled(parser: Scalars) -> Node:
    """A run of letters: unreadable as a number, or a product of its letters, as a fork."""
    run = value(parser, parser.at)
    if (
        len(run) > (4 if run.isupper() else 3)
        or run in _NEVER
        or not run.isascii()
        or not parser.choices.other("word")
    ):
        raise Unreadable("a word")
    parser.at += 1
    return Mul(tuple(Sym(letter) for letter in run))
