"""Random quantities in random units, against exact factors of their own.

A quantity is converted here by the definitions of the units (SI brochure; the international foot
and pound), in fractions; the verdict must follow the exact value and the dimension.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import NamedTuple

from assay.answers.equality import compare
from assay.answers.reading import read


class Known(NamedTuple):
    """A unit by its symbol: how many base units it is, and its dimension (m, kg, s, A, K, mol)."""

    symbol: str
    factor: Fraction
    dimension: tuple[int, int, int, int, int, int]


def _known(symbol: str, factor: str | int, *dimension: int) -> Known:
    m, kg, s, a, k, mol = (*dimension, 0, 0, 0, 0, 0, 0)[:6]
    return Known(symbol, Fraction(factor), (m, kg, s, a, k, mol))


PREFIXES = {"k": 3, "M": 6, "G": 9, "c": -2, "m": -3, "μ": -6, "n": -9}
CUSTOMARY = {
    "m": "kcmμn",
    "g": "kmμ",
    "s": "mμn",
    "A": "mμ",
    "K": "m",
    "mol": "km",
    "N": "km",
    "J": "kM",
    "W": "kMGm",
    "Pa": "kMG",
    "V": "km",
    "C": "mμn",
}
"""Prefixes that a unit is used with."""
PLAIN = (
    _known("ft", "0.3048", 1),
    _known("km", 1000, 1),
    _known("kg", 1, 0, 1),
    _known("lb", "0.45359237", 0, 1),
    _known("min", 60, 0, 0, 1),
    _known("h", 3600, 0, 0, 1),
    _known("L", "0.001", 3),
    _known("cal", "4.184", 2, 1, -2),
    _known("kWh", 3_600_000, 2, 1, -2),
    _known("atm", 101_325, -1, 1, -2),
    _known("bar", 100_000, -1, 1, -2),
    _known("eV", "1.602176634e-19", 2, 1, -2),
)
PREFIXED = (
    _known("m", 1, 1),
    _known("g", "0.001", 0, 1),
    _known("s", 1, 0, 0, 1),
    _known("A", 1, 0, 0, 0, 1),
    _known("K", 1, 0, 0, 0, 0, 1),
    _known("mol", 1, 0, 0, 0, 0, 0, 1),
    _known("N", 1, 1, 1, -2),
    _known("J", 1, 2, 1, -2),
    _known("W", 1, 2, 1, -3),
    _known("Pa", 1, -1, 1, -2),
    _known("V", 1, 2, 1, -3, -1),
    _known("C", 1, 0, 0, 1, 1),
)


def unit(rng: Random) -> Known:
    """A unit, perhaps with a prefix."""
    if rng.random() < 0.4:
        return rng.choice(PLAIN)
    symbol, factor, dimension = rng.choice(PREFIXED)
    if rng.random() < 0.5:
        return Known(symbol, factor, dimension)
    prefix = rng.choice(CUSTOMARY[symbol])
    return Known(prefix + symbol, factor * Fraction(10) ** PREFIXES[prefix], dimension)


Power = tuple[Known, int]


def size(powers: list[Power]) -> Fraction:
    product = Fraction(1)
    for known, power in powers:
        product *= known.factor**power
    return product


def dimension(powers: list[Power]) -> tuple[int, ...]:
    return tuple(sum(known.dimension[at] * power for known, power in powers) for at in range(6))


def compound(rng: Random) -> list[Power]:
    """One to three different units, the first with a positive power."""
    chosen = {known.symbol: known for known in (unit(rng) for _ in range(rng.randint(1, 3)))}
    powers = [rng.choice((1, 1, 2)), *(rng.choice((1, -1, -1, -2)) for _ in chosen)]
    return list(zip(chosen.values(), powers, strict=False))


def reworked(powers: list[Power], rng: Random) -> list[Power]:
    """Units of the same dimension, each by another of its kind where there is one."""
    kinds = [*PLAIN, *PREFIXED, *(unit(rng) for _ in range(8))]
    return [
        (rng.choice([kind for kind in kinds if kind.dimension == known.dimension]), power)
        for known, power in powers
    ]


def written(powers: list[Power], rng: Random) -> str:
    """`kg m^2/s^2` in one of several ways."""
    powers = rng.sample(powers, len(powers))
    latex = rng.random() < 0.5
    if latex:
        return "\\cdot ".join(f"\\mathrm{{{k.symbol}}}{_raised(p)}" for k, p in powers)
    over = [f"{known.symbol}{_raised(-power)}" for known, power in powers if power < 0]
    top = [f"{known.symbol}{_raised(power)}" for known, power in powers if power > 0]
    if len(over) == 1 and top:
        return f"{rng.choice((' ', '·', '*')).join(top)}/{over[0]}"
    return rng.choice((" ", "·")).join(f"{known.symbol}{_raised(p)}" for known, p in powers)


def _raised(power: int) -> str:
    return "" if power == 1 else f"^{power}" if power > 0 else f"^{{{power}}}"


def decimal(number: Fraction) -> str | None:
    """All digits of a number, or None where they are many or do not end."""
    for places in range(13):
        scaled = number * 10**places
        if scaled.denominator == 1:
            digits = str(scaled.numerator).rjust(places + 1, "0")
            text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
            return text if len(text) < 16 else None
    return None


def stated(number: Fraction, rng: Random) -> str | None:
    """A positive number in full, or in scientific notation."""
    plain = decimal(number)
    exponent = 0
    while number >= 10 and exponent < 30:
        number, exponent = number / 10, exponent + 1
    while number < 1 and exponent > -30:
        number, exponent = number * 10, exponent - 1
    mantissa = decimal(number)
    if plain and (mantissa is None or rng.random() < 0.5):
        return plain
    return mantissa and f"{mantissa} \\times 10^{{{exponent}}}"


def pairs(seed: int) -> Iterator[tuple[str, str, bool]]:
    """Two quantities and whether they are the same."""
    rng = Random(seed)
    for _ in range(40):
        units = compound(rng)
        other = reworked(units, rng)
        number = Fraction(rng.randint(1, 9999), rng.choice((1, 10, 100)))
        converted = number * size(units) / size(other)
        if rng.random() < 0.3:
            converted *= rng.choice((2, 10, Fraction(11, 10), Fraction(1, 1000)))
        elif rng.random() < 0.2:
            other = [*other[:-1], (other[-1][0], other[-1][1] + 1)]
            other = [(known, power) for known, power in other if power]
        gold, given = stated(number, rng), stated(converted, rng)
        if gold and given and other:
            truth = dimension(units) == dimension(other)
            truth = truth and number * size(units) == converted * size(other)
            yield f"{gold} {written(units, rng)}", f"{given} {written(other, rng)}", truth


def test_no_verdict_contradicts_the_exact_value():
    decided = total = 0
    for seed in range(20):
        for gold, given, truth in pairs(seed):
            outcome = compare(read(gold), read(given))
            assert outcome.equal in (truth, None), (gold, given, outcome)
            decided += outcome.equal is not None
            total += 1
    assert total > 300
    assert decided >= 0.97 * total
