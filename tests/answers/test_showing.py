"""What verdicts print: readable, complete where it is short, bounded where it is not."""

from __future__ import annotations

from fractions import Fraction

import pytest

from assay.answers.reading import read
from assay.answers.showing import MAX_SHOWN, show
from assay.answers.trees import Add, Call, Mul, Node, Num, Pow, Sym
from assay.answers.values import (
    Choice,
    Collection,
    Formula,
    Moment,
    NamedSet,
    Reaction,
    Scalar,
    Text,
    Value,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("5", "5"),
        ("-5", "-5"),
        ("0.50", "0.50"),
        ("-0.05", "-0.05"),
        ("\\frac{3}{4}", "3/4"),
        ("-\\frac{3}{4}", "-3/4"),
        ("2x^2-3x+1", "2*x^2 - 3*x + 1"),
        ("\\frac{\\sqrt{3}}{2}", "sqrt(3)/2"),
        ("\\frac{1}{2k}", "1/(2*k)"),
        ("\\sqrt[3]{2}", "root(2, 3)"),
        ("x^{-1}", "1/x"),
        ("(x+1)^2", "(x + 1)^2"),
        ("\\sin x", "sin(x)"),
        ("\\log_2 3", "log(3, 2)"),
        ("[0,1)", "[0, 1)"),
        ("(-\\infty,2]\\cup(3,4)", "(-inf, 2] ∪ (3, 4)"),
        ("\\mathbb{R}\\setminus\\{0\\}", "R \\ {0}"),
        ("\\emptyset", "{}"),
        ("\\{1,2\\}", "{1, 2}"),
        ("(1,2,3)", "(1, 2, 3)"),
        ("1, 2", "1, 2"),
        ("1\\pm x", "1 + x, 1 - x"),
        ("\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", "[[1, 2], [3, 4]]"),
        ("1<x\\le 2", "1 < x ≤ 2"),
        ("x\\ne 1", "x ≠ 1"),
        ("x<1 or x>2", "x < 1 or x > 2"),
        ("\\{x|x>2\\}", "{x | x > 2}"),
        ("k\\pi, k\\in\\mathbb{Z}", "k*pi, where k in Z"),
        ("5:8", "5:8"),
        ("64\\%", "64%"),
        ("90^\\circ", "90°"),
        ("4.5 cm", "4.5 cm"),
        ("2112_3", "2112_3"),
        ("Paolo: 18", "paolo: 18"),
        ("true", "true"),
        ("4:30 p.m.", "16:30"),
        ("an ellipse", '"ellipse"'),
        ("\\begin{cases}1&x>0\\\\2&x<0\\end{cases}", "1 if x > 0; 2 if x < 0"),
    ],
)
def test_normal_forms(text: str, shown: str) -> None:
    assert show(read(text)[0]) == shown


def test_values_that_are_made_and_not_read() -> None:
    assert show(Choice(("A", "C"))) == "A, C"
    assert show(NamedSet("Z+")) == "Z+"
    assert show(Moment(2020, 1, 5, weekday=6)) == "2020-01-05 weekday 6"
    assert show(Moment(second=Fraction(5, 1), hour=1, minute=2)) == "01:02:05"
    assert show(Call("pm", (Num(2),))) == "±2"
    assert show(Text("yes")) == '"yes"'
    water, hydrogen = Formula((("H", 2), ("O", 1))), Formula((("H", 1),), 1)
    assert show(water) == "H2O"
    assert show(hydrogen) == "H^+1"
    assert show(Reaction(((Fraction(2), hydrogen),), ((Fraction(1), water),))) == "2 H^+1 -> H2O"


HUGE = [10**5000, -(10**5000), 10**4299, 7**400, Fraction(1, 3**9000)]


@pytest.mark.parametrize("value", HUGE, ids=range(len(HUGE)))
def test_huge_numbers_are_shown_short(value: int | Fraction) -> None:
    shown = show(Num(value))
    assert "digits" in shown
    assert len(shown) <= MAX_SHOWN


def deep(levels: int) -> Node:
    node: Node = Sym("x")
    for _ in range(levels):
        node = Pow(Add((node, Num(1))), Num(2))
    return node


WIDE: list[Value | Node] = [
    deep(3000),
    Add((Sym("x"),) * 1000),
    Mul((Sym("x"),) * 1000),
    Mul((Pow(Sym("x"), Num(-1)),) * 1000),
    Collection("list", (Scalar(Num(1)),) * 1000),
    Text("word " * 1000),
    Num(Fraction(1, 7), 3),
    Num(10**300, -299),
    Num(Fraction(1, 10**500), 500),
]


@pytest.mark.parametrize("value", WIDE, ids=range(len(WIDE)))
def test_everything_is_bounded(value: Value | Node) -> None:
    assert len(show(value)) <= MAX_SHOWN
