"""How often `official` mode gives the recorded verdict of the public IFEval checkers.

    python benchmarks/official.py ROWS.jsonl.gz [...]

Rows carry `instruction_id_list`, `kwargs`, `response` and the recorded `strict` and `loose`
verdicts; indices in `unstable` are left out, since the recorded verdict there is a matter of
luck. Every disagreement is listed.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import assay
from assay.tasks.ifeval import IFEVAL
from peer_ifeval import read_rows


def compare(path: Path, listed: int) -> bool:
    """Prints the agreement on one file, by mode and type; True where it is complete."""
    asked: Counter[tuple[str, str]] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    shown = 0
    for row in read_rows([path]):
        checks = IFEVAL.checks_from(row)
        for rule in ("strict", "loose"):
            (verdicts,) = assay.verify_batch(
                [row["response"]], checks, mode="official", loose=rule == "loose"
            )
            for place, verdict in enumerate(verdicts):
                if place in row.get("unstable", ()):
                    continue
                identity = row["instruction_id_list"][place]
                asked[rule, identity] += 1
                if verdict.passed is not row[rule][place]:
                    wrong[rule, identity] += 1
                    shown += 1
                    if shown <= listed:
                        print(
                            f"  {rule} {identity} key {row.get('key')}: recorded "
                            f"{row[rule][place]}, ours {verdict.status}: {verdict.why}"
                        )
    total, bad = sum(asked.values()), sum(wrong.values())
    print(
        f"{path.name}: {total - bad:,} of {total:,} recorded verdicts agree "
        f"({100 * (total - bad) / max(total, 1):.3f} %)"
    )
    for (rule, identity), number in sorted(wrong.items()):
        print(f"  {rule:6} {identity}: {number} of {asked[rule, identity]} differ")
    return not bad


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--list", type=int, default=20, help="disagreements to list")
    options = parser.parse_args()
    complete = [compare(path, options.list) for path in options.files]
    raise SystemExit(not all(complete))


if __name__ == "__main__":
    main()
