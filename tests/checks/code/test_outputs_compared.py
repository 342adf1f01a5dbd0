"""Outputs compared: what each rule forgives, and that no bytes make it raise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.checks.code.outputs import RULES, Rule, Tolerance, as_bytes, difference

STRICT = Tolerance(0.0, 0.0)
LOOSE = Tolerance(1e-6, 1e-6)
ALL: tuple[Rule, ...] = tuple(RULES)
TEXTS = st.text("ab1. \n\r\t-e+", max_size=30)


def same(rule: Rule, expected: str | bytes, found: str | bytes) -> bool:
    ours, theirs = (t if isinstance(t, bytes) else t.encode() for t in (expected, found))
    return not difference(rule, ours, theirs, LOOSE)


@pytest.mark.parametrize(
    ("expected", "found", "rules"),
    [
        ("1 2\n", "1 2\n", ALL),
        ("1 2\n", "1 2", ALL[1:]),
        ("1 2\n", "1 2  \r\n\n\n", ALL[1:]),
        ("1\n2\n", "1\r\n2\r\n", ALL[1:]),
        ("1 2\n", "\ufeff1 2\n", ALL[1:]),
        ("1 2\n", "  1 2\n", ("decimals", "tokens", "floats")),
        ("1 2\n", "1  2\n", ("decimals", "tokens", "floats")),
        ("a b\n", "a  b\n", ("tokens", "floats")),
        ("1 2\n", "1\n2\n", ("tokens", "floats")),
        ("a\nb\n", "b\na\n", ("unordered",)),
        ("a\na\nb\n", "b\na\n", ()),
        ("1.0\n", "1\n", ("decimals", "floats")),
        ("0.1 x\n", "0.10 x\n", ("floats",)),
        ("0.333333333\n", "0.3333333\n", ("floats",)),
        ("1000000000000000000\n", "1000000000000000001\n", ()),
        ("3\n", "3.0000001\n", ("floats",)),
        ("nan\n", "NaN\n", ()),
        ("inf\n", "Infinity\n", ("decimals", "floats")),
        ("-0\n", "0\n", ("decimals", "floats")),
        ("1_0\n", "10\n", ()),
        ("１\n", "1\n", ()),
        ("YES\n", "Yes\n", ()),
        ("", "", ALL),
        ("", "\n", ALL[1:]),
        ("", "0\n", ()),
        ("a\n", "a\nb\n", ()),
        ("a\nb\n", "a\n", ()),
        ("a\n", "\n\na\n", ("decimals", "tokens", "floats", "unordered")),
    ],
)
def test_what_each_rule_forgives(expected: str, found: str, rules: tuple[Rule, ...]) -> None:
    assert tuple(rule for rule in ALL if same(rule, expected, found)) == rules


@pytest.mark.parametrize("rule", ALL)
def test_a_difference_is_named(rule: Rule) -> None:
    why = difference(rule, b"1\n2\n", b"1\n3\n", LOOSE)
    assert "2" in why or "3" in why
    assert len(difference(rule, b"1", b"x" * 1_000_000, LOOSE)) < 300


@pytest.mark.parametrize("rule", ALL)
@given(st.binary(max_size=40), st.binary(max_size=40))
def test_no_bytes_raise_and_equals_are_equal(rule: Rule, one: bytes, other: bytes) -> None:
    difference(rule, one, other, LOOSE)
    assert difference(rule, one, one, STRICT) == ""


@pytest.mark.parametrize("rule", ALL)
@given(TEXTS, TEXTS)
def test_either_side_may_be_the_expected_one(rule: Rule, one: str, other: str) -> None:
    """With no relative tolerance the rules are symmetric."""
    absolute = Tolerance(1e-6, 0.0)
    ours, theirs = one.encode(), other.encode()
    there = difference(rule, ours, theirs, absolute)
    assert bool(there) == bool(difference(rule, theirs, ours, absolute))


@given(st.lists(st.text("ab1 ", min_size=1, max_size=4), max_size=8), st.randoms())
def test_lines_in_another_order(lines: list[str], random: object) -> None:
    mixed = list(lines)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert same("unordered", "\n".join(lines), "\n".join(mixed))


@given(TEXTS)
def test_what_a_stricter_rule_takes_a_laxer_one_takes(text: str) -> None:
    variant = text.replace("\n", " \r\n") + "\n\n"
    assert same("lines", text, variant)
    for rule in ("tokens", "floats", "unordered"):
        assert same(rule, text, variant)


def test_long_and_odd_outputs_are_compared_quickly() -> None:
    digits = b"9" * 1_000_000
    for rule in ALL:
        assert difference(rule, digits, digits + b"1", LOOSE)
        assert difference(rule, b"1 " * 500_000, b"1 " * 499_999 + b"2", LOOSE)
    assert difference("decimals", b"1e999999999", b"1", LOOSE)
    assert difference("floats", b"1e999999999", b"1", LOOSE)


def test_bytes_that_are_no_utf8_can_be_expected() -> None:
    assert as_bytes("a\udcff") == b"a\xff"
    assert as_bytes("\ud800") == b"\xed\xa0\x80"
