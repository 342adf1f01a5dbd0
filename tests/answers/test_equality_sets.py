"""Sets of real numbers and families with an integer parameter.

Each line of a table is a pair of answers; both orders are asked, and each against itself.
"""

from __future__ import annotations

import pytest

from assay.answers.equality import compare
from assay.answers.reading import read

EQUAL = r"""
\{2k\pi|k\in\mathbb{Z}\} | 2k\pi, k\in\mathbb{Z}
k\pi, k\in\mathbb{Z} | n\pi
\{1,2\}\cup\{3\} | \{1,2,3\}
\{x\in\mathbb{R}:x>0\} | (0,\infty)
[1,2) | 1\le t<2
(-\infty,2)\cup(2,\infty) | x\neq2
(0,\infty) | x>0
[\frac12,8] | 0.5\le x\le8
(-\infty,-1]\cup[1,\infty) | |x|\ge1
x^2\ge1 | (-\infty,-1]\cup[1,\infty)
2x+1>5 | x>2
3-x>1 | x<2
[0,1]\cup[1,2] | [0,2]
[1,1] | \{1\}
\mathbb{R}\setminus\{1,2\} | (-\infty,1)\cup(1,2)\cup(2,\infty)
\emptyset | \{\}
x\in(0,1)\cup(2,3) | (0,1)\cup(2,3)
a\ge0 | [0,\infty)
x\le-2\text{ or }x\ge2 | |x|\ge2
(a,b) | (a,b)
\sqrt[3]{-8} | -2
[0,1] | 0\le x\le 1
(3,4] | 3<\lambda\le4
x>3 | (3,\infty)
x<-1 or x>3 | (-\infty,-1)\cup(3,\infty)
|x|<2 | (-2,2)
|x|>2 | (-\infty,-2)\cup(2,\infty)
x\ne 0 | (-\infty,0)\cup(0,\infty)
\mathbb{R}\setminus\{0\} | (-\infty,0)\cup(0,\infty)
\{x|-2<x<3\} | (-2,3)
\{x\mid x\ge 1\} | [1,\infty)
x\in[1,2] | [1,2]
(1,2)\cup[2,3) | (1,3)
\mathbb{R} | (-\infty,\infty)
-1\le x<1 | 1>x\ge-1
x^2<4 | (-2,2)
\infty | +\infty
x=k\pi,k\in\mathbb{Z} | n\pi,n\in\mathbb{Z}
\frac\pi2+k\pi,k\in\mathbb{Z} | \frac\pi2-k\pi,k\in\mathbb{Z}
2k+1,k\in\mathbb{Z} | 2k-1,k\in\mathbb{Z}
k\pi\pm\frac\pi3,k\in\mathbb{Z} | k\pi+\frac\pi3,k\pi-\frac\pi3,k\in\mathbb{Z}
[k\pi,k\pi+1],k\in\mathbb{Z} | [n\pi,n\pi+1],n\in\mathbb{Z}
"""

DIFFERENT = r"""
(0,1) | (0,2)
(0,1)\cup(2,3) | (0,1)
(-\infty,0)\cup(4,\infty) | (-\infty,0]\cup(4,\infty)
x\ne0 | x\ne1
|x|<2 | |x|\le2
a\ge0 | [0,1)
\mathbb{R} | (0,\infty)
[0,1] | (0,1]
[2,3) | (2,3]
(-\infty,0] | (-\infty,0)
x+y<3 | x+y\le3
k\pi,k\in\mathbb{Z} | \frac{k\pi}2,k\in\mathbb{Z}
2k+1,k\in\mathbb{Z} | 2k,k\in\mathbb{Z}
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
