"""Golds of multiple-choice questions, however they are written."""

from __future__ import annotations

import pytest

from assay.answers.extraction.choice_gold import read_gold

CITIES = ("Paris", "London", "Rome")


@pytest.mark.parametrize(
    ("gold", "letters"),
    [
        ("C", "C"),
        ("(C)", "C"),
        ("C.", "C"),
        (" C ", "C"),
        ("**C**", "C"),
        ("$C$", "C"),
        ("\\boxed{C}", "C"),
        ("\\text{C}", "C"),
        ("C. Rome", "C"),
        ("(C) Rome", "C"),
        ("C：Rome", "C"),
        ("AC", "A,C"),
        ("A,C", "A,C"),
        ("A, C", "A,C"),
        ("A and C", "A,C"),
        ("A、C", "A,C"),
        ("D,A,B,C,D", "D,A,B,C,D"),
        ("D A B", "D,A,B"),
        ("B,B,C", "B,B,C"),
        ("D,AC,B", "D,AC,B"),
    ],
)
def test_letters(gold: str, letters: str) -> None:
    read = read_gold(gold)
    assert read is not None
    assert read.shown == letters


@pytest.mark.parametrize(("gold", "letter"), [("Rome", "C"), ("paris", "A"), ("London.", "B")])
def test_content_of_an_option(gold: str, letter: str) -> None:
    read = read_gold(gold, CITIES)
    assert read is not None
    assert read.letters == (letter,)


@pytest.mark.parametrize(
    ("gold", "letter", "scheme"),
    [
        ("III", "C", "roman"),
        ("(iii)", "C", "roman"),
        ("2", "B", "numbers"),
        ("(2)", "B", "numbers"),
    ],
)
def test_numerals(gold: str, letter: str, scheme: str) -> None:
    read = read_gold(gold)
    assert read is not None
    assert (read.letters, read.scheme) == ((letter,), scheme)


def test_a_number_that_is_content_is_no_numeral() -> None:
    read = read_gold("2", ("1", "5", "2"))
    assert read is not None
    assert read.letters == ("C",)


@pytest.mark.parametrize("gold", ["", "Berlin", "BAD news", "42", "?"])
def test_names_no_option(gold: str) -> None:
    assert read_gold(gold, CITIES) is None


@pytest.mark.parametrize("gold", ["A " * 50_000, "(" * 100_000, "I" * 100_000, "\\boxed{" * 9_000])
def test_a_long_gold_is_read_in_no_time(gold: str) -> None:
    read_gold(gold, CITIES)


def test_several_letters_are_a_set_and_answers_to_questions_a_sequence() -> None:
    both = read_gold("AC")
    parts = read_gold("D,A,B")
    assert both is not None
    assert parts is not None
    assert both.equals(("C", "A"))
    assert not both.equals(("C", "A"), ordered=True)
    assert not both.equals(("A",))
    assert parts.equals(("D", "A", "B"))
    assert not parts.equals(("A", "B", "D"))
