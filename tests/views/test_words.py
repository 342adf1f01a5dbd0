"""What a word is, by our definition and by the public checkers'."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.views.words import OFFICIAL_WORDS, WORD_SPANS, WORDS

texts = st.text(
    st.one_of(st.sampled_from("ab'’-_.,9é潮\u0301\u200d क् ि\n "), st.characters()), max_size=40
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        (" _ __ -- ' \n", []),
        ("The tide doesn't wait.", ["The", "tide", "doesn't", "wait"]),
        ("a well-known U.S.A. 3.14 o’clock", ["a", "well-known", "U.S.A", "3.14", "o'clock"]),
        ("snake_case", ["snake", "case"]),
        ("潮が引く", ["潮", "が", "引", "く"]),
        ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),
        ("cafe\u0301 au lait", ["cafe\u0301", "au", "lait"]),
        ("one—two…three", ["one", "two", "three"]),
        ("-a- 'b'", ["a", "b"]),
        ("x² \ud800y\x00z", ["x²", "y", "z"]),
    ],
)
def test_words(text: str, words: list[str]):
    assert WORDS.compute(text) == words


@given(texts)
def test_the_words_are_the_text_at_their_spans(text: str):
    spans = WORD_SPANS.compute(text)
    pieces = [text[start:end].replace("\u2019", "'") for start, end in spans]
    assert pieces == [word.replace("\u2019", "'") for word in WORDS.compute(text)]
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


@given(texts)
def test_every_letter_and_digit_is_in_one_word(text: str):
    inside = {n for start, end in WORD_SPANS.compute(text) for n in range(start, end)}
    letters = {m.start() for m in re.finditer(r"[^\W_]", text)}
    assert letters <= inside


@given(texts, texts)
def test_words_of_two_texts_apart_are_those_of_both(a: str, b: str):
    assert WORDS.compute(f"{a} \n {b}") == WORDS.compute(a) + WORDS.compute(b)


@given(texts)
def test_official_words_are_upstreams_pattern(text: str):
    assert len(OFFICIAL_WORDS.compute(text)) == len(re.findall(r"\w+", text))
