"""A run that is killed at random moments, and one that is larger than the memory it may take."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

pytestmark = pytest.mark.slow

SECONDS = re.compile(rb'"seconds":[-+.e\d]+')
KINDS = """
import time
import assay
class Slow(assay.Check, kind="mine.slow"):
    def verify(self, response, context):
        time.sleep(0.001)
        return self.decide(len(response.text) % 2 == 0, f"{len(response.text)} characters.")
"""


MEASURE = """
import resource, subprocess, sys
subprocess.run([sys.executable, *sys.argv[1:]], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""In a small process of its own, for a child's peak counts from before its program starts."""


def rows(count: int) -> str:
    checks = [{"kind": "text.words", "min": 5}, {"kind": "mine.slow"}]
    made = (
        {"id": str(n), "prompt": f"p{n}", "response": f"row {n} " * (n % 9), "checks": checks}
        for n in range(count)
    )
    return "".join(json.dumps(row) + "\n" for row in made)


def start(folder: Path, output: str, workers: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "assay", "verify", "rows.jsonl", "-o", output]
    options = ["--load", "kinds.py:Slow", "--workers", str(workers)]
    return subprocess.Popen([*command, *options], cwd=folder, stdout=subprocess.DEVNULL)


@pytest.mark.parametrize("workers", [1, 2])
def test_twenty_kills_and_a_rerun_leave_what_an_undisturbed_run_leaves(
    tmp_path: Path, workers: int
) -> None:
    (tmp_path / "kinds.py").write_text(KINDS)
    (tmp_path / "rows.jsonl").write_text(rows(10_000))
    assert start(tmp_path, "whole.jsonl", workers).wait(timeout=300) == 0
    end = (tmp_path / "whole.jsonl").stat().st_size
    rng, grown, midst = Random(workers), 0, 0
    for _ in range(20):
        run = start(tmp_path, "killed.jsonl", workers)
        time.sleep(rng.uniform(0.05, 0.9))
        run.send_signal(signal.SIGKILL)
        run.wait()
        path = tmp_path / "killed.jsonl"
        size = path.stat().st_size if path.exists() else 0
        assert size >= grown
        midst += grown < size < 0.99 * end
        grown = size
    assert midst >= 3
    assert start(tmp_path, "killed.jsonl", workers).wait(timeout=300) == 0
    whole, killed = (
        SECONDS.sub(b"", (tmp_path / name).read_bytes()) for name in ("whole.jsonl", "killed.jsonl")
    )
    assert whole.count(b"\n") == 10_000
    assert killed == whole
    assert not (tmp_path / "killed.jsonl.assay-old").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak of memory in KiB")
@pytest.mark.parametrize(
    ("checks", "size"),
    [
        ([{"kind": "text.words", "min": 5}], 2_000),
        ([{"kind": "text.words", "min": 5}, {"kind": "text.regex", "pattern": "a+"}], 200_000),
    ],
    ids=["inline", "worker"],
)
def test_300_megabytes_are_verified_in_half_of_that(
    tmp_path: Path, checks: list[dict[str, object]], size: int
) -> None:
    path = tmp_path / "rows.jsonl"
    with path.open("w") as file:
        for n in range(300_000_000 // size):
            text = f"{n} " + "and so on. " * (size // 11)
            file.write(json.dumps({"id": n, "response": text, "checks": checks}) + "\n")
    verify = ["-m", "assay", "verify", str(path), "-o", str(tmp_path / "out"), "--json"]
    measured = subprocess.run(
        [sys.executable, "-c", MEASURE, *verify], capture_output=True, text=True, check=True
    )
    peak = int(measured.stdout.split()[-1]) / 1024
    assert (tmp_path / "out").stat().st_size > path.stat().st_size
    assert 10 < peak < 150, f"{peak:.0f} MiB"
