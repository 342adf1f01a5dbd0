"""How code.verilog and code.verilog_equivalence judge golden designs and wrong ones made of them.

    python benchmarks/verilog.py ROWS.jsonl.gz [--mutants 10] [--seed 0] [--most N] [--prove]

ROWS: VerilogEval's tasks, one a line, with `id`, `reference` and `testbench`. Every golden design
is judged by the inputs of its own bench, by drawn inputs, and by the prover; then mutants are drawn
by the seed. One that does not compile is replaced. A mutant that no input of the bench shows is
given to the prover: proven equal, it is set aside and replaced; refuted or open, it counts as
missed. `--prove` has the prover judge every mutant too, `--upstream` VerilogEval's own bench, by
what it prints, as its harness does.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from pathlib import Path
from typing import Any

from assay.audit.verilog_mutants import verilog_mutants
from assay.checks.code.hdl.source import renamed
from assay.checks.code.verilog import Verilog
from assay.checks.code.verilog_equivalence import VerilogEquivalence
from assay.context import Context
from assay.response import Response
from assay.sandbox import Limits, Program, shared
from assay.verdict import Verdict


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("rows", type=Path)
    parser.add_argument("--mutants", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--most", type=int, default=0)
    parser.add_argument("--prove", action="store_true")
    parser.add_argument("--upstream", action="store_true")
    given = parser.parse_args()
    opened = gzip.open if given.rows.suffix == ".gz" else open
    with opened(given.rows, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = rows[: given.most] if given.most else rows
    started = time.process_time(), time.monotonic()
    golden: Counter[str] = Counter()
    mutants: Counter[str] = Counter()
    for row in rows:
        _golden(row, golden)
        _mutants(row, given, mutants)
    print()
    print(f"{len(rows)} designs")
    for name in ("bench", "drawn", "equivalence"):
        found = {k.split(": ")[1]: n for k, n in sorted(golden.items()) if k.startswith(name)}
        print(f"  golden by {name}: " + ", ".join(f"{n} {k}" for k, n in found.items()))
    real = mutants["caught"] + mutants["missed"]
    if real:
        print(f"  mutants: {real} that differ, {mutants['caught']} caught", end="")
        print(f" ({mutants['caught'] / real:.1%}), {mutants['missed']} missed")
        print(f"    of those missed: {mutants['refuted']} refuted, {mutants['open']} open")
        print(f"    set aside: {mutants['equal']} proven equal, {mutants['refused']} not compiled")
    for name, number in sorted(mutants.items()):
        if name.startswith("upstream"):
            print(f"    {name}: {number}")
    if given.prove:
        found = {k: n for k, n in mutants.items() if k.startswith("prover")}
        print("    " + ", ".join(f"{k}: {n}" for k, n in sorted(found.items())))
    print(f"  {time.monotonic() - started[1]:.0f} s on the clock")


def _golden(row: dict[str, Any], counts: Counter[str]) -> None:
    # A word more than the golden design, so that it is not passed for being that word for word.
    golden = renamed(row["reference"], "RefModule", "TopModule")
    answer = golden.replace("endmodule", "wire unused_; endmodule")
    checks = {
        "bench": Verilog(reference=row["reference"], testbench=row["testbench"]),
        "drawn": Verilog(reference=row["reference"]),
        "equivalence": VerilogEquivalence(reference=row["reference"], cpu=5.0),
    }
    for name, check in checks.items():
        verdict = _judged(check, answer)
        counts[f"{name}: {verdict.status}"] += 1
        if verdict.status != "pass":
            print(f"{row['id']} golden by {name}: {verdict.status}: {verdict.why}", flush=True)


def _mutants(row: dict[str, Any], given: argparse.Namespace, counts: Counter[str]) -> None:
    bench = Verilog(reference=row["reference"], testbench=row["testbench"])
    prover = VerilogEquivalence(reference=row["reference"], cpu=5.0)
    answer = renamed(row["reference"], "RefModule", "TopModule")
    if _judged(bench, answer).status != "pass":
        return
    wanted = given.mutants
    for mutant in verilog_mutants(answer, most=10 * wanted, seed=given.seed):
        if not wanted:
            break
        verdict = _judged(bench, mutant.source)
        if verdict.why.startswith("The design does not compile"):
            counts["refused"] += 1
            continue
        if given.upstream:
            theirs = _upstream(row, mutant.source)
            counts[f"upstream {theirs}, here {verdict.status}"] += 1
            if theirs != verdict.status:
                print(
                    f"{row['id']} line {mutant.line}: {mutant.change}: upstream {theirs}",
                    flush=True,
                )
        if verdict.status == "fail":
            counts["caught"] += 1
            wanted -= 1
            if given.prove:
                counts[
                    f"prover on what the bench caught: {_judged(prover, mutant.source).status}"
                ] += 1
            continue
        proof = _judged(prover, mutant.source)
        if proof.status == "pass":
            counts["equal"] += 1
            continue
        wanted -= 1
        counts["missed"] += 1
        counts["refuted" if proof.status == "fail" else "open"] += 1
        print(
            f"{row['id']} line {mutant.line}: {mutant.change}: {proof.status}: {proof.why}",
            flush=True,
        )


def _upstream(row: dict[str, Any], source: str) -> str:
    """What VerilogEval's harness makes of a design."""
    files = {"top.sv": source, "ref.sv": row["reference"], "test.sv": row["testbench"]}
    argv = ("iverilog", "-g2012", "-s", "tb", "-o", "design", *files)
    made = {name: text.encode() for name, text in files.items()}
    limits = Limits(output=32.0)
    built = shared().run(Program(argv=argv, files=made, collect=("design",)), limits)
    if not built.ok:
        return "fail"
    run = shared().run(Program(argv=("vvp", "-n", "design"), files=built.files), limits)
    found = re.search(rb"Mismatches: (\d+) in \d+ samples", run.stdout)
    return "pass" if found is not None and found.group(1) == b"0" else "fail"


def _judged(check: Any, source: str) -> Verdict:
    return check.verify(Response(f"```verilog\n{source}\n```\n"), Context())


if __name__ == "__main__":
    main()
