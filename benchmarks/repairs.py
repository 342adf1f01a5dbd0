"""What the repaired rules do to real scores: official against standard, type by type.

    python benchmarks/repairs.py FILES...

Rows are as for `suites.py`. For each file and instruction type: how many recorded responses it was
asked of, how many verdicts turn from pass to fail and from fail to pass between the suite's own
rule and ours, and how many ours leaves undecided; then, of rows that hold whole prompts, the share
that passes by either rule and what turned. A prompt is undecided where no instruction fails and
one is undecided; it is counted as not passed, by either rule. Left out are indices in `unstable`,
prompts that have one, and what official mode cannot decide.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import assay
from suites import asked, rows, suite_of

Truth = bool | None
Moves = Counter[tuple[str, Truth, Truth]]
"""How often an instruction had the first verdict by the suite's rule and the second by ours."""


def verdicts(row: dict[str, Any], mode: Any) -> list[Truth]:
    checks = [suite_of(identity).instruction(identity, given) for identity, given, _ in asked(row)]
    (found,) = assay.verify_batch([row["response"]], checks, mode=mode, prompt=row.get("prompt"))
    return [verdict.passed for verdict in found]


def every(values: list[Truth]) -> Truth:
    return False if False in values else None if None in values else True


def measure(path: Path) -> tuple[Moves, Moves]:
    """The moves of the instructions and of the whole prompts."""
    moves, prompts = Moves(), Moves()
    for row in rows(path):
        official, standard = (verdicts(row, mode) for mode in ("official", "standard"))
        unstable = set(row.get("unstable", ()))
        if "checks" not in row and not unstable:
            prompts["", every(official), every(standard)] += 1
        for place, (identity, _, _) in enumerate(asked(row)):
            if place not in unstable and official[place] is not None:
                moves[identity, official[place], standard[place]] += 1
    return moves, prompts


def report(path: Path) -> None:
    moves, prompts = measure(path)
    print(f"{path.name:48} {'asked':>7} {'pass>fail':>9} {'fail>pass':>9} {'undecided':>9}")
    for identity in sorted({identity for identity, _, _ in moves}):
        decided = sum(n for (name, _, _), n in moves.items() if name == identity)
        stricter, looser = moves[identity, True, False], moves[identity, False, True]
        unsure = moves[identity, True, None] + moves[identity, False, None]
        print(f"{identity:48} {decided:7,} {stricter:9,} {looser:9,} {unsure:9,}")
    if prompts:
        count = sum(prompts.values())
        official = sum(n for (_, first, _), n in prompts.items() if first)
        standard = sum(n for (_, _, second), n in prompts.items() if second)
        print(
            f"whole prompts: {count:,}, official {official / count:.2%}, standard"
            f" {standard / count:.2%}, pass>fail {prompts['', True, False]:,},"
            f" fail>pass {prompts['', False, True]:,}"
        )
    print()


def main() -> None:
    for name in sys.argv[1:]:
        report(Path(name))


if __name__ == "__main__":
    main()
