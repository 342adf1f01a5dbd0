"""Customary approximations, where the policy accepts them: 3.14 or 22/7 for pi, 1.41 for a root.

An exact constant is worked out again with each customary value in the place of pi, e and the
square roots, and compared with the decimal on the other side.
"""

from __future__ import annotations

from fractions import Fraction

from assay.answers.equality.building import parts, rebuilt
from assay.answers.equality.exact import exact_or_none, exponent_of
from assay.answers.equality.rounding import Decimal, decimal_of, within
from assay.answers.outcome import Outcome
from assay.answers.trees import Const, Node, Num, Pow

__all__ = ["approximated"]

_PI = (Fraction(314, 100), Fraction(31416, 10000), Fraction(22, 7), Fraction(3))
_E = (Fraction(272, 100), Fraction(2718, 1000))
_HALF = Fraction(1, 2)


def approximated(one: Node, other: Node) -> Outcome | None:
    """Equal where a customary approximation leads from the one to the other; else None."""
    for exact, stated in ((one, other), (other, one)):
        decimal = decimal_of(stated)
        value = exact_or_none(stated)
        if decimal is None and isinstance(value, int):
            decimal = Decimal(value, 0)
        if decimal is None or decimal_of(exact) is not None:
            continue
        for rough in _rough(exact):
            found = exact_or_none(rough)
            if found is not None and within(decimal, found):
                return Outcome(True, "exact", "by a customary approximation")
    return None


def _rough(node: Node) -> list[Node]:
    choices = range(max(len(_PI), len(_E)))
    return [_replaced(node, choice, places) for choice in choices for places in (2, 3)]


def _replaced(node: Node, choice: int, places: int) -> Node:
    if isinstance(node, Const) and node.name in ("pi", "e"):
        values = _PI if node.name == "pi" else _E
        return Num(values[min(choice, len(values) - 1)])
    if isinstance(node, Pow) and exponent_of(node.exponent) in (Num(_HALF), Num(-_HALF)):
        inside = exact_or_none(node.base)
        if inside is not None and 0 < inside < 10**9:
            root = Num(Fraction(round(float(inside) ** 0.5 * 10**places), 10**places))
            return root if exponent_of(node.exponent) == Num(_HALF) else Pow(root, Num(-1))
    operands = parts(node)
    if not operands:
        return node
    return rebuilt(node, tuple(_replaced(part, choice, places) for part in operands))
