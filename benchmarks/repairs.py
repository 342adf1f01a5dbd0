"""What the repaired rules do to real scores: official against standard, type by type.

    python benchmarks/repairs.py FILES...

Rows are as for `suites.py`. For each instruction type: how many recorded responses it was asked
of, how many verdicts turn from pass to fail and from fail to pass between the suite's own rule and
ours, and how many ours leaves undecided; then the share of prompts that pass by either, where rows
hold whole prompts. Indices in `unstable` are left out.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import assay
from suites import asked, order, rows, suite_of

Truth = bool | None


def verdicts(row: dict[str, Any], path: Path, mode: Any) -> list[Truth]:
    checks = [
        suite_of(identity, order(path)).instruction(identity, arguments)
        for identity, arguments, _ in asked(row)
    ]
    (found,) = assay.verify_batch([row["response"]], checks, mode=mode, prompt=row.get("prompt"))
    return [verdict.passed for verdict in found]


def every(values: list[Truth]) -> Truth:
    return False if False in values else None if None in values else True


def main() -> None:
    asked_of, stricter, looser, unsure = (Counter[str]() for _ in range(4))
    prompts: Counter[tuple[str, Truth]] = Counter()
    for name in sys.argv[1:]:
        path = Path(name)
        for row in rows(path):
            official, standard = (verdicts(row, path, mode) for mode in ("official", "standard"))
            unstable = set(row.get("unstable", ()))
            if "checks" not in row and not unstable:
                prompts["official", every(official)] += 1
                prompts["standard", every(standard)] += 1
            for place, (identity, _, _) in enumerate(asked(row)):
                if place in unstable or official[place] is None:
                    continue
                asked_of[identity] += 1
                stricter[identity] += official[place] is True and standard[place] is False
                looser[identity] += official[place] is False and standard[place] is True
                unsure[identity] += standard[place] is None
    print(f"{'instruction':48} {'asked':>7} {'pass>fail':>9} {'fail>pass':>9} {'undecided':>9}  moved")
    for identity, n in sorted(asked_of.items(), key=lambda p: -_moved(p[0], stricter, looser) / p[1]):
        print(
            f"{identity:48} {n:7,} {stricter[identity]:9,} {looser[identity]:9,} "
            f"{unsure[identity]:9,} {_moved(identity, stricter, looser) / n:6.1%}"
        )
    for mode in ("official", "standard"):
        decided = prompts[mode, True] + prompts[mode, False]
        if decided:
            print(f"prompts that pass, {mode}: {prompts[mode, True] / decided:.2%} of {decided:,}")


def _moved(identity: str, stricter: Counter[str], looser: Counter[str]) -> int:
    return stricter[identity] + looser[identity]


if __name__ == "__main__":
    main()
