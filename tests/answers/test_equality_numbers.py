"""Numbers: exact values, decimals with what they state, constants.

Each line of a table is a pair of answers; both orders are asked, and each against itself.
"""

from __future__ import annotations

import pytest

from assay.answers.equality import compare
from assay.answers.reading import read

EQUAL = r"""
\sqrt{2}+\sqrt{3} | \sqrt{5+2\sqrt6}
\sin(10^{20}+2\pi) | \sin(10^{20})
\frac{3}{56} | 0.0535714285714164
0.1\overline{6} | \frac16
42 | 42.0
007 | 7
-0.5 | -\frac12
1,000 | 1000
1e3 | 1000
3\frac12 | 3.5
-1\frac34 | -1.75
0.1+0.2 | 0.3
2^{10} | 1024
10^{-3} | 0.001
2\times10^{-15} | 20\times10^{-16}
0.458 | \frac{27}{59}
\frac{22}{7} | 3.142857
1.41421356 | \sqrt{2}
2.71828 | e
0.333 | \frac13
6.022\times10^{23} | 6.0221\times10^{23}
\frac{0}{5} | 0
-0 | 0
\frac{1}{3}+\frac{1}{6} | \frac12
7!! | 105
\lcm(4,6) | 12
\lceil 2.1\rceil | 3
\max(1,5,3) | 5
1/2 | 0.5
12.0 | 12
0.50 | \frac12
0.533 | \frac{8}{15}
85.71 | \frac{600}{7}
3.14159 | \pi
1.4142 | \sqrt2
\sqrt{12} | 2\sqrt3
\sqrt{3+2\sqrt2} | 1+\sqrt2
\frac{1}{\sqrt2} | \frac{\sqrt2}{2}
(-8)^{1/3} | -2
\ln 8 | 3\ln 2
5! | 120
\binom{5}{2} | 10
\cos\frac{\pi}{5} | \frac{1+\sqrt5}{4}
|-3| | 3
2^{2000}\cdot 2 | 2^{2001}
\frac{2^{2005}+1}{3\cdot 2^{2006}} | \frac{1}{3}\left(\frac12+2^{-2006}\right)
\lfloor 3.7\rfloor | 3
\gcd(12,18) | 6
1\pm\sqrt5 | 1+\sqrt5, 1-\sqrt5
\frac{1+\sqrt{97}}{8}\approx 1.36 | \frac{1+\sqrt{97}}{8}
"""

DIFFERENT = r"""
\sqrt{2}+\sqrt{3} | \sqrt{5+2\sqrt6}+10^{-30}
\sin(10^{20}) | \sin(10^{20}+1)
22\pi^4 | 2143
e^\pi-\pi | 20
10^{-20} | 0
\infty | -\infty
\infty | 5
42 | 43
0.5 | 0.05
-3193 | 3193
5138420 | 5138420.5
4567890 | 4567891
5\times10^{-12} | 6\times10^{-12}
\frac{5}{24} | \frac{24}{5}
\frac{38}{17} | 2.24
\frac{20}{17} | 1.18
10000 | 9999.857
785.12 | 784
3.14 | 3.15
0.333 | 0.334
\frac13 | 0.334
\sqrt{2} | 1.4143
\ln 8 | 2\ln 3
\binom52 | 20
\frac{1}{20!} | \frac{1}{22!}
10^{100} | 10^{99}
2^{-99} | 2^{-98}
\sqrt{3+2\sqrt2} | 1+\sqrt3
\cos\frac\pi5 | \frac{1+\sqrt5}{3}
\sqrt{1000001} | 1000.0004
i | -i
2+3i | 2-3i
\frac{2^{2009}-1}{3\cdot2^{2008}-1} | \frac{2^{2008}-1}{3\cdot2^{2007}-1}
1/2 | 0.53
\frac{8}{15} | 0.53
\frac{40}{9} | 4.44
3.1416 | 3.1415
\frac{1}{2004!} | \frac{1}{2006!}
2^{99} | 2^{99}+1
2^{2000}+1 | 2^{2000}
\frac{2^{2005}+1}{3\cdot 2^{2006}} | \frac{1}{3\cdot2}
12\pi | 37
\sqrt3 | 1.7
\pi | 3.1415
(1,1),(3,2) | (1,1),(2,2)
4\sqrt2 | 4
\sqrt2 | 2
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
