"""Runs against a local endpoint that fails as real ones do, and runs that are killed on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from endpoint import Behaviour, Endpoint
from run_parts import said

from assay.evaluate.runs import RunFolder, open_run

WOES = {"429": 0.02, "500": 0.01, "hang": 0.01, "broken": 0.005}
PATIENCE = ["timeout=1.5", "backoff=0.02", "max_wait=0.2"]


def rows(folder: Path, count: int) -> None:
    checks = [[{"kind": "text.words", "min": 4 + n % 3}] for n in range(3)]
    made = (
        {"id": f"r{n}", "prompt": f"Say the number {n} again." + " And again." * (n % 2),
         "checks": checks[n % 3]}
        for n in range(count)
    )  # fmt: skip
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in made))


def start(folder: Path, url: str, out: str, *more: str) -> subprocess.Popen[bytes]:
    settings = [part for setting in PATIENCE for part in ("--model-set", setting)]
    command = [sys.executable, "-m", "assay", "run", "rows.jsonl", "--model", f"{url}#m"]
    return subprocess.Popen(
        [*command, *settings, "--out", out, "--resume", *more],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def finish(run: subprocess.Popen[bytes]) -> None:
    _, errors = run.communicate(timeout=300)
    told = [line for line in errors.splitlines() if b" of " not in line]  # how far it is
    assert (run.returncode, told) == (0, [])


def fate(folder: RunFolder) -> Counter[str]:
    """How many lines passed, failed, or ended in which fault."""
    return Counter(
        line.fault.kind if line.fault else {True: "pass", False: "fail"}[bool(line.outcome)]
        for line in folder.lines()
    )


def test_an_endpoint_that_fails_now_and_then_costs_no_sample(tmp_path: Path) -> None:
    rows(tmp_path, 100)
    behaviour = Behaviour(delay=0.02, shares={**WOES, "429": 0.1, "500": 0.1}, idempotent=True)
    with Endpoint(behaviour) as endpoint:
        finish(start(tmp_path, endpoint.url, "r", "--model-set", "tries=20"))
        counts = endpoint.counts()
    folder = open_run(tmp_path / "r")
    assert folder.info.status == "done"
    assert [line.id for line in folder.lines()] == [f"r{n}" for n in range(100)]
    assert set(fate(folder)) == {"pass", "fail"}
    assert (counts["charged_keys"], counts["most_charges"]) == (100, 1)
    assert counts["requests"] > 100


def test_requests_that_never_succeed_end_in_a_named_fault(tmp_path: Path) -> None:
    rows(tmp_path, 60)
    with Endpoint(Behaviour(shares={"500": 0.3, "broken": 0.3})) as endpoint:
        finish(start(tmp_path, endpoint.url, "r", "--model-set", "tries=1"))
        first = open_run(tmp_path / "r")
        assert {"server", "malformed"} <= set(fate(first))
        faults = [line.fault for line in first.lines() if line.fault]
        assert all(fault.message for fault in faults)
        finish(start(tmp_path, endpoint.url, "r", "--model-set", "tries=20"))
    again = open_run(tmp_path / "r")
    assert set(fate(again)) == {"pass", "fail"}
    assert again.info.totals.faults == 0


def test_samples_that_ask_the_same_have_answers_of_their_own(tmp_path: Path) -> None:
    made = [{"id": name, "prompt": "Say it.", "checks": []} for name in "ab"]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in made))
    with Endpoint() as endpoint:
        start(tmp_path, endpoint.url, "r", "-n", "2").communicate(timeout=60)
        assert endpoint.counts()["requests"] == 4


@pytest.mark.slow
def test_ten_kills_end_in_what_an_undisturbed_run_gives_and_nothing_is_paid_twice(
    tmp_path: Path,
) -> None:
    rows(tmp_path, 1000)
    with Endpoint(Behaviour(delay=0.2, shares=WOES, idempotent=True), process=True) as endpoint:
        finish(start(tmp_path, endpoint.url, "whole"))
        whole = endpoint.counts()
        rng, grown, midst = Random(7), 0, 0
        path = tmp_path / "killed" / "samples.jsonl"
        for _ in range(10):
            run = start(tmp_path, endpoint.url, "killed")
            begun = time.monotonic()
            longest = rng.uniform(0.1, 0.6)
            while time.monotonic() - begun < 20 and run.poll() is None:
                time.sleep(0.02)
                if path.exists() and path.stat().st_size > grown:
                    time.sleep(longest)
                    break
            run.send_signal(signal.SIGKILL)
            run.communicate()
            size = path.stat().st_size
            midst += size > grown
            grown = size
            kept = sum(1 for _ in open_run(tmp_path / "killed").lines())
            assert kept <= 1000
        assert midst >= 5
        finish(start(tmp_path, endpoint.url, "killed"))
        killed = endpoint.counts()
    one, other = open_run(tmp_path / "whole"), open_run(tmp_path / "killed")
    assert said(one) == said(other)
    assert fate(one).total() == 1000
    assert set(fate(other)) == {"pass", "fail"}
    assert killed["most_charges"] == 1
    assert killed["charged_keys"] - whole["charged_keys"] == 1000
    again = killed["requests"] - 2 * whole["requests"]
    assert again <= 10 * 64 + 30  # what was under way at a kill, and no answer that had come
    assert sorted(os.listdir(other.path)) == [
        "config.toml",
        "index.sqlite",
        "run.json",
        "samples.jsonl",
    ]
