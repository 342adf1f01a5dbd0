"""Bounds are read from what instructions say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.tasks.spoken_bounds import bounds_said

SAID = [
    ("The answer must contain at most 100 words", {"max": 100}),
    ("with a maximum of 100 words", {"max": 100}),
    ("must not exceed 300 words.", {"max": 300}),
    ("not exceeding a total of 15 paragraphs", {"max": 15}),
    ("between 50 to 100 words", {"min": 50, "max": 100}),
    ("between 50 and 100 words", {"min": 50, "max": 100}),
    ("5 to 7 paragraphs", {"min": 5, "max": 7}),
    ("at least five sentences", {"min": 5}),
    ("a minimum of 5 sentences", {"min": 5}),
    ("limited to a maximum of three sentences", {"max": 3}),
    ("no longer than 20 words", {"max": 20}),
    ("no more than three heading levels", {"max": 3}),
    ("fewer than 50 words", {"max": 49}),
    ("more than 50 words", {"min": 51}),
    ("strictly containing exactly ten rows", {"min": 10, "max": 10}),
    ("exactly 3 columns: A, B and C", {"min": 3, "max": 3}),
    ("1,500 words or fewer", {"max": 1500}),
    ("a column limit of three", {"max": 3}),
    ("limit the table to 5 rows", {"max": 5}),
]


@pytest.mark.parametrize(("text", "bounds"), SAID)
def test_what_is_said_is_read(text: str, bounds: dict[str, int]):
    assert bounds_said(text) == bounds


@pytest.mark.parametrize("text", ["", "use a level 2 heading", "be brief", "between 9 and 3 words"])
def test_what_sets_no_bound_sets_none(text: str):
    assert bounds_said(text) is None


@given(st.text(max_size=300))
def test_any_text_is_read_without_a_fault(text: str):
    bounds = bounds_said(text)
    assert bounds is None or all(n >= 0 for n in bounds.values())
