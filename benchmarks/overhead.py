"""What Assay costs beside the checks: microseconds a verdict, and a row of a whole run.

    python benchmarks/overhead.py [--rows N] [--passes N]

Three things are timed, each the best of N passes in this process:
a verdict of `assay.verify_batch` for the smallest check there is (`text.commas` on a short text,
the making of the response included), one call a verdict and many at once;
a row of a whole run as `assay verify ROWS -o LOG` makes it: the file is checked, read, judged,
counted, and the log written to a temporary folder;
and that command itself, from its start to its end, in a process of its own.
Beside the first stands the smallest scorer of autoevals (equality, which gives a number and neither
a reason nor evidence), beside the second a run of pydantic-evals with one evaluator, which keeps
its rows in memory and writes no log; both run in the peer environment. A busy machine shows.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from peer_ifeval import ENVIRONMENT

TEXT = "The tide falls and the crabs hide under the stones."
CHECK = {"kind": "text.commas", "max": 0}
CALLS = 20_000
CASES = 2_000
"""Cases of the pydantic-evals run: its cost a case is flat in their number."""


class Cost(NamedTuple):
    """Microseconds of something: CPU, and wall."""

    cpu: float
    wall: float

    def __str__(self) -> str:
        return f"{self.cpu:8.2f} us CPU {self.wall:8.2f} us wall"


def best(passes: int, count: int, work: Callable[[], object]) -> Cost:
    """The least cost of a pass, divided by how many things it does."""
    costs: list[Cost] = []
    for _ in range(passes):
        cpu, wall = time.process_time(), time.perf_counter()
        work()
        costs.append(Cost(time.process_time() - cpu, time.perf_counter() - wall))
    cpu, wall = (min(cost[side] for cost in costs) / count * 1e6 for side in (0, 1))
    return Cost(cpu, wall)


def measure_calls(passes: int) -> tuple[Cost, Cost]:
    """A verdict of `verify_batch`: one a call, and many a call."""
    import assay

    checks = [assay.parse(CHECK)]

    def one_by_one() -> None:
        for _ in range(CALLS):
            assay.verify_batch([TEXT], checks)

    texts = [TEXT] * CALLS
    return (
        best(passes, CALLS, one_by_one),
        best(passes, CALLS, lambda: assay.verify_batch(texts, checks)),
    )


def write_rows(path: Path, count: int) -> None:
    """Rows that differ in id and prompt, as a data set's do."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            prompt = f"Describe tide pool number {number} without commas."
            row = {"id": str(number), "prompt": prompt, "response": TEXT, "checks": [CHECK]}
            file.write(json.dumps(row) + "\n")


def measure_run(rows: Path, count: int, passes: int) -> tuple[Cost, Cost]:
    """A row of the whole run, and of the first reading in it, which only checks the file."""
    from assay.engine import Engine, Settings
    from assay.evaluate.ledger import Ledger
    from assay.evaluate.resumed import verify_into
    from assay.evaluate.summary import Tally
    from assay.rows import check_rows, read_rows

    log = rows.with_name("log.jsonl")

    def run() -> None:
        log.unlink(missing_ok=True)
        check_rows(rows)
        tally = Tally()
        with Engine(1, Settings()) as engine, Ledger(log) as ledger:
            for row in verify_into(ledger, read_rows(rows), engine):
                tally.add(row)
        tally.summary(source=str(rows), mode="standard", version=version("assay"))

    whole = best(passes, count, run)
    written = sum(1 for _ in log.open("rb"))
    if written != count:
        raise SystemExit(f"the log has {written} rows of {count}")
    return whole, best(passes, count, lambda: check_rows(rows))


def measure_command(rows: Path, count: int, passes: int) -> Cost:
    """A row of `assay verify ROWS -o LOG`, the start of the interpreter included."""
    log = rows.with_name("command.jsonl")
    command = [sys.executable, "-m", "assay", "verify", str(rows), "-o", str(log), "--json"]
    costs: list[Cost] = []
    for _ in range(passes):
        log.unlink(missing_ok=True)
        cpu, wall = _children_cpu(), time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        costs.append(Cost(_children_cpu() - cpu, time.perf_counter() - wall))
    cpu, wall = (min(cost[side] for cost in costs) / count * 1e6 for side in (0, 1))
    return Cost(cpu, wall)


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure_autoevals(passes: int) -> Cost:
    """A call of autoevals' ExactMatch."""
    scorer: Any = importlib.import_module("autoevals").ExactMatch()

    def call() -> None:
        for _ in range(CALLS):
            scorer.eval(TEXT, TEXT)

    return best(passes, CALLS, call)


def measure_pydantic_evals(passes: int) -> Cost:
    """A case of a pydantic-evals run: its task gives the text, its evaluator seeks a comma."""
    evals: Any = importlib.import_module("pydantic_evals")
    evaluators: Any = importlib.import_module("pydantic_evals.evaluators")

    def evaluate(_: object, context: Any) -> bool:
        return "," not in context.output

    async def task(prompt: str) -> str:
        return TEXT if prompt else ""

    commas = type("NoCommas", (evaluators.Evaluator,), {"evaluate": evaluate})
    made = (f"Describe tide pool number {number} without commas." for number in range(CASES))
    cases = [evals.Case(name=str(place), inputs=text) for place, text in enumerate(made)]
    dataset = evals.Dataset(name="tide pools", cases=cases, evaluators=[commas()])
    return best(passes, CASES, lambda: dataset.evaluate_sync(task, progress=False))


PEERS: dict[str, Callable[[int], Cost]] = {
    "autoevals": measure_autoevals,
    "pydantic-evals": measure_pydantic_evals,
}


def ask_peer(environment: Path, name: str, passes: int) -> tuple[str, Cost] | None:
    """The peer's version and cost; None, and a word about it, where it is not installed."""
    python = environment / "bin" / "python"
    if not python.exists():
        print(f"  {name}: no environment {environment}, skipped (scripts/peer_environment.sh)")
        return None
    command = [python, __file__, "--child", name, "--passes", str(passes)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        print(f"  {name}: does not run in {environment}, skipped")
        return None
    release, *cost = json.loads(done.stdout)
    return f"{name} {release}", Cost(*cost)


def show(title: str, ours: Cost, environment: Path, name: str, passes: int) -> None:
    """Our cost, and the peer's below it with the ratio."""
    print(f"{title:<58}{ours}")
    answer = ask_peer(environment, name, passes)
    if answer:
        title, theirs = answer
        print(f"  {title:<56}{theirs}   {theirs.cpu / ours.cpu:.2f} times ours")


def report(rows: int, passes: int, environment: Path) -> None:
    """Prints one measurement after the other."""
    single, many = measure_calls(passes)
    print(f"{'assay.verify_batch, one response a call':<58}{single}")
    show("assay.verify_batch, 20,000 responses a call", many, environment, "autoevals", passes)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.jsonl"
        write_rows(path, rows)
        print(f"\n{rows:,} rows of {path.stat().st_size / rows:.0f} bytes, one check each")
        whole, reading = measure_run(path, rows, passes)
        show("a row of the whole run", whole, environment, "pydantic-evals", passes)
        print(f"{'  of which the file is checked before anything runs':<58}{reading}")
        command = measure_command(path, rows, passes)
    print(f"{'a row of the command, from its start to its end':<58}{command}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--peer", type=Path, default=ENVIRONMENT, help="the peer environment")
    parser.add_argument("--child", choices=PEERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        cost = PEERS[options.child](options.passes)
        json.dump([version(options.child), *cost], sys.stdout)
        return
    print(f"best of {options.passes}; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    report(options.rows, options.passes, options.peer)


if __name__ == "__main__":
    main()
