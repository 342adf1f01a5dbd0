"""What a sentence is: a table, and what always holds."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.views.sentences import SENTENCES

TABLE = [
    ("", 0),
    ("...", 0),
    ("--- *** 。", 0),
    ("The tide falls.", 1),
    ("The tide falls", 1),
    ("The tide falls. Crabs hide.", 2),
    ("Dr. Lee waded out. The crab hid!", 2),
    ("It was 3.5 m deep, e.g. there.", 1),
    ("J. R. Lee came. He left.", 2),
    ("What?! No... Yes.", 3),
    ('"Low," she said. "Very low."', 2),
    ("潮が引く。蟹が隠れる！", 2),
    ("ज्वार उतरता है। केकड़े छिपते हैं।", 2),
    ("- Crabs hide.\n- Limpets hold.\n", 2),
    ("# Tide\n\nThe tide falls.", 1),
    ("```\nprint('A. B. C.')\n```\nDone.", 1),
    ("One line.\n\nAnother one.", 2),
    ("See https://example.org/a.b?c=d. Then go.", 2),
    ("A tide pool is small. It is full of life; crabs, weed and more live there!", 2),
]
texts = st.lists(
    st.sampled_from(
        [
            ".",
            "! ",
            "? ",
            ". ",
            "A",
            "a",
            "Dr",
            "1",
            "\n",
            "\n\n",
            "- ",
            "# ",
            "```",
            "。",
            '"',
            ")",
            "…",
            " ",
            "the tide",
            "\ud800",
            "_",
            "*",
            "\u202e",
        ]
    ),
    max_size=25,
).map("".join)


@pytest.mark.parametrize(("text", "count"), TABLE)
def test_sentences_are_counted(text: str, count: int):
    found = SENTENCES.compute(text)
    assert len(found) == count, [text[a:b] for a, b in found]


@given(texts)
def test_sentences_do_not_overlap_and_are_not_blank(text: str):
    spans = SENTENCES.compute(text)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    for start, end in spans:
        piece = text[start:end]
        assert piece == piece.strip()
        assert any(c.isalnum() for c in piece)


@given(texts)
def test_white_space_around_a_text_makes_no_sentence(text: str):
    assert len(SENTENCES.compute(f"{text}\n\n  \n")) == len(SENTENCES.compute(text))


@pytest.mark.parametrize("count", [1, 2, 7, 30])
def test_plain_sentences_add_up(count: int):
    assert len(SENTENCES.compute("Crabs hide under stones. " * count)) == count
