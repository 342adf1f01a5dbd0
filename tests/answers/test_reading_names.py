"""Names: functions set upright, conjugates, fonts, fractions without braces, restatements."""

from __future__ import annotations

import pytest

from assay.answers.equality import compare
from assay.answers.reading import read
from assay.answers.showing import show
from assay.answers.values import BaseNumber, Formula, Quantity, Scalar


def shown(text: str) -> str:
    return show(read(text)[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\operatorname{W}(e)", "W(e)"),
        (r"\operatorname{W}_0(e)", "W_0(e)"),
        (r"\operatorname{W}^2(e)+1", "W(e)^2 + 1"),
        (r"3\operatorname{W}(e)", "3*W(e)"),
        (r"\operatorname{sinc}(x)", "sinc(x)"),
        (r"\operatorname{sinc} x", "sinc(x)"),
        (r"\operatorname*{Ei}(1)", "Ei(1)"),
        (r"\operatorname{Var}(X)=3", "Var(X) = 3"),
        (r"\operatorname{Li}_2(x)", "Li_2(x)"),
        (r"\operatorname{Beta}(2, 3)", "Beta(2, 3)"),
        (r"\operatorname{sgn}(x)", "sign(x)"),
        (r"\operatorname{lcm}(4, 6)", "lcm(4, 6)"),
        (r"\operatorname{sh} x", "sinh(x)"),
        (r"\operatorname{arcosh}(2)", "arccosh(2)"),
        (r"\operatorname{Re}(z)", "re(z)"),
        (r"\operatorname{e}^{x}", "e^x"),
        (r"\operatorname{AB}", "AB"),
        (r"5 \operatorname{cm}", "5 cm"),
        (r"17 \operatorname{mod} 5", "mod(17, 5)"),
    ],
)
def test_an_upright_name_is_a_function_or_a_word(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_an_unknown_function_is_no_product_of_its_letters() -> None:
    assert compare(read("1"), read(r"\operatorname{W}(e)")).equal is None
    assert compare(read("W e"), read(r"\operatorname{W}(e)")).equal is not True


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\overline{i}", "conj(i)"),
        (r"\bar z", "conj(z)"),
        (r"\overline{z} + 1", "conj(z) + 1"),
        (r"\overline{3+4i}", "conj(3 + 4*i)"),
        (r"\overline{(-6+i)}", "conj(-6 + i)"),
        (r"\ln(\overline{e^{2i}})", "log(conj(e^(2*i)))"),
        (r"\bar{x}", "x"),
        (r"\overline{AB}", "AB"),
        (r"\overline{abc}", "abc"),
        (r"0.\overline{36}", "4/11"),
    ],
)
def test_a_line_conjugates_what_is_complex(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize("depth", [1, 3, 10, 40, 55])
@pytest.mark.parametrize("font", ["mathbf", "mathrm", "text", "boldsymbol"])
def test_a_figure_in_any_font_is_a_figure(font: str, depth: int) -> None:
    assert read(rf"\{font}{{" * depth + "5" + "}" * depth) == read("5")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\mathbf 7", "7"),
        (r"\mathbf{x}_1", "x_1"),
        (r"\mathbf{i}", "i"),
        (r"\sin\frac x2", "sin(x/2)"),
        (r"\frac{1}{\sin\frac x2}", "1/sin(x/2)"),
        (r"\cos\frac\pi5", "cos(pi/5)"),
        (r"\frac x y", "x/y"),
        (r"\frac{x}2", "x/2"),
        (r"\frac ab", "a/b"),
        ("x2", "x_2"),
    ],
)
def test_arguments_without_braces(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2/4, that is 1/2", "2/4 = 1/2"),
        (r"\frac{2}{4}, i.e. 0.5", "2/4 = 0.5"),
        ("50%, or equivalently 0.5", "50% = 0.5"),
    ],
)
def test_a_value_said_twice_is_an_equation(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_words_behind_that_is_are_no_value() -> None:
    assert "=" not in shown("2, that is even")


@pytest.mark.parametrize("text", [r"\mathbb{R} - \{4\}", r"\mathbb R-\{4\}", r"R - \{4\}"])
def test_the_line_without_a_point(text: str) -> None:
    assert shown(text) == "R \\ {4}"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r"\text{FF}_{16}", 255),
        (r"\mathrm{1A}_{16}", 26),
        (r"(\text{2B})_{16}", 43),
        (r"101_{\text{two}}", 5),
        ("1011 base 2", 11),
        ("0x1F", 31),
        ("-0b101", -5),
    ],
)
def test_numbers_in_a_base(text: str, value: int) -> None:
    found = read(text)[0]
    assert isinstance(found, BaseNumber)
    assert found.value == value


@pytest.mark.parametrize("text", ["a_{12}", "A_{16}", "x_{36}", "129_8", "12_1", "12_{37}"])
def test_letters_with_an_index_are_no_numbers_in_a_base(text: str) -> None:
    assert not any(isinstance(value, BaseNumber) for value in read(text))


@pytest.mark.parametrize(
    "text", [r"Ca\left(OH\right)_2", "Ca(OH)_2", r"\mathrm{Ca}(\mathrm{OH})_2"]
)
def test_sized_brackets_in_a_formula(text: str) -> None:
    assert any(isinstance(value, Formula) for value in read(text))
    assert compare(read("Ca(OH)2"), read(text)).equal is True


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US$5 million", "5000000 USD"),
        (r"\$5.5 billion", "5500000000 USD"),
        ("5 million dollars", "5000000 dollar"),
        ("£20", "20 GBP"),
        ("US$ 5.20", "5.20 USD"),
        (r"7166.67 $\$$", "7166.67 USD"),
    ],
)
def test_sums_of_money(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_pounds_weigh_or_pay() -> None:
    assert compare(read("20 pounds"), read("£20")).equal is True
    assert compare(read("20 pounds"), read("20 lb")).equal is True
    assert compare(read("20 lb"), read("£20")).equal is False
    assert compare(read("20 pounds"), read("£21")).equal is False
    assert all(show(each) != "5 GBP" for each in read("5 pounds and 3 ounces"))


@pytest.mark.parametrize("prefix", ["k", "M", "G", "m", "u", "n", "p"])
@pytest.mark.parametrize("symbol", ["V", "A", "W", "N", "F", "H", "J", "Pa", "Hz", "eV"])
def test_a_prefixed_symbol_behind_a_blank_is_a_unit(prefix: str, symbol: str) -> None:
    value = read(f"5 {prefix}{symbol}")[0]
    assert isinstance(value, Quantity)
    assert value == read(rf"5\ \mathrm{{{prefix}{symbol}}}")[0]


@pytest.mark.parametrize("text", ["5 ab", "5 x", "5 pq", "5 Em", "3xy", "2 ax"])
def test_other_letters_behind_a_number_are_a_product(text: str) -> None:
    assert not any(isinstance(value, Quantity) for value in read(text))
    assert any(isinstance(value, Scalar) for value in read(text))
