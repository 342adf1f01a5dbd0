"""How much of what an endpoint allows a run makes use of, when the endpoint fails now and then.

    python benchmarks/runs.py [--samples N] [--capacity N ...] [--kills N] [--slower N]

A local endpoint, in a process of its own, answers in 200 ms, refuses with 429 what is more than
its capacity at once, and fails as real ones do: 2 % of 429s, 1 % of 500s, 1 % of requests that
never end, 0.5 % of broken JSON. `assay run` asks it N samples with a deadline of 2 s a request.
A place at the endpoint is held for 200 ms by a request that is answered, and until the deadline by
one that hangs; what the endpoint allows is the answers that its places can give at that. Two rates
are told: of the whole run, from its first request to its last answer, and of the answers from the
first to the 95th in a hundred, since the last few wait for deadlines, whoever asks. With --kills
the run is killed so often on the way by SIGKILL and taken up again; then what it was charged is
told, and whether the result is the same.

The interpreter's start is not counted. A busy machine shows: the load is printed, and --slower
makes the endpoint and all deadlines so many times slower, which asks less of the processor.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests/models"))

DELAY = 0.2
WOES = {"429": 0.02, "500": 0.01, "hang": 0.01, "broken": 0.005}
SETTINGS = {"timeout": 2.0, "backoff": 0.1, "max_wait": 1.0}


def allowed(capacity: int, slower: float) -> float:
    """Answers a second that so many places can give, if none is ever empty."""
    held = WOES["hang"] * SETTINGS["timeout"] + (1 - sum(WOES.values()) + WOES["broken"]) * DELAY
    answered = 1 - sum(WOES.values())
    return capacity * answered / (held * slower)


def write_rows(folder: Path, count: int) -> None:
    """Prompts that differ, and a check that most pass."""
    with (folder / "rows.jsonl").open("w") as file:
        for number in range(count):
            checks = [{"kind": "text.words", "min": 4 + number % 3}]
            prompt = f"Say the number {number} again."
            row = {"id": f"r{number}", "prompt": prompt, "checks": checks}
            file.write(json.dumps(row) + "\n")


def measure(folder: Path, url: str, capacity: int, slower: float) -> None:
    """One run in this process, timed line by line."""
    import assay
    from assay.evaluate.runs import sitting

    times: list[float] = []
    write = sitting.Sitting._write

    def timed(self: Any, line: Any) -> None:
        write(self, line)
        times.append(time.perf_counter())

    sitting.Sitting._write = timed  # type: ignore[method-assign]
    cpu, begun = time.process_time(), time.perf_counter()
    run = assay.run(
        str(folder / "rows.jsonl"),
        f"{url}#m",
        model_settings={
            **{name: value * slower for name, value in SETTINGS.items()},
            "concurrency": max(64, capacity),
        },
        out=folder / f"run-{capacity}",
    )
    cpu = time.process_time() - cpu
    sitting.Sitting._write = write  # type: ignore[method-assign]
    most_of_all = allowed(capacity, slower)
    most = round(len(times) * 0.95)
    whole = len(times) / (times[-1] - begun)
    steady = (most - 1) / (times[most - 1] - times[0])
    fate = Counter(line.fault.kind if line.fault else "answered" for line in run.lines())
    print(
        f"capacity {capacity:4}: {most_of_all:5.0f}/s allowed; whole run {whole:5.0f}/s = "
        f"{whole / most_of_all:4.0%}, first 95 % {steady:5.0f}/s = {steady / most_of_all:4.0%}; "
        f"{cpu / len(times) * 1e3:.2f} ms CPU a sample; {dict(fate)}"
    )


def start(folder: Path, url: str, out: str) -> subprocess.Popen[bytes]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "assay", "run", "rows.jsonl", "--model", f"{url}#m"]
    given = [
        part for name, value in SETTINGS.items() for part in ("--model-set", f"{name}={value}")
    ]
    return subprocess.Popen(
        [*command, *given, "--out", out, "--resume"], cwd=folder, stdout=subprocess.DEVNULL
    )


def killed(folder: Path, url: str, kills: int) -> None:
    """A run that is killed on the way, until it is whole."""
    path = folder / "killed" / "samples.jsonl"
    rng, grown = Random(1), 0
    for _ in range(kills):
        run = start(folder, url, "killed")
        while run.poll() is None and (not path.exists() or path.stat().st_size <= grown):
            time.sleep(0.02)
        time.sleep(rng.uniform(0.05, 0.6))
        run.send_signal(signal.SIGKILL)
        run.wait()
        grown = path.stat().st_size
    start(folder, url, "killed").wait()


def outcome(folder: Path) -> list[tuple[Any, ...]]:
    """What a run comes to, line by line."""
    import assay

    return [
        (line.id, line.attempt, line.response, line.passed, line.fault)
        for line in assay.open_run(folder).lines()
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--samples", type=int, default=1000)
    parser.add_argument("--capacity", type=int, nargs="*", default=[16, 64])
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--slower", type=float, default=1.0)
    options = parser.parse_args()
    from endpoint import Behaviour, Endpoint

    print(f"{options.samples:,} samples; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_rows(folder, options.samples)
        for capacity in options.capacity:
            delay = DELAY * options.slower
            behaviour = Behaviour(delay=delay, shares=WOES, capacity=capacity, idempotent=True)
            with Endpoint(behaviour, process=True) as endpoint:
                measure(folder, endpoint.url, capacity, options.slower)
                print(f"  {endpoint.counts()}")
        if not options.kills:
            return
        behaviour = Behaviour(delay=DELAY, shares=WOES, idempotent=True)
        with Endpoint(behaviour, process=True) as endpoint:
            killed(folder, endpoint.url, options.kills)
            counts = endpoint.counts()
        same = outcome(folder / "killed") == outcome(folder / f"run-{options.capacity[0]}")
        print(f"killed {options.kills} times: {'the same result' if same else 'ANOTHER RESULT'}")
        print(
            f"  {counts['requests']:,} requests, {counts['charges']:,} charges for "
            f"{counts['charged_keys']:,} questions, at most {counts['most_charges']} for one"
        )
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"CPU of the children: {used.ru_utime + used.ru_stime:.1f} s")


if __name__ == "__main__":
    main()
