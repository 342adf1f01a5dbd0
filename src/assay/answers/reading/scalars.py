"""Expressions: a hand-written precedence parser from tokens to trees.

Sum, product, power, atom; implicit products bind like written ones (`1/2x` is also read as
1/(2x), a fork). What a range of tokens holds beyond one expression makes it unreadable as a
scalar: lists, relations and sets are the business of `assay.answers.reading.shapes`.
"""

from __future__ import annotations

from assay.answers.limits import MAX_DEPTH, MAX_NODES, TooMuch
from assay.answers.reading.atoms import ATOMS
from assay.answers.reading.choices import Choices, Unreadable
from assay.answers.reading.letters import indexed
from assay.answers.reading.lines import Line
from assay.answers.reading.numerals import MINUS_ONE, inverse, negated, product_of, scaled
from assay.answers.trees import Add, Call, Const, Mul, Node, Num, Pow

__all__ = ["Scalars"]

_DEGREE = Mul((Const("pi"), Pow(Num(180), MINUS_ONE)))
_PERCENT = Pow(Num(100), MINUS_ONE)
_STARTS = frozenset(
    "num name const fn op ( [ { frac sqrt cbrt binom sum int lim lfloor lceil | bar( accent font"
    " dot begin".split()
)
"""What may follow a factor without a sign of multiplication."""


class Scalars:
    """A parser over one line of tokens; `bound` are index letters of sums around it."""

    __slots__ = (
        "at",
        "bars",
        "bound",
        "choices",
        "depth",
        "kinds",
        "line",
        "match",
        "nodes",
        "values",
    )

    def __init__(self, line: Line, choices: Choices, variables: tuple[str, ...] = ()) -> None:
        self.line = line
        self.kinds = [*line.kinds, "", "", ""]
        self.values = line.values
        self.match = line.match
        self.choices = choices
        self.bound = set(variables)
        self.at = self.depth = self.nodes = self.bars = 0

    def parse(self, low: int, high: int) -> Node:
        """The expression that the tokens from `low` up to `high` make; raises Unreadable."""
        kept, self.kinds[high] = self.kinds[high], ""
        place, bars = self.at, self.bars
        self.at, self.bars = low, 0
        try:
            node = self.sum()
            if self.at != high:
                raise Unreadable(self.kinds[self.at])
            return node
        finally:
            self.kinds[high] = kept
            self.at, self.bars = place, bars

    def sum(self) -> Node:
        kinds = self.kinds
        terms: list[Node] = []
        while True:
            kind = kinds[self.at]
            sign = ""
            while kind == "-" or kind == "+":
                if kind == "-":
                    sign = "" if sign else "-"
                self.at += 1
                kind = kinds[self.at]
            if kind == "pm" or kind == "mp":
                self.at += 1
                term: Node = Call(kind, (self.product(),))
            else:
                term = self.product()
            terms.append(negated(term) if sign else term)
            if kinds[self.at] not in ("+", "-", "pm", "mp"):
                break
        return terms[0] if len(terms) == 1 else Add(tuple(terms))

    def product(self) -> Node:
        left = self.power()
        kinds = self.kinds
        kind = kinds[self.at]
        if kind not in ("*", "/") and kind not in _STARTS:
            return left
        factors = [left]
        while True:
            kind = kinds[self.at]
            if kind == "*":
                self.at += 1
                _multiply(factors, self.power())
            elif kind == "/":
                self.at += 1
                factors.append(inverse(self._denominator()))
            elif kind in _STARTS and not (kind == "|" and self.bars):
                self._juxtapose(factors)
            else:
                break
        return product_of(factors)

    def _denominator(self) -> Node:
        bottom = self.power()
        kind = self.kinds[self.at]
        if kind not in _STARTS or (kind == "|" and self.bars) or not self.choices.other("slash"):
            return bottom
        factors = [bottom]
        while self.kinds[self.at] in _STARTS and not (self.kinds[self.at] == "|" and self.bars):
            self._juxtapose(factors)
        return product_of(factors)

    def _juxtapose(self, factors: list[Node]) -> None:
        """Adds what follows without a sign: a factor, or the fraction of a mixed number."""
        last = factors[-1]
        if isinstance(last, Num) and last.places is None and self.kinds[self.at - 1] == "num":
            part = self._mixed()
            if part is not None:
                factors[-1] = Add((last, part))
                return
            if self.kinds[self.at] == "num":
                raise Unreadable("two numbers side by side")
        if self.kinds[self.at] == "(" and self.kinds[self.match[self.at] - 1] == "pct":
            raise Unreadable("the same in percent, in brackets")
        factors.append(self.power())

    def _mixed(self) -> Node | None:
        """A proper fraction of integers right here: `\\frac{1}{3}`, or `4/17` after a blank."""
        at, kinds, values = self.at, self.kinds, self.values
        if kinds[at] == "frac":
            start = at
            self.at += 1
            top, bottom = self.argument(), self.argument()
            if kinds[self.at] != "^" and _is_proper(top, bottom):
                return Mul((top, inverse(bottom)))
            self.at = start
        elif kinds[at] == "num" and kinds[at + 1] == "/" and kinds[at + 2] == "num":
            top, bottom = values[at], values[at + 2]
            if not isinstance(top, str) and not isinstance(bottom, str) and _is_proper(top, bottom):
                self.at += 3
                return Mul((top, inverse(bottom)))
        return None

    def power(self) -> Node:
        kinds = self.kinds
        kind = kinds[self.at]
        if kind == "num":
            node = self.values[self.at]
            self.at += 1
            self.nodes += 1
            assert not isinstance(node, str)
        elif kind == "-" or kind == "+":
            return self._signed(kind)
        else:
            node = self.atom()
        if self.nodes > MAX_NODES:
            raise TooMuch(f"an expression of more than {MAX_NODES} parts")
        while (kind := kinds[self.at]) in ("^", "!", "deg", "pct", "'"):
            self.at += 1
            if kind == "^":
                exponent = self.exponent()
                if kinds[self.at] == "_":
                    node = indexed(self, node)
                node = Pow(node, exponent)
            elif kind == "!":
                node = self._factorial(node)
            elif kind == "'":
                raise Unreadable("a prime of what is no letter")
            else:
                node = Mul((node, _DEGREE if kind == "deg" else _PERCENT))
        return node

    def _signed(self, kind: str) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise TooMuch(f"more than {MAX_DEPTH} signs in a row")
        self.at += 1
        node = self.power()
        self.depth -= 1
        return negated(node) if kind == "-" else node

    def _factorial(self, node: Node) -> Node:
        if self.kinds[self.at] == "!":
            self.at += 1
            return Call("factorial2", (node,))
        return Call("factorial", (node,))

    def exponent(self) -> Node:
        """What stands after `^`: a group, a signed atom; `a^b^c` is a^(b^c)."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise TooMuch(f"a tower of more than {MAX_DEPTH} powers")
        kind = self.kinds[self.at]
        if kind == "-" or kind == "+":
            self.at += 1
            node = self.exponent()
            node = negated(node) if kind == "-" else node
        else:
            node = self.argument()
            if self.kinds[self.at] == "^":
                self.at += 1
                node = Pow(node, self.exponent())
        self.depth -= 1
        return node

    def argument(self) -> Node:
        """One argument of a command: a group, or one token."""
        at = self.at
        kind = self.kinds[at]
        if kind == "{" and self.kinds[at + 1] == "num" and self.kinds[at + 2] == "}":
            self.at = at + 3
            node = self.values[at + 1]
        elif kind == "num":
            self.at = at + 1
            node = self.values[at]
        else:
            return self.group() if kind == "{" else self.atom()
        self.nodes += 1
        assert not isinstance(node, str)
        return node

    def group(self) -> Node:
        """An expression in brackets of any kind; raises Unreadable where it is a list."""
        close = self.match.get(self.at)
        if close is None:
            raise Unreadable("a bracket without partner")
        self.at += 1
        bars, self.bars = self.bars, 0
        node = self.sum()
        self.bars = bars
        if self.at != close:
            if self.kinds[self.at] == "choose":
                node = self._choose(node, close)
            elif self.kinds[self.at] == "over":
                self.at += 1
                node = Mul((node, inverse(self.sum())))
        if self.at != close:
            raise Unreadable("more than an expression in brackets")
        self.at += 1
        return node

    def _choose(self, node: Node, close: int) -> Node:
        self.at += 1
        return Call("binom", (node, self.sum()))

    def atom(self) -> Node:
        """What is no numeral. All recursion but that of signs and towers passes here."""
        self.nodes += 1
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise TooMuch(f"an expression nested deeper than {MAX_DEPTH}")
        kind = self.kinds[self.at]
        if kind == "{" or kind == "(" or kind == "[":
            node = self.group()
        else:
            reader = ATOMS.get(kind)
            if reader is None:
                raise Unreadable(kind or "end")
            node = reader(self)
        self.depth -= 1
        return node


def _multiply(factors: list[Node], factor: Node) -> None:
    """Adds a factor; a numeral times a power of ten becomes one numeral."""
    last = factors[-1]
    if (
        isinstance(factor, Pow)
        and isinstance(last, Num)
        and isinstance(factor.base, Num)
        and factor.base.value == 10
        and isinstance(factor.exponent, Num)
        and isinstance(factor.exponent.value, int)
    ):
        number = scaled(last, factor.exponent.value)
        if isinstance(number, Num):
            factors[-1] = number
            return
    factors.append(factor)


def _is_proper(top: Node, bottom: Node) -> bool:
    return (
        isinstance(top, Num)
        and isinstance(bottom, Num)
        and isinstance(top.value, int)
        and isinstance(bottom.value, int)
        and top.places is None
        and bottom.places is None
        and 0 < top.value < bottom.value
    )
