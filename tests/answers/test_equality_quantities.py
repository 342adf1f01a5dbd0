"""Numbers with units, percentages, angles.

Each line of a table is a pair of answers; both orders are asked, and each against itself.
"""

from __future__ import annotations

import pytest

from assay.answers.equality import compare
from assay.answers.reading import read

EQUAL = r"""
x=5\text{ m} | 5
-5^\circ C | 23^\circ F
100\text{ cents} | \$1
3 \text{ hours} 30 \text{ min} | 210 \text{ min}
12 \text{ apples} | 12
5\text{ km} | 5000\text{ m}
2\text{ h} | 120\text{ min}
100\text{ cm} | 1\text{ m}
72\text{ km/h} | 20\text{ m/s}
1\text{ kJ} | 1000\text{ J}
3\text{ cm}^2 | 3
45^\circ | \frac{\pi}{4}
50\% | \frac12
50\% | 50
12.5\% | 0.125
1\text{ L} | 1000\text{ cm}^3
\$5 | 5
5.4\text{ kJ} | 5400\text{ kg m}^2/\text{s}^2
0.69\text{ nm} | 6.9\times10^{-10}\text{ m}
x=5\text{ cm} | 5
\sin 30^\circ | \frac12
25\% | 0.25
25\% | 25
120^\circ | \frac{2\pi}{3}
120^\circ | 120
1 km | 1000 m
131 m/s | 471.6 km/h
25 °C | 298.15 K
0.5 h | 30 min
"""

DIFFERENT = r"""
25\% | 0.25\%
x=25\% | 0.25\%
x=5\text{ m} | 5\text{ km}
120 | \frac{2\pi}{3}
12 \text{ apples} | 12 \text{ oranges}
5\text{ km} | 5\text{ m}
5\text{ m} | 5\text{ kg}
10\text{ J} | 10\text{ kJ}
-17\text{ J} | 17\text{ J}
273\text{ s} | 273000\text{ s}
60\% | 0.06
45^\circ | 46
30^\circ | \frac{\pi}{3}
\$5 | \$6
25\% | 0.025
25\% | 26
120^\circ | 60^\circ
1 km | 1 m
1 km | 1000 km
5 m | 5 s
"""


def pairs(table: str) -> list[tuple[str, ...]]:
    return [tuple(line.split(" | ")) for line in table.strip().splitlines()]


SIDES = sorted({side for pair in pairs(EQUAL + DIFFERENT) for side in pair})


@pytest.mark.parametrize(("one", "other"), pairs(EQUAL))
def test_equal(one: str, other: str) -> None:
    assert compare(read(one), read(other)).equal is True
    assert compare(read(other), read(one)).equal is True


@pytest.mark.parametrize(("one", "other"), pairs(DIFFERENT))
def test_different(one: str, other: str) -> None:
    outcome = compare(read(one), read(other))
    assert outcome.equal is False
    assert outcome.why
    assert compare(read(other), read(one)).equal is False


def test_an_answer_equals_itself() -> None:
    assert [text for text in SIDES if compare(read(text), read(text)).equal is not True] == []
