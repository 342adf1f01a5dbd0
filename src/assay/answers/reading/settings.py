"""What stands around a value: the conditions on its letters, and its unit.

Conditions come after "where", "for all", "if", a comma or in brackets; what is no formula is kept
as words. Units are read by `assay.answers.measures`, from the text of the item.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from assay.answers.measures.units import DEGREE, PERCENT, split_unit
from assay.answers.reading.choices import Unreadable
from assay.answers.reading.lists import both
from assay.answers.reading.words import bare
from assay.answers.trees import Sym
from assay.answers.values import (
    Cases,
    Collection,
    Labelled,
    NamedSet,
    Qualified,
    Quantity,
    Relation,
    Scalar,
    Text,
    Unit,
    Value,
)

if TYPE_CHECKING:
    from assay.answers.reading.shapes import Shapes

__all__ = ["condition", "qualified", "quantity", "remarked"]

_UPRIGHT = re.compile(r"\\(?:text|mathrm|mbox|rm\b)| rad(?:ians)?\b")
_WHICH = re.compile(r" ?\([A-Z]\)(?=\}?$)")
"""`240 yuan (A)`: which of several, and no part of the unit."""
_REMARKS = frozenset(("word", "rel", "pct"))
_LONGEST = 200
_OTHERWISE = frozenset(("otherwise",))
_COMMA = frozenset((",", ";"))
_MARK = re.compile(r"(?<!\\)\$")
_NUMBERS = {"integer": "Z", "natural": "N", "real": "R", "rational": "Q", "complex": "C"}
_KIND = re.compile(
    r"([a-z](?:\s*,\s*[a-z])*)\s+(?:is|are|be)\s+(?:an?\s+)?(?:any\s+|arbitrary\s+|some\s+)*"
    r"(positive\s+|negative\s+|non-?negative\s+)?(integer|natural|real|rational|complex)s?(?:\s+numbers?)?",
    re.IGNORECASE,
)


def qualified(shapes: Shapes, low: int, high: int, marks: list[int]) -> Value:
    """A value with the conditions after (or before) it."""
    if not marks:
        return _sentence(shapes, low, high)
    first = marks[0]
    if "otherwise" in shapes.kinds[first:high]:
        return _branches(shapes, low, high, first)
    if first == low:
        commas = [i for i in shapes.marks(low, high, frozenset((",",))) if i > low]
        if not commas:
            raise Unreadable("a condition on nothing")
        return Qualified(shapes.value(commas[0] + 1, high), (condition(shapes, low, commas[0]),))
    again = _restart(shapes, low, first, high)
    if again:
        rest = shapes.value(again, high)
        others = rest.items if isinstance(rest, Collection) else (rest,)
        return Collection("list", (shapes.value(low, again), *others))
    bounds = [*marks, high]
    ranges = pairwise(bounds)
    conditions = tuple(condition(shapes, a, b) for a, b in ranges if b > a + 1)
    value = both(shapes, shapes.value(low, first))
    return Qualified(value, conditions) if conditions else value


def _branches(shapes: Shapes, low: int, high: int, first: int) -> Value:
    """`42 if x > 0, otherwise 41` or `.., 41 otherwise`: two values, each with its case."""
    last = shapes.marks(first, high, _OTHERWISE)
    commas = [i for i in shapes.marks(first, high, _COMMA) if i > first + 1]
    if len(last) != 1 or first == low:
        raise Unreadable("cases")
    cut = commas[-1] if commas and commas[-1] < last[0] else last[0]
    start, end = (cut + 1, last[0]) if last[0] == high - 1 else (last[0] + 1, high)
    if start >= end:
        raise Unreadable("a case without a value")
    told = shapes.value(low, first), condition(shapes, first, cut)
    return Cases((told, (shapes.value(start, end), Text("otherwise"))))


def _restart(shapes: Shapes, low: int, first: int, high: int) -> int:
    """Where a second value begins like the first: "f(x) = 1 for x > 0, and f(x) = 0 for x < 0"."""
    kinds, values = shapes.kinds, shapes.line.values
    if kinds[low] != "name" or kinds[low + 1] != "(":
        return 0
    opening = kinds[low : low + 4], values[low : low + 4]
    for i in shapes.marks(first, high, frozenset((",", "and", "or", ";"))):
        if (kinds[i + 1 : i + 5], values[i + 1 : i + 5]) == opening:
            return i + 1
    return 0


def _sentence(shapes: Shapes, low: int, high: int) -> Value:
    """`x is 5`: a label, the verb, a value."""
    at = shapes.marks(low, high, frozenset(("is",)))[0]
    if at == low or at + 1 == high:
        raise Unreadable("a sentence")
    value = shapes.value(at + 1, high)
    if shapes.is_wordy(low, at):
        return Labelled(shapes.words(low, at), value)
    return Relation((shapes.term(low, at), value), ("=",))


def condition(shapes: Shapes, low: int, high: int) -> Value:
    """A condition as a relation where it is one, else in its words."""
    while low < high and shapes.kinds[low] in ("where", "skip", "otherwise", ","):
        if shapes.kinds[low] == "otherwise":
            return Text("otherwise")
        low += 1
    low, high = shapes.trimmed(low, high)
    found = _KIND.fullmatch(bare(shapes.line.slice(low, high)))
    if found:
        sign = {"p": "+", "n": "-"}.get((found[2] or "")[:1].lower(), "")
        sign = "" if (found[2] or "").lower().startswith("non") else sign
        domain = NamedSet(_NUMBERS[found[3].lower()] + sign)
        return Relation((Scalar(Sym(found[1].split(",")[0].strip())), domain), ("in",))
    depths = shapes.depth, shapes.scalars.depth
    try:
        return shapes.value(low, high)
    except Unreadable:
        shapes.depth, shapes.scalars.depth = depths
        return Text(shapes.words(low, high))


def quantity(shapes: Shapes, low: int, high: int) -> Value | None:
    """The number and unit of an item; None where it has none, or on the other way of the fork."""
    kinds = shapes.kinds
    last = kinds[high - 1]
    if last in ("deg", "pct") and _is_simple(kinds[low : high - 1]) and kinds[low] != "fn":
        end = high - 1
        while end > low and kinds[end - 1] == "*":
            end -= 1
        if end > low:
            return Quantity(shapes.scalars.parse(low, end), DEGREE if last == "deg" else PERCENT)
        return None
    if not _may_have_unit(shapes, low, high):
        return None
    split = _split(shapes, low, high)
    if split is None:
        return None
    number, unit, certain = split
    if (not certain and not shapes.choices.other("unit")) or (
        certain and shapes.choices.other("unit")
    ):
        return None
    return Quantity(shapes.number(number), unit)


def _is_simple(kinds: list[str]) -> bool:
    """Whether a degree or percent sign behind these stands for all of them."""
    return "cur" not in kinds and "deg" not in kinds and "pct" not in kinds


def _split(shapes: Shapes, low: int, high: int) -> tuple[str, Unit, bool] | None:
    text = _unmarked(shapes, low, high)
    if shapes.kinds[high - 1] == ")" and "word" in shapes.kinds[low:high]:
        text = _WHICH.sub("", text)
    return split_unit(text) if len(text) <= _LONGEST else None


def _unmarked(shapes: Shapes, low: int, high: int) -> str:
    """The text of a range without `$` as a mark of mathematics; a price keeps its sign."""
    text = shapes.line.slice(low, high)
    if "$" not in text or ("$" in shapes.line.values[low:high] and "\\$" not in text):
        return text
    return _MARK.sub("", text)


def remarked(shapes: Shapes, low: int, high: int) -> Value | None:
    """A value before a remark or a condition in brackets, or before a unit; None otherwise."""
    kinds = shapes.kinds
    if high - low < 2:
        return None
    if "mod" in kinds[low:high] or "pmod" in kinds[low:high]:
        return shapes.residue(low, high)
    if kinds[high - 1] == ")":
        start = next((a for a, b in shapes.match.items() if b == high - 1), low)
        inside = kinds[start:high]
        if start > low and not _REMARKS.isdisjoint(inside):
            value = shapes.value(low, start)
            formal = "rel" in inside
            return Qualified(value, (condition(shapes, start + 1, high - 1),)) if formal else value
    if kinds[low] in ("num", "-", "+", "frac", "sqrt", "("):
        split = _split(shapes, low, high)
        if split is not None:
            return Quantity(shapes.number(split[0]), split[1])
    return None


def _may_have_unit(shapes: Shapes, low: int, high: int) -> bool:
    """Whether a numeral comes first and letters last, with no letters between numerals."""
    kinds = shapes.kinds
    if "cur" in kinds[low:high]:
        return True
    if kinds[low] not in ("num", "-", "+", "frac", "sqrt", "(", "const"):
        return False
    tail = kinds[low:high]
    if kinds[low] == "const" and not _UPRIGHT.search(shapes.line.slice(low, high)):
        return False
    if {"name", "word", "fn", "op"}.isdisjoint(tail):
        return False
    if "word" not in tail and not _is_product(shapes, low, high):
        return False
    return "num" in tail or "const" in tail


def _is_product(shapes: Shapes, low: int, high: int) -> bool:
    """Whether letters come last, after numerals without a sum or another letter among them."""
    kinds = shapes.kinds
    if _UPRIGHT.search(shapes.line.slice(low, high)):
        return True
    signs = shapes.marks(low + 1, high, frozenset(("+", "-")))
    letters = [i for i in range(low, high) if kinds[i] in ("name", "fn", "op")]
    return all(kinds[i - 1] == "^" for i in signs) and "(" not in kinds[letters[0] : high]
