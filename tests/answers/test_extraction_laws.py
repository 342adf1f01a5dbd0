"""Laws of extraction: it never raises, costs linear time, and its offsets are true."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.answers.extraction import extract
from effort import tried

HANG = 5.0
"""Seconds: a hang, not a speed; benchmarks measure that."""

PIECES = st.sampled_from(
    [
        *("\\boxed{", "}", "{", "$", "$$", "\\[", "\\]", "\\(", "\\)", "**", "```", "\n", " ", "."),
        *("The answer is ", "Answer: ", "#### ", "答案是", "<answer>", "</answer>", '"answer": "'),
        *("7", "-1/2", "3,000", "x = 5", "\\frac{1}{2}", " or ", " and ", ", ", "Therefore, "),
        *("<think>", "</think>", "<|im_end|>", "\nQuestion: ", "Wait, ", "I am sorry ", "correct"),
        *("\\begin{align}", "\\end{align}", " is ", "=", "->", "é", "İ", "😀", "\u3000", "\x00"),
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)
UNITS = (
    *("{", "}", "\\boxed{", "\\boxed{1} ", "\\boxed", "the answer is ", "answer\n", "answer: 5\n"),
    *("1 ", "1,", "\n", " ", "\u3000", "$", "$$", "\\[", "**", "```", "```\n", "<answer>", "<|"),
    *("</s>", "####", "\nA: 5", "答案是", '"answer": "', "\nQuestion: ", "is 5 ", "\\begin{a}"),
    *(". ", "((", "İ", "I am sorry ", "mark this as ", "Therefore 5. ", "alternatively ", "-"),
    *("\\text{", " and ", "about ", "[", "\\", "```python\n", "| 1 ", "the answer is 5. "),
)
SURROUNDINGS = (("", ""), ("The answer is ", ""), ("\\boxed{", "}"), ("```\n", "\nso 5."))


@tried(300)
@given(TEXTS | st.text(max_size=80), st.sampled_from(["math", "number", "text"]))
def test_it_never_raises_and_its_offsets_are_true(text: str, want: str) -> None:
    found = extract(text, question="What is the answer?", want=want)  # type: ignore[arg-type]
    starts = [one.start for one in found.candidates]
    assert starts == sorted(starts)
    for one in (*found.candidates, *([found.final] if found.final else [])):
        assert 0 <= one.start <= one.end <= len(text)
        if one.rule not in ("box", "boxes"):
            assert text[one.start : one.end] == one.text
    for flag in found.flags:
        assert 0 <= flag.start <= flag.end <= len(text)
    if found.final is None:
        assert found.flags


@tried(100)
@given(st.integers(-999, 999), st.sampled_from(["\n", "  ", "\n\n"]), st.booleans())
def test_blanks_around_do_not_matter(number: int, blank: str, boxed: bool) -> None:
    said = f"\\boxed{{{number}}}" if boxed else str(number)
    text = f"Adding both sides we find that the answer is {said}."
    found, moved = extract(text).final, extract(blank + text + blank).final
    assert found is not None
    assert moved is not None
    assert moved.text == found.text == str(number)
    assert moved.start == found.start + len(blank)


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_hostile_repetition_costs_linear_time(unit: str) -> None:
    for before, after in SURROUNDINGS:
        text = before + unit * (100_000 // len(unit)) + after
        started = time.process_time()
        extract(text, question="What is it?")
        assert time.process_time() - started < HANG, (before, after)


@pytest.mark.parametrize("said", ["1" * 4_301, "-" * 4_999 + "1", "1 " * 40_000 + "1"])
def test_a_box_beyond_the_limit_is_still_what_was_answered(said: str) -> None:
    found = extract("\\boxed{" + said + "}").final
    assert found is not None
    assert (found.text, found.rule) == (said, "box")


@pytest.mark.parametrize("unit", ["#", "#### ", " ", "\n", "<eoa>"])
def test_marks_alone_cost_next_to_nothing(unit: str) -> None:
    text = unit * 100_000
    spent = []
    for _ in range(3):
        started = time.process_time()
        extract(text)
        spent.append(time.process_time() - started)
    assert min(spent) < HANG
