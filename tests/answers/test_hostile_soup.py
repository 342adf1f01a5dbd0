"""Pieces of answers in no order: what comes of them is no exception and no contradiction."""

from __future__ import annotations

import random

import pytest

from assay.answers.equality import compare
from assay.answers.extraction import extract
from assay.answers.limits import TooMuch
from assay.answers.reading import read

PIECES = r"""
\frac \frac{ \sqrt \sqrt[3] \boxed{ \text{ \mathrm{ \left( \right) \left[ \{ \} { } ( ) [ ] | \|
\lfloor \rfloor ^ _ ^{ _{ + - * / = < > \le \ne \approx \pm \cdot \times ! ' , ; : . \ldots & \\
$ $$ % \% ° ^\circ \pi e i x y n \infty \cup \setminus \in \mathbb{Z} \begin{pmatrix}
\end{pmatrix} \begin{cases} \end{cases} \sin \log_ \lim \sum_{ \int_ \binom{ \gcd( \pmod{ \vec{
\hat{ \overline{ 0 1 2 10 99 0.5 1e5 1,000 1/2 2024-01-02 12:30 km m/s cm^2 USD \$ H2O CO_2 ->
and or for all where if not true A B (a) (C) 一 百 亿 答案 the answer is x= f(x)= ½ ² √ ∞ ∪ ≤ − 0x1F
101_2 1:2 @ # ` " \def \
""".split()


def soup(seed: int) -> str:
    """A few to many pieces of answers, in no order."""
    rng = random.Random(seed)
    pieces = rng.choices(PIECES, k=rng.choice((2, 3, 5, 10, 20, 60)))
    return "".join(piece + rng.choice(("", "", " ", "\n")) for piece in pieces)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(0, 2000, 100))
def test_a_soup_of_pieces_breaks_nothing(seed: int):
    before = read("1")
    for text in map(soup, range(seed, seed + 100)):
        extract(text)
        try:
            reading = read(text)
        except TooMuch:
            continue
        assert compare(reading, reading).equal is not False, text
        assert compare(reading, before).equal is compare(before, reading).equal, text
        before = reading
