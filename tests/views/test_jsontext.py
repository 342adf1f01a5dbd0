"""JSON as RFC 8259 has it, whole or in one fence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.views.jsontext import JSON

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(
    values,
    st.sampled_from(["{}", " {}\n", "```json\n{}\n```", "```\n{}\n```\n", "``` JSON \n{}\n  ```"]),
)
def test_json_is_read_bare_and_fenced(value: Any, around: str):
    assert JSON.compute(around.replace("{}", json.dumps(value))) == (value, "", True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "```json\n```",
        "NaN",
        "[Infinity]",
        '{"a":1,"a":2}',
        "{'a': 1}",
        "[1,]",
        "{} {}",
        "Here: {}",
        "```json\n{}\n```\nDone.",
        "```\n{}",
        "[" * 100_000,
        '{"a":' * 1000,
        "01",
        '"\n"',
        '[{"x": {"b": 1, "b": 1}}]',
    ],
)
def test_what_is_no_json_has_a_fault(text: str):
    assert JSON.compute(text).fault


def test_depth_is_bounded_and_brackets_in_strings_are_no_depth():
    assert JSON.compute("[" * 200 + "]" * 200).fault == ""
    assert "deeper" in JSON.compute("[" * 201 + "]" * 201).fault
    assert JSON.compute(json.dumps(["[" * 500, '\\"[' * 500])).fault == ""


@given(st.text(alphabet='[]{}",:\\ntrue1 `\n', max_size=60))
def test_where_we_read_python_reads_the_same(text: str):
    value, fault, _ = JSON.compute(text)
    if not fault and not text.strip().startswith("```"):
        assert json.loads(text.strip()) == value
