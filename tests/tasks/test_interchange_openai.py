"""OpenAI's batches, bodies and evals as rows, in the forms of its API reference."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.errors import InputError
from assay.sample import encode_json, read_row
from assay.tasks.logs import openai_batch, openai_items
from assay.tasks.logs.asked import Asked, checks_by_id, stated_check

MESSAGES = [{"role": "user", "content": "2+2?"}]


def chat(*texts: str, **fields: Any) -> dict[str, Any]:
    choices = [
        {"index": n, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
        for n, text in enumerate(texts)
    ]
    usage = {
        "prompt_tokens": 9,
        "completion_tokens": 4,
        "completion_tokens_details": {"reasoning_tokens": 2},
    }
    made = {"id": "chatcmpl-1", "object": "chat.completion", "model": "gpt-x", "usage": usage}
    return {**made, "choices": choices, **fields}


def response(*items: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {
        "id": "resp_1",
        "object": "response",
        "status": "completed",
        "output": [*items],
        **fields,
    }


def said(text: str) -> dict[str, Any]:
    parts = [{"type": "output_text", "text": text, "annotations": []}]
    return {"type": "message", "role": "assistant", "content": parts}


def request(name: str, **body: Any) -> dict[str, Any]:
    made = {"model": "gpt-x", **({} if "input" in body else {"messages": MESSAGES}), **body}
    return {"custom_id": name, "method": "POST", "url": "/v1/chat/completions", "body": made}


def answer(name: str, body: Any, status: int = 200, error: Any = None) -> dict[str, Any]:
    told = {"status_code": status, "request_id": "r", "body": body}
    return {
        "id": "b",
        "custom_id": name,
        "response": told if body is not None else None,
        "error": error,
    }


def lines(path: Path, *records: Any) -> str:
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return str(path)


def checked(rows: Any) -> list[dict[str, Any]]:
    made = list(rows)
    for row in made:
        read_row(encode_json(row))
    return made


def batch(
    folder: Path, requests: list[Any], *files: list[Any], **asked: Any
) -> list[dict[str, Any]]:
    names = [lines(folder / "in.jsonl", *requests)]
    names += [lines(folder / f"out{n}.jsonl", *told) for n, told in enumerate(files)]
    return checked(openai_batch.convert(*names, asked=Asked(**asked)))


def bodies(folder: Path, *records: Any, **asked: Any) -> list[dict[str, Any]]:
    return checked(openai_items.convert(lines(folder / "b.jsonl", *records), asked=Asked(**asked)))


def test_answers_are_joined_to_their_requests(tmp_path: Path) -> None:
    requests = [request(name) for name in ("a", "b", "c")]
    rows = batch(tmp_path, requests, [answer(n, chat(f"said {n}")) for n in ("c", "a", "b")])
    assert [(row["id"], row["response"]) for row in rows] == [
        (name, f"said {name}") for name in ("a", "b", "c")
    ]
    assert rows[0]["prompt"] == MESSAGES
    assert rows[0]["generation"] == {
        "finish": "stop",
        "usage": {"prompt_tokens": 9, "completion_tokens": 4, "reasoning_tokens": 2},
        "model": "gpt-x",
    }
    meta = {"source": "openai-batch", "url": "/v1/chat/completions", "model": "gpt-x"}
    meta |= {"checks_from": "none: the log states no target", "response_id": "chatcmpl-1"}
    assert rows[0]["meta"] == meta
    assert "verdicts" not in rows[0]


@pytest.mark.parametrize(
    ("told", "kind", "status", "message"),
    [
        (answer("a", {"error": {"message": "slow down"}}, 429), "rate_limit", 429, "slow down"),
        (answer("a", {"error": {"message": "oops"}}, 500), "server", 500, "oops"),
        (
            answer("a", {"error": {"message": "no such model"}}, 400),
            "refused",
            400,
            "no such model",
        ),
        (answer("a", None, error={"code": "batch_expired", "message": "x"}), "timeout", None, "x"),
        (
            answer("a", None, error={"code": "batch_cancelled", "message": "x"}),
            "cancelled",
            None,
            "x",
        ),
        (answer("a", None), "refused", None, "HTTP status None"),
        (answer("a", [1], 200), "refused", 200, "[1]"),
        (answer("a", {"odd": 1}), "malformed", 200, "expected `choices` or `output`"),
        (answer("a", {"choices": [{"message": 3}]}), "malformed", None, "neither a message"),
        (answer("a", {"choices": [3]}), "malformed", 200, "choices[0]"),
        (answer("a", {"choices": []}), "malformed", None, "no choices"),
    ],
)
def test_errors_are_faults(
    tmp_path: Path, told: Any, kind: str, status: int | None, message: str
) -> None:
    (row,) = batch(tmp_path, [request("a")], [told])
    assert (row["fault"]["kind"], row["fault"].get("status")) == (kind, status)
    assert message in row["fault"]["message"]
    assert (row["response"], row["verdicts"], row["passed"]) == ([], [], None)


def test_what_never_came_back_is_a_fault(tmp_path: Path) -> None:
    rows = batch(tmp_path, [request("a"), request("b")], [answer("b", chat("x"))])
    assert [row["id"] for row in rows] == ["a", "b"]
    assert rows[0]["fault"]["message"] == "nothing came back for this request"


def test_a_good_answer_is_kept_over_an_error(tmp_path: Path) -> None:
    bad, good = answer("a", {"error": {"message": "x"}}, 500), answer("a", chat("good"))
    for files in ([[bad], [good]], [[good], [bad]], [[bad, good]], [[good, bad, bad]]):
        (row,) = batch(tmp_path, [request("a")], *files)
        assert row["response"] == "good"


def test_several_choices_are_attempts(tmp_path: Path) -> None:
    rows = batch(tmp_path, [request("a", n=3)], [answer("a", chat("x", "y", "z"))])
    assert [(row["attempt"], row["response"]) for row in rows] == [(0, "x"), (1, "y"), (2, "z")]
    usages = [row["generation"].get("usage", {}).get("completion_tokens", 0) for row in rows]
    assert usages == [4, 0, 0]  # what was spent is counted once


def test_checks_by_the_names_of_requests(tmp_path: Path) -> None:
    rows = lines(
        tmp_path / "rows.jsonl", {"id": "a", "checks": [{"kind": "answer.any", "gold": "4"}]}
    )
    (row,) = batch(tmp_path, [request("a")], [answer("a", chat("4"))], by_id=checks_by_id(rows))
    assert row["checks"] == [{"kind": "answer.any", "gold": "4"}]
    assert row["meta"]["checks_from"] == "--checks"


def test_batches_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"expected REQUESTS OUTPUTS"):
        batch(tmp_path, [request("a")])
    with pytest.raises(InputError, match=r"in\.jsonl:2: custom_id: a second request"):
        batch(tmp_path, [request("a")] * 2, [])
    with pytest.raises(InputError, match=r"no request is called 'aa'; did you mean 'a'"):
        batch(tmp_path, [request("a")], [answer("aa", chat("x"))])
    with pytest.raises(InputError, match=r"in\.jsonl:1: body"):
        batch(tmp_path, [{"custom_id": "a"}], [])
    with pytest.raises(InputError, match=r"out0\.jsonl:1: custom_id"):
        batch(tmp_path, [request("a")], [{"response": {}}])
    with pytest.raises(InputError, match="there are no requests"):
        batch(tmp_path, [], [])
    with pytest.raises(InputError, match=r"in\.jsonl:1: prompt\[0\]"):
        batch(tmp_path, [request("a", messages=[3])], [answer("a", chat("x"))])


def test_prompts_of_every_endpoint(tmp_path: Path) -> None:
    parts = [{"type": "input_text", "text": "Hi"}]
    requests = [
        request("text", input="Hi", instructions="Be short."),
        request("items", input=[{"role": "user", "content": parts}, {"type": "item_reference"}]),
        {"custom_id": "old", "body": {"prompt": "Once"}},
    ]
    told = [answer(one["custom_id"], response(said("x"))) for one in requests]
    prompts = [row["prompt"] for row in batch(tmp_path, requests, told)]
    assert prompts[0] == [
        {"role": "system", "content": "Be short."},
        {"role": "user", "content": "Hi"},
    ]
    assert prompts[1][0] == {"role": "user", "content": "Hi"}
    assert prompts[1][1] == {"role": "tool", "content": '{"type":"item_reference"}'}
    assert prompts[2] == "Once"


def test_bodies_of_the_responses_endpoint(tmp_path: Path) -> None:
    thought = {"type": "reasoning", "summary": [{"type": "summary_text", "text": "carry"}]}
    call = {"type": "function_call", "call_id": "c", "name": "add", "arguments": "{}"}
    usage = {
        "input_tokens": 3,
        "output_tokens": 5,
        "output_tokens_details": {"reasoning_tokens": 1},
    }
    cut = {"status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"}}
    rows = bodies(
        tmp_path,
        response(thought, said("4"), usage=usage, model="gpt-x"),
        response(call),
        response(said("It is"), **cut),
        response({"type": "message", "content": [{"type": "refusal", "refusal": "I will not."}]}),
        response(error={"code": "server_error", "message": "oops"}, status="failed"),
        response(status="cancelled"),
    )
    assert rows[0]["response"] == [{"role": "assistant", "content": "4", "reasoning": "carry"}]
    usage = {"prompt_tokens": 3, "completion_tokens": 5, "reasoning_tokens": 1}
    assert rows[0]["generation"] == {"finish": "stop", "usage": usage, "model": "gpt-x"}
    assert rows[1]["response"][0]["tool_calls"][0]["function"]["name"] == "add"
    assert rows[1]["generation"]["finish"] == "tool_calls"
    assert rows[2]["generation"]["finish"] == "length"
    assert rows[3]["response"] == "I will not."
    assert [row["fault"]["kind"] for row in rows[4:]] == ["server", "cancelled"]


def test_bodies_of_chats_and_completions(tmp_path: Path) -> None:
    refusal = {"role": "assistant", "content": None, "refusal": "No."}
    thinking = {"role": "assistant", "content": "4", "reasoning_content": "carry"}
    rows = bodies(
        tmp_path,
        chat("4"),
        chat(choices=[{"message": refusal}]),
        chat(choices=[{"message": thinking}]),
        {"object": "text_completion", "choices": [{"text": " 4", "finish_reason": "length"}]},
        {"id": "x", "request": request("a")["body"], "response": chat("5")},
    )
    assert [row["response"] for row in rows] == [
        "4", "No.", [{"role": "assistant", "content": "4", "reasoning": "carry"}], " 4", "5",
    ]  # fmt: skip
    assert [row["id"] for row in rows] == ["chatcmpl-1"] * 3 + ["4", "x"]
    assert (rows[4]["prompt"], rows[0]["prompt"]) == (MESSAGES, "")
    assert rows[0]["meta"]["response_id"] == "chatcmpl-1"


def item(passed: list[bool | None], **fields: Any) -> dict[str, Any]:
    made = {"input": MESSAGES, "output": [{"role": "assistant", "content": "4"}], "error": None}
    results = [{"name": f"grader-{n}", "passed": one, "score": 1} for n, one in enumerate(passed)]
    return {
        "object": "eval.run.output_item",
        "id": "outputitem_1",
        "datasource_item_id": 5,
        "datasource_item": {"answer": "4"},
        "sample": {
            **made,
            "model": "gpt-x",
            "finish_reason": "stop",
            "usage": {"prompt_tokens": 2},
        },
        "results": results,
        **fields,
    }


@pytest.mark.parametrize(
    ("passed", "whole"),
    [([True], True), ([True, False], False), ([True, None], None), ([None, False], False)],
)
def test_items_of_evals(tmp_path: Path, passed: list[bool | None], whole: bool | None) -> None:
    (row,) = bodies(tmp_path, item(passed), checks=(stated_check("answer.any"),))
    assert (row["id"], row["prompt"], row["response"]) == ("5", MESSAGES, "4")
    assert row["passed"] is whole
    assert row["meta"]["recorded"]["grader-0"] == {"passed": passed[0], "score": 1}
    assert row["meta"]["item"] == {"answer": "4"}


def test_the_grader_that_counts(tmp_path: Path) -> None:
    (row,) = bodies(tmp_path, item([True, False]), scorer="grader-0")
    assert (row["passed"], row["meta"]["recorded_by"]) == (True, "grader-0")
    with pytest.raises(InputError, match=r":1: results: there is no grader 'grader-9'"):
        bodies(tmp_path, item([True]), scorer="grader-9")


def test_items_that_failed(tmp_path: Path) -> None:
    failed = item([])
    failed["sample"] |= {"output": [], "error": {"code": "server_error", "message": "oops"}}
    empty = item([False])
    empty["sample"]["output"] = []
    rows = bodies(tmp_path, failed, empty)
    assert [row["fault"]["kind"] for row in rows] == ["server", "refused"]
    assert [row["passed"] for row in rows] == [None, None]
    with pytest.raises(InputError, match=":1: sample: expected an object"):
        bodies(tmp_path, item([], sample=3))
    with pytest.raises(InputError, match=":1: expected `choices` or `output`"):
        bodies(tmp_path, {"id": "x"})


TEXT = st.text(max_size=15)


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=6),
        st.tuples(TEXT, st.lists(TEXT, min_size=1, max_size=3) | st.none()),
        min_size=1,
        max_size=5,
    ),
    st.randoms(use_true_random=False),
)
def test_every_request_comes_through_whatever_came_back(
    tmp_path_factory: pytest.TempPathFactory, told: dict[str, Any], random: Any
) -> None:
    requests = [request(n, messages=[{"role": "user", "content": a}]) for n, (a, _) in told.items()]
    answers = [answer(n, chat(*texts)) for n, (_, texts) in told.items() if texts is not None]
    random.shuffle(answers)
    rows = batch(tmp_path_factory.mktemp("batch"), requests, answers)
    found: dict[str, tuple[str, list[str] | None]] = {}
    for row in rows:
        asked, texts = found.setdefault(row["id"], (row["prompt"][0]["content"], []))
        found[row["id"]] = (asked, None if "fault" in row else [*(texts or []), row["response"]])
    assert found == told
    assert list(found) == list(told)
