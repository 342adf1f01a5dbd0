"""Options named by their place, at the end of a sentence, and in more languages."""

from __future__ import annotations

import pytest

from assay.answers.extraction.choice import extract_choice
from assay.answers.extraction.choice_gold import read_gold
from assay.answers.extraction.found import RULES

NAMES = ("alpha", "beta", "gamma", "delta")


def chosen(text: str, **asked: object) -> str | None:
    final = extract_choice(text, **asked).final  # type: ignore[arg-type]
    assert final is None or final.rule in RULES
    return None if final is None else final.text


@pytest.mark.parametrize(
    "text",
    ["The answer is (iii).", "3", "The answer is 3.", "iii", "(3)", "The answer is option III."],
)
def test_a_place_names_an_option(text: str) -> None:
    assert chosen(text, options=NAMES) == "C"


def test_a_number_that_may_be_a_content_names_no_place() -> None:
    assert chosen("3", options=("3", "4", "5", "6")) == "A"
    assert chosen("3", options=("10", "20", "30", "40")) is None
    assert chosen("3") is None
    assert chosen("9", options=NAMES) is None


def test_letters_go_before_places() -> None:
    assert chosen("3. The answer is B.", options=NAMES) == "B"


def test_letters_at_the_end_of_a_short_sentence() -> None:
    assert chosen("The planets are A and B.", options=NAMES, several=True) == "A,B"
    assert chosen("The planets are not A and B.", options=NAMES, several=True) is None
    assert chosen("The options are A, B, C and D.", options=NAMES) is None


@pytest.mark.parametrize(
    "text",
    ["答えはAです。", "よって、答えは A である。", "정답은 A입니다.", "답: A",
     "따라서 정답은 A이다.",
     "Правильный ответ — вариант A.", "الإجابة هي A.", "उत्तर: A", "Odpowiedź: A", "Đáp án: A",
     "Het antwoord is A.", "Cevap: A", "Jawaban: A"],
)  # fmt: skip
def test_more_languages_choose(text: str) -> None:
    assert chosen(text) == "A"


@pytest.mark.parametrize(
    "text",
    ["The best answer would be D, not A.", "Option D fits best.", "It has to be D.",
     "D 项符合题意。"],
)  # fmt: skip
def test_preferred_options(text: str) -> None:
    assert chosen(text) == "D"


def test_an_option_called_less_is_not_chosen() -> None:
    assert chosen("D is less plausible than A.") is None


def test_a_gold_in_brackets_and_quotes_is_a_letter() -> None:
    gold = read_gold("['C']")
    assert gold is not None
    assert gold.letters == ("C",)
