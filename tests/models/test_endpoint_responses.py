"""Reading answers: any bytes give a generation or a named fault, and never another exception."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.model import Generation, Token, Usage
from assay.models.openai.response import Malformed, Refused, generation_of, object_of
from assay.models.openai.settings import Price
from effort import tried

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
NAMES = st.sampled_from(
    [
        "choices", "message", "content", "text", "logprobs", "tokens", "token_logprobs", "token",
        "logprob", "usage", "prompt_tokens", "completion_tokens", "tool_calls", "function_call",
        "finish_reason", "reasoning", "reasoning_content", "error", "code", "refusal", "model",
        "completion_tokens_details", "reasoning_tokens", "cost", "index", "type",
    ]
)  # fmt: skip
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=6)
)
choices = st.fixed_dictionaries(
    {"message": st.dictionaries(NAMES, values)}, optional={"logprobs": values, "text": values}
)
bodies = st.fixed_dictionaries(
    {"choices": st.lists(choices | values, max_size=2)},
    optional={"usage": values, "model": values, "id": values, "error": values},
)


def read(message: Any, **rest: Any) -> Generation:
    choice = {"message": message, "finish_reason": "stop", **rest.pop("choice", {})}
    return generation_of(json.dumps({"choices": [choice], **rest}).encode())


def is_sound(made: Generation) -> None:
    """It can be written, read again, and holds no NaN."""
    written = msgspec.json.encode(made)
    assert msgspec.json.decode(written, type=Generation) == made
    assert b"NaN" not in written
    assert min(made.usage.prompt_tokens, made.usage.completion_tokens) >= 0


@tried(100)
@given(st.binary())
def test_any_bytes(body: bytes) -> None:
    with contextlib.suppress(Malformed, Refused):
        is_sound(generation_of(body))


@tried(150)
@given(bodies | values)
def test_any_json(body: Any) -> None:
    with contextlib.suppress(Malformed, Refused):
        is_sound(generation_of(json.dumps(body).encode(), Price(1.0, 2.0, 0.5)))


@tried(100)
@given(st.data())
def test_a_torn_answer_is_malformed(data: st.DataObject) -> None:
    whole = json.dumps({"choices": [{"message": {"content": "é" * 5}}], "usage": {}}).encode()
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(Malformed):
        generation_of(whole[:cut])


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ({"content": "hi"}, "hi"),
        ({"content": ""}, ""),
        ({"content": None}, ""),
        ({"role": "assistant"}, ""),
        ({"content": None, "refusal": "no"}, "no"),
        ({"content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]}, "ab"),
    ],
)
def test_the_text(message: Any, text: str) -> None:
    assert read(message).text == text


@pytest.mark.parametrize("name", ["reasoning_content", "reasoning", "thinking"])
def test_reasoning_under_each_of_its_names(name: str) -> None:
    assert read({"content": "x", name: "because"}).reasoning == "because"


@pytest.mark.parametrize(
    ("told", "finish"),
    [
        ("stop", "stop"), ("eos", "stop"), ("length", "length"), ("content_filter", "filter"),
        ("tool_calls", "tool_calls"), (None, "unknown"), ("whatever", "unknown"), (3, "unknown"),
    ],
)  # fmt: skip
def test_the_finish(told: Any, finish: str) -> None:
    assert read({"content": "x"}, choice={"finish_reason": told}).finish == finish


def test_an_old_function_call_is_a_tool_call() -> None:
    call = {"name": "add", "arguments": "{}"}
    made = read({"content": None, "function_call": call})
    assert made.tool_calls == ({"type": "function", "function": call},)


def test_tokens_of_both_endpoints() -> None:
    expected = (Token("a", -1.0), Token("b", 0.0))
    chat = {"content": [{"token": "a", "logprob": -1.0}, {"token": "b", "logprob": 0}]}
    completion = {"tokens": ["a", "b"], "token_logprobs": [-1.0, 0]}
    assert read({"content": "ab"}, choice={"logprobs": chat}).tokens == expected
    assert read({"content": "ab"}, choice={"logprobs": completion}).tokens == expected


@pytest.mark.parametrize("number", [None, "x", float("nan"), float("-inf"), True])
def test_tokens_are_all_there_or_none_is(number: Any) -> None:
    told = {"content": [{"token": "a", "logprob": -1.0}, {"token": "b", "logprob": number}]}
    assert read({"content": "ab"}, choice={"logprobs": told}).tokens is None


def test_usage_and_its_price() -> None:
    told = {
        "prompt_tokens": 1000, "completion_tokens": 500,
        "completion_tokens_details": {"reasoning_tokens": 400},
        "prompt_tokens_details": {"cached_tokens": 600},
    }  # fmt: skip
    body = json.dumps({"choices": [{"message": {"content": "x"}}], "usage": told}).encode()
    made = generation_of(body, Price(2.0, 8.0, 1.0)).usage
    assert (made.prompt_tokens, made.completion_tokens) == (1000, 500)
    assert (made.reasoning_tokens, made.cached_tokens) == (400, 600)
    assert made.cost == pytest.approx((400 * 2 + 600 * 1 + 500 * 8) / 1e6)
    assert generation_of(body).usage.cost is None


def test_a_cost_that_the_endpoint_tells_is_taken_where_no_price_is_given() -> None:
    assert read({"content": "x"}, usage={"cost": 0.25}).usage == Usage(cost=0.25)
    assert read({"content": "x"}, usage={"cost": -1}).usage == Usage()
    assert read({"content": "x"}, usage={"prompt_tokens": -5, "completion_tokens": "8"}).usage == (
        Usage()
    )


def test_an_error_with_status_200_is_an_error() -> None:
    with pytest.raises(Refused, match="overloaded") as caught:
        read({"content": "x"}, error={"message": "overloaded", "code": 429})
    assert caught.value.code == 429
    with pytest.raises(Refused, match="upstream") as caught:
        read({"content": ""}, choice={"error": "upstream died"})
    assert caught.value.code == 500


@pytest.mark.parametrize(
    "body",
    [
        b"", b"  ", b"null", b"[]", b"3", b"{}", b'{"choices": []}', b'{"choices": {}}',
        b'{"choices": [3]}', b'{"choices": [{}]}', b'{"choices": [{"message": "x"}]}',
        b'{"choices": [{"message": {"content": 3}}]}', b'{"choices": [{"text": null}]}',
        b'{"choices": [{"text": "a"}], "usage": {"prompt_tokens": ' + b"9" * 5000 + b"}}",
        b"data: {}", b"<html>", b"[" * 100_000, b'{"a":' * 100_000,
    ],
)  # fmt: skip
def test_another_shape_is_malformed(body: bytes) -> None:
    with pytest.raises(Malformed):
        generation_of(body)


def test_numbers_and_characters_that_are_no_json_are_read() -> None:
    assert object_of(b'{"a": NaN, "b": "\\ud800"}')["b"] == "\ufffd"
    assert object_of(b'{"a": "\xff"}') == {"a": "\ufffd"}
    assert object_of(b'{"a": 1e999, "b": [-Infinity, NaN]}') == {"a": None, "b": [None, None]}


@pytest.mark.parametrize("code", ["9" * 5000, "٤٠٠", 10**4000, -1, 3.5, True, None, [], "0429"])
def test_a_code_that_is_no_status_is_a_fault_of_the_server(code: Any) -> None:
    with pytest.raises(Refused) as caught:
        read({"content": "x"}, error={"message": "m", "code": code})
    assert caught.value.code == 500


def test_tool_calls_hold_no_nan() -> None:
    assert read({"tool_calls": [{"id": "1", "x": float("nan")}]}).tool_calls == (
        {"id": "1", "x": None},
    )


def test_the_endpoints_own_names_are_kept_where_they_are_names() -> None:
    made = read({"content": "yes"}, id="chatcmpl-7", model="m-1")
    assert (made.id, made.model) == ("chatcmpl-7", "m-1")
    for odd in (7, None, ["a"], "x" * 100_000):
        assert read({"content": "yes"}, id=odd, model=odd).id == ""
