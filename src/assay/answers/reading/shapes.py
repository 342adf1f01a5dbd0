"""Structure: what a range of tokens says beyond one expression.

From the outside in: conditions ("where n is an integer"), lists, relations, unions, brackets, then
ratio, quantity and expression. Separators are sought at bracket depth 0 only, so each level is
one pass. The notations of one family are in files of their own: `brackets`, `lists`, `settings`.
"""

from __future__ import annotations

from itertools import pairwise

from assay.answers.hints import Hints
from assay.answers.limits import MAX_DEPTH, MAX_ITEMS, TooMuch
from assay.answers.reading.choices import Choices, Unreadable
from assay.answers.reading.clean import unwrapped
from assay.answers.reading.lines import Line
from assay.answers.reading.numerals import plain
from assay.answers.reading.scalars import Scalars
from assay.answers.reading.tokens import tokenised
from assay.answers.trees import Call, Node, Num
from assay.answers.values import (
    Labelled,
    Operator,
    Ratio,
    Relation,
    Scalar,
    Text,
    Union,
    Value,
)

__all__ = ["Range", "Shapes"]

Range = tuple[int, int]
_LISTING = frozenset((",", ";", "and", "or"))
_STRUCTURE = _LISTING | {
    "where",
    "rel",
    "cup",
    "cap",
    "minus",
    ":",
    "row",
    "is",
    "to",
    "skip",
    "otherwise",
}


class Shapes:
    """A reader of values over one line of tokens, taking one way at each fork."""

    __slots__ = ("choices", "depth", "hints", "kinds", "line", "match", "scalars")

    def __init__(self, line: Line, choices: Choices, hints: Hints) -> None:
        self.line, self.choices, self.hints = line, choices, hints
        self.kinds, self.match = line.kinds, line.match
        self.scalars = Scalars(line, choices, hints.variables)
        self.depth = 0

    def whole(self) -> Value:
        """What all the tokens say; raises Unreadable."""
        kinds = self.kinds
        if not kinds:
            raise Unreadable("nothing")
        return (
            self.item(0, len(kinds)) if _STRUCTURE.isdisjoint(kinds) else self.value(0, len(kinds))
        )

    def value(self, low: int, high: int) -> Value:
        """A value with its conditions, a list, or what a single item is."""
        self.deeper()
        low, high = self.trimmed(low, high)
        found = self.marks(low, high, _STRUCTURE)
        marks = {self.kinds[i] for i in found}
        if "where" in marks or "is" in marks:
            from assay.answers.reading.settings import qualified

            value = qualified(self, low, high, [i for i in found if self.kinds[i] == "where"])
        elif marks & _LISTING:
            from assay.answers.reading.lists import listing

            value = listing(self, low, high, found)
        else:
            value = self.item(low, high)
        self.depth -= 1
        return value

    def item(self, low: int, high: int) -> Value:
        """One element of a list. What no reader takes may be a number with a unit whose letters
        look like something else (`6 min`, `30 in`), or have a remark in brackets behind it."""
        low, high = self.trimmed(low, high)
        self.deeper()
        depth = self.depth - 1, self.scalars.depth
        try:
            value = self.bare_item(low, high)
            self.depth -= 1
            return value
        except Unreadable:
            self.depth, self.scalars.depth = depth
            from assay.answers.reading.settings import remarked

            value = remarked(self, low, high)
            if value is None:
                raise
            return value

    def bare_item(self, low: int, high: int) -> Value:
        """A relation, a labelled value, a set or a term."""
        marks = self.marks(low, high, _STRUCTURE)
        kinds = {self.kinds[i] for i in marks}
        if "rel" in kinds:
            return self.relation(low, high, [i for i in marks if self.kinds[i] == "rel"])
        if "to" in kinds or "row" in kinds:
            raise Unreadable("an arrow")
        if ":" in kinds:
            return self.colon(low, high, [i for i in marks if self.kinds[i] == ":"])
        if "cap" in kinds:
            return self.intersection(low, high, marks)
        if "cup" in kinds or "minus" in kinds:
            return self.union(low, high, marks)
        return self.term(low, high)

    def relation(self, low: int, high: int, signs: list[int]) -> Value:
        kinds = self.kinds
        if signs[0] == low:
            if self.line.values[low] not in ("=", "~") or len(signs) > 1:
                raise Unreadable("a relation without a left side")
            return self.item(low + 1, high)
        operators: list[Operator] = []
        sides: list[Value] = []
        start = low
        for at in [*signs, high]:
            if start >= at:
                raise Unreadable("a relation without a side")
            sides.append(self.side(start, at, operators[-1] if operators else None))
            if at < high:
                operators.append(self.line.values[at])  # type: ignore[arg-type]
            start = at + 1
        first = sides[0]
        if isinstance(first, Text):
            if len(sides) == 2 and operators[0] == "=":
                return Labelled(first.words, sides[1])
            raise Unreadable("words in a relation")
        if kinds[signs[0]] and len(sides) > MAX_ITEMS:
            raise TooMuch(f"a chain of {len(sides)} sides, limit {MAX_ITEMS}")
        return Relation(tuple(sides), tuple(operators))

    def side(self, low: int, high: int, operator: Operator | None) -> Value:
        """One side of a relation. After `in`, brackets are sets and R is the real line."""
        if operator in ("in", "notin", "subset"):
            from assay.answers.reading.brackets import as_set

            return as_set(self, low, high)
        if operator == "congruent":
            return self.residue(low, high)
        if operator is None and self.is_wordy(low, high):
            return Text(self.words(low, high))
        marks = self.marks(low, high, _STRUCTURE)
        if any(self.kinds[i] != "skip" for i in marks):
            return self.item(low, high)
        return self.term(low, high)

    def residue(self, low: int, high: int) -> Value:
        """`a \\pmod m` or `a (mod m)`."""
        kinds = self.kinds
        for i in range(low, high):
            if kinds[i] in ("pmod", "mod"):
                end = high - (kinds[high - 1] == ")" and kinds[i - 1] == "(")
                start = i - (kinds[i - 1] == "(" and end < high)
                left = self.scalars.parse(low, start)
                return Scalar(Call("mod", (left, self.scalars.parse(i + 1, end))))
        return Scalar(self.scalars.parse(low, high))

    def colon(self, low: int, high: int, colons: list[int]) -> Value:
        """A ratio 5:8, or a label before its value."""
        first = colons[0]
        if self.is_wordy(low, first) or (len(colons) == 1 and self.is_label(low, first)):
            return Labelled(self.words(low, first), self.item(first + 1, high))
        bounds = [low - 1, *colons, high]
        parts = [self.node(a + 1, b) for a, b in pairwise(bounds)]
        return Ratio(tuple(parts))

    def union(self, low: int, high: int, marks: list[int]) -> Value:
        from assay.answers.reading.brackets import as_set

        parts: list[Value] = []
        minus: list[Value] = []
        into, start = parts, low
        for at in [*marks, high]:
            if at < high and self.kinds[at] not in ("cup", "minus"):
                continue
            value = as_set(self, start, at)
            into.extend(value.parts if isinstance(value, Union) and not value.minus else (value,))
            if at < high:
                into = parts if self.kinds[at] == "cup" else minus
            start = at + 1
        return Union(tuple(parts), tuple(minus))

    def intersection(self, low: int, high: int, marks: list[int]) -> Value:
        """Intervals that are intersected; with a union beside them the order is in doubt."""
        from assay.answers.reading.brackets import as_set
        from assay.answers.reading.intersections import intersection

        if any(self.kinds[at] != "cap" for at in marks):
            raise Unreadable("an intersection among other operations")
        ranges = list(pairwise([low - 1, *marks, high]))
        value: Value | None = as_set(self, low, ranges[0][1])
        for a, b in ranges[1:]:
            value = None if value is None else intersection(value, as_set(self, a + 1, b))
        if value is None:
            raise Unreadable("an intersection of what has no known place")
        return value

    def term(self, low: int, high: int) -> Value:
        """Brackets, a set, a quantity or an expression."""
        if low >= high:
            raise Unreadable("nothing between separators")
        kinds = self.kinds
        first = kinds[low]
        if first == "dots":
            return Text("...")
        if first == "num" and high == low + 1:
            return Scalar(self.line.values[low])  # type: ignore[arg-type]
        if first in _BRACKETS:
            from assay.answers.reading.brackets import bracketed

            value = bracketed(self, low, high)
            if value is not None:
                return value
        if kinds[high - 1] in _UNIT_ENDS or "cur" in kinds[low : low + 4]:
            from assay.answers.reading.settings import quantity

            value = quantity(self, low, high)
            if value is not None:
                return value
        return Scalar(self.scalars.parse(low, high))

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise TooMuch(f"values nested deeper than {MAX_DEPTH}")

    def again(self, low: int, high: int, without: str) -> Value:
        """The same range read afresh without one sign, an alignment mark say."""
        return self._inner(self.line.slice(low, high).replace(without, " ")).whole()

    def number(self, text: str) -> Node:
        """The expression of another text, the number before a unit."""
        text = text.strip()
        tree = plain(text)
        if tree is not None:
            return tree
        if text[-1:] in "dn" and (scaled := _in_words(text)) is not None:
            return scaled
        inner = self._inner(unwrapped(text))
        return inner.scalars.parse(0, len(inner.kinds))

    def _inner(self, text: str) -> Shapes:
        shapes = Shapes(tokenised(text), self.choices, self.hints)
        shapes.depth = self.depth + 1
        return shapes

    def node(self, low: int, high: int) -> Node:
        low, high = self.trimmed(low, high)
        return self.scalars.parse(low, high)

    def trimmed(self, low: int, high: int) -> Range:
        """The range without tokens at its ends that say nothing."""
        kinds = self.kinds
        while low < high and kinds[low] in (",", ";", "skip", ".", "row", "and", "or"):
            low += 1
        while low < high and kinds[high - 1] in _IDLE_ENDS:
            if kinds[high - 1] == "dots" and (high == low + 1 or kinds[high - 2] == ","):
                break
            high -= 1
        return low, high

    def marks(self, low: int, high: int, wanted: frozenset[str]) -> list[int]:
        """Where tokens of the wanted kinds stand outside of inner brackets."""
        kinds, match = self.kinds, self.match
        found: list[int] = []
        i = low
        while i < high:
            if i in match:
                i = match[i]
            elif kinds[i] in wanted:
                found.append(i)
            i += 1
        return found

    def is_wordy(self, low: int, high: int) -> bool:
        """Whether words, and not a formula, stand here."""
        kinds = self.kinds[low:high]
        return "word" in kinds and "rel" not in kinds

    def is_label(self, low: int, high: int) -> bool:
        return high == low + 1 and self.kinds[low] == "name"

    def words(self, low: int, high: int) -> str:
        from assay.answers.reading.words import folded

        return folded(self.line.slice(low, high))


def _in_words(text: str) -> Node | None:
    """`5 million`, the number of a price or a count; None where it is none."""
    from assay.answers.measures.numerals import read_words

    value = read_words(text)
    if value is None:
        return None
    return Num(value.numerator if value.denominator == 1 else value)


_BRACKETS = frozenset("( [ ] { set{ langle begin font set | norm".split())
_UNIT_ENDS = frozenset("deg pct cur name word op const } ) num skip".split())
_IDLE_ENDS = frozenset(", ; . skip row ^ _ and or dots : * where".split()) | {"rel="}
