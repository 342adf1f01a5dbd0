"""Answers made to cost time: every comparison is bounded, and none is wrong for want of time."""

from __future__ import annotations

import time

import pytest

from assay.answers.equality import compare
from assay.answers.limits import TooMuch
from assay.answers.outcome import Outcome
from assay.answers.reading import read

HANG = 5.0
"""Seconds: a hang, not a speed; benchmarks measure that."""

HOSTILE = [
    r"9^{9^{9^9}}",
    r"10^{10^{10}}",
    r"2003^{2002^{2001}}",
    r"(10^9)!",
    r"((10!)!)!",
    r"\binom{10^9}{5\cdot10^8}",
    r"\sum_{k=1}^{10^9} k",
    r"\sum_{k=1}^{400}\sum_{j=1}^{400} kj",
    r"\prod_{k=1}^{10^7} k",
    r"\gcd(3^{10^8},2^{10^8})",
    r"\sin(10^{10^6})",
    r"\log_2 3^{10^8}",
    r"\sqrt[10^9]{2}",
    r"(1+\frac{1}{10^9})^{10^9}",
    r"1.5^{99999}",
    r"e^{-10^9}",
    r"\cos(10^{300})",
    r"e^{e^{e^{e^{x}}}}",
    r"x^{x^{x^{x}}}",
    r"\tan(\tan(\tan(\tan(x))))",
    r"(x+y+z)^{1000}",
    r"(1+\sqrt[3]{2}+\sqrt[5]{3})^{300}",
    r"\lfloor10^{300}\sqrt2\rfloor",
    r"\int_0^1 x^{x^x}dx",
    r"k\pi^{100}, k\in\mathbb{Z}",
    r"\sqrt{" * 40 + "2" + "}" * 40,
    r"\sqrt{1+" * 40 + "x" + "}" * 40,
    r"\frac{1}{1+" * 40 + "x" + "}" * 40,
    "+".join(rf"\sin({k}x)" for k in range(1, 31)),
    "+".join(f"{k}x^{{{k}}}" for k in range(1, 250)),
    "*".join(f"(x+{k})" for k in range(1, 200)),
    ",".join(rf"\sin({k}x)" for k in range(1, 200)),
    ",".join(rf"\sqrt{{{k}}}+x^{{{k}}}" for k in range(200)),
    ",".join(f"{k}.{k:03}" for k in range(200)),
    ",".join([r"\pm x"] * 100),
    "1<" * 100 + "2",
    "x=" * 100 + "2",
    r"\cup".join(f"({k},{k}.5)" for k in range(100)),
    r"\cup".join(f"(a_{{{k}}},{k}.5)" for k in range(100)),
    "x<1 or " * 60 + "x>3",
    "|" * 40 + "x" + "|" * 40,
    r"\begin{vmatrix}"
    + r"\\".join("&".join(f"a_{{{i}{j}}}" for j in range(12)) for i in range(12))
    + r"\end{vmatrix}",
    "9" * 900,
    "1/" + "7" * 900,
]


def timed(one: str, other: str) -> Outcome | None:
    try:
        readings = read(one), read(other)
    except TooMuch:
        return None
    begun = time.process_time()
    outcome = compare(*readings)
    assert time.process_time() - begun < HANG
    return outcome


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """The first import of mpmath is not part of any comparison."""
    compare(read(r"\sqrt{3+2\sqrt2}"), read(r"1+\sqrt2"))


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:24])
def test_equal_to_itself_and_never_wrong(text: str) -> None:
    assert (outcome := timed(text, text)) is None or outcome.equal is True


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:24])
@pytest.mark.parametrize("other", ["1", "x+1", r"\sqrt2", "1,2,3", "[0,1]", "y=2x", r"9^{9^{9}}"])
def test_bounded_against_anything(text: str, other: str) -> None:
    timed(text, other)
    timed(other, text)


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:24])
def test_bounded_against_a_near_copy(text: str) -> None:
    for near in (f"{text}+1-1", f"1+{text}", text.replace("1", "2", 1), text.replace("x", "y")):
        timed(text, near)
