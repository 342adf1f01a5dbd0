"""What a verdict on a final answer costs, ours and Math-Verify's on the same pairs, and start-up.

    python benchmarks/answers_speed.py [SET.jsonl.gz] [--passes N]      (default: math_real_pairs)

Pairs a CPU-second, the best of N passes, each in a fresh process, the pairs unrepeated. `cold` is
ours with every cache of ours emptied before every pair, so that a gold that comes again is read
again; `one run` keeps them as a run does. Both start from the check's JSON and end with the
verdict. Math-Verify keeps its own caches, and sympy's. `one gold` asks a single gold of all the
responses in one call. Then the stages of a cold pair, and the CPU time of imports in fresh
processes, the median: the package, all its kinds, and a first verdict on top; Math-Verify's.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from answers_caches import bounded_caches
from answers_sets import Item, data_folder, find_sets, name_of, read_items
from peer_answers_drive import ENVIRONMENT, ask, is_there

KINDS = (
    "import assay; [assay.find(f'answer.{k}') for k in 'any choice math number parts text'.split()]"
)
VERDICT = (
    "import assay; from assay.checks import answer;"
    " assay.verify('so it is \\\\boxed{0.5}', answer.Math(gold='1/2'))"
)
IMPORTS = {
    "import assay.checks.answer": "import assay.checks.answer",
    "all kinds of the family": KINDS,
    "and a first verdict": VERDICT,
}
STAGES = ["extract", "read gold", "read answer", "compare"]
GOLD = "\\frac{1}{2}"


def seconds_of(work: Callable[[], object]) -> float:
    """The CPU time of one go."""
    started = time.process_time()
    work()
    return time.process_time() - started


def verdict_on(item: Item) -> bool | None:
    """From the check's JSON to the verdict."""
    import assay

    ((verdict,),) = assay.verify_batch([item.row["response"]], [assay.parse(item.check)])
    return verdict.passed


def cold_seconds(items: Sequence[Item]) -> float:
    """A pass with all caches emptied before each pair."""
    verdict_on(items[0])
    caches = bounded_caches()
    total = 0.0
    for item in items:
        for cache in caches:
            cache.cache_clear()
        total += seconds_of(lambda: verdict_on(item))  # noqa: B023, called here
    return total


def run_seconds(items: Sequence[Item]) -> float:
    """A pass as a run makes it."""
    verdict_on(items[0])
    return seconds_of(lambda: [verdict_on(item) for item in items])


def batch_seconds(items: Sequence[Item]) -> float:
    """One gold asked of all responses at once."""
    import assay

    check = assay.parse({"kind": "answer.math", "gold": GOLD})
    texts = [item.row["response"] for item in items]
    assay.verify_batch(texts[:1], [check])
    return seconds_of(lambda: assay.verify_batch(texts, [check]))


def stage_seconds(items: Sequence[Item]) -> dict[str, float]:
    """Where the time of a cold pair goes: finding, reading twice, comparing."""
    from assay.answers.equality import compare
    from assay.answers.extraction import extract
    from assay.answers.limits import TooMuch
    from assay.answers.reading import read

    spent: dict[str, float] = dict.fromkeys(STAGES, 0.0)
    for item in items:
        try:
            times = [time.process_time()]
            found = extract(item.row["response"])
            times.append(time.process_time())
            gold = read(item.check["gold"])
            times.append(time.process_time())
            given = read(found.final.text if found.final else "")
            times.append(time.process_time())
            compare(gold, given)
            times.append(time.process_time())
        except TooMuch:
            continue
        for name, start, end in zip(spent, times, times[1:], strict=False):
            spent[name] += end - start
    return spent


PASSES: dict[str, Callable[[Sequence[Item]], Any]] = {
    "cold": cold_seconds,
    "one run": run_seconds,
    "one gold": batch_seconds,
    "stages": stage_seconds,
}


def in_fresh_processes(name: str, path: Path, passes: int) -> list[Any]:
    """What a pass measures, each in a process of its own."""
    command = [sys.executable, __file__, str(path), "--child", name]
    runs = [subprocess.run(command, stdout=subprocess.PIPE, check=True) for _ in range(passes)]
    return [json.loads(run.stdout) for run in runs]


def import_ms(python: Path, code: str, times: int) -> float:
    """The CPU time of some code in fresh processes, in milliseconds, the median.

    A first run, not counted, writes the bytecode, which an installation has.
    """
    timed = f"import time; t = time.process_time(); {code}; print(time.process_time() - t)"
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder, "PYTHONDONTWRITEBYTECODE": ""}
        command = [python, "-c", timed]
        runs = [
            subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True, env=environment)
            for _ in range(times + 1)
        ]
    return median(float(run.stdout.split()[-1]) for run in runs[1:]) * 1000


def peer_seconds(items: Sequence[Item], options: argparse.Namespace) -> float:
    """Math-Verify's best pass over the pairs, a fresh process each."""
    rows = [{"gold": i.row["gold"], "response": i.row["response"], "bare": True} for i in items]
    passes = [ask(options.peer, "Math-Verify", rows, fresh=True) for _ in range(options.passes)]
    return min(sum(said.cpu for said in answers) for answers in passes)


def report_pairs(path: Path, options: argparse.Namespace, peer: bool) -> None:
    """Pairs a CPU-second, and the ratio."""
    items = read_items(path)
    print(f"{name_of(path)}: {len(items):,} pairs, the best of {options.passes} passes")
    speeds = {
        name: len(items) / min(in_fresh_processes(name, path, options.passes))
        for name in ("cold", "one run", "one gold")
    }
    theirs = len(items) / peer_seconds(items, options) if peer else None
    for name, speed in speeds.items():
        ratio = f"{speed / theirs:8.1f} times Math-Verify" if theirs else ""
        print(f"  {'assay, ' + name:<28}{speed:>10,.0f} pairs a CPU-second{ratio}")
    if theirs:
        print(f"  {'Math-Verify':<28}{theirs:>10,.0f} pairs a CPU-second")
    (stages,) = in_fresh_processes("stages", path, 1)
    for name, seconds in stages.items():
        print(f"  {'  cold stage, ' + name:<28}{seconds / len(items) * 1e6:>10.1f} us a pair")


def report_imports(options: argparse.Namespace, peer: bool) -> None:
    """What it takes to start."""
    print(f"\nCPU time of starting, the median of {options.starts} processes")
    for title, code in IMPORTS.items():
        print(f"  {title:<28}{import_ms(Path(sys.executable), code, options.starts):>10.1f} ms")
    if peer:
        python = options.peer / "bin" / "python"
        took = import_ms(python, "import math_verify", options.starts)
        print(f"  {'import math_verify':<28}{took:>10.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("set", nargs="?", type=Path)
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--starts", type=int, default=9)
    parser.add_argument("--peer", type=Path, default=ENVIRONMENT, help="the peer environment")
    parser.add_argument("--child", choices=PASSES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    path = options.set or data_folder() / "math_real_pairs.jsonl.gz"
    if options.child:
        json.dump(PASSES[options.child](read_items(path)), sys.stdout)
        return
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    peer = is_there(options.peer)
    if find_sets([path]):
        report_pairs(path, options, peer)
    report_imports(options, peer)


if __name__ == "__main__":
    main()
