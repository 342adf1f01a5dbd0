"""`assay sandbox`: what isolates programs here, and one program run in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assay.sandbox.doctor import LOST
from assay.sandbox.levels import LAYERS, level


def test_the_doctor_tries_every_layer(call: Any) -> None:
    status, out, _ = call("sandbox", "doctor", "--require", "none")
    assert status == 0
    assert [line.split()[0] for line in out.split("\n\n")[1].splitlines()[1:]] == list(LAYERS)
    assert "Level: " in out


def test_the_doctor_as_json(call: Any) -> None:
    health = json.loads(call("sandbox", "doctor", "--json")[1])["health"]
    held = {one["name"] for one in health["layers"] if one["state"] in ("holds", "not proven")}
    assert health["level"] == level(held)
    assert not [one for one in health["layers"] if one["state"] == "fails"]
    assert all(
        one.get("why") and one["lost"] for one in health["layers"] if one["name"] not in held
    )
    assert next(tool for tool in health["tools"] if tool["name"] == "python")["present"]


def test_what_is_lost_is_said_of_every_layer() -> None:
    assert list(LOST) == list(LAYERS)


def test_a_level_that_is_not_reached_is_status_1(call: Any) -> None:
    status, out, _ = call(
        "sandbox", "doctor", "--without", "seccomp", "--without", "landlock", "--require", "full"
    )
    assert status == 1
    assert "taken away" in out
    assert "below 'full', which is required" in out


def test_without_a_bounded_folder_the_rest_is_tried_all_the_same(call: Any) -> None:
    health = json.loads(call("sandbox", "doctor", "--without", "mount", "--json")[1])["health"]
    states = {one["name"]: one["state"] for one in health["layers"]}
    assert not health.get("broken")
    assert states["scratch"] == "missing"
    assert states["rlimits"] == "holds"


def test_a_program_runs_in_a_folder_with_its_files(call: Any) -> None:
    Path("given.txt").write_text("tide", "utf-8")
    Path("program.py").write_text("print(open('given.txt').read()); open('left.txt', 'w').close()")
    files = ("--file", "given.txt", "--file", "program.py")
    status, out, err = call(
        "sandbox", "run", *files, "--collect", "*.txt", "--", "python", "program.py"
    )
    assert (status, out) == (0, "tide\n")
    assert "held by" in err
    assert "left.txt: 0 bytes" in err
    assert not Path("left.txt").exists()


def test_options_of_the_command_are_its_own(call: Any) -> None:
    status, out, _ = call("sandbox", "run", "--", "python", "-c", "print('--json')")
    assert (status, out) == (0, "--json\n")


def test_a_bad_end_is_status_1_and_said(call: Any) -> None:
    status, out, _ = call("sandbox", "run", "--json", "--", "python", "-c", "raise SystemExit(7)")
    told = json.loads(out)
    assert (status, told["outcome"], told["status"]) == (1, "exit", 7)


def test_a_limit_is_status_1(call: Any) -> None:
    status, _, err = call("sandbox", "run", "--wall", "0.5", "--", "sleep", "9")
    assert status == 1
    assert "0.5 s" in err


def test_bytes_that_are_no_text_survive_as_json(call: Any) -> None:
    script = "import os; os.write(1, bytes([255])); open(bytes([120, 255]), 'w').close()"
    _, out, _ = call("sandbox", "run", "--json", "--collect", "*", "--", "python", "-c", script)
    told = json.loads(out)
    assert told["stdout"] == "\\xff"


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "--file", "missing.txt", "--", "true"),
        ("run", "--cpu", "0", "--", "true"),
        ("run", "--stdin", "missing.txt", "--", "true"),
        ("run",),
        ("doctor", "--require", "much"),
        ("doctor", "--without", "walls"),
    ],
)
def test_bad_usage_is_status_2(call: Any, arguments: tuple[str, ...]) -> None:
    assert call("sandbox", *arguments)[0] == 2
