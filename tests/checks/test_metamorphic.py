"""What changes a text in a known way moves a verdict in the known way."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assay.check import Check
from assay.combine import Not
from assay.context import Context
from assay.registry import parse
from assay.response import Response
from effort import tried
from every_kind import EXAMPLES, every_kind

COUNTS = [
    "words",
    "unique_words",
    "sentences",
    "paragraphs",
    "lines",
    "characters",
    "commas",
    "bullets",
    "numbered_items",
    "numbers",
    "headings",
    "highlights",
    "placeholders",
    "code_blocks",
    "capital_words",
]
prose = st.lists(
    st.sampled_from(
        [
            "The tide falls.",
            "Crabs, weed.",
            "\n\n",
            "\n- a",
            "\n1. b",
            "\n# T\n",
            " ",
            "*so*",
            "[x]",
            "NASA",
            "3.14",
            "don't",
            "潮。",
            "“Yes!”",
            "\n```\ncode\n```\n",
            "<<t>>",
        ]
    ),
    max_size=12,
).map("".join)
phrases = st.text(st.sampled_from("ab Zé'’\"“*_#.,:!?>()[]+9潮-"), min_size=1, max_size=8).filter(
    lambda text: bool(text.strip())
)


def text(kind: str, **parameters: Any) -> Check:
    return parse({"kind": f"text.{kind}", **parameters})


def passed(check: Check, response: str, prompt: str = "") -> bool | None:
    verdict = Context(prompt=prompt).verify(check, Response(response))
    assert verdict.status != "error", verdict.why
    return verdict.passed


@every_kind
def test_white_space_at_the_end_and_the_kind_of_line_end_change_nothing(kind: str):
    for example in EXAMPLES[kind]:
        text = example.response
        for same in (text + " ", text + "\n", text + "\n\n \t\n", text.replace("\n", "\r\n")):
            assert passed(example.check, same, example.prompt) is example.passed, (example, same)


@every_kind
def test_the_negation_of_a_check_turns_its_verdict(kind: str):
    for example in EXAMPLES[kind]:
        turned = None if example.passed is None else not example.passed
        negated = Not(check=example.check)
        assert passed(negated, example.response, example.prompt) is turned, example


def count_of(kind: str, response: str) -> int:
    """The count, as the bound that is reached exactly."""
    low, high = 0, len(response) + 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (
            (middle, high) if passed(text(kind, min=middle), response) else (low, middle - 1)
        )
    return low


@pytest.mark.parametrize("kind", COUNTS)
@tried(40)
@given(prose)
def test_exactly_one_count_is_right(kind: str, response: str):
    assume(response.strip())
    number = count_of(kind, response)
    assert passed(text(kind, min=number, max=number), response) is True
    assert passed(text(kind, min=number + 1), response) is False
    assert passed(text(kind, max=number), response) is True
    if number:
        assert passed(text(kind, max=number - 1), response) is False


@pytest.mark.parametrize("kind", COUNTS)
@tried(40)
@given(prose, st.integers(1, 6))
def test_at_least_n_is_not_fewer_than_n(kind: str, response: str, number: int):
    assume(response.strip())
    fewer = passed(text(kind, max=number - 1), response)
    assert passed(Not(check=text(kind, min=number)), response) is fewer


@pytest.mark.parametrize("kind", COUNTS)
@tried(40)
@given(prose, st.integers(1, 5))
def test_nearer_to_the_bound_scores_no_less(kind: str, response: str, number: int):
    assume(response.strip())
    far, near = (
        Context().verify(text(kind, min=n), Response(response)).score or 0.0
        for n in (number + 3, number)
    )
    assert 0.0 <= far <= near <= 1.0


@given(prose, st.sampled_from(["crab", "well-known", "é", "don't", "X9"]))
def test_one_word_more_is_one_word_more(response: str, word: str):
    assume(response.strip())
    before = count_of("words", response)
    assert passed(text("words", min=before + 1, max=before + 1), f"{response}\n\n{word}") is True


@given(prose, prose)
def test_words_lines_and_commas_of_two_blocks_add_up(one: str, other: str):
    assume(one.strip() and other.strip())
    for kind in ("words", "lines", "commas", "capital_words"):
        together = count_of(kind, f"{one}\n\n{other}")
        assert together == count_of(kind, one) + count_of(kind, other)


@given(st.permutations(["crab", "weed", "the tide"]), prose)
def test_the_order_of_words_decides_nothing(words: list[str], response: str):
    for kind in ("contains", "excludes"):
        given_order = passed(text(kind, words=words), response)
        assert given_order is passed(text(kind, words=sorted(words)), response)


@given(phrases)
def test_a_phrase_is_found_where_it_stands_alone(phrase: str):
    response = f"See, {phrase} , there."
    assert passed(text("contains", words=[phrase]), response) is True
    assert passed(text("excludes", words=[phrase]), response) is False
    assert passed(text("keyword", word=phrase, min=1), response) is True
    assert passed(text("contains", words=[phrase], matching="substring"), f"x{phrase}x") is True


@given(phrases)
def test_a_text_that_starts_or_ends_with_a_phrase_does(phrase: str):
    assert passed(text("starts", phrase=phrase), f"{phrase} and more.") is True
    assert passed(text("ends", phrase=phrase), f"So much for {phrase}") is True
    second = text("paragraph_start", index=2, word=phrase, count=2)
    assert passed(second, f"One.\n\n{phrase} two.") is True


@given(phrases)
def test_an_answer_is_the_option_it_is(phrase: str):
    assert passed(text("equals", text=phrase), f" {phrase}\n") is True
    assert passed(text("choice", options=[phrase], only=True), phrase) is True
    assert passed(text("choice", options=[phrase]), f"( {phrase} )") is True


@given(phrases, prose)
def test_a_request_repeated_and_answered_is_repeated(phrase: str, response: str):
    assume(any(c.isalnum() for c in response))
    assert passed(text("repeats", text=phrase), f"{phrase}\n\n{response}") is True
    assert passed(text("repeats"), f"{phrase}\n\n{response}", phrase) is True


@given(prose)
def test_quotation_marks_around_a_text_quote_it(response: str):
    assume(response.strip())
    assert passed(text("quoted"), f'"{response}"') is True
    assert passed(text("quoted"), f"“{response}”") is True


@given(prose)
def test_capitals_and_small_letters_fit_their_case(response: str):
    assume(response.upper().isupper())
    assert passed(text("case", case="upper"), response.upper()) is True
    assert passed(text("case", case="lower"), response.lower()) is True
    assert passed(text("case", case="upper"), response.upper() + " b") is False


@given(prose, prose)
def test_two_answers_are_two_unless_they_are_one(one: str, other: str):
    assume(one.strip() and other.strip())
    same = one.casefold().split() == other.casefold().split()
    assert passed(text("responses"), f"{one}\n******\n{other}") is (not same)


@given(prose)
def test_a_postscript_added_is_there_and_one_kind_is_not_the_other(response: str):
    assume(any(c.isalnum() for c in response))
    assert passed(text("postscript"), f"{response}\n\nP.S. Bring boots.") is True
    assert passed(text("postscript", marker="P.P.S"), f"{response}\n\nP.S. Bring boots.") is False
