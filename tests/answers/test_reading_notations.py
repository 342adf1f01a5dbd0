"""Notations read by what surrounds them: determinants, conjugates, unions by U, compounds."""

from __future__ import annotations

import contextlib

import pytest

from assay.answers.limits import TooMuch
from assay.answers.reading import read
from assay.answers.showing import show
from assay.answers.values import Formula, Matrix, Quantity, Scalar, Text, Union


def shown(text: str) -> str:
    return show(read(text)[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\begin{vmatrix}a&b\\c&d\end{vmatrix}", "a*d - b*c"),
        (r"\det\begin{pmatrix}1&2\\3&4\end{pmatrix}", "1*4 - 2*3"),
        (r"\det\left(\begin{matrix}1&2\\3&4\end{matrix}\right)", "1*4 - 2*3"),
        (r"\left|\begin{matrix}1&2\\3&4\end{matrix}\right|", "1*4 - 2*3"),
        (r"2\begin{vmatrix}x\end{vmatrix}", "2*x"),
        (r"\overline{3+4i}", "conj(3 + 4*i)"),
        (r"\overline{AB}", "AB"),
        (r"0.\overline{3}", "1/3"),
        (r"\frac{d}{dx} x^2", "derivative(x^2, x)"),
        (r"\frac{dy}{dx}", "derivative(y, x)"),
        ("J_0(0)", "J_0(0)"),
        (r"\mathrm{Li}_2(1)", "Li_2(1)"),
        (r"\zeta(3)", "zeta(3)"),
        (r"\gamma", "gamma"),
        (r"5 \bmod 3", "mod(5, 3)"),
        ("10C3", "binom(10, 3)"),
        ("^{10}C_3", "binom(10, 3)"),
        ("{}_{10}C_{3}", "binom(10, 3)"),
        ("C_{10}^3", "binom(10, 3)"),
        ("A_5^2", "perm(5, 2)"),
        (r"\mathbf{" * 40 + "5" + "}" * 40, "5"),
        ("根号3", "sqrt(3)"),
        ("x大于等于2", "x ≥ 2"),
        ("5 ft 3 in", "21/4 ft"),
        ("1小时20分", "4/3 h"),
        ("2 hours 30 minutes", "5/2 h"),
        (r"6.0 $\mathrm{~mm}$", "6.0 mm"),
        (r"6.0 $ \mu \mathrm{C}$", "6.0 μC"),
        (r"7166.67 $\$$", "7166.67 USD"),
        (r"\$5", "5 USD"),
        (r"5\$", "5 USD"),
        ("$5$ dollars", "5 dollar"),
    ],
)
def test_a_notation_means(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize("join", [" U ", "U", r" \cup "])
def test_a_capital_u_between_brackets_is_a_union(join: str) -> None:
    assert read(f"[1, 2){join}(3, 4)") == read(r"[1, 2)\cup(3, 4)")
    assert isinstance(read(f"[1, 2){join}(3, 4)")[0], Union)


def test_no_end_of_a_union_is_a_reading_of_its_own() -> None:
    assert not any(isinstance(value, Scalar) for value in read(r"[1, 2) U (3, \infty)"))


def test_a_determinant_of_five_rows_stays_text() -> None:
    rows = r"\\".join("&".join("12345") for _ in range(5))
    for text in (
        rf"\begin{{vmatrix}}{rows}\end{{vmatrix}}",
        rf"\det\begin{{pmatrix}}{rows}\end{{pmatrix}}",
    ):
        assert {type(value) for value in read(text)} == {Text}


def test_a_matrix_without_bars_stays_a_matrix() -> None:
    assert isinstance(read(r"\begin{pmatrix}1&2\\3&4\end{pmatrix}")[0], Matrix)


def test_degrees_minutes_and_seconds_are_one_angle() -> None:
    value = read(r"30^\circ 15' 20''")[0]
    assert isinstance(value, Quantity)
    assert show(value) == "2723/90°"


@pytest.mark.parametrize("text", ["SO_4^{2-}", r"\boxed{SO_4^{2-}}", r"\mathrm{SO}_4^{2-}"])
def test_an_ion_is_a_formula_with_and_without_a_box(text: str) -> None:
    assert isinstance(read(text)[0], Formula)


@pytest.mark.parametrize(
    "text",
    [
        "US$5 million",
        "5 __import__('os').system('x')",
        "5 or any other number",
        "not 5",
        r"\neq 5",
        r"5, \ldots",
        "1+2+\\cdots+100",
    ],
)
def test_what_is_not_understood_is_no_plain_five(text: str) -> None:
    assert "5" not in [show(value) for value in read(text)]
    assert "100" not in [show(value) for value in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "1,000 101_2",
        r"1,000\begin{cases}101_2",
        r"\vec{\cup",
        r"\begin{vmatrix}",
        r"\det\begin{pmatrix}",
        r"|\begin{matrix}1",
        r"\overline{3+4i",
        r"\frac{d}{dx}",
        r"\$" * 1500,
        ") U " * 800,
        r"\begin{vmatrix}" * 60,
    ],
)
def test_broken_notation_raises_nothing_but_too_much(text: str) -> None:
    with contextlib.suppress(TooMuch):
        assert read(text)
