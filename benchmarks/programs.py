"""Programs: suites pass their own tests, recorded verdicts are reproduced, and how fast.

    python benchmarks/programs.py DATA [PART ...] [--evalplus PYTHON] [--workers N]

DATA is a folder with `HumanEval.jsonl.gz`, `HumanEvalPlus.jsonl.gz`, `MbppPlus.jsonl.gz`,
`humaneval_pro.json.gz`, `mbpp_pro.json.gz`, `humaneval_solutions_dev.jsonl.gz` (`task_id`, `code`
that continues the prompt, verdicts `base` and `plus`, `count`) and
`generated_asserts_dev.jsonl.gz` (`task_id`, `test`, `verdict`). Parts:

    canonical  the suites' own solutions against their own tests
    labels     recorded solutions: agreement with the recorded verdicts, every disagreement, and
               what HumanEval's tests let pass that HumanEval+ catches
    asserts    model-written assertions against the canonical solutions: right, wrong or error
    speed      HumanEval+ and MBPP+ canonical on the clock, beside evalplus's own runner where the
               interpreter PYTHON has it installed

Formats are converted first, as `assay convert` does; for HumanEval+ and MBPP+ that computes the
expected results, as evalplus does before it runs (its "expected outputs").
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any, TypeAlias

import msgspec

from assay import verify_rows
from assay.checks.code.asserts import Asserts
from assay.sample import encode_json

SUITES = (
    ("HumanEval", "humaneval", "HumanEval.jsonl.gz"),
    ("HumanEval+", "evalplus", "HumanEvalPlus.jsonl.gz"),
    ("MBPP+", "evalplus", "MbppPlus.jsonl.gz"),
    ("HumanEval Pro", "codeeval_pro", "humaneval_pro.json.gz"),
    ("MBPP Pro", "codeeval_pro", "mbpp_pro.json.gz"),
)
RAISED = re.compile(r" raised | raises |\(\w+Error: |was not reached|cut short")
Given: TypeAlias = dict[str, list[dict[str, Any]]]
"""The recorded solutions of each problem."""
Ours: TypeAlias = dict[tuple[str, int], tuple[str, str]]
"""Our verdict and its reason, by problem and number of the solution."""
LEFT_OUT = {"HumanEval/61"}
"""Of the recorded solutions: their verdicts are known to be faulty there."""


def records(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def converted(module: str, files: list[Path], target: Path, **limits: float) -> float:
    """Writes the rows, their checks with those limits; gives the seconds it took."""
    started = perf_counter()
    with target.open("wb") as out:
        for row in import_module(f"assay.tasks.{module}").convert(*files):
            if limits:
                row["checks"] = [msgspec.structs.replace(one, **limits) for one in row["checks"]]
            out.write(encode_json(row) + b"\n")
    return perf_counter() - started


def canonical(data: Path, work: Path, workers: int) -> None:
    print(f"{'suite':15} {'problems':>8} {'passed':>7} {'undecided':>9} {'seconds':>8}")
    for name, module, file in SUITES:
        rows = work / f"{file}.rows"
        if not rows.exists():
            converted(module, [data / file], rows)
        counts: Counter[str] = Counter()
        started, faults = perf_counter(), []
        for row in verify_rows(rows, workers=workers):
            verdicts = row.verdicts[0]
            counts["problems"] += 1
            counts["passed"] += all(v.passed is True for v in verdicts)
            counts["undecided"] += any(v.passed is None for v in verdicts)
            faults += [f"  {row.sample.id}: {v.why}" for v in verdicts if not v.passed]
        took = perf_counter() - started
        print(
            f"{name:15} {counts['problems']:8} {counts['passed']:7} "
            f"{counts['undecided']:9} {took:8.1f}"
        )
        print(*faults, sep="\n", end="\n" if faults else "")


def labels(data: Path, work: Path, workers: int) -> None:
    given: Given = defaultdict(list)
    for record in records(data / "humaneval_solutions_dev.jsonl.gz"):
        if record["task_id"] not in LEFT_OUT:
            given[record["task_id"]].append(record)
    # The recorded verdicts gave a program a second on the clock; here it is three of processor.
    base = _suite(data, work, workers, "humaneval", "HumanEval.jsonl.gz", given, cpu=3.0)
    _agreement(given, "base", base)
    passing = {task: [r for r in found if r["base"] == "pass"] for task, found in given.items()}
    passing = {task: found for task, found in passing.items() if found}
    plus = _suite(data, work, workers, "evalplus", "HumanEvalPlus.jsonl.gz", passing)
    _agreement(given, "plus", plus)
    _strength(given, base, plus)


def _agreement(given: Given, name: str, ours: Ours) -> None:
    """How many of our verdicts are the recorded ones, and every other."""
    known = [(key, label) for key, label in _recorded(given, name) if key in ours]
    agreed = sum(ours[key][0] == label for key, label in known)
    print(f"{name}: {len(known)} recorded, {agreed} agree, {100 * agreed / len(known):.2f} %")
    for (task, k), label in known:
        status, why = ours[task, k]
        if status != label:
            print(f"  {task} k={k}: recorded {label}, ours {status}: {why}")
    sys.stdout.flush()


def _recorded(given: Given, name: str) -> Iterator[tuple[Any, str]]:
    for task, found in given.items():
        for record in found:
            if record[name] is not None:
                yield (task, record["k"]), record[name]


def _suite(
    data: Path, work: Path, workers: int, module: str, file: str,
    given: Given, **limits: float,
) -> Ours:  # fmt: skip
    """Our verdict and its reason on each recorded solution."""
    samples, rows = work / f"{module}.samples", work / f"{module}.labels"
    with samples.open("w", encoding="utf-8") as out:
        for task, found in given.items():
            for record in found:
                out.write(json.dumps({"task_id": task, "completion": record["code"]}) + "\n")
    converted(module, [data / file, samples], rows, **limits)
    ours: Ours = {}
    started = perf_counter()
    for row in verify_rows(rows, workers=workers):
        for record, verdicts in zip(given[row.sample.id], row.verdicts, strict=True):
            status = "pass" if all(v.passed for v in verdicts) else "fail"
            if any(v.passed is None for v in verdicts):
                status = "undecided"
            why = next((v.why for v in verdicts if not v.passed), "")
            ours[row.sample.id, record["k"]] = (status, why)
    print(f"{file}: {len(ours)} programs in {perf_counter() - started:.0f} s")
    return ours


def _strength(given: Given, base: Ours, plus: Ours) -> None:
    """How good HumanEval's own tests are, by the verdicts of HumanEval+."""
    wrong = caught = passed = false = 0
    sound: Counter[bool] = Counter()
    for task, found in given.items():
        clean = True
        for record in found:
            key, count = (task, record["k"]), record["count"]
            right = key in plus and plus[key][0] == "pass"
            if base[key][0] == "pass":
                passed += count
                false += count * (not right)
                clean &= right
            wrong += count * (not right)
            caught += count * (not right and base[key][0] != "pass")
        sound[clean] += 1
    print(
        f"of {passed} samples that pass HumanEval's tests, {false} are wrong by HumanEval+: "
        f"{100 * false / passed:.1f} %"
    )
    print(
        f"detection rate of HumanEval's tests: {caught} of {wrong} wrong samples, "
        f"{100 * caught / wrong:.1f} %; verifier accuracy: {sound[True]} of {sum(sound.values())} "
        f"problems without a false pass, {100 * sound[True] / sum(sound.values()):.1f} %"
    )


def asserts(data: Path, work: Path, workers: int) -> None:
    # The labels are by HumanEval+'s canonical solutions, which mend some of HumanEval's.
    problems = {r["task_id"]: r for r in records(data / "HumanEvalPlus.jsonl.gz")}
    given = list(records(data / "generated_asserts_dev.jsonl.gz"))
    rows = work / "asserts.rows"
    with rows.open("wb") as out:
        for record in given:
            problem = problems[record["task_id"]]
            check = Asserts(
                entry_point=problem["entry_point"], tests=record["test"], form="program"
            )
            program = problem["prompt"] + problem["canonical_solution"]
            row = {"id": record["task_id"], "response": program, "checks": [check]}
            out.write(encode_json(row) + b"\n")
    table: Counter[tuple[str, str]] = Counter()
    for record, row in zip(given, verify_rows(rows, workers=workers), strict=True):
        verdict = row.verdicts[0][0]
        ours = "right" if verdict.passed else "error" if RAISED.search(verdict.why) else "wrong"
        table[record["verdict"], ours] += 1
        if ours != record["verdict"]:
            said = f"recorded {record['verdict']}, ours {ours}: {verdict.why}"
            print(f"  {record['test']!r:.90}: {said}")
    agreed = sum(n for (recorded, ours), n in table.items() if recorded == ours)
    print(f"assertions: {len(given)}, {agreed} agree, {100 * agreed / len(given):.2f} %")
    for pair, n in sorted(table.items()):
        print(f"  recorded {pair[0]:6} ours {pair[1]:6} {n}")


def speed(data: Path, work: Path, workers: int, python: str) -> None:
    print(f"seconds on the clock; load before {os.getloadavg()[0]:.1f}")
    print(f"{'suite':12} {'runner':26} {'judging':>8} {'expected first':>15}")
    for name, dataset, file in (
        ("HumanEval+", "humaneval", "HumanEvalPlus.jsonl.gz"),
        ("MBPP+", "mbpp", "MbppPlus.jsonl.gz"),
    ):
        ours, whole, passed = _ours(data, work, workers, file)
        print(f"{name:12} {f'assay, {passed} pass':26} {ours:8.1f} {whole:15.1f}")
        if not python:
            print(f"{name:12} evalplus: not run, no --evalplus")
            continue
        theirs, cold, said = evalplus(python, data / file, dataset, work, workers)
        print(f"{name:12} {f'evalplus, {said}':26} {theirs:8.1f} {cold:15.1f}")
        print(
            f"{name:12} evalplus / assay: judging {theirs / ours:.2f}, "
            f"with expected results first {cold / whole:.2f}, "
            f"evalplus's whole command against rows that hold them {cold / ours:.2f}"
        )


def _ours(data: Path, work: Path, workers: int, file: str) -> tuple[float, float, int]:
    """Judging, judging with conversion before it, and how many passed."""
    rows = work / f"{file}.rows"
    first = converted("evalplus", [data / file], rows)
    started, passed = perf_counter(), 0
    for row in verify_rows(rows, workers=workers):
        passed += all(v.passed for v in row.verdicts[0])
    took = perf_counter() - started
    return took, first + took, passed


def evalplus(
    python: str, file: Path, dataset: str, work: Path, workers: int
) -> tuple[float, float, str]:
    """evalplus's own command: judging, all of it, and what it says."""
    plain, samples = work / f"{dataset}.jsonl", work / f"{dataset}_samples.jsonl"
    with plain.open("w", encoding="utf-8") as out, samples.open("w", encoding="utf-8") as answers:
        for record in records(file):
            out.write(json.dumps(record) + "\n")
            whole = record["prompt"] + record["canonical_solution"]
            answers.write(json.dumps({"task_id": record["task_id"], "solution": whole}) + "\n")
    override = {
        f"{dataset.upper()}_OVERRIDE_PATH": str(plain),
        "XDG_CACHE_HOME": str(work / "cache"),
    }
    command = [python, "-m", "evalplus.evaluate", "--dataset", dataset, "--samples", str(samples)]
    command += ["--parallel", str(workers), "--i_just_wanna_run"]
    started = perf_counter()
    done = subprocess.run(
        command, env={**os.environ, **override}, capture_output=True, text=True, check=False
    )
    took = perf_counter() - started
    expected = re.search(r"Expected outputs computed in ([0-9.]+)s", done.stdout)
    scores = re.findall(r"pass@1:\s*([0-9.]+)", done.stdout)
    if done.returncode or expected is None:
        raise SystemExit(f"evalplus failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return took - float(expected[1]), took, f"pass@1 {scores[-1] if scores else '?'}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("parts", nargs="*", default=["canonical", "labels", "asserts", "speed"])
    parser.add_argument("--evalplus", default="", metavar="PYTHON")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for part in given.parts:
            print(f"== {part}")
            if part == "speed":
                speed(given.data, work, given.workers, given.evalplus)
            else:
                {"canonical": canonical, "labels": labels, "asserts": asserts}[part](
                    given.data, work, given.workers
                )
            sys.stdout.flush()


if __name__ == "__main__":
    main()
