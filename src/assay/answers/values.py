"""Typed answers: what a final answer says, whatever its notation.

`assay.answers.reading` makes them from text, `assay.answers.equality` compares them. An answer
that can mean several things has several readings: `(0, 1)` is a point and an open interval,
`5 m` a length and a product, `1,234` a number and a list; two answers are equal when some
reading of the one equals some reading of the other.

`show(value)` in `assay.answers.showing` writes the normal form that verdicts print.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, TypeAlias

import msgspec

from assay.answers.trees import Node

__all__ = [
    "BaseNumber",
    "Boolean",
    "Cases",
    "Choice",
    "Collection",
    "Formula",
    "Interval",
    "Labelled",
    "Logic",
    "Matrix",
    "Moment",
    "NamedSet",
    "Operator",
    "Qualified",
    "Quantity",
    "Ratio",
    "Reaction",
    "Reading",
    "Relation",
    "Scalar",
    "SetBuilder",
    "Text",
    "Union",
    "Unit",
    "Value",
]

Operator: TypeAlias = Literal[
    "=", "!=", "<", "<=", ">", ">=", "~", "in", "notin", "subset", "congruent"
]
"""`~` is approximately; `congruent` is modulo, with `mod (a, m)` on its right."""


class Scalar(msgspec.Struct, frozen=True, gc=False):
    """A number or an expression without a unit."""

    tree: Node


class Unit(msgspec.Struct, frozen=True, gc=False):
    """A unit of measure, reduced to base dimensions.

    One of it is `factor` * pi**`pi` of the base unit, after `offset` base units are added (degrees
    Celsius and Fahrenheit only). `dimension` holds the exponents of length, mass, time, current,
    temperature, amount, luminous intensity and information; a currency or a counted noun
    (`apple`) stands in `tag`. Percent, degrees and ppm have dimension
    zero; a currency's factor is 1 (100 cents are a dollar; currencies do not convert).
    """

    name: str
    factor: Fraction = Fraction(1)
    pi: int = 0
    offset: Fraction = Fraction(0)
    dimension: tuple[Fraction | int, ...] = (0, 0, 0, 0, 0, 0, 0, 0)
    tag: str = ""


class Quantity(msgspec.Struct, frozen=True, gc=False):
    """A number with a unit; percent and degrees too. `tree` counts units as written."""

    tree: Node
    unit: Unit


class Interval(msgspec.Struct, frozen=True, gc=False):
    """An interval of the real line; an end may be `Const("inf")` or its negative."""

    low: Node
    high: Node
    low_closed: bool
    high_closed: bool


class NamedSet(msgspec.Struct, frozen=True, gc=False):
    """`N`, `Z`, `Q`, `R`, `C`, their `+`, `-`, `*` variants (`R+`, `Z*`), `empty`."""

    name: str


class Union(msgspec.Struct, frozen=True, gc=False):
    """A union of sets; `minus` holds what is taken away (R without {0})."""

    parts: tuple[Value, ...]
    minus: tuple[Value, ...] = ()


class SetBuilder(msgspec.Struct, frozen=True, gc=False):
    """The set of all `element` for which `condition` holds."""

    element: Value
    condition: Value


class Collection(msgspec.Struct, frozen=True, gc=False):
    """Several values. `kind`: `list` (commas, "and", "or"; unordered unless the policy says
    otherwise), `set` (braces), `tuple` (parentheses, or a sequence in [ ]; ordered)."""

    kind: Literal["list", "set", "tuple"]
    items: tuple[Value, ...]


class Matrix(msgspec.Struct, frozen=True, gc=False):
    """Rows of entries; a column vector has rows of one entry. `determinant` for | |."""

    rows: tuple[tuple[Value, ...], ...]


class Relation(msgspec.Struct, frozen=True, gc=False):
    """A chain such as 1 < x <= 2 or f(x) = 3: one operator fewer than sides."""

    sides: tuple[Value, ...]
    operators: tuple[Operator, ...]


class Logic(msgspec.Struct, frozen=True, gc=False):
    """Conditions joined by `and` or `or`; a system of equations is an `and`."""

    operator: Literal["and", "or"]
    parts: tuple[Value, ...]


class Qualified(msgspec.Struct, frozen=True, gc=False):
    """A value with what was said about its letters: `k pi, k in Z`; `f(x) = 1 for all x in Q`."""

    value: Value
    conditions: tuple[Value, ...]


class Cases(msgspec.Struct, frozen=True, gc=False):
    """A piecewise definition: values with the conditions under which they hold."""

    branches: tuple[tuple[Value, Value | None], ...]


class Ratio(msgspec.Struct, frozen=True, gc=False):
    """`5:8`, `1:2:3`."""

    parts: tuple[Node, ...]


class BaseNumber(msgspec.Struct, frozen=True, gc=False):
    """An integer written in a base: `2112_3`, `0x1F`."""

    digits: str
    base: int
    value: int


class Labelled(msgspec.Struct, frozen=True, gc=False):
    """A value with a name that is a word: `Paolo: 18`, `(a) 5`, `Minimum = 0`."""

    label: str
    value: Value


class Boolean(msgspec.Struct, frozen=True, gc=False):
    """True or false, yes or no."""

    value: bool


class Choice(msgspec.Struct, frozen=True, gc=False):
    """One or more options by letter, in order and upper case."""

    letters: tuple[str, ...]


class Moment(msgspec.Struct, frozen=True, gc=False):
    """A date, a time of day, or both; what was not said is None. Seconds may hold a fraction."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: Fraction | None = None
    weekday: int | None = None
    zone: int | None = None


class Formula(msgspec.Struct, frozen=True, gc=False):
    """A chemical species: its composition, charge, and `structure`, a canonical condensed form
    that tells CH3CH2OH from CH3OCH3 (empty where only the composition was written)."""

    atoms: tuple[tuple[str, int], ...]
    charge: int = 0
    structure: str = ""
    state: str = ""


class Reaction(msgspec.Struct, frozen=True, gc=False):
    """A chemical equation; each side holds coefficient and species."""

    left: tuple[tuple[Fraction, Formula], ...]
    right: tuple[tuple[Fraction, Formula], ...]
    reversible: bool = False


class Text(msgspec.Struct, frozen=True, gc=False):
    """Words: folded to one case, without LaTeX, articles and closing punctuation."""

    words: str


Value: TypeAlias = (
    Scalar
    | Quantity
    | Interval
    | NamedSet
    | Union
    | SetBuilder
    | Collection
    | Matrix
    | Relation
    | Logic
    | Qualified
    | Cases
    | Ratio
    | BaseNumber
    | Labelled
    | Boolean
    | Choice
    | Moment
    | Formula
    | Reaction
    | Text
)

Reading: TypeAlias = tuple[Value, ...]
"""What a text can mean, most plausible first; at most `limits.MAX_READINGS`, never empty."""
