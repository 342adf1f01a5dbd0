"""Numbers in words are read, English and Chinese, and nothing else is taken for one."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.answers.measures.numerals import read_chinese, read_words
from effort import tried

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
DIGITS = "零一二三四五六七八九"


def in_english(number: int) -> str:
    if number < 20:
        return UNITS[number]
    if number < 100:
        rest = number % 10
        return TENS[number // 10 - 2] + (f"-{UNITS[rest]}" if rest else "")
    for size, name in (
        (10**9, "billion"),
        (10**6, "million"),
        (1000, "thousand"),
        (100, "hundred"),
    ):
        if number >= size:
            rest = number % size
            joint = " and " if rest and rest < 100 else " "
            head = f"{in_english(number // size)} {name}"
            return f"{head}{joint}{in_english(rest)}" if rest else head
    raise AssertionError


def in_chinese(number: int) -> str:
    if number < 10:
        return DIGITS[number]
    for size, name in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= size:
            rest = number % size
            head = in_chinese(number // size) + name
            if not rest:
                return head
            return head + ("零" if rest < size // 10 else "") + in_chinese(rest)
    raise AssertionError


@tried(200)
@given(st.integers(0, 10**12 - 1))
def test_every_number_written_in_english_is_read(number: int) -> None:
    assert read_words(in_english(number)) == number
    assert read_words(in_english(number).title()) == number
    assert read_words("minus " + in_english(number)) == -number


@tried(200)
@given(st.integers(0, 10**12 - 1))
def test_every_number_written_in_chinese_is_read(number: int) -> None:
    assert read_chinese(in_chinese(number)) == number
    assert read_chinese("负" + in_chinese(number)) == -number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twelve", 12),
        ("one hundred and five", 105),
        ("one hundred five", 105),
        ("a hundred", 100),
        ("two and a half", Fraction(5, 2)),
        ("two and three quarters", Fraction(11, 4)),
        ("three quarters", Fraction(3, 4)),
        ("three-fifths", Fraction(3, 5)),
        ("one third", Fraction(1, 3)),
        ("a third", Fraction(1, 3)),
        ("half", Fraction(1, 2)),
        ("one half", Fraction(1, 2)),
        ("a dozen", 12),
        ("two dozen", 24),
        ("seventy-two thousand", 72000),
        ("1.5 million", 1500000),
        ("2 million", 2000000),
        ("10,000 million", 10**10),
        ("minus three", -3),
        ("negative seven", -7),
        ("nineteen hundred", 1900),
        ("three point one four", Fraction(314, 100)),
        ("zero", 0),
        ("Forty-Two", 42),
        ("thousand", 1000),
        ("five hundredths", Fraction(1, 20)),
    ],
)
def test_english(text: str, value: int | Fraction) -> None:
    assert read_words(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "12",
        "1.5",
        "-three",
        "twelve apples",
        "one two",
        "and",
        "one and",
        "a",
        "third",
        "the",
        "twenty eleven",
        "thousand million thousand",
        "one hundred hundred",
        "five and",
        "point",
        "x",
        "one point",
        "three point fifteen",
        "hundred and and five",
        "ten-four-two",
        "five thousand thousand",
    ],
)
def test_no_english_number(text: str) -> None:
    assert read_words(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("third", 3),
        ("3rd", 3),
        ("11^{th}", 11),
        ("twenty-first", 21),
        ("one hundredth", 100),
        ("hundred and fifth", 105),
        ("twelve", 12),
        ("two hundredth", 200),
    ],
)
def test_ordinals_where_asked(text: str, value: int) -> None:
    assert read_words(text, ordinal=True) == value


@pytest.mark.parametrize("text", ["one third", "three fifths", "two halves"])
def test_fractions_are_no_ordinals(text: str) -> None:
    assert read_words(text, ordinal=True) == read_words(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("六百三十六", 636),
        ("两千零五", 2005),
        ("一百零五", 105),
        ("一百五", 150),
        ("一万二", 12000),
        ("一万二千", 12000),
        ("十", 10),
        ("十八", 18),
        ("二十", 20),
        ("一百一十", 110),
        ("三分之二", Fraction(2, 3)),
        ("一又二分之一", Fraction(3, 2)),
        ("百分之五", Fraction(1, 20)),
        ("百分之12.5", Fraction(1, 8)),
        ("千分之三", Fraction(3, 1000)),
        ("零点五", Fraction(1, 2)),
        ("三点一四", Fraction(314, 100)),
        ("负三", -3),
        ("壹佰贰拾", 120),
        ("壹贰", 12),
        ("二〇二四", 2024),
        ("３６", 36),
        ("3.5万", 35000),
        ("5亿", 5 * 10**8),
        ("一亿二千万", 120000000),
        ("两个半", Fraction(5, 2)),
        ("半", Fraction(1, 2)),
        ("负三分之一", Fraction(-1, 3)),
        ("三万亿", 3 * 10**12),
    ],
)
def test_chinese(text: str, value: int | Fraction) -> None:
    assert read_chinese(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5",
        "人",
        "一人",
        "万",
        "百人",
        "三分之",
        "分之三",
        "一二十",
        "点五点",
        "零分之一",
        "答案",
        "x",
    ],
)
def test_no_chinese_number(text: str) -> None:
    assert read_chinese(text) is None


@tried(200)
@given(st.text(max_size=30) | st.text(alphabet="一二十百千万亿零点分之半又负3.", max_size=20))
def test_any_text_is_never_an_error(text: str) -> None:
    read_chinese(text)
    read_words(text)
    read_words(text, ordinal=True)


@tried(200)
@given(
    st.lists(
        st.sampled_from([*UNITS, *TENS, "hundred", "million", "and", "half", "a", "5"]), max_size=9
    )
)
def test_words_in_any_order_are_never_an_error(words: list[str]) -> None:
    read_words(" ".join(words))
    read_words(" ".join(words), ordinal=True)
