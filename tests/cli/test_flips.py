"""`assay flips`: what it lists, what it counts, what it refuses, and its exit status."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

KM = {"kind": "answer.math", "gold": "1 km"}
NESTED = {"kind": "all", "checks": [KM, {"kind": "text.words", "min": 1}]}
ROWS = [
    {"id": "km", "response": "The answer is 1000 m.", "checks": [KM]},
    {"id": "both", "response": ["1 km", "The answer is 1000 m."], "checks": [NESTED]},
    {"id": "words", "response": "one", "checks": [{"kind": "text.words", "min": 1}]},
]


def test_two_policies(call: Any, write: Any) -> None:
    status, out, err = call("flips", write(ROWS), "--policy", "strict")
    assert (status, err) == (0, "")
    assert "row 1 (km), response 1, check 1, answer.math: pass -> fail" in out
    assert "row 2 (both), response 2, check 1, all: pass -> fail" in out
    assert "before: 1000*m is 1 km" in out or "before: 1000 m is 1 km" in out
    assert "after:" in out
    assert "2 of 3 verdicts in 3 rows flip" in out
    assert "rows without an answer check: 1" in out


def test_the_summary_as_json(call: Any, write: Any) -> None:
    arguments = ("--policy", "lenient", "--against", "strict", "--json")
    status, out, _ = call("flips", write(ROWS), *arguments)
    summary = json.loads(out)
    assert status == 0
    assert (summary["before"], summary["after"]) == ("strict/1", "lenient/1")
    assert (summary["flips"], summary["table"]["fail"]["pass"]) == (2, 2)
    assert {len(line) for line in summary["table"].values()} == {4}


def test_flips_as_json_lines(call: Any, write: Any) -> None:
    name = write(ROWS)
    status, out, _ = call("flips", name, "--policy", "strict", "-o", "flips.jsonl")
    found = [json.loads(line) for line in Path("flips.jsonl").read_text().splitlines()]
    assert [(one["id"], one["response"], one["after"]) for one in found] == [
        ("km", 0, "fail"),
        ("both", 1, "fail"),
    ]
    assert (status, "before:" in out) == (0, False)
    status, out, err = call("flips", name, "--policy", "strict", "-o", "-", "--json")
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["km", "both"]
    assert json.loads(err)["flips"] == 2


def test_a_bar(call: Any, write: Any) -> None:
    name = write(ROWS)
    assert call("flips", name, "--policy", "strict", "--fail-over", "2")[0] == 0
    assert call("flips", name, "--policy", "strict", "--fail-over", "1")[0] == 1
    assert call("flips", name, "--policy", "lenient", "--fail-over", "0")[0] == 0


def test_a_policy_of_ones_own(call: Any, write: Any) -> None:
    name = write(ROWS)
    Path("mine.json").write_text('{"units": "strict"}')
    status, out, _ = call("flips", name, "--policy", "mine.json", "--json")
    assert (status, json.loads(out)["after"], json.loads(out)["flips"]) == (0, "mine/1", 2)
    Path("mine.json").write_text('{"name": "house", "version": "7"}')
    assert (
        json.loads(call("flips", name, "--policy", "mine.json", "--json")[1])["after"] == "house/7"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"unit": "strict"}', "did you mean 'units'"),
        (
            '{"units": "strickt"}',
            "units: expected one of convertible, ignore, strict, got 'strickt'",
        ),
        ('{"digits": "3"}', "mine.json: digits"),
        ("{", "not JSON"),
        ("[]", "mine.json"),
    ],
)
def test_a_policy_that_is_none(call: Any, write: Any, text: str, said: str) -> None:
    Path("mine.json").write_text(text)
    status, out, err = call("flips", write(ROWS), "--policy", "mine.json")
    assert (status, out) == (2, "")
    assert said in err


def test_recorded_verdicts_and_those_of_now(call: Any, write: Any) -> None:
    call("verify", write(ROWS), "-o", "v.jsonl")
    status, out, _ = call("flips", "v.jsonl", "--strict", "--fail-over", "0")
    assert status == 0
    assert "0 of 4 verdicts in 3 rows flip" in out
    rows = [json.loads(line) for line in Path("v.jsonl").read_text().splitlines()]
    rows[0]["verdicts"][0][0] |= {"status": "undecided", "passed": None, "why": "as it was."}
    status, out, _ = call("flips", write(rows, "older.jsonl"))
    assert "row 1 (km), response 1, check 1, answer.math: undecided -> pass" in out
    assert "before: as it was." in out


def test_rows_that_bring_no_verdicts(call: Any, write: Any) -> None:
    status, out, _ = call("flips", write(ROWS))
    assert status == 3
    assert "row 1 (km) not compared: verdicts: there are no recorded verdicts" in out
    assert "not compared: 3" in out


def test_two_files(call: Any, write: Any) -> None:
    call("verify", write(ROWS), "-o", "old.jsonl")
    rows = [json.loads(line) for line in Path("old.jsonl").read_text().splitlines()]
    rows[0]["verdicts"][0][0]["status"] = "fail"
    new = write([rows[2], rows[0]], "new.jsonl")
    status, out, _ = call("flips", "old.jsonl", new)
    assert status == 0
    assert "row 2 (km), response 1, check 1, answer.math: pass -> fail" in out
    assert "row 2 (both) not compared: the new file has no such row" in out
    assert call("flips", "old.jsonl", new, "--strict")[0] == 3
    assert call("flips", "old.jsonl", new, "--fail-over", "0")[0] == 1


def test_workers_and_modes_change_nothing_plain(call: Any, write: Any) -> None:
    name = write(ROWS)
    plain = call("flips", name, "--policy", "strict")[1]
    assert call("flips", name, "--policy", "strict", "--workers", "2")[1] == plain
    assert call("flips", name, "--policy", "strict", "--mode", "official")[1] == plain


def test_refusals(call: Any, write: Any) -> None:
    name = write(ROWS)
    before = Path(name).read_bytes()
    bad = write([*ROWS, {"response": "x", "checks": [{"kind": "answer.maths"}]}], "bad.jsonl")
    for arguments, said in [
        ((name, "--policy", "strct"), "did you mean 'strict'"),
        ((name, "--policy", "missing.json"), "missing.json"),
        ((name, "--against", "strict"), "--against needs --policy"),
        ((name, name, "--policy", "strict"), "--policy judges one file"),
        (("missing.jsonl", "--policy", "strict"), "missing.jsonl"),
        ((bad, "--policy", "strict"), "bad.jsonl:4: checks[0].kind"),
        ((name, name), "rows.jsonl:1: verdicts"),
        ((write([], "empty.jsonl"), "--policy", "strict"), "no rows"),
        ((name, "--policy", "strict", "-o", name), "file that is read"),
        (("-", "--policy", "strict"), "read twice"),
        ((name, "/dev/null"), "read twice"),
        ((), "ROWS"),
    ]:
        status, out, err = call("flips", *arguments)
        assert (status, out) == (2, ""), arguments
        assert said in err
        assert "Traceback" not in err
    assert Path(name).read_bytes() == before


def test_texts_that_utf8_cannot_carry(call: Any, tmp_path: Path) -> None:
    record = {"id": "\ud800", "response": "The answer is 1000 m.", "checks": [KM]}
    (tmp_path / "rows.jsonl").write_text(json.dumps(record) + "\n")
    status, out, _ = call("flips", "rows.jsonl", "--policy", "strict")
    assert (status, "pass -> fail" in out) == (0, True)
    assert call("flips", "rows.jsonl", "--policy", "strict", "-o", "f.jsonl")[0] == 0


def test_a_pipe_that_nobody_reads(shell: Any, write: Any) -> None:
    write(ROWS)
    done = shell("assay flips rows.jsonl --policy strict | head -c 1")
    assert (done.stdout, done.stderr) == (b"r", b"")
