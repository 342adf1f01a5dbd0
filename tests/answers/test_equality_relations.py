"""Equations, inequalities and definitions.

Each line of a table is a pair of answers; both orders are asked, and each against itself.
"""

from __future__ import annotations

import pytest

from assay.answers.equality import compare
from assay.answers.reading import read

EQUAL = r"""
\frac{dy}{dx}=2x | 2x
y'=2x | 2x
y=x+1 | x+1
y=3x | y-3x=0
x+y=1 | y=1-x
x^2+y^2-2x=0 | (x-1)^2+y^2=1
y^2=4x | x=\frac{y^2}{4}
\frac{x^2}{4}+\frac{y^2}{9}=1 | 9x^2+4y^2=36
2x=10 | 5
x=y | y=x
S_n=\frac12(3^n-1) | \frac{3^n-1}{2}
f(x)=x^2 | f(t)=t^2
f(x)=2x | y=2x
x-y\ge1 | y-x\le-1
a+d+e+f=2k | 2k
x=y=z=\frac{\sqrt2}2 | \frac{\sqrt2}{2}
b<a<d<c | b,a,d,c
\frac{x-1}{2}=\frac{y+1}{3} | 3(x-1)=2(y+1)
z=x+iy | x+iy
\sum_{k=1}^{100} k | 5050
\sum_{k=1}^{n} k | \frac{n(n+1)}{2}
\prod_{k=1}^{n} k | n!
2x<6 | x<3
x=\pm2 | 2,-2
x=5 | 5
5 | x=5
(x,y,z)=(1,2,3) | 1,2,3
x=-2 or x=3 | \{3,-2\}
f(x)=x-1 | x-1
f(x)=x+1 | f(n)=n+1
k=n+1 | n+1
y=2x-3 | 2x-y=3
4x-2y-6=0 | 2x-y=3
x^2+y^2=4 | x^2+y^2-4=0
x^2+y^2=4 | 2x^2+2y^2=8
xy=6 | \frac6x
xy=6 | y=\frac6x
-7x+3y-5=0 | y=\frac{7x}{3}+\frac53
\frac{x}{2}+\frac{y}{3}=1 | 3x+2y=6
x+y<3 | y<3-x
y=x^2 | y-x^2=0
f(x)=1 | f(x)=1 for all x
x\equiv 2\pmod 5 | x\equiv 7\pmod 5
"""

DIFFERENT = r"""
5=6 | 5
x=5=6 | 5
y=x | y^2=x^2
x^2-5x+6=0 | 2,3
y=2x | y=3x
8x-2y+6=0 | 8x+2y+6=0
x^2+y^2=1 | x^2-y^2=1
f(x)=x | f(x)=-x
xy=6 | \frac{x}{6}
x<y | x>y
x+y\le3 | x+y<3
f(x)=\frac1x | f(x)=\frac1{2x}
5x-7y+11z+4=0 | x+y-z+2=0
x=2 | x=3
k=2n-1 | 2n-2
x>3 | x<3
x=5 | y=5
f(x)=x+1 | x+2
3x-y+13=0 | 3x+4y+14=0
2x-y=3 | 2x+y=3
2x-y=3 | 3
3x-y+13=0 | 0
x^2+y^2=4 | x^2+y^2=5
x^2+y^2=4 | 4
x+y<3 | x+y>3
y=6-4x | y=-4x-6
xy=6 | \frac{6}{x+1}
x\equiv 2\pmod 5 | x\equiv 3\pmod 5
x\equiv 2\pmod 5 | x\equiv 2\pmod 7
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
