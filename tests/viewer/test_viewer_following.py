"""Runs read from disk, followed while they go on, and what the page is sent of them."""

from __future__ import annotations

import json
import shutil
import struct
from array import array
from codecs import BOM_UTF8

import pytest
from run_folders import line, many, verdict, write_run, write_score

from assay.errors import RunError
from assay.viewer.columns import NO_SCORE, NOT_SCORED
from assay.viewer.following import Followed
from assay.viewer.shelf import Shelf

TYPES = {"u1": "B", "u2": "H", "u4": "I", "f8": "d"}


def followed(folder):
    run = Followed(folder, {})
    run.refresh()
    return run


def unpack(piece):
    """A piece's header and columns, read by the description at the top of columns.py."""
    (length,) = struct.unpack_from("<I", piece)
    head, at, columns = json.loads(piece[4 : 4 + length]), 4 + length, {}
    assert length % 4 == 0
    for name, kind in head["columns"]:
        column = array(TYPES[kind])
        size = (head["rows"] - head["from"]) * column.itemsize
        column.frombytes(piece[at : at + size])
        columns[name] = column.tolist()
        at += size + -size % 4
    assert at == len(piece)
    return head, columns


def test_columns_say_what_the_lines_say(tmp_path):
    fault = {"kind": "timeout", "message": "late"}
    lines = [
        line("a", "x", [verdict("k", "pass")], meta={"level": 2, "odd": None, "hard": True}),
        line("a", "x", [verdict("k", "fail"), verdict("k", "pass")], attempt=1),
        line("b", "x", [verdict("k", "error")], meta={"level": "3"}),
        line("b", "x", [verdict("k", "undecided")], attempt=7),
        line("c", [], []) | {"fault": fault, "generation": None, "verdicts": []},
    ]
    head, columns = unpack(Shelf([write_run(tmp_path / "r", lines)]).index(0, 0))
    assert columns["item"] == [0, 0, 1, 1, 2]
    assert columns["attempt"] == [0, 1, 0, 7, 0]
    assert columns["status"] == [0, 1, 3, 2, 4]
    assert columns["score"] == [10_000, 5_000, NO_SCORE, NO_SCORE, NO_SCORE]
    assert columns["tokens"] == [34, 34, 34, 34, 0]
    assert columns["seconds"] == [0.5] * 4 + [-1.0]
    assert [head["faults"][code] for code in columns["fault"]] == ["", "", "", "", "timeout"]
    assert set(head["slices"]) == {"level", "hard"}
    levels = [head["slices"]["level"][code] for code in columns["slice level"]]
    assert levels == ["2", "", "3", "", ""]


def test_a_field_that_takes_many_values_is_no_slice(tmp_path):
    lines = [line(f"s{i}", "x", [], meta={"n": i, "half": i % 2}) for i in range(150)]
    head, columns = unpack(Shelf([write_run(tmp_path / "r", lines)]).index(0, 0))
    assert set(head["slices"]) == {"half"}
    assert len(columns["slice half"]) == 150


def test_what_did_not_pass_is_a_bit_for_each_kind(tmp_path):
    parts = [verdict("inner", "fail"), verdict("fine", "pass")]
    lines = [
        line("a", "x", [verdict("k", "pass")]),
        line("b", "x", [verdict("k", "fail"), verdict("l", "error")]),
        line("c", "x", [verdict("all", "fail", parts=parts)]),
        line("d", "x", [verdict("any", "pass", parts=parts)]),
    ]
    folder = write_run(tmp_path / "r", lines)
    later = {"verdicts": [[verdict("late", "fail")]], "passed": False, "score": 0.0}
    write_score(folder, "strict", [{"id": "a"} | later])
    head, columns = unpack(Shelf([folder]).index(0, 0))

    def against(row, by=""):
        bits = columns.get(f"against 0{by}", [0] * 4)[row]
        return {kind for bit, kind in enumerate(head["kinds"]) if bits >> bit & 1}

    assert [against(row) for row in range(4)] == [set(), {"k", "l"}, {"all", "inner"}, set()]
    assert [against(row, " strict") for row in range(4)] == [{"late"}, set(), set(), set()]


def test_kinds_beyond_those_that_are_told_apart_are_one(tmp_path):
    lines = [line(f"s{i}", "x", [verdict(f"kind {i}", "fail")]) for i in range(200)]
    head, columns = unpack(Shelf([write_run(tmp_path / "r", lines)]).index(0, 0))
    assert len(head["kinds"]) == 128
    assert head["kinds"][-1] == "(other kinds)"
    assert [sum(row) > 0 for row in zip(*against_columns(columns), strict=True)] == [True] * 200
    assert against_columns(columns)[15].count(128) == 73


def against_columns(columns):
    return [columns[f"against {place}"] for place in range(16)]


def test_a_kind_that_fails_late_is_sent_with_what_is_new(tmp_path):
    folder = write_run(tmp_path / "r", [line("a", "x", [verdict("k", "fail")])])
    run = followed(folder)
    with (folder / "samples.jsonl").open("a") as out:
        kinds = [verdict(f"k{i}", "fail") for i in range(8)]
        out.write(json.dumps(line("b", "x", kinds)) + "\n")
    run.refresh()
    head, columns = unpack(run.columns.encode(1, {}))
    assert head["kinds"] == ["k", *(f"k{i}" for i in reversed(range(8)))]
    assert (columns["against 0"], columns["against 1"]) == ([0b11111110], [1])


def test_a_field_that_names_each_sample_is_no_group(tmp_path):
    lines = [
        line(f"s{i}", "x", [], attempt=attempt, meta={"source": f"from/{i}", "level": i % 2})
        for i in range(4)
        for attempt in range(3)
    ]
    shelf = Shelf([write_run(tmp_path / "r", lines)])
    assert unpack(shelf.index(0, 0))[0]["alone"] == ["source"]
    assert list(json.loads(shelf.numbers(0))[""]["slices"]) == ["level"]


def test_runs_number_their_samples_together(tmp_path):
    write_run(tmp_path / "a", [line("x", "1", []), line("y", "2", [])])
    write_run(tmp_path / "b", [line("y", "3", []), line("z", "4", [])])
    shelf = Shelf([tmp_path / "a", tmp_path / "b"])
    assert unpack(shelf.index(1, 0))[1]["item"] == [1, 2]
    assert json.loads(shelf.sample_names()) == ["x", "y", "z"]


def test_new_lines_are_taken_in_and_half_ones_wait(tmp_path):
    lines = list(many(20, 1))
    folder = write_run(tmp_path / "r", lines[:10], status="running")
    run = followed(folder)
    epoch, file = run.epoch, folder / "samples.jsonl"
    text = b"".join(json.dumps(one).encode() + b"\n" for one in lines[10:])
    with file.open("ab") as out:
        out.write(text[:-5])
    run.refresh()
    assert (len(run), run.epoch) == (19, epoch)
    with file.open("ab") as out:
        out.write(text[-5:])
    run.refresh()
    assert (len(run), run.epoch) == (20, epoch)
    assert json.loads(run.line(19))["line"] == lines[19]
    head, columns = unpack(run.columns.encode(18, {}))
    assert (head["from"], head["rows"], len(columns["status"])) == (18, 20, 2)


def test_a_replaced_file_is_read_anew(tmp_path):
    lines = list(many(10, 1))
    folder = write_run(tmp_path / "r", lines)
    run = followed(folder)
    epoch = run.epoch
    other = write_run(tmp_path / "other", lines[::-1])
    (other / "samples.jsonl").replace(folder / "samples.jsonl")
    run.refresh()
    assert run.epoch > epoch
    assert [json.loads(run.line(row))["line"]["id"] for row in (0, 9)] == ["s9", "s0"]


def test_an_attempt_that_is_made_again_takes_its_place(tmp_path):
    fault = {"kind": "server", "message": "500"}
    lost = line("a", [], []) | {"fault": fault, "generation": None, "verdicts": []}
    before = line("b", "x", [verdict("k", "fail")], meta={"half": "first", "confidence": 0.5})
    folder = write_run(tmp_path / "r", [lost, before])
    run = followed(folder)
    epoch = run.epoch
    with (folder / "samples.jsonl").open("a") as out:
        out.write(json.dumps(line("a", "now", [verdict("k", "pass")])) + "\n")
        out.write(json.dumps(lost | {"id": "b"}) + "\n")
    run.refresh()
    assert (len(run), list(run.columns.status)) == (2, [0, 4])
    _, columns = unpack(run.columns.encode(0, {}))
    assert [columns[name][1] for name in ("tokens", "seconds", "slice half", "against 0")] == [
        0,
        -1,
        0,
        0,
    ]
    assert list(run.columns.confidence) == [-1, -1]
    assert run.epoch > epoch
    assert json.loads(run.line(0))["line"]["response"] == "now"
    assert run.columns.faults.codes[0] == 0


def test_lines_that_cannot_be_read_are_named_and_left_out(tmp_path):
    folder = write_run(tmp_path / "r", [line("a", "x", [])])
    with (folder / "samples.jsonl").open("ab") as out:
        out.write(b"{broken\n\n" + b"[" * 100_000 + b"\n" + b'{"id": 3}\n\xff\xfe\n')
        out.write(json.dumps(line("b", "y", [])).encode() + b"\n")
        deep = json.dumps(line("deep", "y", [], reference="HERE"))
        out.write(deep.replace('"HERE"', "[" * 9000 + "]" * 9000).encode() + b"\n")
    run = followed(folder)
    assert len(run) == 2
    assert [fault.split(":")[1] for fault in run.unreadable] == ["2", "4", "5", "6", "8"]


def test_later_scores_stand_beside(tmp_path):
    lines = [line("a", "x", [verdict("k", "pass")]), line("b", "y", [verdict("k", "fail")])]
    folder = write_run(tmp_path / "r", lines)
    score = {"id": "b", "attempt": 0, "verdicts": [[verdict("late", "pass")]], "passed": True}
    stray = score | {"id": "nowhere"}
    write_score(folder, "strict", [score | {"score": 1.0}, stray])
    shelf = Shelf([folder])
    head, columns = unpack(shelf.index(0, 0))
    assert head["scores"] == ["strict"]
    assert columns["status strict"] == [NOT_SCORED, 0]
    assert columns["score strict"] == [NO_SCORE, 10_000]
    shown = [json.loads(shelf.runs[0].line(row))["scores"] for row in (0, 1)]
    assert shown[0] == {}
    assert shown[1]["strict"]["verdicts"][0][0]["kind"] == "late"


def test_scores_that_are_replaced_are_read_anew(tmp_path):
    folder = write_run(tmp_path / "r", [line("a", "x", [verdict("k", "pass")])])
    score = {"id": "a", "verdicts": [[verdict("late", "pass")]], "passed": True, "score": 1.0}
    write_score(folder, "strict", [score])
    run = followed(folder)
    epoch = run.epoch
    run.refresh()
    assert run.epoch == epoch
    other = write_run(tmp_path / "other", [])
    write_score(other, "strict", [score | {"passed": False, "score": 0.0}])
    (other / "scores" / "strict.jsonl").replace(folder / "scores" / "strict.jsonl")
    run.refresh()
    assert run.epoch > epoch
    assert list(run.columns.scored["strict"][0]) == [1]
    assert json.loads(run.line(0))["scores"]["strict"]["passed"] is False


def test_what_was_read_stays_readable_when_the_file_is_replaced(tmp_path):
    folder = write_run(tmp_path / "r", many(5, 1))
    run = followed(folder)
    other = write_run(tmp_path / "other", [line("z", "x", [])])
    (other / "samples.jsonl").replace(folder / "samples.jsonl")
    assert json.loads(run.line(4))["line"]["id"] == "s4"  # until the next look
    run.refresh()
    (folder / "samples.jsonl").unlink()
    with pytest.raises(RunError, match="any more"):
        run.refresh()
    assert json.loads(run.line(0))["line"]["id"] == "z"
    assert "any more" in run.about()["gone"]
    write_run(folder, many(2, 1))
    run.refresh()
    assert (len(run), run.gone) == (2, "")


def test_a_folder_that_goes_away_leaves_what_was_read(tmp_path):
    shelf = Shelf([write_run(tmp_path / "r", many(5, 1))])
    shutil.rmtree(tmp_path / "r")
    with pytest.raises(RunError):
        shelf.runs[0].refresh()
    state = shelf.state()["runs"][0]
    assert (state["rows"], "not a run" in state["gone"]) == (5, True)
    assert json.loads(shelf.runs[0].line(4))["line"]["id"] == "s4"


def test_lone_surrogates_and_bytes_that_only_python_forgives_reach_the_page(tmp_path):
    folder = write_run(tmp_path / "r", [line("a\ud83d", "x \ud83d\\ \x00", [])])
    raw = json.dumps(line("b", "HERE", [])).encode().replace(b"HERE", b"\xed\xa0\xbd")
    with (folder / "samples.jsonl").open("ab") as out:
        out.write(raw + b"\n")
        out.write(BOM_UTF8 + json.dumps(line("c", "begun anew", [])).encode() + b"\r\n")
    shelf = Shelf([folder])
    for row, wanted in ((0, "x \ud83d\\ \x00"), (1, "\ud83d"), (2, "begun anew")):
        sent = shelf.runs[0].line(row).decode("utf-8")  # a browser accepts nothing else
        assert json.loads(sent)["line"]["response"] == wanted
    assert json.loads(shelf.sample_names()) == ["a\ud83d", "b", "c"]
    assert json.loads(shelf.runs[0].labels(0))[0][0] == "a\ud83d"


def test_labels_say_what_one_wants_to_know(tmp_path):
    fault = {"kind": "timeout", "message": "after 60 s"}
    lines = [
        line("a", "First.\nSo it is 42.\n", [verdict("k", "pass")]),
        line("b", "x", [verdict("k", "undecided", "who knows"), verdict("l", "fail", "no\nway")]),
        line("c", [], []) | {"fault": fault, "generation": None, "verdicts": []},
    ]
    run = followed(write_run(tmp_path / "r", lines))
    assert json.loads(run.labels(0)) == [
        ["a", "Prompt of a", "So it is 42."],
        ["b", "Prompt of b", "l: no way"],
        ["c", "Prompt of c", "timeout: after 60 s"],
    ]


def test_labels_tell_the_reasons_of_later_scores(tmp_path):
    lines = [line(name, "Yes.", [verdict("k", "fail", "own")]) for name in "abc"]
    folder = write_run(tmp_path / "r", lines)
    for name, status in (("lax", "pass"), ("strict", "fail")):
        judged = {"verdicts": [[verdict("late", status, "seen again")]], "passed": status == "pass"}
        write_score(folder, name, [{"id": "a"} | judged] + [{"id": "b"} | judged] * (name == "lax"))
    write_score(folder, "empty", [])
    shelf = Shelf([folder])
    assert unpack(shelf.index(0, 0))[0]["scores"] == ["lax", "strict"]
    assert [row[2:] for row in json.loads(shelf.runs[0].labels(0))] == [
        ["k: own", "Yes.", "late: seen again"],
        ["k: own", "Yes.", None],
        ["k: own", None, None],
    ]


def test_what_is_no_run_is_refused(tmp_path):
    with pytest.raises(RunError, match="not a run"):
        Shelf([tmp_path])
    with pytest.raises(RunError):
        Shelf([])
