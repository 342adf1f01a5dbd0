"""The command line as a whole: help, errors in one line, interruption."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import assay


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["verify", "--help"], ["checks", "-h"]])
def test_help_is_help(call: Any, arguments: list[str]) -> None:
    status, out, _ = call(*arguments)
    assert status == 0
    assert "Usage: assay" in out


def test_the_version(call: Any) -> None:
    assert assay.__version__ in call("--version")[1]


@pytest.mark.parametrize(
    "arguments", [["frobnicate"], ["verify"], ["--frobnicate"], ["verfy", "x"]]
)
def test_bad_usage_is_status_2(call: Any, arguments: list[str]) -> None:
    status, out, err = call(*arguments)
    assert (status, out) == (2, "")
    assert "Traceback" not in err


def test_a_module_call_is_the_same(shell: Any) -> None:
    assert b"Usage: assay" in shell("assay --help").stdout


ENDLESS = """
import time
import assay
class Endless(assay.Check, kind="mine.endless"):
    deadline = 600.0
    def verify(self, response, context):
        if response.text == "wait":
            open("waiting", "w").close()
            time.sleep(600)
        return self.decide(True, "Yes.")
"""


def test_ctrl_c_keeps_what_is_done(tmp_path: Path) -> None:
    (tmp_path / "kinds.py").write_text(ENDLESS)
    rows = [{"response": text, "checks": [{"kind": "mine.endless"}]} for text in ["x"] * 300]
    rows.append({**rows[0], "response": "wait"})
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    command = [sys.executable, "-m", "assay", "verify", "rows.jsonl", "-o", "out.jsonl"]
    run = subprocess.Popen(
        [*command, "--load", "kinds.py:Endless"], cwd=tmp_path, stderr=subprocess.PIPE
    )
    give_up = time.monotonic() + 60
    while not (tmp_path / "waiting").exists() and time.monotonic() < give_up:
        time.sleep(0.02)
    run.send_signal(signal.SIGINT)
    _, err = run.communicate(timeout=60)
    assert run.returncode == 130
    assert b"interrupted" in err
    assert b"Traceback" not in err
    done = (tmp_path / "out.jsonl").read_text().splitlines()
    assert all(json.loads(line)["passed"] for line in done)
