"""What is made of many words at one go is what is made of each; a view from what is known of the
text is the view from the text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.response import Response
from assay.views import folded, syllables
from assay.views.folded import FOLDED, INITIALS, initial, plain, plains
from assay.views.syllables import SYLLABLES
from assay.views.tenses import TENSES
from assay.views.view import View
from assay.views.words import WORD_SPANS, WORDS, first_spans, places

letters = st.one_of(
    st.sampled_from("abtheisn' -.,1éß\u0301\u0345潮々〇ﬃΣǰ한क\u093f\u200dĳK\U000101fd\U0001e944\n"),
    st.characters(exclude_categories=()),
)
texts = st.text(letters, max_size=60)
VIEWS: list[View[Any]] = [WORDS, WORD_SPANS, FOLDED, INITIALS, SYLLABLES, TENSES]


@given(texts)
def test_plain_words_are_made_at_one_go(text: str):
    said = WORDS.compute(text)
    assert plains(said) == [plain(word) for word in said]


@given(texts)
def test_many_words_are_treated_as_few(text: str):
    few = INITIALS.compute(text), SYLLABLES.compute(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folded, "_MANY", 0)
        patch.setattr(syllables, "_MANY", 0)
        made = (INITIALS.compute(text), SYLLABLES.compute(text)) if WORDS.compute(text) else few
    assert made == few
    assert few[0] == [initial(word) for word in FOLDED.compute(text)]


@given(texts, st.permutations(VIEWS))
def test_views_are_the_same_in_any_order(text: str, order: list[View[Any]]):
    response = Response(text)
    assert [response.view(view) for view in order] == [view.compute(text) for view in order]


@given(texts, st.integers(0, 5))
def test_the_first_words_are_placed_as_all_are(text: str, number: int):
    spans = WORD_SPANS.compute(text)[:number]
    assert first_spans(text, number) == spans
    assert places(text, WORDS.compute(text)[:number]) == spans


@pytest.mark.parametrize(
    "text", ["潮" * 30, "a" + "潮" * 9 + "b-c 1" + "々" * 8 + "," * 3 + "2潮x"]
)
def test_long_runs_of_ideographs_are_told_apart_as_short_ones(text: str):
    spaced = [text[start:end] for start, end in WORD_SPANS.compute(text)]
    assert spaced == WORDS.compute(text)
    assert all(len(word) == 1 for word in spaced if "潮" in word or "々" in word)
    assert [c for c in text if c in "潮々"] == [word for word in spaced if word in "潮々"]
