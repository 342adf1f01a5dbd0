"""Numbers with commas between their words, prefixed symbols, prices, quantities in parts."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.answers.measures.bare import bare_unit
from assay.answers.measures.currencies import currency
from assay.answers.measures.numerals import read_words
from assay.answers.measures.prices import split_price
from assay.answers.measures.units import read_compound, read_unit, split_unit
from assay.answers.trees import Num
from effort import tried

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen".split()
ONES += "fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def written(n: int, joint: str, hyphen: str) -> str:
    """A number below a thousand in words."""
    words = [ONES[n // 100] + " hundred"] if n >= 100 else []
    rest = n % 100
    if rest or not words:
        ten = TENS[rest // 10 - 2] if rest >= 20 else ONES[rest]
        words.append(ten + (hyphen + ONES[rest % 10] if rest >= 20 and rest % 10 else ""))
    return joint.join(words)


@tried(120)
@given(
    st.integers(1, 999),
    st.integers(1, 999),
    st.integers(1, 999),
    st.sampled_from((" ", " and ")),
    st.sampled_from((" ", "-")),
    st.sampled_from((" ", ", ")),
)
def test_long_numerals(a: int, b: int, c: int, joint: str, hyphen: str, comma: str) -> None:
    groups = [written(n, joint, hyphen) for n in (a, b, c)]
    text = f"{groups[0]} million{comma}{groups[1]} thousand{comma}{groups[2]}"
    assert read_words(text) == a * 10**6 + b * 1000 + c


@pytest.mark.parametrize(
    "text", ["one, two", "three, hundred", "ten, thousand", "one thousand, two thousand", ", one"]
)
def test_a_list_of_numerals_is_no_numeral(text: str) -> None:
    assert read_words(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two thousand, five", 2005),
        ("one million, two", 1_000_002),
        ("minus two thousand, one hundred", -2100),
        ("1.5 million", 1_500_000),
        ("two and a half", Fraction(5, 2)),
        ("three dozen", 36),
    ],
)
def test_numerals_in_words(text: str, value: int | Fraction) -> None:
    assert read_words(text) == value


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("nW", "10^{-9} W"),
        ("pA", r"\mathrm{pA}"),
        ("GN", r"\text{GN}"),
        ("uF", "μF"),
        ("mPa", r"\mathrm{mPa}"),
        ("ks", r"\mathrm{ks}"),
        ("neV", r"\mathrm{neV}"),
        ("GBq", r"\mathrm{GBq}"),
        ("mWb", r"\mathrm{mWb}"),
    ],
)
def test_a_prefixed_symbol_is_certain_behind_a_blank(text: str, same: str) -> None:
    found = bare_unit(text, True)
    assert found is not None
    unit, certain = found
    assert certain
    other = read_unit(same) if "^" not in same else None
    assert other is None or (unit.factor, unit.dimension) == (other.factor, other.dimension)


@pytest.mark.parametrize("text", ["nW", "pA", "GN", "uF", "ks"])
def test_a_prefixed_symbol_right_behind_a_figure_may_be_a_product(text: str) -> None:
    found = bare_unit(text, False)
    assert found is None or found[1] is False


@pytest.mark.parametrize("text", ["ab", "Em", "pq", "xy", "zz", "as", "Ym", "QW"])
def test_rare_prefixes_are_letters(text: str) -> None:
    found = bare_unit(text, True)
    assert found is None or found[1] is False


@pytest.mark.parametrize(
    ("text", "number", "code"),
    [
        ("US$5 million", "5 million", "USD"),
        (r"\$5.20", "5.20", "USD"),
        ("£20", "20", "GBP"),
        ("-€3", "-3", "EUR"),
        ("Rs. 500", "500", "INR"),
        ("HK$ 12", "12", "HKD"),
        ("RM 7", "7", "MYR"),
    ],
)
def test_prices(text: str, number: str, code: str) -> None:
    found = split_price(text)
    assert found is not None
    assert (found[0], found[1].tag) == (number, code)


@pytest.mark.parametrize("text", ["5", "USA", "$x$", "x = 5", "$5$ and $6$"])
def test_no_price(text: str) -> None:
    assert split_price(text) is None


@pytest.mark.parametrize(
    ("name", "tag", "factor"),
    [
        ("dollars", "USD", Fraction(1)),
        ("cents", "USD", Fraction(1, 100)),
        ("pence", "GBP", Fraction(1, 100)),
        ("RMB", "CNY", Fraction(1)),
        ("jiao", "CNY", Fraction(1, 10)),
    ],
)
def test_currencies_by_name(name: str, tag: str, factor: Fraction) -> None:
    found = currency(name)
    assert found is not None
    assert (found.tag, found.factor) == (tag, factor)


@pytest.mark.parametrize("coin", ["quarters", "dimes", "nickels", "pennies"])
def test_coins_are_counted_things(coin: str) -> None:
    assert currency(coin) is None


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        (r"15^\circ30'", Fraction(31, 2), "°"),
        (r"15^{\circ} 30' 36''", Fraction(1551, 100), "°"),
        ("5 ft 3 in", Fraction(21, 4), "ft"),
        ("2 h 30 min", Fraction(5, 2), "h"),
        ("1 lb 8 oz", Fraction(3, 2), "lb"),
    ],
)
def test_quantities_in_parts(text: str, value: Fraction, unit: str) -> None:
    found = read_compound(text)
    assert found is not None
    assert (found.tree, found.unit.name) == (Num(value), unit)


@pytest.mark.parametrize("text", ["3 in 5 ft", "5 ft 3 kg", "5 ft 3", "5 ft 3 ft", "12"])
def test_parts_that_do_not_add_up(text: str) -> None:
    assert read_compound(text) is None


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [
        ("3.5 million dollars", "3.5 million", "dollar"),
        (r"6.02 \times 10^{23}\ \text{mol}^{-1}", r"6.02 \times 10^{23}", "mol-1"),
        ("1,200 km", "1,200", "km"),
        (r"\frac{1}{2} \text{ h}", r"\frac{1}{2}", "h"),
        (r"25\%", "25", "%"),
    ],
)
def test_the_number_before_a_unit(text: str, number: str, name: str) -> None:
    found = split_unit(text)
    assert found is not None
    assert found[0] == number
    assert found[1].name.replace("^", "") == name
