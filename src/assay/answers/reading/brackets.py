"""Brackets and environments: intervals, points, sets, set builders, matrices, systems.

A pair in round or square brackets is an interval and a point; which comes first is a fork, and
unequal brackets or an infinite end decide it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from assay.answers.limits import MAX_ITEMS, TooMuch
from assay.answers.reading.choices import Unreadable
from assay.answers.values import (
    Cases,
    Collection,
    Interval,
    Logic,
    Matrix,
    NamedSet,
    Relation,
    Scalar,
    SetBuilder,
    Value,
)

if TYPE_CHECKING:
    from assay.answers.reading.shapes import Shapes

__all__ = ["as_set", "bracketed"]

_NAMED = re.compile(
    r"(?:\\math(?:bb|bf|rm|cal)\s*\{?\s*([NZQRC])\s*\}?|([NZQRC]))"
    r"\s*(?:[_^]?\s*\{?\s*(\\ast|[-+*]|>\s*0|<\s*0|>=\s*0|\\geq?(?:slant)?\s*0)?\s*\}?)?"
)
_SIGNS = {"\\ast": "*", ">0": "+", "<0": "-", "+": "+", "-": "-", "*": "*"}
_MATRICES = frozenset("matrix pmatrix bmatrix vmatrix Vmatrix Bmatrix smallmatrix array".split())
_CAP = frozenset(("cap",))
_SEPARATORS = frozenset((",", ";"))


def bracketed(shapes: Shapes, low: int, high: int) -> Value | None:
    """What a range that is all one pair of brackets holds; None where it is not."""
    kind = shapes.kinds[low]
    if kind in ("font", "set"):
        return named_set(shapes, low, high)
    if kind in ("|", "norm") or shapes.match.get(low) != high - 1:
        return None
    if kind == "begin":
        if shapes.line.values[low] == "vmatrix":
            return None
        return _environment(shapes, low, high)
    inner = low + 1, high - 1
    if kind == "set{":
        return _braces(shapes, *inner)
    marks = shapes.marks(*inner, _SEPARATORS)
    if kind == "{" and (marks or _bar(shapes, *inner)):
        return _braces(shapes, *inner)
    if not marks:
        return _single(shapes, low, high)
    return _pair_or_tuple(shapes, low, high, marks)


def named_set(shapes: Shapes, low: int, high: int) -> Value | None:
    """`\\mathbb{R}^+` and the like; None where the letter is a variable."""
    if shapes.kinds[low] == "set":
        name = str(shapes.line.values[low])
        return NamedSet(name) if high == low + 1 else None
    found = _NAMED.fullmatch(shapes.line.slice(low, high).strip())
    if found is None or (found[2] is not None):
        return None
    return _named(found)


def _named(found: re.Match[str]) -> NamedSet:
    sign = (found[3] or "").replace(" ", "")
    return NamedSet((found[1] or found[2]) + _SIGNS.get(sign, "*" if sign.startswith("*") else ""))


def as_set(shapes: Shapes, low: int, high: int) -> Value:
    """A range that stands where a set must: (0, 1) is an interval and R the real line."""
    low, high = shapes.trimmed(low, high)
    if low >= high:
        raise Unreadable("no set")
    kinds = shapes.kinds
    if kinds[low] in ("name", "font", "set"):
        found = _NAMED.fullmatch(shapes.line.slice(low, high).strip())
        if found is not None:
            return _named(found)
    if kinds[low] in ("(", "[") and shapes.match.get(low) == high - 1:
        marks = shapes.marks(low + 1, high - 1, _SEPARATORS)
        if len(marks) == 1:
            return _interval(shapes, low, high, marks[0])
        inner = shapes.marks(low + 1, high - 1, frozenset(("cup", "cap", "minus")))
        if not marks and inner:
            return shapes.item(low + 1, high - 1)
    if shapes.marks(low, high, _CAP):
        return shapes.item(low, high)
    marks = shapes.marks(low, high, frozenset(("cup", "minus")))
    return shapes.union(low, high, marks) if marks else shapes.term(low, high)


def _single(shapes: Shapes, low: int, high: int) -> Value | None:
    """Redundant brackets around one value; None where they belong to an expression."""
    if shapes.kinds[low] == "{" and low + 2 >= high:
        return None
    kinds = shapes.kinds[low + 1 : high - 1]
    if not kinds:
        return Collection("tuple", ())
    if (
        "word" in kinds
        or "rel" in kinds
        or any(kind in ("begin", "(", "[", "set{") for kind in kinds)
    ):
        value = shapes.value(low + 1, high - 1)
        rows = shapes.kinds[low] == "[" and shapes.kinds[low + 1] == "["
        return Matrix((value.items,)) if rows and isinstance(value, Collection) else value
    return None


def _pair_or_tuple(shapes: Shapes, low: int, high: int, marks: list[int]) -> Value:
    opening, closing = shapes.kinds[low], shapes.kinds[high - 1]
    if len(marks) == 1 and opening != "langle":
        certain = (opening == "(") != (closing == ")") or _has_infinity(shapes, high, marks[0])
        if certain:
            return _interval(shapes, low, high, marks[0])
        # A pair in round brackets is first a point, in square ones first an interval.
        flat = _is_flat(shapes, low, high)
        if flat and shapes.choices.other("pair") != (opening == "["):
            return _interval(shapes, low, high, marks[0])
    elif (opening == "(") != (closing == ")") and opening != "langle":
        raise Unreadable("unequal brackets around a list")
    items = _items(shapes, low + 1, high - 1, marks)
    if opening == "[" and (rows := _rows(items)):
        return Matrix(rows)
    return Collection("tuple", items)


def _is_flat(shapes: Shapes, low: int, high: int) -> bool:
    kinds = shapes.kinds[low + 1 : high - 1]
    return not any(kind in ("rel", "word", "[", "set{", "pm") for kind in kinds) and kinds[0] != "("


def _has_infinity(shapes: Shapes, high: int, comma: int) -> bool:
    values, kinds = shapes.line.values, shapes.kinds
    return any(kinds[i] == "const" and values[i] == "inf" for i in (comma - 1, high - 2))


def _interval(shapes: Shapes, low: int, high: int, comma: int) -> Interval:
    return Interval(
        shapes.node(low + 1, comma),
        shapes.node(comma + 1, high - 1),
        shapes.kinds[low] == "[",
        shapes.kinds[high - 1] == "]",
    )


def _items(shapes: Shapes, low: int, high: int, marks: list[int]) -> tuple[Value, ...]:
    if len(marks) >= MAX_ITEMS:
        raise TooMuch(f"{len(marks) + 1} elements, limit {MAX_ITEMS}")
    bounds = [low - 1, *marks, high]
    pairs = pairwise(bounds)
    return tuple(shapes.item(a + 1, b) for a, b in pairs if b > a + 1)


def _rows(items: tuple[Value, ...]) -> tuple[tuple[Value, ...], ...] | None:
    """The rows of `[[1, 2], [3, 4]]`; None where the items are not rows of one length."""
    rows: list[tuple[Value, ...]] = []
    for item in items:
        if isinstance(item, Interval) and item.low_closed and item.high_closed:
            rows.append((Scalar(item.low), Scalar(item.high)))
        elif isinstance(item, Collection) and item.kind == "tuple":
            rows.append(item.items)
        else:
            return None
    return tuple(rows) if len({len(row) for row in rows}) == 1 else None


def _braces(shapes: Shapes, low: int, high: int) -> Value:
    """A set by its elements, or by a condition on them."""
    low, high = shapes.trimmed(low, high)
    if low >= high:
        return NamedSet("empty")
    bar = _bar(shapes, low, high)
    if bar:
        return _builder(shapes.value(low, bar), _condition(shapes, bar + 1, high))
    marks = shapes.marks(low, high, frozenset((",", ";", "and", "or")))
    items = _items(shapes, low, high, marks)
    from assay.answers.reading.lists import spread

    return Collection("set", spread(shapes, items))


def _builder(element: Value, condition: Value) -> SetBuilder:
    """`{x in Z | x > 0}` asks for both of x; that x is real goes without saying."""
    if isinstance(element, Relation) and element.operators == ("in",):
        if element.sides[1] != NamedSet("R"):
            condition = Logic("and", (element, condition))
        element = element.sides[0]
    return SetBuilder(element, condition)


def _bar(shapes: Shapes, low: int, high: int) -> int:
    """Where the bar or colon of a set builder stands; 0 where there is none."""
    kinds = shapes.kinds
    for i in shapes.marks(low, high, frozenset(("|", ":"))):
        if (i > low and "rel" in kinds[i + 1 : high]) or "word" in kinds[i + 1 : high]:
            return i if kinds[low:i].count("|") % 2 == 0 else 0
    return 0


def _condition(shapes: Shapes, low: int, high: int) -> Value:
    from assay.answers.reading.settings import condition

    return condition(shapes, low, high)


def _environment(shapes: Shapes, low: int, high: int) -> Value:
    name = str(shapes.line.values[low])
    rows = _split(shapes, low + 1, high - 1, "row")
    if name in _MATRICES and not any("rel" in shapes.kinds[a:b] for a, b in rows):
        return _matrix(shapes, rows)
    branches = [_branch(shapes, a, b) for a, b in rows]
    if len(branches) == 1 and branches[0][1] is None:
        return branches[0][0]
    if any(condition is not None for _, condition in branches):
        return Cases(tuple(branches))
    return Collection("list", tuple(value for value, _ in branches))


def _matrix(shapes: Shapes, rows: list[tuple[int, int]]) -> Matrix:
    cells = [_split(shapes, a, b, "&") for a, b in rows]
    if sum(len(row) for row in cells) > MAX_ITEMS:
        raise TooMuch(f"a matrix of more than {MAX_ITEMS} entries")
    return Matrix(tuple(tuple(shapes.item(a, b) for a, b in row) for row in cells))


def _branch(shapes: Shapes, low: int, high: int) -> tuple[Value, Value | None]:
    """A row of a system (`&` is alignment) or of a piecewise definition (`&` is "if")."""
    cells = _split(shapes, low, high, "&")
    if (
        len(cells) == 2
        and shapes.kinds[cells[1][0]] != "rel"
        and shapes.kinds[cells[0][1] - 1] != "rel"
    ):
        return shapes.item(*cells[0]), _condition(shapes, *cells[1])
    if len(cells) > 1:
        return shapes.again(low, high, "&"), None
    for at in shapes.marks(low, high, frozenset(("where", "otherwise", ","))):
        if at > low and (shapes.kinds[at] != "," or "rel" in shapes.kinds[at:high]):
            return shapes.item(low, at), _condition(shapes, at, high)
    return shapes.item(low, high), None


def _split(shapes: Shapes, low: int, high: int, sign: str) -> list[tuple[int, int]]:
    """The non-empty ranges between the signs outside of inner brackets."""
    bounds = [low - 1, *shapes.marks(low, high, frozenset((sign,))), high]
    pairs = [shapes.trimmed(a + 1, b) for a, b in pairwise(bounds)]
    found = [pair for pair in pairs if pair[0] < pair[1]]
    if not found:
        raise Unreadable("an empty environment")
    return found
