"""What is sent to an endpoint, and what is read from its answers."""

from __future__ import annotations

from typing import Any

import pytest
from asking import model_of, one
from endpoint import Behaviour, Endpoint

from assay.errors import BadParameter
from assay.model import Ask, Sampling
from assay.models.openai.request import request_of, seed_of

TOOL = {"type": "function", "function": {"name": "add", "parameters": {"type": "object"}}}


def asked(
    prompt: Any = "hi", api: str = "chat", attempt: int = 0, **sampling: Any
) -> dict[str, Any]:
    """The body that the endpoint got."""
    with Endpoint(Behaviour(logged=True)) as endpoint, model_of(endpoint, api=api) as model:
        assert one(model, prompt, attempt, **sampling).generation
        (request,) = endpoint.asked
    assert request["path"] == {"chat": "/v1/chat/completions", "completion": "/v1/completions"}[api]
    return request["body"]


def test_a_text_is_a_users_message() -> None:
    assert asked("hi") == {
        "model": "m",
        "messages": [{"role": "user", "content": "hi"}],
        "temperature": 1.0,
        "top_p": 1.0,
    }


def test_a_completion_endpoint_gets_the_text() -> None:
    body = asked("once", api="completion", logprobs=True, max_tokens=5)
    assert (body["prompt"], body["logprobs"], body["max_tokens"]) == ("once", 1, 5)
    assert "messages" not in body


def test_all_of_the_sampling_is_sent() -> None:
    body = asked(
        temperature=0.5, top_p=0.9, max_tokens=7, stop=("a", "b"), seed=3, logprobs=True,
        tools=(TOOL,), extra={"top_k": 5, "chat_template_kwargs": {"enable_thinking": False}},
    )  # fmt: skip
    body.pop("messages")
    assert body == {
        "model": "m", "temperature": 0.5, "top_p": 0.9, "max_tokens": 7, "stop": ["a", "b"],
        "seed": 3, "logprobs": True, "top_logprobs": 1, "tools": [TOOL], "top_k": 5,
        "chat_template_kwargs": {"enable_thinking": False},
    }  # fmt: skip


def test_extra_takes_the_place_of_ours_and_none_leaves_out() -> None:
    body = asked(temperature=0.0, extra={"temperature": None, "top_p": 0.5})
    assert "temperature" not in body
    assert body["top_p"] == 0.5


@pytest.mark.parametrize("name", ["stream", "n", "messages", "prompt", "model"])
def test_extra_cannot_change_what_an_ask_is(name: str) -> None:
    with Endpoint() as endpoint, model_of(endpoint) as model:
        answer = one(model, extra={name: True})
        assert endpoint.counts()["requests"] == 0
    assert answer.fault
    assert answer.fault.kind == "refused"
    assert f"extra.{name}" in answer.fault.message


def test_content_parts_and_tool_messages_pass_as_they_are() -> None:
    picture = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}
    call = {"id": "1", "type": "function", "function": {"name": "add", "arguments": "{}"}}
    messages = [
        {"role": "user", "content": [{"type": "text", "text": "what is it?"}, picture]},
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "1", "content": "3"},
    ]
    assert asked(messages)["messages"] == messages


def test_messages_are_refused_by_a_completion_endpoint() -> None:
    with Endpoint() as endpoint, model_of(endpoint, api="completion") as model:
        answer = one(model, [{"role": "user", "content": "hi"}])
    assert answer.fault
    assert answer.fault.kind == "refused"


def test_what_is_no_json_is_refused_and_costs_one_ask() -> None:
    with Endpoint() as endpoint, model_of(endpoint) as model:
        answer = one(model, [{"role": "user", "content": object()}])
        assert answer.fault
        assert answer.fault.kind == "refused"
        assert one(model, "\ud800").fault
        assert one(model).generation


@pytest.mark.parametrize("prompt", [3, [3], None, ["text"]])
def test_what_is_no_prompt_is_refused(prompt: Any) -> None:
    with Endpoint() as endpoint, model_of(endpoint) as model:
        answer = one(model, prompt)
    assert answer.fault
    assert answer.fault.kind == "refused"
    assert "expected a text or a list of messages" in answer.fault.message


def test_the_attempt_decides_the_seed() -> None:
    assert seed_of(7, 0) == 7
    seeds = {seed_of(seed, attempt) for seed in range(50) for attempt in range(64)}
    assert len(seeds) == 50 * 64
    assert all(0 <= seed < 2**31 for seed in seeds)
    assert asked(seed=1, attempt=2)["seed"] == seed_of(1, 2)


def test_the_idempotency_key_tells_asks_apart_and_is_the_same_in_a_resumed_run() -> None:
    def key(run: str = "r", **ask: Any) -> str:
        given = Ask(**{"key": "a", "prompt": "hi", **ask})
        return request_of(given, "m", "chat", "max_tokens", run).idempotency_key

    same, others = key(), [
        key("s"), key(key="b"), key(attempt=1), key(prompt="ho"),
        key(sampling=Sampling(temperature=0.5)), key(sampling=Sampling(extra={"top_k": 1})),
    ]  # fmt: skip
    assert same == key()
    assert len({same, *others}) == 7


def test_every_try_of_an_ask_has_the_same_idempotency_key() -> None:
    behaviour = Behaviour(script=["500", "429"], logged=True)
    with Endpoint(behaviour) as endpoint, model_of(endpoint) as model:
        assert one(model).generation
        keys = {request["headers"]["idempotency-key"] for request in endpoint.asked}
    assert len(endpoint.asked) == 3
    assert len(keys) == 1


def test_answers_carry_tokens_reasoning_and_tool_calls() -> None:
    call = {"id": "1", "type": "function", "function": {"name": "add", "arguments": "{}"}}
    said = {
        "content": "the sum",
        "reasoning_content": "think",
        "tool_calls": [call],
        "choice": {"finish_reason": "tool_calls"},
    }
    with Endpoint(reply=lambda _: said) as endpoint, model_of(endpoint) as model:
        made = one(model, logprobs=True).generation
    assert made
    assert (made.text, made.reasoning, made.tool_calls) == ("the sum", "think", (call,))
    assert made.finish == "tool_calls"
    assert made.tokens
    assert [(token.text, token.logprob) for token in made.tokens] == [("the", -0.5), ("sum", -0.5)]
    assert made.model == "m"
    assert made.usage.completion_tokens == 2
    assert made.seconds > 0


def test_a_prompt_that_cannot_be_encoded_is_a_bad_parameter() -> None:
    with pytest.raises(BadParameter, match="prompt"):
        request_of(Ask(key="a", prompt="\ud800"), "m", "chat", "max_tokens", "r")
