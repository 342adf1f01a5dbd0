"""`assay convert` of logs and `assay export`, as they are called."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path += [str(Path(__file__).parents[1] / room) for room in ("tasks", "evaluate")]
from interchange_runs import GOLD, line, run_of, verdict
from interchange_zips import eval_log, header, sample


def test_disagreements_with_a_log_are_flips(call: Any, tmp_path: Path) -> None:
    told = sample("b", "four", scores={"match": {"value": "I"}})
    log = eval_log(tmp_path / "a.eval", sample(), told)
    assert call("convert", "inspect", log, "-o", "rows.jsonl") == (0, "", "")
    status, out, _ = call("flips", "rows.jsonl")
    assert status == 0
    assert "row 2 (b), response 1, check 1, answer.any: fail -> pass" in out
    assert "recorded by inspect's match: I" in out
    assert "1 of 2 verdicts in 2 rows flip" in out


def test_rows_of_logs_verify(call: Any, tmp_path: Path) -> None:
    failed = sample("c", error={"message": "down"}, scores={})
    log = eval_log(tmp_path / "a.eval", sample(), failed)
    call("convert", "inspect", log, "--check", "answer.number", "-o", "rows.jsonl")
    status, out, _ = call("verify", "rows.jsonl", "--json")
    assert (status, json.loads(out)["statuses"]["pass"]) == (0, 1)


def test_rows_without_a_check_are_counted(call: Any, tmp_path: Path) -> None:
    log = eval_log(tmp_path / "a.eval", sample(), sample("b"), head=header(scorers=[{"name": "x"}]))
    status, _, err = call("convert", "inspect", log, "-o", "rows.jsonl")
    assert status == 0
    assert err.startswith("2 rows without a check: scorer 'x'")


def test_a_kind_is_a_check_of_lm_eval(call: Any, write: Any) -> None:
    record = {"doc_id": 0, "target": "4", "resps": [["It is 4."]], "exact_match": 0.0}
    name = write([record], "s.jsonl")
    for option in ("--kind", "--check"):
        status, out, _ = call("convert", "lm-eval", name, option, "answer.number")
        assert status == 0
        assert json.loads(out)["checks"] == [{"kind": "answer.number", "gold": "4"}]


def test_a_batch_there_and_back(call: Any, write: Any) -> None:
    rows = [
        {"id": "a", "prompt": "2+2?", "checks": [GOLD]},
        {"prompt": [{"role": "user", "content": "2+3?"}], "checks": []},
    ]
    name = write(rows, "rows.jsonl")
    asked = ("--to", "openai-batch", "--model", "gpt-x", "--body", '{"n": 2}')
    assert call("convert", "rows", name, *asked, "-o", "in.jsonl")[0] == 0
    requests = [json.loads(one) for one in Path("in.jsonl").read_text().splitlines()]
    assert [one["custom_id"] for one in requests] == ["a", "2"]
    assert requests[0]["body"] == {
        "model": "gpt-x", "messages": [{"role": "user", "content": "2+2?"}], "n": 2,
    }  # fmt: skip
    choices = [{"message": {"role": "assistant", "content": text}} for text in ("4", "5")]
    answer = {"custom_id": "a", "response": {"status_code": 200, "body": {"choices": choices}}}
    outputs = write([answer], "out.jsonl")
    checks = write([{**rows[0]}, {**rows[1], "id": "2"}], "checks.jsonl")
    back = ("convert", "openai-batch", "in.jsonl", outputs, "--checks", checks)
    assert call(*back, "-o", "back.jsonl")[0] == 0
    made = [json.loads(one) for one in Path("back.jsonl").read_text().splitlines()]
    assert [(row["id"], row["response"]) for row in made] == [("a", "4"), ("a", "5"), ("2", [])]
    assert json.loads(call("verify", "back.jsonl", "--json")[1])["statuses"] == {
        "pass": 1, "fail": 1, "undecided": 0, "error": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("inspect", "a.eval", "--check", "answer.nmber"), "did you mean 'answer.number'"),
        (("inspect", "a.eval", "--check", "text.words:{"), "not JSON after KIND"),
        (("inspect", "a.eval", "--check", "text.words:[]"), "expected KIND"),
        (("inspect", "a.eval", "--check", 'text.words:{"mix": 1}'), "--check"),
        (("inspect", "a.eval", "--checks", "nothing.jsonl"), "nothing.jsonl"),
        (("inspect", "a.eval", "--check", "answer.any", "--checks", "x"), "give one of"),
        (("inspect", "a.eval", "--kind", "answer.any"), "not for inspect"),
        (("inspect", "a.eval", "--unanswered"), "not for inspect"),
        (("inspect", "a.eval", "-o", "a.eval"), "write somewhere else"),
        (("ifeval", "a.eval", "--scorer", "x"), "for logs, not for ifeval"),
        (("inspect", "nothing.eval"), "nothing.eval"),
        (("rows", "a.eval", "--to", "openai-batch"), "wants --model"),
        (("rows", "a.eval", "--to", "rlvr", "--model", "x"), "want it"),
        (("rows", "a.eval", "--to", "openai-batch", "--model", "x", "--body", "3"), "--body wants"),
        (("rows", "a.eval", "--to", "openai-batch", "--model", "x", "--body", "{"), "not JSON"),
        (("inspect", "a.eval", "--model", "x"), "want it"),
    ],
)
def test_convert_refuses(call: Any, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    eval_log(tmp_path / "a.eval", sample())
    status, out, err = call("convert", *arguments)
    assert (status, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_requests_that_cannot_be_told_apart(call: Any, write: Any) -> None:
    asked = ("--to", "openai-batch", "--model", "x")
    twice = write([{"id": "a", "prompt": "p"}] * 2, "twice.jsonl")
    assert "a second row is called 'a'" in call("convert", "rows", twice, *asked)[2]
    silent = write([{"id": "a"}], "silent.jsonl")
    assert "asks nothing" in call("convert", "rows", silent, *asked)[2]


def test_export_of_a_run(call: Any, tmp_path: Path) -> None:
    run = run_of(tmp_path / "run", line("a"), line("b", "undecided"))
    asked = ("export", run, "--to", "every-eval-ever", "-o", "out", "--model-id", "org/name")
    status, out, err = call(*asked)
    assert (status, out) == (0, "")
    assert "_samples.jsonl: 1 attempts" in err
    assert "1 neither right nor wrong" in err
    assert list(Path("out").glob("data/countdown/org/name/*.json"))
    assert call(*asked, "--strict")[0] == 3
    assert "who made" not in err
    assert "who made gpt-x is not known" in call(*asked[:-2])[2]


def test_export_of_events(call: Any, tmp_path: Path) -> None:
    run = run_of(tmp_path / "run", line("a"))
    status, out, err = call("export", run, "--to", "otel")
    assert (status, err) == (0, "1 events\n")
    assert call("export", run, "--to", "otel", "-o", "e.jsonl")[0] == 0
    events = json.loads(Path("e.jsonl").read_text()), json.loads(out)
    kinds = [one["resourceLogs"][0]["scopeLogs"][0]["logRecords"][0]["eventName"] for one in events]
    assert kinds == ["gen_ai.evaluation.result"] * 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("run", "--to", "every-eval-ever"), "-o FOLDER"),
        (("run", "--to", "every-eval-ever", "-o", "x", "--endpoint", "http://x"), "are for otel"),
        (("run", "--to", "otel", "--organization", "x"), "for every-eval-ever"),
        (("run", "--to", "otel", "--send", "-o", "x"), "either write a file or send"),
        (("run", "--to", "otel", "--scores", "x"), "no scores 'x'"),
        (("nothing", "--to", "otel"), "nothing"),
        (("run", "--to", "csv"), "csv"),
        (("rows.jsonl", "--to", "otel", "-o", "rows.jsonl"), "write somewhere else"),
        (("run", "--to", "otel", "-o", "run/samples.jsonl"), "write somewhere else"),
        (("rows.jsonl", "--to", "otel", "-o", "no/such/folder"), "No such file"),
        (("run", "--to", "every-eval-ever", "-o", "x", "--metrics", "x"), "unknown metric"),
    ],
)
def test_export_refuses(
    call: Any, write: Any, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    run_of(tmp_path / "run", line("a"))
    write([{"id": "a", "response": "x", "verdicts": [[verdict("pass")]]}])
    before = Path("rows.jsonl").read_bytes()
    status, out, err = call("export", *arguments)
    assert (status, out) == (2, "")
    assert said in err
    assert "Traceback" not in err
    assert Path("rows.jsonl").read_bytes() == before


def test_nothing_decided_is_status_3(call: Any, tmp_path: Path) -> None:
    run = run_of(tmp_path / "run", line("a", "undecided"), line("b", "fault"))
    status, _, err = call("export", run, "--to", "every-eval-ever", "-o", "out")
    assert (status, "nothing was decided" in err) == (3, True)
    assert not Path("out").exists()
