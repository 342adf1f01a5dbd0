"""`assay convert`: a benchmark's files as rows, or nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

PROMPTS = [
    {"key": 1, "prompt": "p", "instruction_id_list": ["punctuation:no_comma"], "kwargs": [{}]},
    {"key": 2, "prompt": "q", "instruction_id_list": ["detectable_format:title"], "kwargs": [{}]},
]
RESPONSES = [{"prompt": "p", "response": "a"}, {"prompt": "q", "response": "<<b>>"}]


def test_converted_rows_verify(call: Any, write: Any) -> None:
    names = write(PROMPTS, "p.jsonl"), write(RESPONSES, "r.jsonl")
    assert call("convert", "ifeval", *names, "-o", "rows.jsonl")[0] == 0
    status, out, _ = call("verify", "rows.jsonl", "--json")
    assert status == 0
    assert json.loads(out)["statuses"]["pass"] == 2


def test_rows_go_to_standard_output(call: Any, write: Any) -> None:
    names = write(PROMPTS, "p.jsonl"), write(RESPONSES, "r.jsonl")
    plain = call("convert", "ifeval", *names)[1]
    assert [json.loads(line)["id"] for line in plain.splitlines()] == ["1", "2"]
    assert call("convert", "ifeval", *names, "-o", "-")[1] == plain
    assert not Path("-").exists()


def test_the_file_is_as_readable_as_any(call: Any, write: Any) -> None:
    names = write(PROMPTS, "p.jsonl"), write(RESPONSES, "r.jsonl")
    call("convert", "ifeval", *names, "-o", "rows.jsonl")
    assert os.stat("rows.jsonl").st_mode == os.stat("p.jsonl").st_mode


def test_nothing_is_written_where_a_row_is_bad(call: Any, write: Any) -> None:
    bad = {**PROMPTS[1], "instruction_id_list": ["detectable_format:titel"]}
    name = write([PROMPTS[0], bad], "p.jsonl")
    Path("rows.jsonl").write_text("before")
    status, out, err = call(
        "convert", "ifeval", name, write(RESPONSES, "r.jsonl"), "-o", "rows.jsonl"
    )
    assert (status, out) == (2, "")
    assert "p.jsonl:2: instruction_id_list[0]" in err
    assert "detectable_format:title" in err


def test_refusals(call: Any, write: Any) -> None:
    names = write(PROMPTS, "p.jsonl"), write(RESPONSES, "r.jsonl")
    before = Path("p.jsonl").read_bytes()
    for arguments in (
        ("nothing", *names),
        ("ifeval",),
        ("ifeval", *names, "third"),
        ("ifeval", "missing.jsonl"),
        ("ifeval", names[0]),
        ("ifeval", *names, "-o", "missing/rows.jsonl"),
        ("ifeval", *names, "-o", "."),
        ("ifeval", *names, "-o", "p.jsonl"),
    ):
        status, _, err = call("convert", *arguments)
        assert status == 2, arguments
        assert "Traceback" not in err
    assert Path("p.jsonl").read_bytes() == before


def test_graded_answers_of_others_verify(call: Any, write: Any) -> None:
    record = {"q": "What is 6 times 7?", "said": "\\boxed{42}", "truth": {"value": "42"}}
    name = write([record], "a.jsonl")
    named = ("--prompt", "q", "--response", "said", "--gold", "truth.value")
    kind = ("--kind", "answer.math")
    assert call("convert", "answers", name, *named, *kind, "-o", "rows.jsonl")[0] == 0
    row = json.loads(Path("rows.jsonl").read_text())
    assert row["checks"] == [{"kind": "answer.math", "gold": "42"}]
    assert json.loads(call("verify", "rows.jsonl", "--json")[1])["statuses"]["pass"] == 1


def test_what_is_not_there_is_named(call: Any, write: Any) -> None:
    name = write([{"response": "r", "gold_anser": "1"}], "a.jsonl")
    status, out, err = call("convert", "answers", name)
    assert (status, out) == (2, "")
    assert "a.jsonl:1: there is no gold answer" in err
    assert "did you mean 'gold_anser'" in err
    assert call("convert", "answers", name, "--gold", "gold_answer")[0] == 2
    assert call("convert", "answers", name, "--gold", "gold_anser", "--kind", "answer.mth")[0] == 2
    status, _, err = call("convert", "ifeval", name, "--gold", "gold")
    assert (status, "not for ifeval" in err) == (2, True)


def test_pipes_and_devices(shell: Any, write: Any) -> None:
    write(PROMPTS, "p.jsonl")
    write(RESPONSES, "r.jsonl")
    assert shell("assay convert ifeval p.jsonl r.jsonl | head -c 1").stdout == b"{"
    assert (
        shell("assay convert ifeval p.jsonl r.jsonl -o /dev/stdout | cat").stdout.count(b"\n") == 2
    )


def test_prompts_alone_are_rows_for_conflicts(call: Any, write: Any) -> None:
    clash = {
        "instruction_id_list": ["change_case:english_capital", "change_case:english_lowercase"]
    }
    name = write([*PROMPTS, {**PROMPTS[0], **clash, "kwargs": [{}, {}]}], "p.jsonl")
    assert call("convert", "ifeval", "--unanswered", name, "-o", "rows.jsonl")[0] == 0
    status, out, _ = call("conflicts", "rows.jsonl", "--json")
    assert (status, [json.loads(line)["row"] for line in out.splitlines()]) == (1, [3])
    assert call("verify", "rows.jsonl")[0] == 2
    assert call("convert", "answers", "--unanswered", name)[0] == 2


def test_a_file_of_nothing_is_a_mistake(call: Any) -> None:
    Path("empty.jsonl").write_text("\n")
    status, out, err = call("convert", "ifeval", "empty.jsonl", "-o", "rows.jsonl")
    assert (status, out) == (2, "")
    assert "empty.jsonl: there is nothing to convert" in err
    assert not Path("rows.jsonl").exists()
