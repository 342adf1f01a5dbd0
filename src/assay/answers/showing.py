"""The compact normal form of a value, as verdicts print it.

Readable plain notation: `sqrt(3)/2`, `[0, 1)`, `{1, 2}`, `5 km`. It is bounded: what is longer than
`MAX_SHOWN` characters or nested too deep is cut with `...`, and an integer of many digits shows
its first and last ones with their number, or only how many they are.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from assay.answers.trees import Add, Call, Const, Mul, Node, Num, Pow, Sym
from assay.answers.values import (
    BaseNumber,
    Boolean,
    Cases,
    Choice,
    Collection,
    Formula,
    Interval,
    Labelled,
    Logic,
    Matrix,
    Moment,
    NamedSet,
    Qualified,
    Quantity,
    Ratio,
    Reaction,
    Relation,
    Scalar,
    SetBuilder,
    Text,
    Union,
    Value,
)

__all__ = ["MAX_SHOWN", "show"]

MAX_SHOWN = 200
"""Characters of a shown value."""

_DEEPEST = 24
_LONGEST = 40
_BRACKETS = {"list": ("", ""), "set": ("{", "}"), "tuple": ("(", ")")}
_OPERATORS = {"congruent": "≡", "~": "≈", "!=": "≠", "<=": "≤", ">=": "≥", "notin": "not in"}


def show(value: Value | Node) -> str:
    """The normal form of a value or of an expression, at most `MAX_SHOWN` characters."""
    text = _shown(value, _DEEPEST)
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 3] + "..."


def _shown(value: Value | Node, depth: int) -> str:
    if depth <= 0:
        return "..."
    plain = _PLAIN.get(type(value))
    return plain(value) if plain is not None else _SHOWERS[type(value)](value, depth - 1)


def _joined(values: tuple[Any, ...], sign: str, depth: int) -> str:
    """The first values, with `...` for those that would not fit anyway."""
    shown: list[str] = []
    length = 0
    for value in values:
        if length > MAX_SHOWN:
            shown.append("...")
            break
        shown.append(_shown(value, depth))
        length += len(shown[-1]) + len(sign)
    return sign.join(shown)


def _integer(value: int) -> str:
    bits = value.bit_length()
    if bits < 3 * _LONGEST:
        return str(value)
    size = abs(value)
    digits = int(bits * 0.30102999566398) + 1
    if bits > 12_000:
        return f"{'-' if value < 0 else ''}(an integer of about {digits} digits)"
    text = str(size)
    return f"{'-' if value < 0 else ''}{text[:8]}...{text[-8:]} ({len(text)} digits)"


def _number(node: Num) -> str:
    value, places = node.value, node.places
    if places is not None and 0 < places <= _LONGEST:
        return _decimal(Fraction(value), places)
    if isinstance(value, int):
        return _integer(value)
    return f"{_integer(value.numerator)}/{_integer(value.denominator)}"


def _decimal(value: Fraction, places: int) -> str:
    scaled = value * 10**places
    if scaled.denominator != 1 or scaled.numerator.bit_length() > 3 * _LONGEST:
        return f"{_integer(value.numerator)}/{_integer(value.denominator)}"
    figures = str(abs(scaled.numerator)).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{figures[:-places]}.{figures[-places:]}"


def _sum(node: Add, depth: int) -> str:
    text = _joined(node.terms, " + ", depth)
    return text.replace(" + -", " - ")


def _product(node: Mul, depth: int) -> str:
    above: list[Node] = []
    below: list[Node] = []
    for factor in node.factors[:_LONGEST]:
        inverted = isinstance(factor, Pow) and factor.exponent == Num(-1)
        (below if inverted else above).append(
            factor.base if isinstance(factor, Pow) and inverted else factor
        )
    minus = len(above) > 1 and above[0] == Num(-1)
    top = "*".join(_factor(each, depth) for each in (above[1:] if minus else above)) or "1"
    bottom = "*".join(_factor(each, depth) for each in below)
    if not bottom:
        return ("-" if minus else "") + top
    return ("-" if minus else "") + f"{top}/" + (f"({bottom})" if len(below) > 1 else bottom)


def _factor(node: Node, depth: int) -> str:
    text = _shown(node, depth)
    plain = isinstance(node, Sym | Const | Call | Pow) or text.replace(".", "").isalnum()
    return text if plain else f"({text})"


def _power(node: Pow, depth: int) -> str:
    exponent = node.exponent
    if (
        isinstance(exponent, Pow)
        and exponent.exponent == Num(-1)
        and isinstance(exponent.base, Num)
    ):
        inner = _shown(node.base, depth)
        return (
            f"sqrt({inner})"
            if exponent.base.value == 2
            else f"root({inner}, {_shown(exponent.base, depth)})"
        )
    if exponent == Num(-1):
        return f"1/{_factor(node.base, depth)}"
    return f"{_factor(node.base, depth)}^{_factor(exponent, depth)}"


def _call(node: Call, depth: int) -> str:
    if node.name in ("pm", "mp") and len(node.args) == 1:
        return ("±" if node.name == "pm" else "∓") + _factor(node.args[0], depth)
    return f"{node.name}({_joined(node.args, ', ', depth)})"


def _quantity(value: Quantity, depth: int) -> str:
    gap = "" if value.unit.name in ("%", "°") else " "
    text = _shown(value.tree, depth)
    if isinstance(value.tree, Add):
        text = f"({text})"
    return f"{text}{gap}{value.unit.name}"


def _interval(value: Interval, depth: int) -> str:
    ends = _joined((value.low, value.high), ", ", depth)
    return f"{'[' if value.low_closed else '('}{ends}{']' if value.high_closed else ')'}"


def _union(value: Union, depth: int) -> str:
    text = _joined(value.parts, " ∪ ", depth)
    return f"{text} \\ {_joined(value.minus, ' ∪ ', depth)}" if value.minus else text


def _collection(value: Collection, depth: int) -> str:
    opening, closing = _BRACKETS[value.kind]
    return opening + _joined(value.items, ", ", depth) + closing


def _matrix(value: Matrix, depth: int) -> str:
    rows = (f"[{_joined(row, ', ', depth)}]" for row in value.rows[:_LONGEST])
    return f"[{', '.join(rows)}]"


def _relation(value: Relation, depth: int) -> str:
    parts = [_shown(value.sides[0], depth)]
    for operator, side in zip(value.operators[:_LONGEST], value.sides[1:], strict=False):
        parts += [_OPERATORS.get(operator, operator), _shown(side, depth)]
    return " ".join(parts)


def _qualified(value: Qualified, depth: int) -> str:
    return f"{_shown(value.value, depth)}, where {_joined(value.conditions, ', ', depth)}"


def _cases(value: Cases, depth: int) -> str:
    branches = (
        _shown(branch, depth) + (f" if {_shown(condition, depth)}" if condition is not None else "")
        for branch, condition in value.branches[:_LONGEST]
    )
    return "; ".join(branches)


def _moment(value: Moment) -> str:
    date = "-".join(
        f"{part:02d}" if part is not None else "?" for part in (value.year, value.month, value.day)
    )
    clock = "" if value.hour is None else f"{value.hour:02d}:{value.minute or 0:02d}"
    if value.second:
        clock += f":{_integer(int(value.second)).rjust(2, '0')}"
    day = "" if value.weekday is None else f"weekday {value.weekday}"
    return " ".join(part for part in (date if date != "?-?-?" else "", clock, day) if part)


def _formula(value: Formula) -> str:
    text = value.structure or "".join(
        name + (str(count) if count != 1 else "") for name, count in value.atoms[:_LONGEST]
    )
    return text + (f"^{value.charge:+d}" if value.charge else "")


def _reaction(value: Reaction) -> str:
    sides = (_species(side) for side in (value.left, value.right))
    return (" <=> " if value.reversible else " -> ").join(sides)


def _species(side: tuple[tuple[Fraction, Formula], ...]) -> str:
    return " + ".join(
        ("" if count == 1 else f"{count} ") + _formula(formula)
        for count, formula in side[:_LONGEST]
    )


_PLAIN: dict[type[Any], Callable[[Any], str]] = {
    Num: _number,
    Const: lambda node: node.name,
    Sym: lambda node: node.name,
    NamedSet: lambda value: "{}" if value.name == "empty" else value.name,
    BaseNumber: lambda value: f"{value.digits}_{value.base}",
    Boolean: lambda value: "true" if value.value else "false",
    Choice: lambda value: ", ".join(value.letters),
    Moment: _moment,
    Formula: _formula,
    Reaction: _reaction,
    Text: lambda value: f'"{value.words}"',
}
"""What holds no other value, so that no depth is asked for."""

_SHOWERS: dict[type[Any], Callable[[Any, int], str]] = {
    Call: _call,
    Add: _sum,
    Mul: _product,
    Pow: _power,
    Scalar: lambda value, depth: _shown(value.tree, depth),
    Quantity: _quantity,
    Interval: _interval,
    Union: _union,
    SetBuilder: lambda value, depth: (
        f"{{{_shown(value.element, depth)} | {_shown(value.condition, depth)}}}"
    ),
    Collection: _collection,
    Matrix: _matrix,
    Relation: _relation,
    Logic: lambda value, depth: _joined(value.parts, f" {value.operator} ", depth),
    Qualified: _qualified,
    Cases: _cases,
    Ratio: lambda value, depth: _joined(value.parts, ":", depth),
    Labelled: lambda value, depth: f"{value.label}: {_shown(value.value, depth)}",
}
