"""Conditions on one real letter, solved into sets: x > 3, -1 <= x < 2, |x| < 2, x**2 < 4, x != 1.

Solved are a letter alone on one side (the other may hold parameters), linear and quadratic
polynomials with rational coefficients, and the absolute value of a linear one. Anything else is
left to be compared as written.
"""

from __future__ import annotations

from fractions import Fraction

from assay.answers.equality.building import INFINITY, difference, negated
from assay.answers.equality.exact import Rational, exact
from assay.answers.equality.partial import NoValue
from assay.answers.equality.profiles import profile
from assay.answers.equality.realsets import (
    MINUS_INFINITY,
    RealSet,
    complement,
    intersection,
    point,
    position,
    union,
)
from assay.answers.trees import Add, Call, Mul, Node, Num, Pow, Sym
from assay.answers.values import (
    Collection,
    Interval,
    Logic,
    NamedSet,
    Operator,
    Relation,
    Scalar,
    SetBuilder,
    Union,
    Value,
)

__all__ = ["real_set"]

LINE: tuple[Interval, ...] = (Interval(MINUS_INFINITY, INFINITY, False, False),)
_FLIPPED: dict[Operator, Operator] = {
    "<": ">",
    ">": "<",
    "<=": ">=",
    ">=": "<=",
    "=": "=",
    "!=": "!=",
}
_NAMED: dict[str, tuple[Interval, ...]] = {
    "R": LINE,
    "R+": (Interval(Num(0), INFINITY, False, False),),
    "R-": (Interval(MINUS_INFINITY, Num(0), False, False),),
    "R*": (
        Interval(MINUS_INFINITY, Num(0), False, False),
        Interval(Num(0), INFINITY, False, False),
    ),
    "empty": (),
}


def real_set(value: Value, depth: int = 0) -> RealSet | None:
    """The set of real numbers that a value says, or None where it says something else."""
    if depth > 8:
        return None
    if isinstance(value, Interval):
        return None if is_backward(value) else RealSet((value,))
    if isinstance(value, NamedSet):
        return RealSet(_NAMED[value.name]) if value.name in _NAMED else None
    if isinstance(value, Union):
        return _union(value, depth)
    if isinstance(value, Relation):
        return _condition(value, depth)
    if isinstance(value, Logic):
        return _logic(value, depth)
    if isinstance(value, SetBuilder):
        return _builder(value, depth)
    return None


def is_backward(value: Interval) -> bool:
    """(4, 1), which is no interval but perhaps a point."""
    low, high = position(value.low), position(value.high)
    return low is not None and high is not None and low > high


def _members(value: Value, depth: int) -> tuple[Interval, ...] | None:
    """A set as pieces; a collection of numbers is a set of points."""
    if isinstance(value, Collection):
        points = [point(item.tree) for item in value.items if isinstance(item, Scalar)]
        return tuple(points) if len(points) == len(value.items) else None
    if isinstance(value, Scalar):
        return (point(value.tree),)
    found = real_set(value, depth + 1)
    return None if found is None else found.pieces


def _union(value: Union, depth: int) -> RealSet | None:
    parts = [_members(part, depth) for part in value.parts]
    taken = [_members(part, depth) for part in value.minus]
    if any(part is None for part in (*parts, *taken)):
        return None
    pieces = union(*[part for part in parts if part is not None])
    if taken:
        rest = complement(union(*[part for part in taken if part is not None]))
        kept = None if rest is None else intersection(pieces, rest)
        return None if kept is None else RealSet(kept)
    return RealSet(pieces)


def _builder(value: SetBuilder, depth: int) -> RealSet | None:
    """{x | condition}: the letter is bound, so it is forgotten."""
    found = real_set(value.condition, depth + 1)
    element = value.element
    if isinstance(element, Relation) and element.operators == ("in",):
        element = element.sides[0]
    if found is None or not isinstance(element, Scalar) or not isinstance(element.tree, Sym):
        return None
    return RealSet(found.pieces) if found.letter in ("", element.tree.name) else None


def _logic(value: Logic, depth: int) -> RealSet | None:
    found = [real_set(part, depth + 1) for part in value.parts]
    known = [part for part in found if part is not None]
    if not known or len(known) != len(found):
        return None
    letters = {part.letter for part in known}
    if len(letters) != 1:
        return None
    letter = known[0].letter
    if value.operator == "or":
        return RealSet(union(*[part.pieces for part in known]), letter)
    pieces = LINE
    for part in known:
        common = intersection(pieces, part.pieces)
        if common is None:
            return None
        pieces = common
    return RealSet(pieces, letter)


def _condition(value: Relation, depth: int) -> RealSet | None:
    if value.operators in (("in",), ("notin",)):
        return _membership(value, depth)
    trees = [side.tree for side in value.sides if isinstance(side, Scalar)]
    if len(trees) != len(value.sides) or set(value.operators) - _FLIPPED.keys():
        return None
    if set(value.operators) == {"="}:
        return None
    letter = _letter(trees)
    if letter is None:
        return None
    pieces: tuple[Interval, ...] = LINE
    for left, operator, right in zip(trees, value.operators, trees[1:], strict=False):
        found = _solved(left, operator, right, letter)
        common = None if found is None else intersection(pieces, found)
        if common is None:
            return None
        pieces = common
    return RealSet(pieces, letter)


def _membership(value: Relation, depth: int) -> RealSet | None:
    subject = value.sides[0]
    if not isinstance(subject, Scalar) or not isinstance(subject.tree, Sym):
        return None
    pieces = _members(value.sides[1], depth)
    if pieces is not None and value.operators == ("notin",):
        pieces = complement(pieces)
    return None if pieces is None else RealSet(pieces, subject.tree.name)


def _letter(trees: list[Node]) -> str | None:
    """The letter that is asked about: the only one, or the only one that stands alone."""
    names = [profile(tree).symbols for tree in trees]
    every_name = frozenset[str]().union(*names)
    if len(every_name) == 1:
        return next(iter(every_name))
    alone = [tree.name for tree in trees if isinstance(tree, Sym)]
    once = [name for name in alone if sum(name in found for found in names) == 1]
    if len(once) == 1 or (len(trees) == 3 and once and isinstance(trees[1], Sym)):
        return trees[1].name if len(trees) == 3 and isinstance(trees[1], Sym) else once[0]
    return None


def _solved(
    left: Node, operator: Operator, right: Node, letter: str
) -> tuple[Interval, ...] | None:
    if isinstance(left, Sym) and left.name == letter and letter not in profile(right).symbols:
        return _bounded(operator, right)
    if isinstance(right, Sym) and right.name == letter and letter not in profile(left).symbols:
        return _bounded(_FLIPPED[operator], left)
    if isinstance(left, Call) and left.name == "abs" and len(left.args) == 1:
        return _absolute(left.args[0], operator, right, letter)
    if isinstance(right, Call) and right.name == "abs" and len(right.args) == 1:
        return _absolute(right.args[0], _FLIPPED[operator], left, letter)
    return _polynomial(difference(left, right), operator, letter)


def _bounded(operator: Operator, end: Node) -> tuple[Interval, ...] | None:
    if operator == "=":
        return (point(end),)
    if operator == "!=":
        return complement((point(end),))
    if operator in ("<", "<="):
        return (Interval(MINUS_INFINITY, end, False, operator == "<="),)
    return (Interval(end, INFINITY, operator == ">=", False),)


def _absolute(
    inside: Node, operator: Operator, bound: Node, letter: str
) -> tuple[Interval, ...] | None:
    """|u| < c is -c < u < c, and |u| > c is u < -c or u > c; c is taken to be positive."""
    above = _solved(inside, operator, bound, letter)
    below = _solved(inside, _FLIPPED[operator], negated(bound), letter)
    if above is None or below is None or letter in profile(bound).symbols:
        return None
    return intersection(above, below) if operator in ("<", "<=") else union(above, below)


def _coefficients(tree: Node, letter: str) -> tuple[Rational, Rational, Rational] | None:
    """Of a polynomial of degree two at most, from its values; None for anything else."""
    try:
        values = [Fraction(exact(tree, {letter: place})) for place in range(7)]
    except NoValue:
        return None
    second = (values[2] - 2 * values[1] + values[0]) / 2
    first = values[1] - values[0] - second
    if any(values[k] != values[0] + first * k + second * k * k for k in range(7)):
        return None
    return values[0], first, second


def _polynomial(tree: Node, operator: Operator, letter: str) -> tuple[Interval, ...] | None:
    found = _coefficients(tree, letter) if _is_polynomial(tree) else None
    if found is None:
        return None
    constant, first, second = found
    if second == 0:
        if first == 0:
            return None
        root = Num(Fraction(-constant) / first)
        return _bounded(operator if first > 0 else _FLIPPED[operator], root)
    return _quadratic(constant, first, second, operator)


def _is_polynomial(node: Node) -> bool:
    """No function and no power but a small natural one, so that seven values determine it."""
    if isinstance(node, Add):
        return all(_is_polynomial(term) for term in node.terms)
    if isinstance(node, Mul):
        return all(_is_polynomial(factor) for factor in node.factors)
    if isinstance(node, Pow):
        exponent = node.exponent.value if isinstance(node.exponent, Num) else -1
        whole = isinstance(exponent, int) and 0 <= exponent <= 3
        return (whole and _is_polynomial(node.base)) or not profile(node.base).symbols
    return isinstance(node, (Num, Sym))


def _quadratic(
    constant: Rational, first: Rational, second: Rational, operator: Operator
) -> tuple[Interval, ...] | None:
    if second < 0:
        constant, first, second = -constant, -first, -second
        operator = _FLIPPED[operator]
    inside = Fraction(first) ** 2 - 4 * Fraction(second) * constant
    if inside < 0:
        return LINE if operator in (">", ">=", "!=") else ()
    root = Pow(Num(inside), Num(Fraction(1, 2)))
    half = Num(1 / (2 * Fraction(second)))
    low = Mul((half, Add((Num(-first), negated(root)))))
    high = Mul((half, Add((Num(-first), root))))
    ends = (point(low), point(high))
    if operator in ("=", "!="):
        return union(ends) if operator == "=" else complement(ends)
    closed = operator in ("<=", ">=")
    between = union((Interval(low, high, closed, closed),))
    if operator in ("<", "<="):
        return between
    return complement(
        (Interval(low, high, not closed, not closed),) if inside or not closed else ()
    )
