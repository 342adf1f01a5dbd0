"""Further inputs: of the types that are known, distinct, the same for the same seed."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assay.audit.inputs import further_inputs
from assay.audit.vocabulary import Vocabulary, constants_of

plain = st.recursive(
    st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | st.none(),
    lambda inside: (
        st.lists(inside, max_size=4)
        | st.tuples(inside, inside)
        | st.dictionaries(st.text(max_size=3), inside, max_size=3)
    ),
    max_leaves=8,
)


def made(known: list[list[Any]], amount: int = 200, seed: int = 0, source: str = "") -> list[Any]:
    vocabulary = Vocabulary([known, constants_of(source)])
    return list(further_inputs(known, vocabulary, amount=amount, seed=seed))


def test_dates_become_other_dates_and_broken_ones():
    texts = {text for (text,) in made([["03-11-2000"], ["15-01-2012"]], 400)}
    assert "" in texts
    assert any(text.count("-") == 2 and text not in ("03-11-2000", "15-01-2012") for text in texts)


def test_the_constants_of_a_program_are_tried_and_their_neighbours():
    numbers = {number for (number,) in made([[3], [5]], 300, source="def f(n): return n > 7301")}
    assert {7300, 7301, 7302} <= numbers


def test_an_argument_is_made_of_another():
    found = made([[[1.0, 2.5, 4.0], 0.3]], 300)
    assert any(threshold in (1.5, 3.0) for _, threshold in found)


def test_types_are_kept():
    for items, flag, word in made([[[1, 2], True, "ab"]], 300):
        assert type(items) is list
        assert type(flag) is bool
        assert type(word) is str


def test_nothing_is_known_and_nothing_is_made():
    assert made([]) == []
    assert made([[]]) == []


def test_texts_as_long_as_a_constant_says():
    lengths = {len(text) for (text,) in made([["ab"]], 400, source="LIMIT = 42")}
    assert {42, 43} <= lengths


def test_what_was_made_shares_nothing_with_what_was_known():
    known = [[[1, [2, 3]]]]
    for arguments in made(known, 100):
        arguments[0].append(0)
    assert known == [[[1, [2, 3]]]]


@given(st.lists(st.lists(plain, min_size=1, max_size=3), min_size=1, max_size=3), st.integers(0, 3))
def test_inputs_are_distinct_new_and_repeatable(known: list[list[Any]], seed: int):
    found = made(known, 40, seed)
    keys = [repr(arguments) for arguments in found]
    assert len(set(keys)) == len(keys)
    assert not {repr(arguments) for arguments in known} & set(keys)
    assert keys == [repr(arguments) for arguments in made(known, 40, seed)]
