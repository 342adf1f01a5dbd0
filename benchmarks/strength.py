"""What a suite of tests lets through, and what further inputs of our own making still catch.

    python benchmarks/strength.py PROBLEMS SOLUTIONS [--amount N] [--seed N]

PROBLEMS is HumanEvalPlus.jsonl(.gz); SOLUTIONS holds recorded programs, JSON lines with `task_id`,
`code` (which continues the prompt) and the verdicts `base` (HumanEval's own tests) and `plus`. The
programs that pass the first and fail the second are false passes. Printed: detection rate and
verifier accuracy of HumanEval's suite by HumanEval+, then how many of the false passes differ from
the canonical solution on inputs made from HumanEval's own alone, and how many right programs do.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from assay.audit.differential import compare, references
from assay.audit.inputs import further_inputs
from assay.audit.strength import Judged, detection_rate, verifier_accuracy
from assay.audit.vocabulary import Vocabulary, constants_of
from assay.sandbox import Limits

LIMITS = Limits(cpu=5.0, wall=15.0, memory=2048, messages=256.0)
LEFT_OUT = {"HumanEval/61"}
"""Its plus verdicts are known to be wrong (the notes that come with the labels)."""


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("problems", type=Path)
    parser.add_argument("solutions", type=Path)
    parser.add_argument("--amount", type=int, default=600)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--right", type=int, default=3, help="right programs to try a problem")
    options = parser.parse_args()
    problems = {row["task_id"]: row for row in rows(options.problems)}
    wrong: dict[str, list[dict[str, Any]]] = defaultdict(list)
    right: dict[str, list[dict[str, Any]]] = defaultdict(list)
    judged: dict[str, Judged] = defaultdict(lambda: Judged(()))
    for row in rows(options.solutions):
        name = row["task_id"]
        if name in LEFT_OUT:
            continue
        base, plus = row["base"] == "pass", row["plus"] == "pass"
        known = judged[name]
        if plus and base:
            judged[name] = Judged(known.wrong, (*known.right, (True,)))
            right[name].append(row)
        else:
            judged[name] = Judged((*known.wrong, (base,)), known.right)
            if base:
                wrong[name].append(row)
    everything = list(judged.values())
    print(f"detection rate {detection_rate(everything):.1%}")
    print(f"verifier accuracy {verifier_accuracy(everything):.1%}")
    started = perf_counter()
    killed = tried = refused = accepted = 0
    for name, programs in wrong.items():
        dead, survivors = kill(problems[name], programs, options.amount, options.seed)
        bad, _ = kill(problems[name], right[name][: options.right], options.amount, options.seed)
        killed, tried = killed + dead, tried + len(programs)
        refused, accepted = refused + bad, accepted + len(right[name][: options.right])
        print(f"{name:16} {problems[name]['entry_point']:28} {dead} of {len(programs)}", flush=True)
        for survivor in survivors[:1]:
            print(f"    survives: {' '.join(survivor.split())[:150]}")
        if bad:
            print(f"    right programs that differ: {bad}")
    print(f"false passes caught: {killed} of {tried} ({killed / tried:.1%})")
    print(f"right programs that differ: {refused} of {accepted}")
    print(f"{perf_counter() - started:.0f} s")


def kill(
    problem: dict[str, Any], programs: list[dict[str, Any]], amount: int, seed: int
) -> tuple[int, list[str]]:
    """How many of the programs differ from the canonical solution, and the others."""
    prompt, known = problem["prompt"], problem["base_input"]
    canonical = prompt + problem["contract"] + problem["canonical_solution"]
    survivors: list[str] = []
    for program in programs:
        source = prompt + program["code"]
        constants = [*constants_of(prompt + problem["canonical_solution"]), *constants_of(source)]
        inputs = list(
            further_inputs(known, Vocabulary([known, constants]), amount=amount, seed=seed)
        )
        accepted = references([("reference", canonical)], problem["entry_point"], inputs, LIMITS)
        found = compare([("solution.py", source)], accepted, LIMITS)
        if found.difference is None:
            survivors.append(program["code"])
    return len(programs) - len(survivors), survivors


if __name__ == "__main__":
    main()
