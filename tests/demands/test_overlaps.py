"""How few of a letter wordings can have together, against every way to lay them out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.demands.overlaps import Wording, least
from assay.registry import parse
from assay.synth import conflict, passes

PARTS = st.builds(Wording, st.text("ab ", min_size=1, max_size=5).map(str.strip), st.just(False))


def layouts(words: tuple[str, ...]) -> Iterator[str]:
    """All texts of words one after another, each overlapping the text so far by any length."""
    if len(words) == 1:
        yield words[0]
        return
    for before in layouts(words[:-1]):
        last = words[-1]
        if last in before:
            yield before
        for n in range(len(last)):
            if n == 0 or before.endswith(last[:n]):
                yield before + last[n:]


@given(st.lists(PARTS.filter(lambda one: one.words), min_size=1, max_size=3))
def test_no_layout_has_fewer(parts: list[Wording]) -> None:
    found = least(dict.fromkeys(parts, 1), "a")
    every = [text for order in permutations([p.words for p in parts]) for text in layouts(order)]
    assert found <= min(text.count("a") for text in every)


@pytest.mark.parametrize(
    ("words", "letters"),
    [
        ({"to begin with": 1, "is there anything else": 1}, 5),
        ({"the end": 1, "end of it": 1}, 2),  # the end of it
        ({"pen": 1, "end": 1}, 2),  # no word may begin within another
        ({"else": 3}, 6),
        ({"else": 3, "anything else": 2}, 6),
        ({"": 1}, 0),
        ({}, 0),
    ],
)
def test_of_bounded_wordings(words: dict[str, int], letters: int) -> None:
    times = {Wording(text, bounded=True): n for text, n in words.items()}
    assert least(times, "e") == letters


def test_letters_of_an_opening_and_an_ending_add_up() -> None:
    checks = [
        {"kind": "text.starts", "phrase": "To begin with"},
        {"kind": "text.ends", "phrase": "Is there anything else I can help with?"},
        {"kind": "text.letter", "letter": "e", "max": 5},
    ]
    assert [check.kind for check in conflict(checks)] == ["text.starts", "text.ends", "text.letter"]
    assert not conflict([*checks[:2], {**checks[2], "max": 6}])


@pytest.mark.parametrize(
    ("start", "wording", "matching", "most", "text"),
    [
        ("to begin with", "**to be", "substring", 1, "**To begin with** it is so."),
        ("to begin with", "# to be", "substring", 1, "# To begin with\n\nIt is so."),
        ("else", '"e', "substring", 2, '"Else" is what I want.'),
    ],
)
def test_a_wording_may_begin_before_the_opening(
    start: str, wording: str, matching: str, most: int, text: str
) -> None:
    checks = [
        parse({"kind": "text.starts", "phrase": start}),
        parse({"kind": "text.keyword", "word": wording, "min": 1, "matching": matching}),
        parse({"kind": "text.letter", "letter": "e", "max": most}),
    ]
    assert passes(checks, text)
    assert not conflict(checks)
