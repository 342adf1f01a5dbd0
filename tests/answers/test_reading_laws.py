"""Laws of reading: it never raises but TooMuch, is quick on anything, and blind to typography."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.answers.hints import Hints
from assay.answers.limits import MAX_READINGS, TooMuch
from assay.answers.reading import read
from assay.answers.showing import MAX_SHOWN, show
from assay.answers.values import Reading, Text
from effort import tried

HANG = 5.0
"""Seconds: a hang, not a speed; benchmarks measure that."""


PIECES = [
    *"( ) [ ] | ^ _ + - * / = < > <= , ; : . ! ' $ & \\\\ x y n e i f d".split(),
    *"1 2 34 0.5 1,234 5e9 % ° \\frac{ } \\sqrt { \\{ \\} \\left( \\right) \\left|".split(),
    *"\\right| \\circ \\overline{ \\binom \\begin{cases} \\end{cases} \\text{".split(),
    "\\begin{pmatrix}",
    *"\\end{pmatrix} \\mathrm{kg} \\sin \\log \\sum \\int \\lim \\pm \\infty \\cup".split(),
    *"\\in \\setminus \\pi \\mathbb{R} and or where is for the km m 12:30 C_ H2O \\choose".split(),
    *"π √ ² ½ ① 二百 和".split(),
]


def reading(text: str, hints: Hints = Hints()) -> Reading | None:  # noqa: B008
    try:
        return read(text, hints)
    except TooMuch:
        return None


def check(text: str) -> None:
    found = reading(text)
    if found is None:
        return
    assert 1 <= len(found) <= MAX_READINGS
    for value in found:
        assert len(show(value)) <= MAX_SHOWN
        hash(value)
    assert found == read(text)


@given(st.text(max_size=80))
@tried(300)
def test_any_text_is_read_or_refused(text: str) -> None:
    check(text)


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from(["", " "]))
@tried(600)
def test_any_soup_of_notation_is_read_or_refused(pieces: list[str], between: str) -> None:
    check(between.join(pieces))


@given(
    st.lists(st.sampled_from(PIECES), max_size=12),
    st.sampled_from(["number", "interval", "text", "choice", "list", "date"]),
)
@tried(100)
def test_a_hint_never_loses_the_answer(pieces: list[str], kind: str) -> None:
    text = " ".join(pieces)
    hinted = reading(text, Hints(type=kind))  # type: ignore[arg-type]
    assert (hinted is None) == (reading(text) is None)


def expressions() -> st.SearchStrategy[str]:
    leaves = st.sampled_from(["x", "y", "2", "17", "0.5", "\\pi", "n", "\\alpha"])

    def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.one_of(
            st.builds("\\frac{{{}}}{{{}}}".format, inner, inner),
            st.builds("\\sqrt{{{}}}".format, inner),
            st.builds("\\left({} + {}\\right)".format, inner, inner),
            st.builds("\\left({} - {}\\right)".format, inner, inner),
            st.builds("{} \\cdot {}".format, inner, inner),
            st.builds("\\left({}\\right)^{{{}}}".format, inner, inner),
            st.builds("\\sin\\left({}\\right)".format, inner),
        )

    return st.recursive(leaves, larger, max_leaves=8)


REWRITES = [
    ("\\frac", "\\dfrac"),
    ("\\frac", "\\tfrac"),
    ("\\left", ""),
    ("\\cdot", "\\times"),
    ("\\cdot", "*"),
    ("\\sqrt", "\\sqrt "),
    ("\\pi", "π"),
    (" + ", "+"),
    ("\\alpha", "α"),
    ("(", "( "),
    ("\\sin", "\\operatorname{sin}"),
]


@given(expressions(), st.sampled_from(REWRITES))
@tried(200)
def test_typography_does_not_change_the_reading(text: str, rewrite: tuple[str, str]) -> None:
    old, new = rewrite
    changed = text.replace(old, new)
    changed = changed.replace("\\right", "") if old == "\\left" else changed
    first = read(text)
    assert not isinstance(first[0], Text)
    assert read(changed) == first
    assert read(f"${text}$") == first
    assert read(f"\\boxed{{{text}}}") == first
    assert read(f"  {text} . ") == first


@given(expressions())
@tried(100)
def test_a_changed_digit_changes_the_reading(text: str) -> None:
    if "17" in text:
        assert read(text.replace("17", "18")) != read(text)
    assert read(f"{text} + 1") != read(text)


UNITS_OF_SOUP = [
    *PIECES,
    *(
        "1 ",
        "a ",
        "a, ",
        "1,",
        "the answer is ",
        "answer: ",
        "f(x)=1 for x, ",
        "x is ",
        "C_",
        "\\$",
    ),
    *(
        "(",
        "((",
        "{",
        "\\frac{1}{1+",
        "\\sqrt{",
        "x^{",
        "2^",
        "-",
        "!",
        "|",
        "\\sin ",
        "cbrt ",
        "∛",
    ),
    *(
        "\\begin{cases}",
        "\\begin{matrix}1&",
        "&\\\\",
        "\\text{a",
        "1/",
        "x<",
        "x=1,",
        "(0,1)\\cup ",
    ),
    *(
        "\\{x|x>",
        "5 kg m/s ",
        "NaCl ",
        "Aa",
        "one hundred ",
        "\u0301",
        "\u200b",
        "𝟙",
        "\x00",
        "\n",
        "😀",
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS_OF_SOUP)
def test_repetition_is_refused_or_read_quickly(unit: str) -> None:
    for length in (50, 400, 4000):
        text = (unit * length)[:4000]
        start = time.process_time()
        check(text)
        assert time.process_time() - start < HANG


@pytest.mark.parametrize(
    "text",
    [
        "9^{9^{9^{9^9}}}",
        "(10^9)!",
        "((10!)!)!",
        "\\binom{10^9}{5\\cdot 10^8}",
        "1e999999999",
        "3\\times 10^{99999999999}",
        "\\sum_{i=1}^{10^{9}} i",
        "\\sin(10^{10^6})",
        "2^{2000}+1",
        "0." + "3" * 990,
        "1" + " " * 3000 + "m",
        "1" + " " * 1500 + "#" + " " * 1500,
        "answer" + " " * 3000 + "is",
        "^" + " " * 3000 + "^",
    ],
)
def test_nothing_is_computed_while_reading(text: str) -> None:
    start = time.process_time()
    check(text)
    assert time.process_time() - start < HANG


def test_a_nearly_full_stack_is_no_crash() -> None:
    def at_depth(depth: int) -> None:
        if depth:
            at_depth(depth - 1)
        else:
            check("\\left(" * 25 + "x" + "\\right)" * 25)
            check("\\{" * 50 + "1" + "\\}" * 50)

    at_depth(700)
