"""Numerals: integers, decimals, fractions, percent, separators, repeating and based numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest

from assay.answers.hints import Hints
from assay.answers.limits import TooMuch
from assay.answers.reading import read
from assay.answers.trees import Add, Const, Mul, Node, Num, Pow
from assay.answers.values import BaseNumber, Collection, Quantity, Scalar, Text


def over(top: int, bottom: int) -> Node:
    return Mul((Num(top), Pow(Num(bottom), Num(-1))))


def tree(text: str) -> Node:
    value = read(text)[0]
    assert isinstance(value, Scalar), value
    return value.tree


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", Num(5)),
        ("-5", Num(-5)),
        ("+5", Num(5)),
        ("−5", Num(-5)),
        ("$5$", Num(5)),
        (" 42 ", Num(42)),
        ("42.", Num(42)),
        ("**42**", Num(42)),
        ("$\\boxed{42}$", Num(42)),
        ("\\(42\\)", Num(42)),
        ("The answer is 42.", Num(42)),
        ("答案：42", Num(42)),
        ("= 7", Num(7)),
        ("0.50", Num(Fraction(1, 2), 2)),
        ("-0.05", Num(Fraction(-1, 20), 2)),
        (".5", Num(Fraction(1, 2), 1)),
        ("12.0", Num(12, 1)),
        ("0. 98.", Num(Fraction(49, 50), 2)),
        ("3.2e5", Num(320000, -4)),
        ("7e5", Num(700000)),
        ("4e-19", Num(Fraction(4, 10**19), 19)),
        ("4\\times 10^{-19}", Num(Fraction(4, 10**19), 19)),
        ("4 × 10⁻¹⁹", Num(Fraction(4, 10**19), 19)),
        ("4*10**-19", Num(Fraction(4, 10**19), 19)),
        ("4\\cdot10^{-19}", Num(Fraction(4, 10**19), 19)),
        ("2 × 10^(-10)", Num(Fraction(2, 10**10), 10)),
        ("7.8\\times 10^2", Num(780, -1)),
        ("-5\\times10^{4}", Num(-50000)),
        ("1,234", Num(1234)),
        ("1,234,567", Num(1234567)),
        ("1{,}234", Num(1234)),
        ("1\\,234", Num(1234)),
        ("3,\\!200", Num(3200)),
        ("1 234 567", Num(1234567)),
        ("1'234", Num(1234)),
        ("58,500.25", Num(Fraction(234001, 4), 2)),
        ("0.\\overline{3}", Num(Fraction(1, 3))),
        ("0.1\\overline{6}", Num(Fraction(1, 6))),
        ("0.\\dot{3}", Num(Fraction(1, 3))),
        ("0.\\dot{1}4285\\dot{7}", Num(Fraction(1, 7))),
        ("0.333...", Num(Fraction(1, 3))),
        ("12^{\\mathrm{th}}", Num(12)),
        ("36}", Num(36)),
        ("90^\n", Num(90)),
        ("11,\\! 111,\\! 100", Num(11111100)),
        ("10, 000", Num(10000)),
        ("6.02 x 10^23", Num(602 * 10**21, -21)),
        ("0.5 (50%)", Num(Fraction(1, 2), 1)),
        ("1.5 million", Num(1500000)),
        ("two hundred", Num(200)),
        ("八十八", Num(88)),
    ],
)
def test_numerals(text: str, expected: Num) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "3/4",
        "\\frac{3}{4}",
        "\\dfrac{3}{4}",
        "\\tfrac34",
        "\\frac34",
        "\\frac 34",
        "\\frac3{4}",
        "\\frac{3}4",
        "$\\frac{3}{4}$.",
        "\\\\frac{3}{4}",
        "\\displaystyle\\frac{3}{4}",
        "(3/4)",
        "¾",
        "3 / 4",
        "3 ÷ 4",
    ],
)
def test_ways_to_write_a_fraction(text: str) -> None:
    assert tree(text) == over(3, 4)


@pytest.mark.parametrize("text", ["2\\frac{1}{3}", "2 \\frac13", "2 1/3", "2⅓", "$2\\dfrac{1}{3}$"])
def test_mixed_numbers(text: str) -> None:
    assert tree(text) == Add((Num(2), over(1, 3)))


def test_a_negative_mixed_number_is_negative_as_a_whole() -> None:
    assert tree("-2\\frac{1}{3}") == Mul((Num(-1), Add((Num(2), over(1, 3)))))


def test_an_improper_fraction_after_a_number_is_a_factor() -> None:
    assert tree("2\\frac{4}{3}") == Mul((Num(2), Num(4), Pow(Num(3), Num(-1))))


def test_a_comma_may_also_separate_a_list() -> None:
    assert Collection("list", (Scalar(Num(1)), Scalar(Num(234)))) in read("1,234")


def test_within_brackets_a_comma_separates() -> None:
    assert read("(100,200)")[0] == Collection("tuple", (Scalar(Num(100)), Scalar(Num(200))))


def test_european_decimals_are_a_further_reading() -> None:
    assert Scalar(Num(Fraction(157, 50), 2)) in read("3,14")
    assert Scalar(Num(Fraction(30864, 25), 2)) in read("1.234,56")


@pytest.mark.parametrize(
    ("text", "digits", "base", "value"),
    [
        ("2112_3", "2112", 3, 68),
        ("4210_{5}", "4210", 5, 555),
        ("$52_8$", "52", 8, 42),
        ("1011_{\\text{two}}", "1011", 2, 11),
        ("1A_{16}", "1A", 16, 26),
        ("0x1F", "1F", 16, 31),
        ("0b101", "101", 2, 5),
        ("1011 base 2", "1011", 2, 11),
        ("(1011)_2", "1011", 2, 11),
    ],
)
def test_numbers_in_a_base(text: str, digits: str, base: int, value: int) -> None:
    assert read(text)[0] == BaseNumber(digits, base, value)


def test_digits_that_the_base_lacks_are_no_number() -> None:
    assert not any(isinstance(value, BaseNumber) for value in read("555_5"))


def test_the_base_may_come_from_the_hints() -> None:
    assert BaseNumber("1011", 2, 11) in read("1011", Hints(base=2))


@pytest.mark.parametrize("text", ["64%", "64\\%", "$64\\%$", "64 percent", "64 \\%"])
def test_percent(text: str) -> None:
    value = read(text)[0]
    assert isinstance(value, Quantity)
    assert value.tree == Num(64)
    assert value.unit.name == "%"


@pytest.mark.parametrize(
    "text",
    ["90^\\circ", "90^{\\circ}", "90°", "$90^{\\circ}$", "90\\degree", "90 \\text{ degrees}"],
)
def test_degrees(text: str) -> None:
    value = read(text)[0]
    assert isinstance(value, Quantity)
    assert (value.tree, value.unit.name) == (Num(90), "°")


def test_degrees_within_a_function_are_radians() -> None:
    degrees = Mul((Const("pi"), Pow(Num(180), Num(-1))))
    sine = tree("\\sin 30^\\circ")
    assert sine.args[0] == Mul((Num(30), degrees))  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["$5600", "\\$5600", "\\$5{,}600", "5600 \\$", "5600 dollars"])
def test_dollars(text: str) -> None:
    value = read(text)[0]
    assert isinstance(value, Quantity)
    assert (value.tree, value.unit.tag or value.unit.name) == (Num(5600), "USD")


def test_two_prices_are_no_formula_between_dollar_signs() -> None:
    value = read("$5 and $7")[0]
    assert isinstance(value, Collection)
    assert [item.tree for item in value.items] == [Num(5), Num(7)]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "tree_", "unit"),
    [
        ("10.4\\ \\mathrm{km}", Num(Fraction(52, 5), 1), "km"),
        ("6.0 $\\mathrm{~mm}$", Num(6, 1), "mm"),
        ("4.5 cm", Num(Fraction(9, 2), 1), "cm"),
        ("6 min", Num(6), "min"),
        ("30 $\\mathrm{in}$", Num(30), "in"),
        ("52 $\\mathrm{pm}$", Num(52), "pm"),
        ("7 lb", Num(7), "lb"),
        ("\\frac{1}{2}\\text{ cm}", over(1, 2), "cm"),
        ("1.08\\times 10^{-1}\\ \\text{m}", Num(Fraction(27, 250), 3), "m"),
        ("5 apples", Num(5), "apple"),
    ],
)
def test_quantities(text: str, tree_: Node, unit: str) -> None:
    quantities = [value for value in read(text) if isinstance(value, Quantity)]
    assert [(value.tree, value.unit.name) for value in quantities] == [(tree_, unit)]


def test_letters_after_a_number_may_be_a_unit_or_factors() -> None:
    kinds = {type(value) for value in read("5 m")}
    assert kinds == {Scalar, Quantity}


def test_a_numeral_beyond_the_limit_is_refused() -> None:
    assert tree("7" * 1000) == Num(int("7" * 1000))
    with pytest.raises(TooMuch, match="numeral"):
        read("7" * 1001)


def test_an_exponent_out_of_proportion_stays_a_power() -> None:
    assert tree("1e999999999") == Mul((Num(1), Pow(Num(10), Num(999999999))))


def test_words_are_text() -> None:
    assert read("\\text{ellipse}") == (Text("ellipse"),)
    assert read("The Ellipse.")[0] == Text("ellipse")
    assert read("") == (Text(""),)
