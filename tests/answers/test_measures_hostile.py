"""Readers of untrusted text stay quick and quiet, whatever is repeated however often."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from assay.answers.chemistry.formulae import read_formula
from assay.answers.chemistry.reactions import read_reaction
from assay.answers.measures.moments import read_duration, readings
from assay.answers.measures.numerals import read_chinese, read_words
from assay.answers.measures.units import read_compound, read_unit, split_unit

HANG = 5.0
"""Seconds: a hang, not a speed; benchmarks measure that."""

READERS: tuple[Callable[[str], object], ...] = (
    split_unit,
    read_unit,
    read_compound,
    read_words,
    read_chinese,
    readings,
    read_duration,
    read_formula,
    read_reaction,
)
PIECES = (
    "1", "1,", "1 ", " ", "\\ ", "\\,", "\\", "{", "}", "(", ")", "m", "m ", "m/", "/",
    "^", "^2", "°", "$", "\\$", "\\text{m}", "\\text{", "\\mathrm{~kJ} ", "\\frac{m}{s}",
    "\\frac{", "per ", "and ", "one ", "hundred ", "百", "零", "千米", "H", "H2", "H_2",
    "CH2", "(CH2)2", "(", "[", "+", " + ", "->", "=", "e^-", "5 ft ", "5 ft, ", "1:",
    "12:30 ", "May ", "1/1/2000 ", "-", "−", "·", "\\cdot ", "\\mu", "%", "·5H2O",
    "degrees ", "square ", "C(", "CC", "C=", "\\rightarrow[", "0", "9", "1e", "٠", "²",
)  # fmt: skip


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
@pytest.mark.parametrize("head", ["", "5", "5 ", "C", "$"])
def test_repetition_costs_little(reader: Callable[[str], object], head: str) -> None:
    for piece in PIECES:
        for length in (100, 190, 600, 4_000, 100_000):
            text = head + (piece * (length // len(piece) + 1))[:length]
            start = time.process_time()
            reader(text)
            reader(text + "m")
            assert time.process_time() - start < HANG, (piece, length)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
def test_huge_numerals_are_no_error(reader: Callable[[str], object]) -> None:
    for digits in ("9" * 5_000, "9" * 60, "1" * 100_000):
        for form in (
            "{} m",
            "H{}",
            "10^{{{}}} m",
            "{}:30",
            "{} million",
            "{} ft 3 in",
            "m^{}",
            "\\${}",
        ):
            reader(form.format(digits))
