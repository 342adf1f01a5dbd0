"""`answer.exact` looks at one place, and takes what stands there word for word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay import verify
from assay.answers.verbatim import place_of, unwrapped
from assay.checks.answer import Exact
from assay.errors import BadParameter

GRID = "1 2\n3 4"


@pytest.mark.parametrize(
    ("gold", "response", "passed"),
    [
        ("nolem", "Answer: nolem", True),
        ("nolem", "**Answer:** nolem", True),
        ("nolem", "The final answer is: `nolem`.", True),
        ("nolem", "So the answer is: \\boxed{nolem}", True),
        ("nolem", "Answer: melon\nNo, wait.\nAnswer: nolem", True),
        ("nolem", "Answer: nolem\nNo, wait.\nAnswer: melon", False),
        ("nolem", "<think>Answer: nolem</think>melon", False),
        ("nolem", "<think>Answer: melon</think>nolem", True),
        ("nolem", "<answer>melon</answer><answer>nolem</answer>", True),
        ("nolem", "<answer>nolem</answer><answer></answer>", False),
        ("nolem", "<answer>nolem", True),
        ("nolem", "<answer>nolem</answer> I am sure.", True),
        ("nolem", "The answer could be nolem", False),
        ("nolem", "nolem nolem", False),
        (GRID, "Turned:\n\n1 2\n3   4\n", True),
        (GRID, "Answer:\n```\n1 2\n3 4\n```", True),
        (GRID, "1 2\n3 4\n5 6", False),
        (GRID, "<answer>\n1 2\n\n3 4\n</answer>", True),
        ("Is it so?", "Is it so?", True),
        ("It is so.", "it is so", True),
        ("3.", "Answer: 3.", True),
    ],
)
def test_one_place_is_read(gold: str, response: str, passed: bool) -> None:
    assert verify(response, Exact(gold=gold)).passed is passed


def test_parameters_say_what_counts() -> None:
    assert verify("Nolem", Exact(gold="nolem")).passed
    assert not verify("Nolem", Exact(gold="nolem", case=True)).passed
    assert not verify("[1, 2]", Exact(gold="[1,2]")).passed
    assert verify("[1, 2]", Exact(gold="[1,2]", spaces="none")).passed
    assert not verify("4.50 1", Exact(gold="4.5 1.0")).passed
    assert verify("4.50 1", Exact(gold="4.5 1.0", numbers=True)).passed
    assert verify(
        "['4.50','-1']", Exact(gold="['4.5', '-1.0']", spaces="none", numbers=True)
    ).passed
    long = "1" * 60
    assert not verify(f"{long}1", Exact(gold=f"{long}2", numbers=True)).passed
    assert verify("b", Exact(gold=("a", "b"))).passed


@pytest.mark.parametrize("gold", ["", "  ", (), ("a", " ")])
def test_a_gold_that_holds_nothing_is_refused(gold: object) -> None:
    with pytest.raises(BadParameter, match="gold holds no answer"):
        Exact(gold=gold)  # type: ignore


WORDS = st.text("abcXYZ0189-,;:()[]{}", min_size=1, max_size=12)
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=4)


@given(lines=LINES, before=st.text("abc \n.", max_size=30))
def test_the_gold_in_a_field_passes_and_the_gold_among_others_does_not(
    lines: list[str], before: str
) -> None:
    gold = "\n".join(lines)
    check = Exact(gold=gold, case=True)
    assert verify(f"{before}<answer>{gold}</answer>", check).passed
    assert verify(f"{before}\nAnswer: {gold}", check).passed
    assert not verify(f"{before}<answer>{gold} or another</answer>", check).passed
    assert not verify(f"{before}<answer>{gold}</answer>\n<answer>another</answer>", check).passed


@given(text=st.text("ab <>/answer:A\n`*$\"'{}\\boxed", max_size=60), lines=st.integers(0, 5))
def test_every_text_has_a_place_and_unwrapping_ends(text: str, lines: int) -> None:
    place = place_of(text, lines)
    assert 0 <= place.start <= place.end <= len(text)
    bare = unwrapped(text)
    assert unwrapped(bare) == bare


def test_long_texts_of_marks_are_read_in_a_blink() -> None:
    for text in ("**" * 50_000, "<answer>" * 20_000, "Answer: " * 20_000, "```\n" * 20_000):
        assert verify(text, Exact(gold="x")).passed is False


@pytest.mark.parametrize("text", ["." * 100_000, "`" * 100_000, "```\n" * 25_000, "a\n" * 50_000])
def test_no_text_is_too_long_for_it(text: str) -> None:
    assert verify(text, Exact(gold="x\ny")).status == "fail"
