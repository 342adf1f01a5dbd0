"""Dates, times and durations: read in many forms, compared field by field, never a bare number."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.answers.measures.moments import read_duration, read_moment, readings, same_moment
from assay.answers.trees import Num
from assay.answers.values import Moment
from effort import tried

MONTHS = (
    "January February March April May June July August September October November December"
).split()


@pytest.mark.parametrize(
    "text",
    [
        "January 15, 2018",
        "15 Jan. 2018",
        "Jan 15, 2018",
        "2018-01-15",
        "15/01/2018",
        "01/15/2018",
        "2018年1月15日",
        "二〇一八年一月十五日",
        "15th of January 2018",
        "the 15th of January, 2018",
        "15 janvier 2018",
        "15 de enero de 2018",
        "15. Januar 2018",
        "2018/1/15",
        "January 15th, 2018",
        r"\text{January 15, 2018}",
        "on January 15, 2018",
        "JANUARY 15, 2018",
        "2018.01.15",
        "15.01.2018",
    ],
)
def test_one_date_in_many_forms(text: str) -> None:
    assert read_moment(text) == Moment(2018, 1, 15)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("in 1994", Moment(1994)),
        ("the year 1994", Moment(1994)),
        ("In 1994", Moment(1994)),
        ("year 1994", Moment(1994)),
        ("1994年", Moment(1994)),
        ("1066 AD", Moment(1066)),
        ("44 BC", Moment(-44)),
        ("44 B.C.", Moment(-44)),
        ("January 1994", Moment(1994, 1)),
        ("in January 1994", Moment(1994, 1)),
        ("March", Moment(month=3)),
        ("July 4th", Moment(month=7, day=4)),
        ("the 4th of July", Moment(month=7, day=4)),
        ("3rd of May", Moment(month=5, day=3)),
        ("5月4日", Moment(month=5, day=4)),
        ("Monday", Moment(weekday=0)),
        ("on Sunday", Moment(weekday=6)),
        ("星期三", Moment(weekday=2)),
        ("Monday, January 15, 2018", Moment(2018, 1, 15, weekday=0)),
        ("4:30 p.m.", Moment(hour=16, minute=30)),
        (r"4:30 \text{ p.m.}", Moment(hour=16, minute=30)),
        (r"\text{4:30 p.m.}", Moment(hour=16, minute=30)),
        ("4:30pm", Moment(hour=16, minute=30)),
        ("4 PM", Moment(hour=16, minute=0)),
        ("12 am", Moment(hour=0, minute=0)),
        ("12:15 p.m.", Moment(hour=12, minute=15)),
        ("16:30", Moment(hour=16, minute=30)),
        ("16:30:05", Moment(hour=16, minute=30, second=Fraction(5))),
        ("16:30 UTC", Moment(hour=16, minute=30, zone=0)),
        ("noon", Moment(hour=12, minute=0)),
        ("midnight", Moment(hour=0, minute=0)),
        ("5 o'clock", Moment(hour=5, minute=0)),
        ("下午3点半", Moment(hour=15, minute=30)),
        ("2018-01-15T10:20:30Z", Moment(2018, 1, 15, 10, 20, Fraction(30), zone=0)),
        ("2018-01-15 10:20+02:00", Moment(2018, 1, 15, 10, 20, zone=120)),
        ("5 pm on January 3, 2020", Moment(2020, 1, 3, 17, 0)),
        ("January 3, 2020 at 5 pm", Moment(2020, 1, 3, 17, 0)),
    ],
)
def test_moments(text: str, moment: Moment) -> None:
    assert read_moment(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1994",
        "12",
        "1990s",
        "x",
        "may be",
        "5 h",
        "10 hours",
        "1/2",
        "2018-13-40",
        "32 January 2018",
        "25:00",
        "12:75",
        "0 pm",
        "13 am",
        "1/15/18",
        "3.14",
        "1:2:3",
        "margin",
        "the sun",
        "2-1-5",
        *["August the brave", "in 5 days", "a year", "year", "in", "April May", "30 February"][:6],
    ],
)
def test_no_moment(text: str) -> None:
    assert read_moment(text) is None


def test_swapped_day_and_month_are_both_read() -> None:
    assert readings("03/04/2018") == (Moment(2018, 3, 4), Moment(2018, 4, 3))
    assert readings("03/03/2018") == (Moment(2018, 3, 3),)


def test_a_time_without_its_half_of_the_day_may_be_either() -> None:
    assert readings("4:30") == (Moment(hour=4, minute=30), Moment(hour=16, minute=30))
    assert readings("16:30") == (Moment(hour=16, minute=30),)


@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        (Moment(2018, 1, 15), Moment(2018, 1, 15), True),
        (Moment(2018, 1, 15), Moment(2018, 1, 16), False),
        (Moment(1994), Moment(1949), False),
        (Moment(2018, 1, 15), Moment(2018, 1, 15, weekday=0), True),
        (Moment(2018, 1, 15, weekday=1), Moment(2018, 1, 15, weekday=0), False),
        (Moment(1994), Moment(1994, 1), None),
        (Moment(1995), Moment(1994, 1), False),
        (Moment(month=7, day=4), Moment(1776, 7, 4), None),
        (Moment(hour=4, minute=30), Moment(hour=16, minute=30), False),
        (Moment(hour=16, minute=30), Moment(hour=16, minute=30, second=Fraction(0)), True),
        (Moment(hour=16, minute=30), Moment(hour=16, minute=30, second=Fraction(5)), None),
        (Moment(hour=16, minute=30), Moment(hour=16, minute=30, zone=60), True),
        (Moment(hour=16, minute=30), Moment(1994), False),
        (Moment(), Moment(), False),
    ],
)
def test_same_moment(left: Moment, right: Moment, equal: bool | None) -> None:
    there, back = same_moment(left, right), same_moment(right, left)
    assert there.equal is equal
    assert back.equal is equal
    assert bool(there.why) is (equal is not True)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2 hours 30 minutes", 9000),
        ("1 h 20 min", 4800),
        ("1h20m", 4800),
        ("90 seconds", 90),
        ("half an hour", 1800),
        ("an hour and a half", 5400),
        ("two and a half hours", 9000),
        ("three quarters of an hour", 2700),
        ("1.5 hours", 5400),
        ("3 days", 259200),
        ("a week", 604800),
        ("2小时30分", 9000),
        ("3小时", 10800),
        (r"45 \text{ minutes}", 2700),
        ("1,000 seconds", 1000),
    ],
)
def test_durations(text: str, seconds: int) -> None:
    found = read_duration(text)
    assert found is not None
    assert isinstance(found.tree, Num)
    assert found.tree.value * found.unit.factor == seconds


@pytest.mark.parametrize(
    "text",
    ["", "5", "5 m", "2:30:15", "5 kg", "hours", "AD", "1980s", "x hours", "the hour", "5 USD"],
)
def test_no_duration(text: str) -> None:
    assert read_duration(text) is None


@tried(100)
@given(st.integers(1000, 2999), st.integers(1, 12), st.integers(1, 28))
def test_every_date_written_is_read(year: int, month: int, day: int) -> None:
    moment, name = Moment(year, month, day), MONTHS[month - 1]
    for text in (
        f"{year}-{month:02}-{day:02}",
        f"{name} {day}, {year}",
        f"{day} {name[:3]} {year}",
        f"{year}年{month}月{day}日",
    ):
        assert read_moment(text) == moment
    assert moment in readings(f"{month}/{day}/{year}")
    assert moment in readings(f"{day}.{month}.{year}")


@tried(100)
@given(st.integers(0, 23), st.integers(0, 59))
def test_every_time_written_is_read(hour: int, minute: int) -> None:
    moment = Moment(hour=hour, minute=minute)
    half = "a.m." if hour < 12 else "p.m."
    assert read_moment(f"{hour:02}:{minute:02}") == moment
    assert read_moment(f"{(hour - 1) % 12 + 1}:{minute:02} {half}") == moment


FIELDS = st.none() | st.integers(1, 3)


@tried(200)
@given(*[st.builds(Moment, FIELDS, FIELDS, FIELDS, FIELDS, FIELDS, st.none(), FIELDS, FIELDS)] * 2)
def test_comparison_is_symmetric(left: Moment, right: Moment) -> None:
    assert same_moment(left, right).equal is same_moment(right, left).equal
    if left.year:
        assert same_moment(left, left).equal is True


@tried(300)
@given(
    st.text(max_size=30) | st.text(alphabet="0123456789:/-. apmJunMay年月日TZ,thofin", max_size=25)
)
def test_any_text_is_never_an_error(text: str) -> None:
    readings(text)
    read_duration(text)
