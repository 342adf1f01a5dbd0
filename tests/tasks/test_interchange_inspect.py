"""Logs of inspect_ai as rows. The fixtures have the form that inspect_ai 0.3.285 writes."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from interchange_zips import ZSTANDARD, Entry, eval_log, header, sample, zipped

from assay.errors import InputError
from assay.sample import encode_json, read_row
from assay.tasks.logs.asked import Asked, checks_by_id, stated_check
from assay.tasks.logs.inspect import convert


def rows_of(*files: str, **asked: Any) -> list[dict[str, Any]]:
    """The rows, each of which `assay verify` must read."""
    rows = list(convert(*files, asked=Asked(**asked)))
    for row in rows:
        read_row(encode_json(row))
    return rows


def test_a_sample_is_a_row_with_what_was_decided(tmp_path: Path) -> None:
    (row,) = rows_of(eval_log(tmp_path / "a.eval", sample(metadata={"level": 1})))
    assert (row["id"], row["attempt"], row["prompt"]) == ("a", 0, "2+2?")
    assert row["response"] == "The answer is 4."
    assert row["checks"] == [{"kind": "answer.any", "gold": "4"}]
    assert row["reference"] == "4"
    assert row["meta"]["checks_from"] == "target"
    assert row["meta"]["recorded"]["match"]["value"] == "C"
    assert (row["meta"]["task"], row["meta"]["model"]) == ("arith", "mockllm/model")
    assert row["meta"]["metadata"] == {"level": 1}
    assert row["generation"]["usage"] == {"prompt_tokens": 3, "completion_tokens": 5}
    assert (row["generation"]["finish"], row["generation"]["seconds"]) == ("stop", 0.25)
    (verdict,) = row["verdicts"][0]
    assert (verdict["kind"], verdict["status"]) == ("answer.any", "pass")
    assert verdict["why"] == "recorded by inspect's match: C"
    assert (row["passed"], row["score"]) == (True, 1.0)


def test_zstandard_as_inspect_writes_it(tmp_path: Path) -> None:
    packed = eval_log(tmp_path / "a.eval", sample(), method=ZSTANDARD)
    assert rows_of(packed) == rows_of(eval_log(tmp_path / "b.eval", sample()))


def test_the_json_form_says_the_same(tmp_path: Path) -> None:
    samples = [sample(), sample("b", "5", scores={"match": {"value": "I"}})]
    (tmp_path / "a.json").write_text(json.dumps(header(samples=samples), indent=2))
    assert rows_of(str(tmp_path / "a.json")) == rows_of(eval_log(tmp_path / "a.eval", *samples))


def test_epochs_are_attempts_and_the_dataset_gives_the_order(tmp_path: Path) -> None:
    samples = [sample(name, epoch=epoch) for epoch in (2, 1) for name in ("b", 10, "z/../é")]
    log = eval_log(tmp_path / "a.eval", *samples, head=header(ids=["z/../é", "b", 10]))
    found = [(row["id"], row["attempt"]) for row in rows_of(log)]
    assert found == [(name, n) for name in ("z/../é", "b", "10") for n in (0, 1)]


def test_several_logs_are_told_apart_by_their_tasks(tmp_path: Path) -> None:
    first = eval_log(tmp_path / "a.eval", sample())
    head = header()
    head["eval"]["task"] = "other"
    second = eval_log(tmp_path / "b.eval", sample(), head=head)
    assert [row["id"] for row in rows_of(first, second)] == ["arith/a", "other/a"]


@pytest.mark.parametrize(
    ("value", "status", "passed"),
    [
        ("C", "pass", True), ("I", "fail", False), ("N", "fail", False), ("P", "fail", False),
        (1, "pass", True), (0.0, "fail", False), (True, "pass", True), (0.3, "fail", False),
        (float("nan"), "undecided", None), (None, "undecided", None), ("yes", "pass", True),
    ],
)  # fmt: skip
def test_values_that_are_decisions(
    tmp_path: Path, value: Any, status: str, passed: bool | None
) -> None:
    (row,) = rows_of(eval_log(tmp_path / "a.eval", sample(scores={"match": {"value": value}})))
    assert row["verdicts"][0][0]["status"] == status
    assert row["passed"] is passed
    assert b"NaN" not in encode_json(row)


@pytest.mark.parametrize("value", [7, -1, "somewhat", [1, 0], {"a": 1}, float("inf")])
def test_values_that_are_none(tmp_path: Path, value: Any) -> None:
    (row,) = rows_of(eval_log(tmp_path / "a.eval", sample(scores={"match": {"value": value}})))
    assert "verdicts" not in row
    assert "passed" not in row
    kept = None if value == float("inf") else value
    assert row["meta"]["recorded"]["match"] == {"value": kept}


def test_our_own_verdict_is_told_as_it_was(tmp_path: Path) -> None:
    score = {"value": "N", "metadata": {"verdict": {"status": "undecided"}}}
    head = header(scorers=[{"name": "assay_answer"}])
    log = eval_log(tmp_path / "a.eval", sample(scores={"assay_answer": score}), head=head)
    assert rows_of(log)[0]["passed"] is None


def test_the_scorer_that_counts(tmp_path: Path) -> None:
    scores = {"judge": {"value": "I"}, "match": {"value": "C"}, "third": {"value": 0}}
    head = header(
        scorers=[{"name": "judge"}, {"name": "match"}], results={"headline": {"scorer": "match"}}
    )
    named = eval_log(tmp_path / "a.eval", sample(scores=scores), head=head)
    plain = eval_log(tmp_path / "b.eval", sample(scores=scores), head=header(scorers=None))
    assert rows_of(named)[0]["meta"]["recorded_by"] == "match"
    assert rows_of(plain)[0]["meta"]["recorded_by"] == "judge"
    assert rows_of(plain, scorer="third")[0]["passed"] is False
    with pytest.raises(InputError, match="no scorer 'matsch'; did you mean 'match'"):
        rows_of(named, scorer="matsch")


def test_nothing_is_inferred_where_the_scorer_compares_nothing(tmp_path: Path) -> None:
    head = header(scorers=[{"name": "model_graded_qa"}])
    log = eval_log(
        tmp_path / "a.eval", sample(scores={"model_graded_qa": {"value": "C"}}), head=head
    )
    (row,) = rows_of(log)
    assert row["checks"] == []
    assert row["meta"]["checks_from"].startswith("none: scorer 'model_graded_qa'")
    assert row["passed"] is True
    assert "verdicts" not in row


def test_no_target_no_check(tmp_path: Path) -> None:
    (row,) = rows_of(eval_log(tmp_path / "a.eval", sample(target="")))
    assert (row["checks"], row["meta"]["checks_from"]) == ([], "none: the log states no target")


def test_choices_are_options(tmp_path: Path) -> None:
    one = sample(choices=["3", "4"], target="B", scores={"choice": {"value": "C"}})
    head = header(scorers=[{"name": "choice"}])
    (row,) = rows_of(eval_log(tmp_path / "a.eval", one, head=head))
    assert row["checks"] == [{"kind": "answer.choice", "gold": "B", "options": ["3", "4"]}]
    both = sample(choices=["3", "4", "5"], target=["A", "C"], scores={"choice": {"value": "C"}})
    (row,) = rows_of(eval_log(tmp_path / "b.eval", both, head=head))
    assert row["checks"][0]["gold"] == "AC"


def test_checks_that_are_stated(tmp_path: Path) -> None:
    log = eval_log(tmp_path / "a.eval", sample())
    stated = tuple(map(stated_check, ("answer.number", 'text.words:{"max": 5}')))
    (row,) = rows_of(log, checks=stated)
    assert row["checks"] == [
        {"kind": "answer.number", "gold": "4"},
        {"kind": "text.words", "max": 5},
    ]
    assert row["meta"]["checks_from"] == "--check"
    assert row["passed"] is True
    assert "verdicts" not in row  # one decision is none about each of two checks


def test_checks_of_rows_with_the_same_id(tmp_path: Path) -> None:
    log = eval_log(tmp_path / "a.eval", sample(), sample("b"))
    path = tmp_path / "rows.jsonl"
    checks = [{"kind": "text.words", "max": 9}]
    path.write_text(json.dumps({"id": "a", "checks": checks}) + "\n")
    with pytest.raises(InputError, match="no row of --checks has the id 'b'"):
        rows_of(log, by_id=checks_by_id(str(path)))
    with path.open("a") as file:
        file.write(json.dumps({"id": "b", "checks": []}) + "\n")
    first, second = rows_of(log, by_id=checks_by_id(str(path)))
    assert (first["checks"], second["checks"]) == (checks, [])
    with path.open("a") as file:
        file.write(json.dumps({"id": "b", "checks": checks}) + "\n")
    with pytest.raises(InputError, match="two rows are called 'b'"):
        checks_by_id(str(path))


def test_tools_and_reasoning_are_messages(tmp_path: Path) -> None:
    call = {"id": "c1", "function": "add", "arguments": {"x": 1}, "type": "function"}
    thought = {"type": "reasoning", "reasoning": "carry"}
    messages = [
        {"role": "system", "content": "Be short."},
        {"role": "user", "content": "1+2?", "source": "input"},
        {"role": "assistant", "content": "", "tool_calls": [call], "source": "generate"},
        {"role": "tool", "content": "3", "tool_call_id": "c1", "function": "add"},
        {"role": "assistant", "content": [thought, {"type": "text", "text": "3"}]},
    ]
    one = sample(messages=messages, output={"completion": "3", "choices": []}, target="3")
    (row,) = rows_of(eval_log(tmp_path / "a.eval", one))
    assert row["prompt"] == [messages[0], {"role": "user", "content": "1+2?"}]
    asked, told, said = row["response"]
    assert asked["tool_calls"][0]["function"] == {"name": "add", "arguments": '{"x":1}'}
    assert told == {"role": "tool", "content": "3", "tool_call_id": "c1"}
    assert said == {"role": "assistant", "content": "3", "reasoning": "carry"}


def test_what_was_scored_is_what_is_judged(tmp_path: Path) -> None:
    one = sample(said="a draft")
    one["output"]["completion"] = "The answer is 4."
    (row,) = rows_of(eval_log(tmp_path / "a.eval", one))
    assert row["response"] == "The answer is 4."


def test_parts_of_text_are_lines_and_lose_no_reasoning(tmp_path: Path) -> None:
    """As inspect puts them together for its scorers."""
    parts = [{"type": "reasoning", "reasoning": "hm"}, {"type": "text", "text": "one"},
             {"type": "reasoning", "reasoning": "x8#", "redacted": True, "summary": "so"},
             {"type": "text", "text": "two"}]  # fmt: skip
    one = sample(output={"completion": "one\ntwo", "choices": []})
    one["messages"][1]["content"] = parts
    (row,) = rows_of(eval_log(tmp_path / "a.eval", one))
    assert row["response"] == [{"role": "assistant", "content": "one\ntwo", "reasoning": "hm\nso"}]


def test_nothing_of_an_attempt_is_lost(tmp_path: Path) -> None:
    one = sample(
        limit={"type": "token", "limit": 100},
        model_usage={"mockllm/model": {"input_tokens": 30, "output_tokens": 50}, "judge": {}},
        scores={"match": {"value": "C", "metadata": {"grading": [1]}}},
    )
    other = {"role": "assistant", "content": "It is 5."}
    one["output"]["choices"].append({"message": other, "stop_reason": "stop"})
    (row,) = rows_of(eval_log(tmp_path / "a.eval", one))
    assert row["meta"]["limit"] == "token"
    assert row["meta"]["other_choices"] == [other]
    assert row["meta"]["recorded"]["match"] == {"value": "C", "metadata": {"grading": [1]}}
    assert row["generation"]["usage"] == {"prompt_tokens": 30, "completion_tokens": 50}


def test_old_logs_have_one_score_and_its_scorer_in_the_results(tmp_path: Path) -> None:
    old = sample(score={"value": "I", "answer": "5"})
    del old["scores"]
    head = header(scorers=None, results={"scorer": {"name": "match"}, "metrics": {}})
    (row,) = rows_of(eval_log(tmp_path / "a.eval", old, head=head))
    assert (row["passed"], row["meta"]["recorded_by"]) == (False, "match")
    assert row["verdicts"][0][0]["kind"] == "answer.any"


def test_old_logs_have_the_answer_among_the_choices_alone(tmp_path: Path) -> None:
    old = sample()
    del old["output"]["completion"]
    scored = [{"name": part, "scorer": "match", "metrics": {}} for part in ("a", "b")]
    head = header(scorers=None, results={"scores": scored})
    (row,) = rows_of(eval_log(tmp_path / "a.eval", old, head=head))
    assert row["response"] == "The answer is 4."
    assert (row["passed"], row["meta"]["recorded_by"]) == (True, "match")


def test_a_log_and_that_of_its_retry_are_no_twice_as_many_answers(tmp_path: Path) -> None:
    logs = [eval_log(tmp_path / name, sample()) for name in ("a.eval", "b.eval")]
    with pytest.raises(InputError, match="attempt 0 at 'arith/a' stands twice"):
        rows_of(*logs)


def test_attachments_are_put_back(tmp_path: Path) -> None:
    picture = {"type": "image", "image": "attachment://abc"}
    asked = {"role": "user", "content": [{"type": "text", "text": "What?"}, picture]}
    one = sample(input=[asked], attachments={"abc": "data:image/png;base64,AA=="})
    one["messages"] = [asked, one["messages"][1]]
    (row,) = rows_of(eval_log(tmp_path / "a.eval", one))
    url = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AA=="}}
    assert row["prompt"][0]["content"] == [{"type": "text", "text": "What?"}, url]


def test_errors_are_faults_and_no_row_is_lost(tmp_path: Path) -> None:
    failed = sample("b", error={"message": "RuntimeError('provider down')"}, scores={})
    late = sample("c", error={"message": "TimeoutError: 60 s"}, scores=None)
    rows = rows_of(eval_log(tmp_path / "a.eval", sample(), failed, late))
    assert [row["id"] for row in rows] == ["a", "b", "c"]
    assert [row.get("fault", {}).get("kind") for row in rows] == [None, "cancelled", "timeout"]
    assert (rows[1]["response"], rows[1]["passed"], rows[1]["verdicts"]) == ([], None, [])


def test_large_samples_in_parts(tmp_path: Path) -> None:
    whole = sample(input="attachment://1")
    whole["messages"][0]["content"] = "attachment://1"
    parts = {"messages/0": whole["messages"][:1], "messages/1": whole["messages"][1:]}
    parts |= {"attachments/0": ["x"], "attachments/1": ["2+2?"], "events/0": [{}]}
    shell = {name: value for name, value in whole.items() if name != "messages"}
    told = [("header.json", header()), ("samples/a_epoch_1/sample.json", shell)]
    told += [(f"samples/a_epoch_1/{name}.json", value) for name, value in parts.items()]
    entries = [Entry(name, json.dumps(value).encode()) for name, value in told]
    (tmp_path / "a.eval").write_bytes(zipped(entries))
    (row,) = rows_of(str(tmp_path / "a.eval"))
    assert (row["prompt"], row["response"]) == ("2+2?", "The answer is 4.")


def test_a_run_that_was_killed_has_a_journal(tmp_path: Path) -> None:
    told = [("_journal/start.json", header()), ("samples/a_epoch_1.json", sample())]
    entries = [Entry(name, json.dumps(value).encode()) for name, value in told]
    (tmp_path / "a.eval").write_bytes(zipped(entries))
    assert rows_of(str(tmp_path / "a.eval"))[0]["meta"]["task"] == "arith"


def test_names_in_the_archive_lead_nowhere(tmp_path: Path) -> None:
    tricks = ["../../up_epoch_1.json", "/etc/passwd", "samples/../../../x_epoch_1.json", "C:\\x"]
    told = [("header.json", header()), *((name, sample()) for name in tricks)]
    entries = [Entry(name, json.dumps(value).encode()) for name, value in told]
    path = tmp_path / "inner" / "a.eval"
    path.parent.mkdir()
    path.write_bytes(zipped(entries))
    assert len(rows_of(str(path))) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["inner"]
    assert [one.name for one in path.parent.iterdir()] == ["a.eval"]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "no header.json"),
        ({"header.json": header()}, "no samples"),
        ({"header.json": []}, "header.json: Expected `object`|header.json: Expected object"),
        ({"header.json": header(), "samples/a_epoch_1.json": {}}, "missing required field id"),
        (
            {"header.json": header(), "samples/a_epoch_1.json": sample(target=4)},
            r"samples/a_epoch_1.json: target: Expected",
        ),
        (
            {"header.json": header(), "samples/a_epoch_1.json": sample(messages=[{}])},
            r"prompt\[0\].role|response\[0\].role|role",
        ),
    ],
)
def test_logs_that_are_none(tmp_path: Path, told: dict[str, Any], said: str) -> None:
    entries = [Entry(name, json.dumps(value).encode()) for name, value in told.items()]
    (tmp_path / "a.eval").write_bytes(zipped(entries))
    with pytest.raises(InputError, match=said):
        rows_of(str(tmp_path / "a.eval"))


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"{}", b"\xff\xfe", b'{"eval": {}}', b"[" * 99999]
)
def test_json_that_is_no_log(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.json").write_bytes(data)
    with pytest.raises(InputError, match=r"a\.json"):
        rows_of(str(tmp_path / "a.json"))


@pytest.mark.parametrize("depth", [150, 250, 480, 700, 5000])
def test_deep_values_are_kept_or_refused(tmp_path: Path, depth: int) -> None:
    told = json.dumps(header(samples=[sample()]))
    path = tmp_path / "a.json"
    path.write_text(told.replace("{}", f'{{"a": {"[" * depth + "]" * depth}}}', 1))
    if depth == 150:
        assert len(rows_of(str(path))) == 1
        return
    with pytest.raises(InputError, match=r"a\.json: .*nested"):
        rows_of(str(path))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = st.sampled_from(sorted(sample())) | st.sampled_from(["choices", "error", "uuid"])


@given(changed=st.dictionaries(FIELDS, JSON, min_size=1, max_size=3))
def test_whatever_a_sample_holds_it_is_a_row_or_an_error_that_names_it(
    tmp_path_factory: pytest.TempPathFactory, changed: dict[str, Any]
) -> None:
    path = tmp_path_factory.mktemp("log") / "a.json"
    path.write_text(json.dumps(header(samples=[sample() | changed])))
    with suppress(InputError):
        rows = rows_of(str(path))
        assert len(rows) == 1
        assert b"NaN" not in encode_json({**rows[0], "prompt": "", "response": ""})


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(codec="utf-8"), min_size=1, max_size=8),
            st.text(max_size=20),
            st.text(max_size=20),
            st.sampled_from(["C", "I", float("nan")]),
        ),
        min_size=1,
        max_size=5,
        unique_by=lambda one: one[0],
    )
)
def test_what_was_asked_said_and_decided_comes_through(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[str, str, str, Any]]
) -> None:
    samples = [
        sample(i, said, input=asked, scores={"match": {"value": v}}) for i, asked, said, v in told
    ]
    path = tmp_path_factory.mktemp("log") / "a.json"
    path.write_text(json.dumps(header(samples=samples)))
    found = [
        (row["id"], row["prompt"], row["response"], row["passed"]) for row in rows_of(str(path))
    ]
    expected = {"C": True, "I": False}
    assert found == [(i, asked, said, expected.get(v)) for i, asked, said, v in told]


@pytest.mark.slow
def test_logs_that_inspect_itself_writes(tmp_path: Path) -> None:
    """inspect reads the fixtures of this page, and what it writes of them is the same to us."""
    log = pytest.importorskip("inspect_ai.log")
    samples = [
        sample(epoch=1),
        sample(7, "It is 5.", epoch=2, scores={"match": {"value": float("nan")}}),
        sample("c", error={"message": "down", "traceback": "", "traceback_ansi": ""}),
    ]
    head = header(
        ids=["a", 7, "c"], scorers=None, plan={}, stats={"started_at": "", "completed_at": ""}
    )
    head["eval"] |= {
        "dataset": {"sample_ids": ["a", 7, "c"]},
        "config": {},
        "eval_id": "e",
        "run_id": "r",
    }
    head["eval"] |= {"task_id": "t", "task_version": 0, "task_attribs": {}, "task_args": {}}
    head["eval"] |= {"model_args": {}, "model_generate_config": {}, "packages": {}}
    ours = eval_log(tmp_path / "ours.eval", *samples, head=head)
    theirs = log.read_eval_log(ours)
    for name in ("theirs.eval", "theirs.json"):
        log.write_eval_log(theirs, str(tmp_path / name))
        assert rows_of(str(tmp_path / name)) == rows_of(ours)
