"""Laws of short answers: what may not move a judgement, and what no input may do to it."""

from __future__ import annotations

import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.answers.wording import MAX_RESPONSE, judge_text
from assay.answers.wording.passage import Passage
from effort import tried

HANG = 5.0
"""Seconds: a hang, not a speed; benchmarks measure that."""

GOLDS = [
    "Jane Austen", "23 September 1889", "5 ft 6 in", "(North Atlantic) Gannet", "A+", "In Time",
    "Shaw, George Bernard", "Laius and Jocasta", "the drama series Gunsmoke", "-40", "10,000",
    "adenosine diphosphate (ADP)", "on the thylakoid membranes", "U.S. Steel", "It", "π", "東京",
    "Ole Einar Bjørndalen", "twenty-seven", "1979–80 season", "K'iche'", "$100", "5%", "*",
]  # fmt: skip


@pytest.mark.parametrize("gold", GOLDS)
def test_a_gold_answers_itself(gold: str) -> None:
    assert judge_text(gold, [gold]).passed
    assert judge_text(f"  {gold}\n", [gold]).passed
    assert judge_text(gold.upper(), [gold.upper()]).passed
    assert judge_text(f"The answer is {gold}.", [gold]).passed


@given(st.text(max_size=60))
@tried(300)
def test_every_text_with_words_answers_itself(text: str) -> None:
    if Passage(text).words:
        assert judge_text(text, [text]).passed


@given(st.text(max_size=80), st.lists(st.text(max_size=30), max_size=4), st.text(max_size=40))
@tried(300)
def test_never_raises_and_keeps_its_word(response: str, golds: list[str], question: str) -> None:
    found = judge_text(response, golds, question=question)
    assert 0.0 <= found.score <= 1.0
    assert (found.score == 1.0) == (found.passed is True)
    assert 0 <= found.start <= found.end <= len(response)
    assert found.why
    assert "\n" not in found.why


@given(st.sampled_from(GOLDS), st.sampled_from(["  ", "\n", "\t", "\u00a0"]))
@tried(60)
def test_white_space_does_not_matter(gold: str, space: str) -> None:
    assert judge_text(gold.replace(" ", space), [gold]).passed


@given(st.permutations(GOLDS[:6]), st.sampled_from(GOLDS))
@tried(60)
def test_the_order_of_aliases_does_not_matter(golds: list[str], response: str) -> None:
    assert judge_text(response, golds).passed == judge_text(response, GOLDS[:6]).passed


@pytest.mark.parametrize("gold", ["1889", "10,000", "27", "-40", "5 ft 6 in"])
def test_a_changed_digit_is_another_answer(gold: str) -> None:
    for index, digit in enumerate(gold):
        if digit.isdigit():
            other = gold[:index] + str((int(digit) + 1) % 10) + gold[index + 1 :]
            assert judge_text(other, [gold]).passed is not True


@pytest.mark.parametrize("gold", ["Jane Austen", "mining", "the liver", "Oslo, Norway"])
def test_denial_turns_a_judgement(gold: str) -> None:
    assert judge_text(f"It is {gold}.", [gold]).passed
    assert judge_text(f"It is not {gold}.", [gold]).passed is not True


HOSTILE = [
    " " * 100_000, "a" * 100_000, "a " * 50_000, "1" * 100_000, "1," * 50_000, "1-" * 50_000,
    "1 January 2000 " * 6_600, "May " * 25_000, "not " * 25_000, "A or " * 20_000, "," * 100_000,
    "(" * 100_000, '"' * 100_000, "hundred " * 12_500, "Ã" * 100_000, "é" * 100_000,
    "e" + "\u0301" * 99_999, "a'" * 50_000, "aB" * 50_000, "Aa and " * 14_000, ". wait" * 16_000,
    "中" * 100_000, "-" * 100_000, "John Smith " * 9_000, "not Paris " * 10_000, "20141 " * 16_000,
    "\0" * 100_000, "U.S. " * 20_000, "n't " * 25_000, "twenty " * 14_000, "A, " * 33_000,
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_hostile_texts_are_cheap(text: str) -> None:
    golds = ["Paris", "John Smith", "12 May 2000", "A and B", "the drama series Gunsmoke"]
    cut = text[:MAX_RESPONSE]
    for response, aliases, question in (
        (text, golds, "who"),
        (cut, golds, "who is it"),
        ("It is Paris, John Smith", [text], "who"),
        (cut, [cut], cut),
        ("Paris is it", ["Paris"], text),
    ):
        start = time.process_time()
        judge_text(response, aliases, question=question)
        assert time.process_time() - start < HANG


def test_a_thousand_aliases_are_cheap() -> None:
    golds = [
        f"Name{number} Surname{number}, Place{number} and Other{number}" for number in range(1_000)
    ]
    start = time.process_time()
    judge_text("Nobody Knows This Person " * 20, golds, question="who is it")
    assert time.process_time() - start < HANG


def test_memory_stays_small() -> None:
    tracemalloc.start()
    try:
        for index in range(20):
            judge_text(chr(0x4E00 + index) * 100_000, [chr(0x4E00 + index) * 50_000])
            judge_text("x" * 30_000, ["y" * 100_000], question="z" * 100_000)
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()
