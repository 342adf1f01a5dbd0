"""Where thinking ends and answering starts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.views.reasoning import REASONING

pieces = st.lists(
    st.sampled_from(
        [
            "<think>",
            "</think>",
            "<THINKING>",
            "</reasoning>",
            "a",
            " ",
            "\n",
            "<",
            "<|begin_of_thought|>",
            "<|end_of_thought|>",
            "think>",
        ]
    ),
    max_size=8,
).map("".join)


def split(text: str) -> tuple[str | None, str]:
    found = REASONING.compute(text)
    reasoning = None if found.reasoning is None else text[slice(*found.reasoning)]
    return reasoning, text[slice(*found.answer)]


@pytest.mark.parametrize(
    ("text", "reasoning", "answer"),
    [
        ("42", None, "42"),
        ("", None, ""),
        ("<think>\nhm\n</think>\n\n42\n", "hm", "42"),
        (" \n<Thinking>hm</thinking>42", "hm", "42"),
        ("<|begin_of_thought|>hm<|end_of_thought|>42", "hm", "42"),
        ("hm</think>42", "hm", "42"),
        ("<think>hm", "hm", ""),
        ("<think></think>42", "", "42"),
        ("<think> </think> ", "", ""),
        ("Say <think> here", None, "Say <think> here"),
        ("<think>a</think>b</think>c", "a", "b</think>c"),
        ("<thinker>a", None, "<thinker>a"),
    ],
)
def test_a_text_is_split(text: str, reasoning: str | None, answer: str):
    assert split(text) == (reasoning, answer)


@given(pieces)
def test_reasoning_comes_first_and_both_stand_in_the_text(text: str):
    found = REASONING.compute(text)
    start, end = found.answer
    assert 0 <= start <= end <= len(text)
    if found.reasoning is not None:
        assert 0 <= found.reasoning[0] <= found.reasoning[1] <= start
    reasoning, answer = split(text)
    if reasoning is not None:
        assert answer == answer.strip()
        assert reasoning == reasoning.strip()
