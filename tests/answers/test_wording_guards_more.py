"""A gold that is named but not given: denied, doubted, withdrawn, or one of many."""

from __future__ import annotations

import pytest

from assay.checks import answer
from assay.context import Context
from assay.response import Response

ASK = "Who wrote the novel?"
NAMES = ("Jane Austen", "Mary Shelley", "Toni Morrison")

DENIED = (
    "It was not {}.",
    "It was never {} but her sister.",
    "The author isn't {}.",
    "It was her sister rather than {}.",
    "It was her sister instead of {}.",
    "Anyone other than {}.",
    "Neither {} nor her sister.",
    "Everyone except {} wrote a part of it.",
)
DOUBTED = ("I do not know whether {} wrote it.", "I cannot say if {} did.")
WITHDRAWN = (
    "{}. No, wait, it was her sister.",
    "It was {}. Correction: her sister did.",
    "{} wrote it. Scratch that. It was her sister.",
    "It was {}. My mistake, it was her sister.",
)
AFFIRMED = (
    "{}",
    "{}.",
    "It was {}.",
    "It was written by {} in 1813.",
    "The novel, not a play, is by {}.",
    "It was {}, not her sister.",
    "Her sister did not write it; {} did.",
    "I am sure that it was {}.",
    "No, it was {}.",
    "**{}**",
    '"{}"',
    "The answer is {}.",
    "Wait, let me think. It was {}.",
)


def passed(response: str, gold: str, question: str = ASK) -> bool | None:
    return Context(prompt=question).verify(answer.Text(gold=gold), Response(response)).passed


@pytest.mark.parametrize("way", DENIED + DOUBTED + WITHDRAWN)
def test_what_is_denied_doubted_or_withdrawn_never_passes(way: str) -> None:
    for name in NAMES:
        assert passed(way.format(name), name) is not True, way.format(name)


@pytest.mark.parametrize("way", AFFIRMED)
def test_what_is_affirmed_passes(way: str) -> None:
    for name in NAMES:
        assert passed(way.format(name), name) is True, way.format(name)


@pytest.mark.parametrize("way", AFFIRMED)
def test_another_name_never_passes(way: str) -> None:
    for name, gold in zip(NAMES, NAMES[1:] + NAMES[:1], strict=True):
        assert passed(way.format(name), gold) is not True, way.format(name)


@pytest.mark.parametrize("between", [", ", " or ", "\n", "; ", " / "])
def test_one_of_a_dozen_never_passes(between: str) -> None:
    others = "Ada Bea Cleo Dora Edith Flora Greta Hanna Ines Jill Kay".split()
    response = between.join([*others[:6], "Jane Austen", *others[6:]])
    assert passed(response, "Jane Austen") is not True


@pytest.mark.parametrize("between", [" and ", ", ", " or "])
def test_the_whole_of_a_list_that_is_asked_for_passes(between: str) -> None:
    response = between.join(["Jane Austen", "Mary Shelley"])
    assert passed(response, "Jane Austen and Mary Shelley", "Which two wrote it?") is True


@pytest.mark.parametrize(
    "response",
    ["Who wrote the novel?", "The question is who wrote the novel.", "I don't know.", "", "N/A"],
)
def test_an_echo_or_a_refusal_never_passes(response: str) -> None:
    for gold in (*NAMES, "the novel"):
        assert passed(response, gold) is not True


@pytest.mark.parametrize(
    ("gold", "near"),
    [
        ("1813", "1831"),
        ("12 May 1813", "13 May 1813"),
        ("Henry VIII", "Henry VII"),
        ("World War II", "World War I"),
        ("Apollo 11", "Apollo 13"),
        ("7 million", "7 billion"),
        ("north", "south"),
    ],
)
def test_near_words_are_different_both_ways(gold: str, near: str) -> None:
    assert passed(f"It was {near}.", gold, "What was it?") is not True
    assert passed(f"It was {gold}.", near, "What was it?") is not True
    assert passed(f"It was {gold}.", gold, "What was it?") is True
