"""Expressions with letters: identities, and what only looks like one.

Each line of a table is a pair of answers; both orders are asked, and each against itself.
"""

from __future__ import annotations

import pytest

from assay.answers.equality import compare
from assay.answers.reading import read

EQUAL = r"""
\frac12\sin^2x+C | -\frac14\cos2x+C
\ln x^2 | 2\ln x
a^2-b^2 | (a-b)(a+b)
\frac{1}{x}+\frac{1}{y} | \frac{x+y}{xy}
(a+b)^3 | a^3+3a^2b+3ab^2+b^3
\frac{m+n}{2} | \frac12 m+\frac12 n
e^{x+1} | e\cdot e^x
4^x | 2^{2x}
\log_2 x | \frac{\ln x}{\ln 2}
\frac{1}{\cos x} | \sec x
\cos 2x | 1-2\sin^2 x
1+\tan^2 x | \sec^2 x
\sin(x+y) | \sin x\cos y+\cos x\sin y
\sin(-x) | -\sin x
\arctan x+\arctan\frac1x+x-x | \arctan\frac1x+\arctan x
|x| | \sqrt{x^2}
|{-x}| | |x|
x^{-2} | \frac1{x^2}
\sqrt[3]{x^3} | x
\frac{1}{\sqrt{x}+1} | \frac{\sqrt x-1}{x-1}
\binom{n}{2} | \frac{n(n-1)}{2}
\frac{n!}{(n-2)!} | n(n-1)
\sum_{i=1}^{n} i^2 | \frac{n(n+1)(2n+1)}{6}
\sum_{k=0}^{n} 2^k | 2^{n+1}-1
0.5x | \frac{x}{2}
(-1)^{n+1} | -(-1)^n
a_n | a_n
\frac{-1+i\sqrt3}{2} | -\frac12+\frac{\sqrt3}{2}i
x+i y | iy+x
(2+3i)(2-3i) | 13
\frac{11+9a}{20} | \frac{9a+11}{20}
6.02e23 | 6.02\times10^{23}
e^{i\pi} | -1
(1+i)^2 | 2i
\frac{1}{1+i} | \frac{1-i}{2}
(x+1)^2 | x^2+2x+1
\frac{x^2-1}{x-1} | x+1
2^{n+1} | 2\cdot2^n
\frac{2}{3}3^n | 2\cdot3^{n-1}
\sin 2x | 2\sin x\cos x
\tan x | \frac{\sin x}{\cos x}
\sin^2 x+\cos^2 x | 1
\cosh x | \frac{e^x+e^{-x}}{2}
2\arcsin\sqrt a | \arccos(1-2a)
\frac{d!}{2k(d-k)!} | \frac{\binom dk (k-1)!}{2}
(n+1)! | (n+1)n!
\ln(xy) | \ln x+\ln y
\sqrt{x}\sqrt{y} | \sqrt{xy}
\frac{1}{\sqrt{n}} | \sqrt{\frac1n}
e^{2\ln x} | x^2
2x>4y | x>2y
5 m | 5
\frac{x^2}{2}+C | \frac{x^2}{2}+C
\frac{\sin 2x}{2}+C | \sin x\cos x+C
"""

DIFFERENT = r"""
x^2+C | x^2
x^2+C | x^3+C
x+10^{-20} | x
a+b | a-b
(a+b)^2 | a^2+b^2
\sin 2x | 2\sin x
\log_2 x | \ln x
x^{2n} | x^{n^2}
2^{n} | n^2
\frac{1}{x+1} | \frac1x+1
\sqrt{x+y} | \sqrt x+\sqrt y
x^3 | x^2
n! | (n+1)!
12\pi | 12\phi
\sum_{k=1}^{n} k | \frac{n(n-1)}{2}
6r^2-4r-24 | 6r^2-4r+24
x | |x|+1
6.02e-23 | 1.38e-23
1-\frac1e | 1+\frac1e
e^{\pi\sqrt{163}} | 262537412640768744
x^2 | y^2
x+1 | x+2
\sin x | \cos x
x^2+x | x^2-x
2^{n} | 2^{n+1}
x>3 | x\ge3
5 m | 6
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
