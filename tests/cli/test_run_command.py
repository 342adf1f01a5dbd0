"""`assay run` and `assay score`, as they are called."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from assay.errors import AssayError
from assay.evaluate.runs import open_run
from assay.evaluate.runs.config import as_toml, make_config, schema

Call = Callable[..., tuple[int, str, str]]
Write = Callable[..., str]

ROWS = [
    {"id": f"r{n}", "prompt": "tide " * n, "checks": [{"kind": "text.words", "min": 3}]}
    for n in range(1, 7)
]

MODELS = """
import time
from assay.model import Answer, Fault, Generation, Model, Usage

class Slow(Model):
    name = "slow"
    def stream(self, asks):
        for ask in asks:
            time.sleep(0.05)
            yield Answer(ask, Generation(text=ask.prompt, usage=Usage(prompt_tokens=1)))

class Broken(Model):
    name = "broken"
    def stream(self, asks):
        for ask in asks:
            yield Answer(ask, fault=Fault(kind="server", message="it broke"))

def slow(): return Slow()
def broken(): return Broken()
def keyed(key="", price_in=0.0): return Slow()
def nothing(): return 3
"""


@pytest.fixture
def rows(write: Write, tmp_path: Path) -> str:
    (tmp_path / "models.py").write_text(MODELS)
    return write(ROWS)


def test_a_run_prints_its_counts_and_metrics_and_keeps_its_configuration(
    call: Call, rows: str, tmp_path: Path
) -> None:
    status, out, err = call("run", rows, "-m", "echo", "-n", "2", "--limit", "5", "-o", "r")
    assert (status, err) == (0, "")
    assert "5 · 2 attempts each" in out
    assert "6 pass  4 fail  0 undecided  0 without an answer" in out
    assert "task     rows\n" in out
    assert "accuracy   60.0%" in out
    folder = open_run(tmp_path / "r")
    assert (folder.info.n, folder.info.limit, folder.info.model.name) == (2, 5, "echo")
    status, again, _ = call("run", "--config", "r/config.toml", "-o", "s", "--json")
    assert status == 0
    told = json.loads(again)
    assert told["info"]["totals"]["passed"] == 6
    assert told["run"] == "s"
    assert [metric["name"] for metric in told["metrics"]] == ["accuracy"]


def test_the_command_line_wins_over_the_file(call: Call, rows: str, tmp_path: Path) -> None:
    (tmp_path / "run.toml").write_text(
        f'task = "{rows}"\nmodel = "echo"\nn = 3\nmetrics = ["accuracy", "pass@2"]\n'
        "[sampling]\ntemperature = 0.5\ntop_p = 0.9\n[budget]\ntokens = 9000\n"
    )
    more = ("--temperature", "0.25", "--limit", "2", "--seed", "7", "--stop", "END")
    status, _, err = call("run", "--config", "run.toml", "-n", "2", *more, "-o", "r")
    assert (status, err) == (0, "")
    info = open_run(tmp_path / "r").info
    assert (info.n, info.limit, info.seed, info.metrics) == (2, 2, 7, ["accuracy", "pass@2"])
    assert (info.sampling.temperature, info.sampling.top_p) == (0.25, 0.9)
    assert info.sampling.stop == ("END",)
    kept = tomllib.loads((tmp_path / "r" / "config.toml").read_text())
    assert kept["budget"] == {"tokens": 9000}
    jsonschema.validate(kept, schema())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("modell = 1", "run.toml: modell: there is no such field; did you mean 'model'?"),
        ("[sampling]\ntemprature = 1", "sampling.temprature: there is no such field; did you"),
        ("n = 0", "run.toml: n: Expected `int` >= 1"),
        ('n = "4"', "run.toml: n: Expected `int`, got `str`"),
        ("[sampling]\ntemperature = -1", "sampling.temperature: expected a number from 0 up"),
        ("[budget]\ntokens = 0", "budget.tokens: Expected `int` >= 1"),
        ("checks = 3", "checks: Expected `array`, got `int`"),
        ("n = ", "run.toml: not TOML"),
        ('mode = "strict"', "mode: Invalid enum value 'strict'"),
    ],
)
def test_what_is_wrong_in_a_file_is_said_with_its_place(
    call: Call, tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "run.toml").write_text(text)
    status, out, err = call("run", "--config", "run.toml")
    assert (status, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name a task"),
        (("rows.jsonl",), "name a model"),
        (("nowhere.jsonl", "-m", "echo"), "nowhere.jsonl"),
        (("arithmetik", "-m", "echo", "--limit", "1"), "did you mean 'arithmetic'"),
        (("arithmetic", "-m", "ecko", "--limit", "1"), "did you mean 'echo'"),
        (("arithmetic", "-m", "echo", "--set", "levle=1"), "did you mean 'level'"),
        (("rows.jsonl", "-m", "echo", "--metrics", "acuracy"), "did you mean 'accuracy'"),
        (("rows.jsonl", "-m", "echo", "--checks", "no.json"), "no.json: No such file"),
        (("rows.jsonl", "-m", "models.py:nothing"), "gives a int"),
        (("rows.jsonl", "-m", "echo", "--model-set", "colour=1"), "no such setting"),
        (("--config", "no.toml"), "no.toml: No such file"),
    ],
)
@pytest.mark.usefixtures("rows")
def test_wrong_usage_is_one_line(
    call: Call, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    status, out, err = call("run", *arguments)
    assert (status, out) == (2, "")
    assert said in err
    assert "Traceback" not in err
    assert not (tmp_path / "runs").exists() or not list((tmp_path / "runs").glob("*/run.json"))


def test_the_status_is_honest(call: Call, rows: str) -> None:
    assert call("run", rows, "-m", "echo", "-o", "a", "--fail-under", "0.7")[0] == 1
    assert call("run", rows, "-m", "echo", "-o", "b", "--fail-under", "60%", "--strict")[0] == 0
    status, out, _ = call("run", rows, "-m", "models.py:broken", "-o", "c")
    assert status == 3
    assert "6 without an answer" in out
    assert "6 requests got no answer; --resume --out c asks" in out
    status, out, _ = call("run", rows, "-m", "echo", "-o", "d", "--budget-tokens", "5")
    assert status == 0
    assert "the budget of 5 tokens is spent (6)" in out
    assert call("run", "-o", "d", "--resume", "--strict")[0] == 3
    assert call("run", "-o", "d", "--resume", "--strict", "--budget-tokens", "999")[0] == 0


def test_the_task_of_the_command_line_is_not_that_of_a_file(
    call: Call, rows: str, tmp_path: Path
) -> None:
    (tmp_path / "other.jsonl").write_text(json.dumps({**ROWS[0], "id": "other"}) + "\n")
    assert call("run", rows, "-m", "echo", "-o", "a")[0] == 0
    assert call("run", "other.jsonl", "--config", "a/config.toml", "-o", "b")[0] == 0
    assert [line.id for line in open_run(tmp_path / "b").lines()] == ["other"]
    status, _, err = call("run", "other.jsonl", "--resume", "-o", "a")
    assert (status, "another task" in err) == (2, True)


def test_a_run_with_checks_goes_on_with_or_without_naming_them(call: Call, rows: str) -> None:
    Path("c.json").write_text('[{"kind": "text.contains", "words": ["tide"]}]')
    assert call("run", rows, "-m", "echo", "-o", "a", "--checks", "c.json")[0] == 0
    for more in ((), ("--checks", "c.json"), ("--stop", "x")):
        assert call("run", "--resume", "-o", "a", *more)[0] == (2 if "--stop" in more else 0)


def test_a_dry_run_refuses_what_a_run_would(call: Call, rows: str, tmp_path: Path) -> None:
    for given, told in (
        (("--metrics", "acuracy"), "did you mean 'accuracy'"),
        (("--config", "c.toml"), "checks[1].kind: unknown kind"),
    ):
        (tmp_path / "c.toml").write_text(
            'checks = [{kind = "text.words", min = 1}, {kind = "text.wrds"}]\n'
        )
        for dry in ((), ("--dry-run",)):
            status, _, err = call("run", rows, "-m", "echo", "-o", "a", *given, *dry)
            assert (status, told in err) == (2, True)
    assert not (tmp_path / "a").exists()


def test_a_dry_run_of_a_run_to_go_on_with_counts_what_is_missing(call: Call, rows: str) -> None:
    assert call("run", rows, "-m", "echo", "--limit", "4", "-o", "a")[0] == 0
    _, out, _ = call("run", "--resume", "-o", "a", "--limit", "6", "-n", "2", "--dry-run")
    assert "8 · 6 samples, 2 of each, 4 of them answered" in out
    _, out, _ = call("run", "--resume", "-o", "a", "--dry-run")
    assert "asks     0 · 4 samples, 1 of each, 4 of them answered" in out


def test_a_run_that_breaks_says_where_what_it_has_is(call: Call, rows: str, tmp_path: Path) -> None:
    (tmp_path / "breaks.py").write_text(
        "from assay.models.scripted import Scripted\n"
        "def model(): return Scripted(lambda ask: {'tide ': 'ebb'}[ask.prompt])\n"
        "def never(): return Scripted(lambda ask: {}[ask.prompt])\n"
        "def fails(): raise OSError('no card')\n"
    )
    status, _, err = call("run", rows, "-m", "breaks.py:model")
    assert (status, len(err.splitlines())) == (2, 2)
    (folder,) = (tmp_path / "runs").iterdir()
    assert f"resume runs/{folder.name}" in err
    status, _, err = call("run", rows, "-m", "breaks.py:never")
    assert (status, len(err.splitlines())) == (2, 1)
    status, _, err = call("run", rows, "-m", "breaks.py:fails")
    assert (status, err) == (2, "assay: breaks.py:fails gives no model: OSError: no card\n")
    assert list((tmp_path / "runs").iterdir()) == [folder]


def test_what_is_the_runs_own_is_no_setting_of_its_model(call: Call, rows: str) -> None:
    for name in ("run", "spec", "budget_tokens", "budget_dollars"):
        status, _, err = call("run", rows, "-m", "echo", "-o", "a", "--model-set", f"{name}=5")
        assert (status, f"model_settings.{name}" in err) == (2, True)


def test_a_log_has_a_line_from_time_to_time(
    call: Call, rows: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call("run", rows, "-m", "models.py:slow", "-o", "a")[2] == ""
    monkeypatch.setattr("assay.cli.run_shown._SELDOM", 0.02)
    lines = call("run", rows, "-m", "models.py:slow", "-o", "b")[2].splitlines()
    assert len(lines) > 3
    assert all("of 6" in line and "tokens" in line and "\x1b" not in line for line in lines)


def test_a_dry_run_says_what_would_be_asked_and_makes_nothing(
    call: Call, rows: str, tmp_path: Path
) -> None:
    prices = ("--model-set", "price_in=1", "--model-set", "price_out=2")
    more = ("--max-tokens", "100", "--dry-run", "-n", "2")
    status, out, _ = call("run", rows, "-m", "openai:m", *prices, *more, "--json")
    assert status == 0
    characters = 2 * sum(len(row["prompt"]) for row in ROWS)  # type: ignore[arg-type]
    assert json.loads(out) == {
        "samples": 6,
        "asks": 12,
        "answered": 0,
        "prompt_tokens": -(-characters // 4),
        "most_completion_tokens": 1200,
        "most_cost": pytest.approx((-(-characters // 4) + 2400) / 1e6),
        "first": [{"role": "user", "content": "tide "}],
    }
    assert "12 · 6 samples, 2 of each" in call("run", rows, "-m", "openai:m", *more)[1]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["models.py", rows]


def test_no_key_is_written_down(call: Call, rows: str, tmp_path: Path) -> None:
    secret = ("--model-set", "key=sk-very-secret", "--model-set", "price_in=1.5")
    assert call("run", rows, "-m", "models.py:keyed", *secret, "--limit", "1", "-o", "r")[0] == 0
    for path in (tmp_path / "r").iterdir():
        assert b"very-secret" not in path.read_bytes()
    assert "price_in" in (tmp_path / "r" / "config.toml").read_text()


def test_ctrl_c_says_what_is_there_and_a_resumed_run_ends(rows: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "assay", "run", rows, "-m", "models.py:slow", "-n", "20"]
    for number in (signal.SIGINT, signal.SIGTERM):
        run = subprocess.Popen(
            [*command, "-o", "r", "--resume"], cwd=tmp_path,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        path = tmp_path / "r" / "samples.jsonl"
        size = path.stat().st_size if path.exists() else 0
        until = time.monotonic() + 30
        while not path.exists() or path.stat().st_size < size + 500:
            assert time.monotonic() < until
            time.sleep(0.02)
        run.send_signal(number)
        out, err = run.communicate(timeout=30)
        assert (run.returncode, err) == (130, "")
        assert "interrupted; --resume --out r asks for what is missing" in out
    kept = sum(1 for _ in open_run(tmp_path / "r").lines())
    assert 0 < kept < 120
    assert open_run(tmp_path / "r").info.status == "stopped"
    done = subprocess.run([*command, "-o", "r", "--resume"], cwd=tmp_path, capture_output=True)
    assert done.returncode == 0
    assert open_run(tmp_path / "r").info.totals.answers == 120


def test_progress_is_shown_on_a_terminal_and_nowhere_else(rows: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "assay", "run", rows, "-m", "models.py:slow", "-n", "4"]
    ours, theirs = pty.openpty()
    run = subprocess.Popen(
        [*command, "-o", "r"], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=theirs
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # nobody holds the other end any more
            break
        if not part:
            break
        shown += part
    os.close(ours)
    assert run.wait() == 0
    last = shown.decode().rpartition("\x1b[2K")[2]
    assert "24 of 24" in last
    assert "/s" in last
    assert "66.7% pass" in last
    assert "left" in shown.decode()


def test_scores_of_other_checks_stand_beside_a_run(call: Call, rows: str, tmp_path: Path) -> None:
    call("run", rows, "-m", "echo", "-n", "2", "-o", "r")
    before = (tmp_path / "r" / "samples.jsonl").read_bytes()
    (tmp_path / "short.json").write_text('[{"kind": "text.words", "max": 4}]')
    status, out, err = call("score", "r", "--checks", "short.json", "--json")
    assert (status, err) == (0, "")
    told: dict[str, Any] = json.loads(out)
    assert (told["passed"], told["failed"], told["changed"]) == (8, 4, 8)
    assert (told["scores"], told["metrics"][0]["name"]) == ("short", "accuracy")
    folder = open_run(tmp_path / "r")
    assert folder.scores() == ["short"]
    assert [s.key for s in folder.scored("short")] == [line.key for line in folder.lines()]
    assert [s.passed for s in folder.scored("short")] == [True] * 8 + [False] * 4
    assert (tmp_path / "r" / "samples.jsonl").read_bytes() == before
    status, out, _ = call("score", "r", "--task-checks", "--fail-under", "0.9")
    assert status == 1
    assert "0 decided otherwise" in out
    assert folder.scores() == ["short", "task"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "either --checks FILE or --task-checks"),
        (("--checks", "rows.jsonl"), "expected a JSON list"),
        (("--checks", "short.json"), "has scores 'short' already"),
        (("--checks", "short.json", "--name", "../up"), "cannot name scores"),
        (("--checks", "bad.json"), "bad.json: checks[0].min: "),
        (("--checks", "none.json"), "there are no checks"),
    ],
)
def test_wrong_usage_of_scores_is_one_line(
    call: Call, rows: str, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    call("run", rows, "-m", "echo", "-o", "r")
    (tmp_path / "short.json").write_text('[{"kind": "text.words", "max": 4}]')
    (tmp_path / "bad.json").write_text('[{"kind": "text.words",\n "min": "x"}]')
    (tmp_path / "none.json").write_text("[]")
    call("score", "r", "--checks", "short.json")
    status, out, err = call("score", "r", *arguments)
    assert (status, out) == (2, "")
    assert said in err
    assert open_run(tmp_path / "r").scores() == ["short"]
    assert call("score", "r", "--checks", "short.json", "--replace")[0] == 0


def test_task_checks_are_those_of_the_task_as_it_is_now(
    call: Call, rows: str, write: Write, tmp_path: Path
) -> None:
    call("run", rows, "-m", "echo", "-o", "r")
    write([{**row, "checks": [{"kind": "text.words", "min": 6}]} for row in ROWS])
    status, out, _ = call("score", "r", "--task-checks", "--json")
    assert status == 0
    assert (json.loads(out)["passed"], json.loads(out)["changed"]) == (1, 3)
    write([{**row, "prompt": "another"} for row in ROWS])
    status, _, err = call("score", "r", "--task-checks", "--replace")
    assert status == 2
    assert "no longer asks sample 'r1' as it did" in err
    assert [s.passed for s in open_run(tmp_path / "r").scored("task")] == [False] * 5 + [True]


def test_runs_in_a_table(call: Call, rows: str) -> None:
    call("run", rows, "-m", "echo", "-n", "2", "-o", "a")
    call("run", rows, "-m", "models.py:broken", "-o", "b", "--limit", "2")
    call("run", "letters", "--set", "level=2", "-m", "echo", "--limit", "3", "-o", "c",
         "--metrics", "pass@1")  # fmt: skip
    call("run", rows, "-m", "echo", "-o", "d", "--budget-tokens", "1")
    status, out, err = call("runs", "a", "b", "c", "d")
    assert (status, err) == (0, "")
    lines = [" ".join(line.split()) for line in out.splitlines() if line.strip()]
    assert lines[0] == "task model samples attempts accuracy pass@1 faults tokens time"
    assert lines[2].startswith("rows echo 6 2 66.7% (")
    assert lines[3].startswith("rows broken 2 1 · · 2 0 0:0")
    assert lines[4].startswith("letters (level=2) echo 3 1 · 0.0% (")
    assert lines[5].startswith("rows, stopped echo 1 1 0.0% (")
    status, out, _ = call("runs", "a", "--metrics", "pass@2", "--json")
    assert json.loads(out)[0]["metrics"][0]["name"] == "pass@2"
    assert call("runs", "nowhere")[0] == 2
    assert "did you mean 'accuracy'" in call("runs", "a", "--metrics", "accuracies")[2]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("temperature", (-1, 0, 2, "1")), ("top_p", (0, 0.5, 1, 1.1)), ("max_tokens", (0, 1, 2.5)),
        ("seed", (-1, 1.5)), ("stop", ("x", ["x"], [1])), ("extra", ({}, [])), ("other", (1,)),
    ],
)  # fmt: skip
def test_the_schema_takes_what_a_run_takes(name: str, values: tuple[Any, ...]) -> None:
    validator = jsonschema.Draft202012Validator(schema())
    for value in values:
        fields = {"sampling": {name: value}}
        try:
            taken = bool(make_config(fields))
        except AssayError:
            taken = False
        assert validator.is_valid(fields) is taken, fields


def test_toml_that_is_written_is_what_is_read() -> None:
    fields: dict[str, Any] = {
        "task": 'a "quoted" \\ name\n\x7f é 😀',
        "n": 3,
        "limit": None,
        "checks": [{"kind": "text.words", "min": 1, "odd key": [1, 2.5, True]}],
        "sampling": {"temperature": 1e-7, "extra": {"deep": {"er": []}}},
        "settings": {"a.b": "x", "": 1},
    }
    read = tomllib.loads(as_toml(fields))
    assert read == {name: value for name, value in fields.items() if value is not None}
    assert make_config(read).checks == fields["checks"]
