"""Arithmetic of units: products and powers of factors and base dimensions.

A dimension is written as a short text for the tables (`L M T^-2` is a force) and as the tuple of
exponents of `assay.answers.values.Unit` everywhere else. An offset (degrees Celsius) is that of a
temperature alone: as part of a product a degree is an interval, and the offset goes.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TypeAlias

from assay.answers.values import Unit

__all__ = ["ONE", "Exponents", "dimension", "named", "power", "product"]

Exponents: TypeAlias = tuple[Fraction | int, ...]

ONE = Unit(name="")
_AXES = ("L", "M", "T", "I", "K", "N", "J", "B")
_MAX_POWER = 12


@cache
def dimension(text: str) -> Exponents:
    """The exponents that a text such as `L^2 M T^-2` states; empty for a pure number."""
    exponents = [0] * len(_AXES)
    for part in text.split():
        axis, _, exponent = part.partition("^")
        exponents[_AXES.index(axis)] += int(exponent or 1)
    return tuple(exponents)


def named(unit: Unit, name: str) -> Unit:
    """The same unit under another name."""
    return Unit(name, unit.factor, unit.pi, unit.offset, unit.dimension, unit.tag)


def power(unit: Unit, exponent: Fraction | int) -> Unit | None:
    """The unit raised to a power; None where that is no unit (a root of a kilometre, say)."""
    if exponent == 1:
        return unit
    if abs(exponent) > _MAX_POWER:
        return None
    if exponent.denominator != 1 and (unit.factor != 1 or unit.pi):
        return None
    factor = unit.factor**exponent if exponent.denominator == 1 else unit.factor
    return Unit(
        name=f"{unit.name}^{exponent}",
        factor=Fraction(factor),
        pi=int(unit.pi * exponent),
        dimension=tuple(_whole(axis * exponent) for axis in unit.dimension),
        tag=_tag_power(unit.tag, exponent),
    )


def product(left: Unit, right: Unit) -> Unit:
    """Two units side by side."""
    if left is ONE:
        return right
    return Unit(
        name=f"{left.name} {right.name}",
        factor=left.factor * right.factor,
        pi=left.pi + right.pi,
        dimension=tuple(
            _whole(a + b) for a, b in zip(left.dimension, right.dimension, strict=True)
        ),
        tag=" ".join(filter(None, (left.tag, right.tag))),
    )


def _whole(exponent: Fraction | int) -> Fraction | int:
    """An int where the exponent is one, so that equal dimensions are equal tuples."""
    return int(exponent) if exponent.denominator == 1 else exponent


def _tag_power(tag: str, exponent: Fraction | int) -> str:
    if not tag or exponent == 1:
        return tag
    return f"per {tag}" if exponent == -1 else f"{tag}^{exponent}"
