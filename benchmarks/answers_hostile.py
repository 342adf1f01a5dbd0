"""Time and memory of every hostile answer, ours beside Math-Verify's.

    python benchmarks/answers_hostile.py [--kind KIND] [--peer] [--cap SECONDS] [--shown N]

The catalogue is `tests/answers/hostile_answers.py`. Each attack is asked of a kind in a forked
process of its own, which is killed at the cap: CPU time, the best of three with our caches
emptied before each, from the check's JSON to the verdict; and by how much that process grew.
Reading, comparing and finding are no other calls than these. `--peer` asks Math-Verify too, as
it comes, with its own limit of five seconds a comparison. `forbidden` counts wrong answers that
passed and right ones that failed. Status 1 where one of ours is over a bar or forbidden.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import assay
from answers_caches import bounded_caches
from peer_answers_drive import ENVIRONMENT, ask, is_there
from peer_ifeval import ROOT

sys.path.insert(0, str(ROOT / "tests" / "answers"))
ATTACKS: Sequence[Any] = importlib.import_module("hostile_answers").ATTACKS
"""Of the class `Attack` in `tests/answers/hostile_attack.py`."""

BAR_MS = 50.0
BAR_MB = 100.0
PASSES = 3


class Took(NamedTuple):
    """What one attack took, and what came of it; None where it was killed."""

    ms: float
    mb: float
    status: str
    passed: bool | None


def forbidden(attack: Any, passed: bool | None) -> bool:
    """Whether the verdict is the one that must not come of the attack."""
    return attack.never is not None and passed is {"pass": True, "fail": False}[attack.never]


def measure(attack: Any, kind: str) -> Took:
    """The best of three, in this process."""
    caches, times, status, passed = bounded_caches(), [], "", None
    gold = "B" if kind == "answer.choice" else attack.gold
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(PASSES):
        for cache in caches:
            cache.cache_clear()
        started = time.process_time()
        try:
            check = assay.parse({"kind": kind, "gold": gold})
            ((verdict,),) = assay.verify_batch([attack.said], [check])
            status, passed = verdict.status, verdict.passed
        except assay.BadParameter:
            status = "refused"
        times.append(time.process_time() - started)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return Took(min(times) * 1000, grown / 1024, status, passed)


def apart(work: Callable[[], Took], cap: float) -> Took:
    """In a forked process, which has everything loaded and can be killed."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.write(writer, json.dumps(work()).encode())
        os._exit(0)
    os.close(writer)
    ready, _, _ = select.select([reader], [], [], cap)
    answer = os.read(reader, 1000) if ready else b""
    os.close(reader)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    if answer:
        return Took(*json.loads(answer))
    return Took(cap * 1000, 0.0, "died" if ready else "killed", None)


def report(kind: str, options: argparse.Namespace) -> tuple[list[Took], bool]:
    """Our table for one kind, and whether all is within the bars."""
    gold = "B" if kind == "answer.choice" else "1/2"
    assay.verify("It is \\boxed{0.5}.", assay.parse({"kind": kind, "gold": gold}))
    took = [apart(lambda a=attack: measure(a, kind), options.cap) for attack in ATTACKS]
    slow = [t for t in took if t.ms > BAR_MS]
    large = [t for t in took if t.mb > BAR_MB]
    broken = [(a, t) for a, t in zip(ATTACKS, took, strict=True) if broke(kind, a, t)]
    print(
        f"\n{kind}: {len(slow)} of {len(took)} over {BAR_MS:g} ms, {len(large)} over {BAR_MB:g} MB,"
        f" {len(broken)} broken or forbidden; {sum(t.ms for t in took):,.0f} ms in all,"
        f" at most {max(t.mb for t in took):.1f} MB"
    )
    for attack, found in broken:
        print(f"  {attack.title:<46}{found.status}, which must not be")
    order = sorted(zip(took, ATTACKS, strict=True), key=lambda pair: -pair[0].ms)
    for found, attack in order[: options.shown]:
        print(f"  {found.ms:9.2f} ms {found.mb:7.1f} MB  {attack.title:<46}{found.status}")
    return took, not (slow or large or broken)


def broke(kind: str, attack: Any, took: Took) -> bool:
    """Whether an error, or a verdict that must not be, came of it."""
    if took.status in ("error", "killed", "died"):
        return True
    return kind in ("answer.math", "answer.any") and forbidden(attack, took.passed)


def compare(took: Sequence[Took], options: argparse.Namespace) -> None:
    """Math-Verify on the same, the slowest shown with ours beside them."""
    rows = [{"gold": a.gold, "response": a.response, "bare": not a.whole} for a in ATTACKS]
    said = ask(options.environment, "Math-Verify", rows, cap=options.cap)
    pairs = sorted(zip(said, took, ATTACKS, strict=True), key=lambda pair: -pair[0].cpu)
    over = sum(s.cpu > BAR_MS / 1000 for s in said)
    print(
        f"\nMath-Verify: {over} of {len(said)} over {BAR_MS:g} ms,"
        f" {sum(s.cpu > 1 for s in said)} over a second,"
        f" {sum(s.killed for s in said)} killed at {options.cap:g} s,"
        f" {sum(forbidden(a, s.verdict) for s, _, a in pairs)} forbidden;"
        f" {sum(s.cpu for s in said) * 1000:,.0f} ms in all,"
        f" at most {max(s.peak_mb for s in said):.0f} MB"
    )
    for theirs, ours, attack in pairs[: options.shown]:
        ended = "killed" if theirs.killed else "pass" if theirs.verdict else "fail"
        shown = f"{theirs.cpu * 1000:11.1f} ms {ended:<7}{ours.ms:9.2f} ms {ours.status}"
        print(f"  {attack.title:<46}{shown}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kind", action="append", help="kinds to ask (default: math, any)")
    parser.add_argument("--peer", action="store_true", help="Math-Verify beside ours")
    parser.add_argument("--cap", type=float, default=15.0, help="seconds for one attack")
    parser.add_argument("--shown", type=int, default=12, help="slowest to list")
    parser.add_argument("--environment", type=Path, default=ENVIRONMENT)
    options = parser.parse_args()
    print(f"{len(ATTACKS)} attacks")
    within = True
    took: list[Took] = []
    for kind in options.kind or ["answer.any", "answer.math"]:
        took, fine = report(kind, options)
        within = within and fine
    if options.peer and is_there(options.environment):
        compare(took, options)
    raise SystemExit(not within)


if __name__ == "__main__":
    main()
