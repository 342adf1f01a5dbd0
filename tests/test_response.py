"""A response: one text that is judged, whatever it came in."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assay
from assay.errors import BadParameter
from assay.response import Response
from assay.views.view import View

CHAT = [
    {"role": "user", "content": "Name a crab."},
    {"role": "assistant", "content": "The shore crab."},
    {"role": "user", "content": "Another."},
    {
        "role": "assistant",
        "content": [
            {"type": "text", "text": "The "},
            {"type": "image"},
            {"type": "text", "text": "hermit."},
        ],
    },
    {"role": "tool", "content": "ok"},
]


def test_a_text_is_judged_as_it_is():
    assert Response(" a\r\n").text == " a\r\n"


def test_of_a_chat_the_last_assistant_message_is_judged_its_text_parts_joined():
    assert Response(CHAT).text == "The hermit."


def test_the_turns_are_what_the_assistant_said():
    assert [turn.text for turn in Response(CHAT).turns] == ["The shore crab.", "The hermit."]
    single = Response("x")
    assert single.turns == (single,)


@pytest.mark.parametrize(
    "content", [[], [{"role": "user", "content": "x"}], [{"role": "assistant", "content": None}]]
)
def test_where_the_assistant_said_nothing_the_text_is_empty(content: list[Any]):
    assert Response(content).text == ""


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (5, ""),
        (b"x", ""),
        (None, ""),
        (["x"], "[0]"),
        ([{"role": "user"}, {"text": "x"}], "[1].role"),
        ([{"role": "assistant", "content": 5}], "[0].content"),
    ],
)
def test_anything_else_is_refused_with_its_place(content: Any, field: str):
    with pytest.raises(BadParameter) as caught:
        Response(content)
    assert caught.value.field == field


def test_a_view_is_computed_once_for_a_response():
    asked: list[str] = []

    def compute(text: str) -> int:
        asked.append(text)
        return len(text)

    view = View("length:test/1", compute)
    response = Response("crab")
    assert [response.view(view), response.view(view)] == [4, 4]
    assert asked == ["crab"]


def test_the_loose_variants_are_upstreams_seven_edits():
    texts = [variant.text for variant in Response("*a*\nb\n*c*").variants]
    assert texts == ["a\nb\nc", "b\n*c*", "*a*\nb", "b", "b\nc", "a\nb", "b"]


@given(st.text(alphabet="a*\n ", max_size=12))
def test_no_loose_variant_is_blank_and_none_has_more_text(text: str):
    for variant in Response(text).variants:
        assert variant.text.strip()
        assert len(variant.text) <= len(text)


def test_the_representation_is_short():
    assert len(repr(Response("x" * 1000))) < 80


def test_the_views_have_names_of_their_own():
    said = Response("<think>hm</think># Tide\n\nIt falls. Crabs hide.\n\n```py\nx = 1\n```\n- a b")
    assert said.reasoning == "hm"
    assert said.answer.startswith("# Tide")
    answer = Response(said.answer)
    assert answer.words[:3] == ["Tide", "It", "falls"]
    assert answer.sentences == ["It falls.", "Crabs hide."]
    assert [len(answer.paragraphs), len(answer.lines)] == [3, 6]
    assert answer.code == ["x = 1"]
    assert answer.blocks.headings[0].title == "Tide"
    assert Response("The tide falls and the crabs hide under stones.").language.code == "en"
    assert answer.json is None
    assert Response('{"a": [1]}').json == {"a": [1]}


def test_messages_without_the_assistant_leave_a_text_check_undecided():
    asked = [{"role": "user", "content": "Hello?"}]
    assert Response(asked).silent
    assert assay.verify(asked, {"kind": "text.commas", "max": 0}).status == "undecided"
