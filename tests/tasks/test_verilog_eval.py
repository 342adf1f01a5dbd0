"""Hardware tasks become rows, from one file or from VerilogEval's folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assay.checks.code.verilog import Verilog
from assay.errors import InputError
from assay.tasks.verilog_eval import convert

REF = "module RefModule(input a, output y);\n  assign y = ~a;\nendmodule\n"
BENCH = "module tb; reg a; wire y, z; RefModule g(a, y); TopModule t(a, z); endmodule\n"
ROW = {"task_id": "Prob005_notgate", "prompt": "Invert.", "reference": REF, "testbench": BENCH}


def written(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_problem_without_samples_is_answered_by_its_golden_design(tmp_path: Path) -> None:
    (row,) = convert(written(tmp_path / "p.jsonl", ROW))
    assert row["checks"] == [Verilog(reference=REF, testbench=BENCH, top="TopModule")]
    assert row["response"] == row["reference"]
    assert "module TopModule(input a" in row["response"]
    assert (row["id"], row["prompt"]) == ("Prob005_notgate", "Invert.")
    assert row["meta"] == {"source": "verilog-eval", "inputs": "bench"}


def test_samples_are_joined_by_name(tmp_path: Path) -> None:
    samples = [{"task_id": ROW["task_id"], "response": text} for text in ("one", "two")]
    problems, given = written(tmp_path / "p", ROW), written(tmp_path / "s", *samples)
    (row,) = convert(problems, given)
    assert row["response"] == ["one", "two"]
    with pytest.raises(InputError, match="no problem is called 'Prob'"):
        list(convert(problems, written(tmp_path / "t", {"task_id": "Prob", "response": ""})))


def test_a_row_of_a_golden_design_alone_has_drawn_inputs(tmp_path: Path) -> None:
    row = {"id": 7, "instruction": "Invert.", "golden_code": REF.replace("RefModule", "inv")}
    (made,) = convert(written(tmp_path / "p.jsonl", row))
    assert made["checks"] == [Verilog(reference=row["golden_code"], top="inv")]
    assert made["id"] == "7"
    assert made["meta"]["inputs"] == "drawn"


def test_a_folder_of_the_repository_is_read(tmp_path: Path) -> None:
    for part, text in (("prompt.txt", "Invert."), ("ref.sv", REF), ("test.sv", BENCH)):
        (tmp_path / f"Prob005_notgate_{part}").write_text(text, encoding="utf-8")
    assert list(convert(tmp_path)) == list(convert(written(tmp_path / "p.jsonl", ROW)))
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(InputError, match=r"no \*_prompt.txt"):
        list(convert(empty))


@pytest.mark.parametrize(
    ("change", "said"),
    [({"reference": ""}, "reference"), ({"reference": "wire a;"}, "no module"),
     ({"testbench": 5}, "testbench"), ({"task_id": None}, "task_id")],
)  # fmt: skip
def test_what_is_malformed_is_named(tmp_path: Path, change: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        list(convert(written(tmp_path / "p.jsonl", ROW | change)))
