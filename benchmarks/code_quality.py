"""Constructs that code.avoids finds, beside ruff's rules for the same, over real programs.

    python benchmarks/code_quality.py [FOLDER] [--most 150] [--seed 1]

FOLDER holds Python files, by default those of the standard library of this interpreter, its tests
left out. For each construct that ruff has a rule for: lines that both name, that only we name and
that only ruff names. The two differ on purpose where ours takes the instruction at its word (a bare
`except` that raises again is one, and so is `print` to a file); docs/code-quality.md says where.
"""

from __future__ import annotations

import argparse
import random
import sysconfig
import time
from collections import Counter
from pathlib import Path

from assay.checks.code.quality.constructs import CONSTRUCTS
from assay.checks.code.quality.linter import faults
from assay.checks.code.quality.source import Unread, read

RULES = {
    "assert": ("S101",), "bare_except": ("E722",), "bool_comparison": ("E712",),
    "broad_except": ("BLE001",), "eval": ("S307",), "exec": ("S102",), "global": ("PLW0603",),
    "mutable_default": ("B006",), "none_comparison": ("E711",), "open_without_with": ("SIM115",),
    "percent_format": ("UP031",), "print": ("T201",), "star_import": ("F403",),
    "type_comparison": ("E721",), "unused_argument": ("ARG001", "ARG002", "ARG003", "ARG004"),
    "unused_variable": ("F841",),
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", default=sysconfig.get_path("stdlib"), type=Path)
    parser.add_argument("--most", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    files = [f for f in sorted(given.folder.rglob("*.py")) if _wanted(f.relative_to(given.folder))]
    random.Random(given.seed).shuffle(files)
    counts: dict[str, Counter[str]] = {name: Counter() for name in RULES}
    programs = seconds = 0
    for file in files:
        if programs == given.most:
            break
        try:
            text = file.read_text(encoding="utf-8")
            started = time.process_time()
            source = read(text)
            ours = {name: set(CONSTRUCTS[name].where(source)) for name in RULES}
            seconds += time.process_time() - started
        except (Unread, UnicodeDecodeError):
            continue
        programs += 1
        found = faults(text, tuple(rule for rules in RULES.values() for rule in rules), ())
        for name, rules in RULES.items():
            theirs = {fault.line for fault in found if fault.rule in rules}
            counts[name]["both"] += len(ours[name] & theirs)
            counts[name]["ours alone"] += len(ours[name] - theirs)
            counts[name]["ruff alone"] += len(theirs - ours[name])
    print(
        f"{programs} programs, {1000 * seconds / max(1, programs):.1f} ms each for all constructs"
    )
    print(f"{'construct':20}{'both':>8}{'ours alone':>12}{'ruff alone':>12}")
    for name, found_here in counts.items():
        numbers = [found_here[what] for what in ("both", "ours alone", "ruff alone")]
        print(f"{name:20}{numbers[0]:>8}{numbers[1]:>12}{numbers[2]:>12}")


def _wanted(path: Path) -> bool:
    return not {"test", "tests", "site-packages", "dist-packages"} & set(path.parts)


if __name__ == "__main__":
    main()
