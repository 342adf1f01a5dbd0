"""Piecewise definitions, jumps and parities: what is only sometimes equal is not equal."""

from __future__ import annotations

import pytest

from assay.answers.equality import compare
from assay.answers.reading import read


def ask(one: str, other: str) -> bool | None:
    outcome = compare(read(one), read(other))
    assert compare(read(other), read(one)).equal is outcome.equal
    return outcome.equal


def cases(*branches: str) -> str:
    return r"\begin{cases}" + r" \\ ".join(branches) + r"\end{cases}"


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("|x|", cases(r"x & x\ge 0", "-x & x<0"), True),
        ("|x|", cases("-x & x<0", r"x & \text{otherwise}"), True),
        ("f(x)=|x|", "f(x)=" + cases("-x & x<0", r"x & x\ge 0"), True),
        ("|x-3|", cases(r"x-3 & x\ge 3", "3-x & x<3"), True),
        ("|x|", cases(r"x & x\ge 0", "x & x<0"), False),
        ("|x|+10^{-40}", cases(r"x & x\ge 0", "-x & x<0"), False),
        ("x", cases("1 & x=0", r"x & x\ne 0"), False),
        ("x^2", cases(r"x^2 & 0\le x\le 1", r"2-x & 1<x\le 2"), False),
        ("42", cases("42 & x>0", r"41 & x\le 0"), False),
        (r"\frac{\sin x}{x}", cases("1 & x=0", r"\frac{\sin x}{x} & x\ne 0"), None),
        ("x", cases(r"x & x \text{ rational}", r"0 & x \text{ irrational}"), None),
        (r"\{1,2\}", cases(r"x & x\ge 0", "-x & x<0"), None),
    ],
)
def test_a_piecewise_definition_against_one_expression(
    one: str, other: str, equal: bool | None
) -> None:
    assert ask(one, other) is equal


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        (r"\lfloor x+1\rfloor", r"\lfloor x\rfloor+1", True),
        (r"\lfloor 2x\rfloor", r"\lfloor x\rfloor+\lfloor x+\frac12\rfloor", True),
        (r"\lfloor x\rfloor", r"\lfloor x+10^{-40}\rfloor", None),
        (r"\lfloor x\rfloor", r"\lfloor x+0.001\rfloor", None),
        (r"\lfloor x\rfloor", r"\lceil x\rceil", None),
        (r"\sum_{k=1}^{n} k", r"\frac{n(n+1)}{2}", True),
        (
            r"\sum_{k=1}^{n} k",
            r"\frac{n(n+1)}{2}+" + "".join(f"(n-{zero})" for zero in range(1, 11)),
            False,
        ),
        (r"\lfloor x/1000\rfloor", "0", False),
    ],
)
def test_functions_of_integers(one: str, other: str, equal: bool | None) -> None:
    assert ask(one, other) is equal


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        (r"\cos(n\pi)", "(-1)^n", True),
        (r"\sin(\frac{(2n+1)\pi}{2})", "(-1)^n", True),
        (r"\frac{1+(-1)^n}{2}", r"\cos^2(\frac{n\pi}{2})", True),
        ("(-1)^{n+1}", "-(-1)^n", True),
        ("(-1)^{2n}", "1", True),
        ("(-1)^{n(n+1)}", "1", True),
        ("x^{2n}", "(-x)^{2n}", True),
        ("2^{n+1}", r"2\cdot 2^n", True),
        ("x^n+y^n=1", "2x^n+2y^n=2", True),
        ("(-1)^n", "1", False),
        ("(-1)^n", "-1", False),
        ("(-1)^{nm}", "1", False),
        ("(-1)^{nmk}", "1", False),
        ("(-2)^x", "2^x", False),
        ("x^n", "(-x)^n", False),
        ("x^n, 5", "5, (-x)^n", False),
        ("y=(-1)^nx", "y=x", False),
        (r"(-1)^{n}\sin x", r"\sin x", False),
    ],
)
def test_a_letter_in_the_exponent_may_be_odd_or_even(one: str, other: str, equal: bool) -> None:
    """A random integer has one parity; equality must hold for both."""
    assert ask(one, other) is equal
