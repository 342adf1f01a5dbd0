"""Ranges, cases, residues, sums with dots and intersections: what a text says as a whole."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.answers.equality import compare
from assay.answers.reading import read
from assay.answers.reading.intersections import intersection
from assay.answers.showing import show
from assay.answers.trees import Num
from assay.answers.values import Cases, Collection, Interval, NamedSet, Scalar, Text, Union, Value
from effort import tried


def shown(text: str) -> str:
    return show(read(text)[0])


def equal(left: str, right: str) -> bool | None:
    there, back = compare(read(left), read(right)), compare(read(right), read(left))
    assert there.equal is back.equal
    return there.equal


@pytest.mark.parametrize("text", ["5%-10%", r"5\%-10\%", "5% to 10%", "5% – 10%", r"5\% - 10\%"])
def test_a_range_of_percentages_is_an_interval(text: str) -> None:
    assert isinstance(read(text)[0], Interval)
    assert equal(text, r"[5\%, 10\%]") is True
    assert equal(text, "-5%") is not True
    assert equal(text, "-9.95%") is not True


def test_a_difference_of_percentages_stays_one() -> None:
    assert equal("10%-5%", "5%") is True
    assert equal(r"10\% + 5\%", "15%") is True


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("between 3 and 5", "[3, 5]"),
        ("between $3$ and $5$", "[3, 5]"),
        ("from -2 to 7.5", "[-2, 7.5]"),
        ("between 20% and 30%", "[20/100, 30/100]"),
    ],
)
def test_a_range_in_words_is_an_interval(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize("text", ["between friends", "from here to there", "from 5"])
def test_other_words_are_no_range(text: str) -> None:
    assert not any(isinstance(value, Interval) for value in read(text))


@pytest.mark.parametrize(
    "text",
    [
        "42 if x>0, otherwise 41",
        "42 if x > 0, 41 otherwise",
        "42 if x > 0 else 41",
        "42 when x > 0; otherwise 41",
        r"42 \text{ if } x > 0, \text{ otherwise } 41",
    ],
)
def test_an_answer_by_cases_is_none_of_them(text: str) -> None:
    value = read(text)[0]
    assert isinstance(value, Cases)
    assert len(value.branches) == 2
    assert equal(text, "42") is not True
    assert equal(text, "41") is not True
    assert equal(text, r"\begin{cases}42 & x>0\\ 41 & \text{otherwise}\end{cases}") is True


@pytest.mark.parametrize("text", ["42 otherwise 41", "otherwise 41", "42 if it rains, otherwise"])
def test_half_of_a_case_is_no_number(text: str) -> None:
    assert equal(text, "42") is not True
    assert equal(text, "41") is not True


@pytest.mark.parametrize(
    "text",
    [
        r"n\equiv 1, 3 \pmod 4",
        r"n \equiv 1,3 \pmod{4}",
        r"n \equiv 1 \text{ or } 3 \pmod 4",
        "n = 1, 3 mod 4",
        r"n \equiv 3 \pmod 4 \text{ or } n \equiv 1 \pmod 4",
    ],
)
def test_two_residues_share_a_modulus(text: str) -> None:
    assert equal(text, r"n \equiv 1 \pmod 4, n \equiv 3 \pmod 4") is True
    assert equal(text, r"n \equiv 3 \pmod 4") is not True


@pytest.mark.parametrize("text", [r"x \neq 9, 2, 5", r"x \ne 5 \text{ and } x \ne 9, x \ne 2"])
def test_what_is_excluded_is_excluded_together(text: str) -> None:
    assert equal(text, r"x \neq 5, x \neq 2, x \neq 9") is True
    assert equal(text, r"x \neq 5, 9") is False


def test_a_condition_behind_an_expression_is_still_one() -> None:
    assert equal(r"\frac{1}{x}, x \neq 0", r"\frac{1}{x}") is True


@pytest.mark.parametrize("text", ["not 5", "not equal to 5", "no", "the"])
def test_words_of_denial_are_no_product(text: str) -> None:
    assert not any(isinstance(value, Scalar) for value in read(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r"1+2+\cdots+100", 5050),
        ("1 + 2 + 3 + ... + 10", 55),
        (r"1+3+5+\ldots+99", 2500),
        (r"2+4+8+\dots+64", 126),
        (r"100+99+\cdots+1", 5050),
    ],
)
def test_a_sum_with_dots_is_its_value(text: str, value: int) -> None:
    assert read(text)[0] == Scalar(Num(value))


@pytest.mark.parametrize(
    "text",
    [r"1+2+\cdots", r"1+3+\cdots+100", r"1+2+4+\cdots+63", r"5+5+\cdots+5", r"3+2+\cdots+9"],
)
def test_terms_off_the_progression_are_no_sum(text: str) -> None:
    assert not any(isinstance(value, Scalar) for value in read(text))


def test_a_sum_up_to_a_letter_is_a_formula() -> None:
    assert shown(r"1+2+\cdots+n") == "sum(k, k, 1, n)"
    assert shown(r"1+2+\cdots+k") == "sum(j, j, 1, k)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"[0,2] \cap [1,3]", "[1, 2]"),
        (r"(-\infty, 0) \cap [1, \infty)", "{}"),
        (r"[0,2)\cap[0,2]", "[0, 2)"),
        (r"(0,1)\cap[1,2]", "{}"),
        (r"[0,1]\cap[1,2]", "{1}"),
        (r"(0,4)\cap\{1,2\}", "{1, 2}"),
        (r"\mathbb{R}\cap[1,2]", "[1, 2]"),
        (r"[0,2] \cap [1,3] \cap [\frac{3}{2},9]", "[3/2, 2]"),
        (r"x \in (0,3)\cap(1,5)", "x in (1, 3)"),
        (r"((0,1)\cup(2,4))\cap[\frac12,3]", "[1/2, 1) ∪ (2, 3]"),
    ],
)
def test_an_intersection_is_computed(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text", [r"A \cap B", r"(0, a) \cap (1, 2)", r"(1,3)\cup(5,7)\cap[2,6]", r"\mathbb{Q}\cap[0,1]"]
)
def test_an_intersection_without_known_ends_stays_words(text: str) -> None:
    assert all(isinstance(value, Text) for value in read(text))


ends = st.integers(-5, 5)
intervals = st.tuples(ends, ends, st.booleans(), st.booleans()).map(
    lambda each: Interval(Num(min(each[:2])), Num(max(each[:2])), each[2], each[3])
)


def holds(value: Value | None, place: Fraction) -> bool:
    """Whether a set made here holds a number."""
    if isinstance(value, Interval):
        assert isinstance(value.low, Num)
        assert isinstance(value.high, Num)
        low, high = value.low.value, value.high.value
        return (
            low < place < high
            or (place == low and value.low_closed and low <= high)
            or (place == high and value.high_closed and low <= high)
        ) and (low < high or (value.low_closed and value.high_closed))
    if isinstance(value, Union):
        return any(holds(part, place) for part in value.parts)
    if isinstance(value, Collection):
        return Scalar(Num(int(place))) in value.items and place.denominator == 1
    assert value == NamedSet("empty")
    return False


@tried(80)
@given(intervals, intervals, intervals)
def test_an_intersection_holds_what_both_sets_hold(a: Interval, b: Interval, c: Interval) -> None:
    shared = intersection(Union((a, b)), c)
    for halves in range(-11, 12):
        place = Fraction(halves, 2)
        inside = (holds(a, place) or holds(b, place)) and holds(c, place)
        assert holds(shared, place) == inside


@pytest.mark.parametrize(
    "text", ["\\geq 5", "\\leq 5", "\\gt 5", "at least 5", "at most 5", "up to 5", "over 5", "≥ 5"]
)
def test_a_bound_is_not_the_number_that_it_names(text: str):
    assert read("5")[0] not in read(text)
