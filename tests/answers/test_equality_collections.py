"""Lists, sets, tuples, matrices, ratios, numerals of a base, words.

Each line of a table is a pair of answers; both orders are asked, and each against itself.
"""

from __future__ import annotations

import pytest

from assay.answers.equality import compare
from assay.answers.reading import read

EQUAL = r"""
b=3,a=2 | 2,3
(a,b)=(2,3) | a=2,b=3
3x+2y=6, x-y=1 | x-y=1, 3x+2y=6
555_{10} | 555
-2, -2 | -2
b=3, a=2 | a=2, b=3
(a,b)=(2,3) | a=2, b=3
S_{MBCN}:S = 7:32 | 7:32
0x1F | 31
1,1,2 | 1,2
\{1,2,3\} | \{3,2,1\}
1 and 2 | 2, 1
0.5,\frac13 | \frac13,\frac12
(1,2),(3,4) | (3,4),(1,2)
\{(1,2),(3,4)\} | (3,4),(1,2)
(\frac12,0.25) | (0.5,\frac14)
0,\pm1,\pm2 | -2,-1,0,1,2
x=1\text{ or }x=2 | 1,2
x=1,x=2 | 2,1
a=1,b=2 | b=2,a=1
a=1.68,b=0.45 | 1.68,0.45
\begin{pmatrix}1&2\end{pmatrix} | (1,2)
\begin{pmatrix}\frac12\\x+x\end{pmatrix} | \begin{pmatrix}0.5\\2x\end{pmatrix}
T(10)=2,T(11)=4 | 2,4
\{5\} | 5
10^{100},10^{1/100} | 10^{100},10^{0.01}
1,2,3 | 3,2,1
\{1,2\} | 2,1
\{1\pm\sqrt5,-2\} | \{-2,1+\sqrt5,1-\sqrt5\}
x=1, y=2 | (x,y)=(1,2)
x=1,y=2 | y=2,x=1
x=1,y=2 | (1,2)
x_1=-2,x_2=3 | -2,3
Paolo: 18, Qing: 14 | 14, 18
(3,\frac\pi2) | (3, \pi/2)
\begin{pmatrix}1\\2\end{pmatrix} | (1,2)
\begin{pmatrix}1&2\\3&4\end{pmatrix} | [[1,2],[3,4]]
\begin{pmatrix}1&2\\3&4\end{pmatrix} | \begin{bmatrix}1.0&2\\3&\frac82\end{bmatrix}
k\pi+\frac{\pi}{4}, k\in\mathbb{Z} | \frac{\pi}{4}+n\pi, n\in\mathbb{Z}
\frac{k\pi}{2}, k\in\mathbb{Z} | \frac{n\pi}{2}, n\in Z
x=2k\pi, k\in\mathbb{Z} | 2n\pi, n\in\mathbb{Z}
True | true
\text{Yes} | True
4:6 | 2:3
1010_2 | 1010_2
C | C
\text{line segment} | Line Segment
\log_2 8 | 3
\log_4 8 | \frac32
5:8 | 10:16
5:8 | \frac58
1:2:3 | 2:4:6
2112_3 | 2112
52_8 | 52_8
\text{Evelyn} | evelyn
True | yes
1:(4/3) | \frac34
"""

DIFFERENT = r"""
a=2,b=3 | 3,2
x=1,y=2 | (2,1)
11_2 | 3
11_2 | 3_{10}
1010_2 | 12_8
555_{10} | 4210_5
1010_2 | 10
12:00 | 1:00
1,2,1,2,1,2 | 1,2
[0,1] | (0,1)
2 \text{ or } 3 | 2
1,2 | 1,3
\{1,2\} | \{1,2,3\}
(1,2,3) | (1,3,2)
(1,2),(3,4) | (1,2),(3,5)
0,\pm1 | 0,1
a=1,b=2 | a=2,b=1
x=1,y=2 | (2,1)
\begin{pmatrix}1\\2\end{pmatrix} | \begin{pmatrix}2\\1\end{pmatrix}
\begin{pmatrix}1&2\\3&4\end{pmatrix} | \begin{pmatrix}1&2\\3&5\end{pmatrix}
100,\frac1{100} | 1,100
1,2,3 | 1,2
1,2 | 1,2,3
(1,2) | (2,1)
x=1,y=2 | x=2,y=1
\begin{pmatrix}1&2\\3&4\end{pmatrix} | \begin{pmatrix}1&3\\2&4\end{pmatrix}
k\pi, k\in\mathbb{Z} | 2k\pi, k\in\mathbb{Z}
-1.5, -1, 0 | -1.5,-1,1.5
True | False
C | D
4:6 | 3:2
1:2 | 1:2:3
40_9 | 41_9
5:8 | 8:5
5:8 | 5:6
2112_3 | 2111_3
52_8 | 42
\text{Evelyn} | Angela
True | No
1:2:3 | 1:4:9
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
