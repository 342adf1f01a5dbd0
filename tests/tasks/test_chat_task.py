"""Logged conversations, asked for their answers again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.errors import BadParameter, InputError, TaskError
from assay.response import Response
from assay.tasks import open_task
from assay.tasks.chats import conversation_in, exchanges
from assay.tasks.validation import validate_task

OPENAI = {
    "id": "c1",
    "messages": [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "6 times 7?"},
        {"role": "assistant", "content": "42"},
        {"role": "user", "content": "And 6 times 8?"},
        {"role": "assistant", "content": None, "tool_calls": [{"id": "1"}]},
        {"role": "tool", "content": "48", "tool_call_id": "1"},
        {"role": "assistant", "content": "48"},
    ],
}
SHAREGPT = {
    "system": "Be brief.",
    "conversations": [
        {"from": "human", "value": "6 times 7?"},
        {"from": "gpt", "value": "42"},
        {"from": "human", "value": "And 6 times 8?"},
    ],
}


def written(path: Path, *records: Any) -> str:
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return f"chat:{path}"


def test_the_last_answer_is_asked_for_with_all_before_it(tmp_path: Path) -> None:
    task = open_task(written(tmp_path / "c.jsonl", OPENAI), {"check": "answer.math"})
    (sample,) = task.samples()
    assert sample.id == "c1"
    assert [m["role"] for m in sample.prompt] == [m["role"] for m in OPENAI["messages"][:-1]]
    assert sample.checks[0].gold == "48"
    assert sample.responses == ()
    assert Response(next(task.recorded()).responses[0]).text == "48"
    assert validate_task(task).faults == []


def test_every_answer_may_be_asked_for(tmp_path: Path) -> None:
    spec = written(tmp_path / "c.jsonl", OPENAI)
    first, second = open_task(spec, {"turns": "every"}).samples()
    assert (first.id, len(first.prompt)) == ("c1-1", 2)
    assert (second.id, len(second.prompt)) == ("c1-2", 6)


def test_sharegpt_conversations_become_messages(tmp_path: Path) -> None:
    check = '{"kind": "text.words", "max": 20}'
    task = open_task(written(tmp_path / "s.jsonl", SHAREGPT), {"check": check})
    (sample,) = task.samples()
    assert [m["role"] for m in sample.prompt] == ["system", "user", "assistant", "user"]
    assert sample.checks[0].kind == "text.words"
    assert next(task.recorded()).responses == ()


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"massages": []}, "there is no conversation; did you mean 'massages'"),
        ({"messages": []}, "messages: expected a list of messages"),
        ({"messages": "Hi"}, "messages: expected a list of messages"),
        ({"messages": ["Hi"]}, "messages[0]: expected a message"),
        ({"messages": [{"role": "usr", "content": "Hi"}]}, "did you mean 'user'"),
        ({"messages": [{"role": 3, "content": "Hi"}]}, "expected a role, got 3"),
        ({"messages": [{"role": "user", "text": "Hi"}]}, "the message has no content"),
        ({"messages": [{"role": "user", "content": 3}]}, "messages"),
        ({"messages": [{"role": "assistant", "content": "Hi"}]}, "no message of a user"),
        ({"messages": [{"role": "user", "content": "Hi"}] * 10_001}, "10,000 are the most"),
        ({"messages": [{"role": "user", "content": "Hi"}, {"role": "tool", "content": "3"}]},
         "there is no answer"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_file_line_and_field(
    tmp_path: Path, record: Any, said: str
) -> None:
    spec = written(tmp_path / "w.jsonl", OPENAI, record)
    with pytest.raises(InputError) as fault:
        list(open_task(spec).samples())
    assert f"{tmp_path / 'w.jsonl'}:2" in str(fault.value)
    assert said in str(fault.value)


def test_settings_are_checked_before_anything_is_read(tmp_path: Path) -> None:
    spec = written(tmp_path / "c.jsonl", OPENAI)
    with pytest.raises(TaskError, match=r"answer\.math"):
        open_task(spec, {"check": "answer.mth"})
    with pytest.raises(TaskError, match="Invalid enum value 'all'"):
        open_task(spec, {"turns": "all"})
    with pytest.raises(InputError, match="expected an id"):
        list(open_task(spec, {"id": "nr"}).samples())


ROLES = st.sampled_from(["system", "user", "assistant", "tool", "human", "gpt"])
MESSAGES = st.lists(st.tuples(ROLES, st.text(max_size=5)), min_size=1, max_size=8)


@given(said=MESSAGES, every=st.booleans())
def test_every_exchange_is_a_start_of_the_conversation_and_what_follows_it(
    said: list[tuple[str, str]], every: bool
) -> None:
    record = {"messages": [{"role": role, "content": text} for role, text in said]}
    messages = conversation_in(record)
    try:
        found = list(exchanges(messages, every=every))
    except BadParameter:
        return
    assert found
    for exchange in found:
        assert messages[: len(exchange.prompt)] == exchange.prompt
        assert any(m["role"] == "user" for m in exchange.prompt)
        if exchange.answer is None:
            assert exchange.prompt[-1]["role"] == "user"
        else:
            assert messages[len(exchange.prompt)] == exchange.answer
            assert exchange.answer["role"] == "assistant"
    assert [e.turn for e in found] == sorted({e.turn for e in found})


@given(record=st.dictionaries(st.sampled_from(["messages", "system", "id"]), st.recursive(
    st.none() | st.text(max_size=3) | st.integers(),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["role", "content", "from", "value", "user"]), inner),
    max_leaves=8,
)))  # fmt: skip
def test_any_record_is_a_conversation_or_one_clear_error(record: dict[str, Any]) -> None:
    try:
        messages = conversation_in(record)
    except BadParameter:
        return
    assert all(isinstance(message["role"], str) for message in messages)
