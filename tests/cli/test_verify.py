"""`assay verify`: its outputs, its refusals and its exit status."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

WORDS = {"kind": "text.words", "min": 2}
REGEX = {"kind": "text.regex", "pattern": "one"}


def row(response: Any, *checks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"response": response, "checks": list(checks or (WORDS,)), **more}


ROWS = [row("one two", id="a"), row("one", id="b"), row(["one two", "one"], WORDS, REGEX, id="c")]


def outcomes(data: bytes | str) -> list[Any]:
    return [json.loads(line)["passed"] for line in data.splitlines()]


def test_verdict_rows_keep_the_row_and_add_the_verdicts(call: Any, write: Any) -> None:
    status, out, _ = call("verify", write(ROWS), "-o", "out.jsonl")
    assert status == 0
    assert "rows" in out
    rows = [json.loads(line) for line in Path("out.jsonl").read_text().splitlines()]
    assert [r["passed"] for r in rows] == [True, False, [True, False]]
    assert [len(r["verdicts"]) for r in rows] == [1, 1, 2]
    for before, after in zip(ROWS, rows, strict=True):
        assert before.items() <= after.items()
    verdict = rows[1]["verdicts"][0][0]
    assert {"kind", "status", "passed", "score", "why", "evidence", "seconds", "version"} <= set(
        verdict
    )


def test_results_to_standard_output_and_the_summary_beside(call: Any, write: Any) -> None:
    status, out, err = call("verify", write(ROWS), "-o", "-", "--json")
    assert status == 0
    assert outcomes(out) == [True, False, [True, False]]
    assert json.loads(err)["rows"] == 3


def test_the_summary_as_json(call: Any, write: Any) -> None:
    _, out, err = call("verify", write(ROWS), "--json")
    assert json.loads(out)["statuses"] == {"pass": 4, "fail": 2, "undecided": 0, "error": 0}
    assert err == ""


@pytest.mark.parametrize("options", [["--workers", "2"], ["--loose"], ["--mode", "official"]])
def test_options_change_where_and_how_but_not_what_is_plain(
    call: Any, write: Any, options: list[str]
) -> None:
    _, out, _ = call("verify", write(ROWS), "-o", "-", *options)
    assert outcomes(out) == [True, False, [True, False]]


def test_a_rerun_adds_nothing_and_a_longer_input_the_rest(call: Any, write: Any) -> None:
    call("verify", write(ROWS[:2]), "-o", "out.jsonl")
    before = Path("out.jsonl").read_bytes()
    call("verify", write(ROWS[:2]), "-o", "out.jsonl")
    assert Path("out.jsonl").read_bytes() == before
    call("verify", write(ROWS), "-o", "out.jsonl")
    assert Path("out.jsonl").read_bytes().startswith(before)
    assert len(outcomes(Path("out.jsonl").read_bytes())) == 3


def test_other_settings_judge_anew(call: Any, write: Any) -> None:
    call("verify", write(ROWS[:2]), "-o", "out.jsonl")
    call("verify", write(ROWS[:2]), "-o", "out.jsonl", "--mode", "official")
    rows = [json.loads(line) for line in Path("out.jsonl").read_text().splitlines()]
    assert {v["mode"] for r in rows for line in r["verdicts"] for v in line} == {"official"}


def test_verdict_rows_may_be_verified_again(call: Any, write: Any) -> None:
    call("verify", write(ROWS), "-o", "out.jsonl")
    status, out, _ = call("verify", "out.jsonl", "-o", "-")
    assert (status, outcomes(out)) == (0, [True, False, [True, False]])
    assert all(line.count('"verdicts"') == 1 for line in out.splitlines())


def test_a_report_is_written(call: Any, write: Any) -> None:
    status, _, _ = call("verify", write(ROWS), "--report", "page.html")
    assert status == 0
    assert "<html" in Path("page.html").read_text()[:200]


def test_a_report_of_texts_that_utf8_cannot_carry(call: Any, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(json.dumps(row("one \ud800 two", prompt="\udfff")) + "\n")
    status, _, err = call("verify", "rows.jsonl", "--report", "page.html", "-o", "out.jsonl")
    assert (status, err) == (0, "")


CASES: list[tuple[bytes, list[str]]] = [
    (b"", ["there are no rows"]),
    (b"\n\r\n  \n", ["there are no rows"]),
    (b"\x80\x81\xfe\xff\0\n", ["rows.jsonl:1", "not"]),
    (os.urandom(0) + bytes(range(256)) * 8, ["rows.jsonl:1", "not"]),
    (b'{"response": "x"}\n[1]\n', ["rows.jsonl:2", "object", "list"]),
    (b'{"response": "x"}\n\n{"response": "x"\n', ["rows.jsonl:3", "not JSON"]),
    (b'{"response": NaN}\n', ["NaN"]),
    (b'{"prompt": "x"}\n', ["rows.jsonl:1: response", "needs"]),
    (b'{"response": null}\n', ["response", "null"]),
    (b'{"response": 3}\n', ["response", "a number (3)"]),
    (b'{"response": ["x", 3]}\n', ["response[1]", "3"]),
    (b'{"response": [{"content": "x"}]}\n', ["response[0]", "role"]),
    (b'{"response": "x", "checks": {}}\n', ["checks", "list"]),
    (b'{"response": "x", "meta": []}\n', ["meta", "object"]),
    (b'{"response": "x", "prompt": 3}\n', ["prompt", "3"]),
    (b'{"response": "x", "checks": [3]}\n', ["checks[0]", "3"]),
    (b'{"response": "x", "checks": [{}]}\n', ["checks[0].kind"]),
    (
        b'{"response": "x", "checks": [{"kind": "text.wrods", "min": 1}]}\n',
        ["rows.jsonl:1: checks[0].kind", "'text.wrods'", "did you mean 'text.words'"],
    ),
    (
        b'{"response": "x", "checks": [{"kind": "text.words", "mni": 1}]}\n',
        ["rows.jsonl:1: checks[0]", "'mni'", "did you mean 'min'"],
    ),
    (
        b'{"response": "x", "checks": [{"kind": "text.words", "min": "many"}]}\n',
        ["checks[0].min", "int", "many"],
    ),
    (
        b'{"response": "x", "checks": [{"kind": "not", "check": {"kind": "text.words"}}]}\n',
        ["checks[0].check", "text.words"],
    ),
    (b'{"response": "x", "meta": {"a": ' + b"[" * 100_000 + b"\n", ["rows.jsonl:1", "deep"]),
    (b'{"response": "x", "a": ' + b'{"b":' * 50_000 + b"}" * 50_001, ["rows.jsonl:1"]),
    (b'{"response": "x", "checks": [{"kind": "\\ud800"}]}\n', ["checks[0].kind"]),
]


@pytest.mark.parametrize(("content", "said"), CASES)
def test_bad_input_is_refused_before_anything_runs(
    call: Any, tmp_path: Path, content: bytes, said: list[str]
) -> None:
    (tmp_path / "rows.jsonl").write_bytes(content)
    status, out, err = call("verify", "rows.jsonl", "-o", "out.jsonl")
    assert (status, out) == (2, "")
    assert err.startswith("assay: ")
    assert err.count("\n") == 1
    assert all(part in err for part in said), err
    assert not (tmp_path / "out.jsonl").exists()


def test_a_fault_in_the_last_row_stops_the_first(call: Any, write: Any) -> None:
    status, _, err = call("verify", write([*ROWS, {"response": 3}]), "-o", "out.jsonl")
    assert status == 2
    assert "rows.jsonl:4" in err
    assert not Path("out.jsonl").exists()


GOOD: list[bytes] = [
    b'{"response": "one two", "checks": [{"kind": "text.words", "min": 2}]}\r\n\r\n',
    b'\xef\xbb\xbf{"response": "one two", "checks": [{"kind": "text.words", "min": 2}]}',
    (
        b'{"response": "one two \\ud800", "id": "\\ud800", "\\udc00": 1, '
        b'"checks": [{"kind": "text.words", "min": 2}]}\n'
    ),
    b'{"response": "one two", "id": 12345678901234567890123, "big": 1' + b"0" * 400 + b", "
    b'"checks": [{"kind": "text.words", "min": 2}]}\n',
    (
        b'{"id": "1", "id": "1", "response": "one two", '
        b'"checks": [{"kind": "text.words", "min": 2}]}\n'
    ),
    (
        b'{"response": [{"role": "assistant", "content": "one two"}], '
        b'"checks": [{"kind": "text.words", "min": 2}]}\n'
    ),
]


@pytest.mark.parametrize("content", GOOD)
@pytest.mark.parametrize("workers", ["1", "2"])
def test_unusual_rows_are_read_and_written(
    call: Any, tmp_path: Path, content: bytes, workers: str
) -> None:
    (tmp_path / "rows.jsonl").write_bytes(content)
    for _ in range(2):
        command = ("verify", "rows.jsonl", "-o", "out.jsonl", "--workers", workers)
        assert call(*command)[0] == 0
    assert outcomes((tmp_path / "out.jsonl").read_bytes()) == [True]


def test_rows_of_one_id_are_rows_of_their_own(call: Any, write: Any) -> None:
    _, out, _ = call("verify", write([row("one two", id=1), row("one", id=1)]), "-o", "-")
    assert outcomes(out) == [True, False]


def test_a_line_of_many_megabytes(call: Any, write: Any) -> None:
    status, _, _ = call("verify", write([row("word " * (1 << 20))]), "-o", "out.jsonl")
    assert status == 0
    assert outcomes(Path("out.jsonl").read_bytes()) == [True]


@pytest.mark.parametrize("name", ["rows.jsonl.gz", "rows.jsonl"])
def test_gzipped_rows(call: Any, tmp_path: Path, name: str) -> None:
    data = "".join(json.dumps(r) + "\n" for r in ROWS).encode()
    (tmp_path / name).write_bytes(gzip.compress(data))
    assert outcomes(call("verify", name, "-o", "-")[1]) == [True, False, [True, False]]


@pytest.mark.parametrize("damage", [lambda d: d[:-9], lambda d: d[:30] + b"\0\0\0" + d[33:]])
def test_damaged_gzip_is_an_input_error(
    call: Any, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    data = gzip.compress("".join(json.dumps(r) + "\n" for r in ROWS).encode())
    (tmp_path / "rows.gz").write_bytes(damage(data))
    status, _, err = call("verify", "rows.gz")
    assert status == 2
    assert err.startswith("assay: rows.gz")


def test_pipes_are_read_and_written(shell: Any, write: Any) -> None:
    write(ROWS)
    expected = [True, False, [True, False]]
    for command in (
        "assay verify - -o - < rows.jsonl",
        "cat rows.jsonl | gzip | assay verify - -o -",
        "assay verify <(cat rows.jsonl) -o -",
        "assay verify rows.jsonl -o >(cat >&2) >/dev/null; sleep 0.1",
    ):
        done = shell(f"set -o pipefail; {command}")
        assert done.returncode == 0, done.stderr
        assert outcomes(done.stdout or done.stderr) == expected


def test_devices_are_written(call: Any, write: Any) -> None:
    assert call("verify", write(ROWS), "-o", "/dev/null")[0] == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
def test_a_full_disk_is_said_in_one_line(shell: Any, write: Any) -> None:
    write(ROWS)
    for command in ("assay verify rows.jsonl -o /dev/full", "assay verify rows.jsonl > /dev/full"):
        done = shell(command)
        assert done.returncode == 2
        assert b"No space left" in done.stderr
        assert b"Traceback" not in done.stderr


def test_a_reader_that_leaves_is_no_traceback(shell: Any, write: Any) -> None:
    write([row("one two " * 50)] * 3000)
    done = shell("assay verify rows.jsonl -o - | head -n 1; exit ${PIPESTATUS[0]}")
    assert done.returncode == 141
    assert done.stderr == b""


@pytest.mark.parametrize("target", ["rows.jsonl", "./rows.jsonl", "soft.jsonl", "hard.jsonl"])
@pytest.mark.parametrize("option", ["-o", "--report"])
def test_the_input_is_never_written(
    call: Any, write: Any, tmp_path: Path, target: str, option: str
) -> None:
    path = tmp_path / write(ROWS)
    before = path.read_bytes()
    (tmp_path / "soft.jsonl").symlink_to(path)
    os.link(path, tmp_path / "hard.jsonl")
    status, _, err = call("verify", "rows.jsonl", option, target)
    assert status == 2
    assert "write somewhere else" in err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("target", "said"),
    [("folder", "directory"), ("missing/out.jsonl", "No such file"), ("notes", "left as it is")],
)
def test_outputs_that_cannot_be_are_refused(
    call: Any, write: Any, tmp_path: Path, target: str, said: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "notes").write_text("mine\n")
    status, _, err = call("verify", write(ROWS), "-o", target)
    assert status == 2
    assert said in err
    assert target in err
    assert (tmp_path / "notes").read_text() == "mine\n"


def test_the_page_is_not_written_over_the_verdicts(call: Any, write: Any) -> None:
    status, _, err = call("verify", write(ROWS), "-o", "out", "--report", "out")
    assert status == 2
    assert "-o" in err


def test_missing_files_are_input_errors(call: Any) -> None:
    assert call("verify", "nowhere.jsonl")[0] == 2
    assert call("verify", ".")[0] == 2


PASSES, FAILS = row("one two"), row("one")
UNDECIDED = row("x", {"kind": "on", "part": "code", "check": WORDS, "missing": "undecided"})


@pytest.mark.parametrize(
    ("rows", "options", "status"),
    [
        ([PASSES], [], 0),
        ([FAILS], [], 0),
        ([PASSES, FAILS], ["--fail-under", "0.5"], 0),
        ([PASSES, FAILS], ["--fail-under", "51%"], 1),
        ([PASSES], ["--fail-under", "1"], 0),
        ([FAILS], ["--fail-under", "0"], 0),
        ([PASSES, UNDECIDED], [], 0),
        ([PASSES, UNDECIDED], ["--strict"], 3),
        ([PASSES, FAILS, UNDECIDED], ["--fail-under", "50%"], 0),
        ([FAILS, UNDECIDED], ["--strict", "--fail-under", "1"], 3),
        ([UNDECIDED], [], 3),
        ([{"response": "x"}], [], 3),
        ([row([], WORDS)], [], 3),
        ([PASSES], ["--fail-under", "2"], 2),
        ([PASSES], ["--fail-under", "nan"], 2),
        ([PASSES], ["--fail-under", "half"], 2),
        ([PASSES], ["--workers", "0"], 2),
        ([PASSES], ["--mode", "lenient"], 2),
        ([PASSES], ["--load", "nowhere.py:Name"], 2),
        ([PASSES], ["--frobnicate"], 2),
    ],
)
def test_exit_status(
    call: Any, write: Any, rows: list[Any], options: list[str], status: int
) -> None:
    assert call("verify", write(rows), *options)[0] == status


def test_a_bar_in_tenths_of_a_percent_is_met_exactly(call: Any, write: Any) -> None:
    name = write([PASSES] * 571 + [FAILS] * 429)
    assert call("verify", name, "--fail-under", "57.1%")[0] == 0
    assert call("verify", name, "--fail-under", "57.2%")[0] == 1


KINDS = """
import sys
import assay
print("imported")
class Loud(assay.Check, kind="mine.{name}"):
    runs = "{runs}"
    def verify(self, response, context):
        print("judging")
        return self.decide(True, "Yes.")
class NoCheck:
    pass
"""


@pytest.mark.parametrize("runs", ["inline", "worker"])
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_loaded_check_may_print_what_it_likes(
    shell: Any, write: Any, tmp_path: Path, runs: str, workers: str
) -> None:
    (tmp_path / "kinds.py").write_text(
        KINDS.format(name="loud", runs=runs).replace("\nprint", "\n# ")
    )
    write([row("x", {"kind": "mine.loud"})] * 3)
    done = shell(f"assay verify rows.jsonl --load kinds.py:Loud -o - --workers {workers}")
    assert done.returncode == 0
    assert outcomes(done.stdout) == [True] * 3
    assert b"judging" in done.stderr


def test_what_cannot_be_loaded_is_said(call: Any, write: Any, tmp_path: Path) -> None:
    (tmp_path / "ends.py").write_text("raise SystemExit(0)\n")
    (tmp_path / "broken.py").write_text("import nothing_of_that_name\n")
    (tmp_path / "none.py").write_text("Name = 3\n")
    name = write(ROWS)
    for reference in ("ends.py:X", "broken.py:X", "none.py:Name", "none.py", "no_module_x:X"):
        status, _, err = call("verify", name, "--load", reference)
        assert status == 2, reference
        assert err.startswith("assay: ")
        assert err.count("\n") == 1


def test_names_with_brackets_and_bytes_that_are_no_text(
    call: Any, write: Any, tmp_path: Path
) -> None:
    (tmp_path / write(ROWS)).rename(tmp_path / "[red]a[b].jsonl")
    status, out, _ = call("verify", "[red]a[b].jsonl")
    assert status == 0
    assert "[red]a[b].jsonl" in out
    name = os.fsdecode(b"b\xff.jsonl")
    (tmp_path / "[red]a[b].jsonl").rename(tmp_path / name)
    assert call("verify", name)[0] == 0
