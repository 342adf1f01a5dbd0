"""Checks a second of Assay and of the public IFEval checkers, on one core and the same rows.

    python benchmarks/instructions.py [ROWS.jsonl[.gz] ...] [--passes N]

Rows carry `response` with `instruction_id_list` and `kwargs`, or Assay's own `checks`. Without
arguments they are the rows of ../shared/data/instructions or, where that is absent, of examples/,
on which Assay runs alone.

What is timed: CPU time of two passes in a fresh process, the best of N processes, Assay and the
public checkers in turn. The first pass pays for what is made once (patterns of keywords, costs of
words), the second shows the rate that lasts. Every response is new in either, so that no view
outlives it; language identification is
included. What is not: reading the files, making the checks, and one call of each kind on a short
text, which loads its data. A check that runs in a worker process (none of IFEval's does) spends
its time there, uncounted. Assay says why and keeps spans as evidence, where the public checkers
give a truth value; the smallest of them are quicker for it, as the table shows. On a busy machine
the passes, shown on standard error, differ by tens of per cent: repeat before believing less.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import assay
from assay.context import Mode
from assay.response import Content
from assay.sample import encode_json, read_row
from assay.tasks.ifeval import IFEVAL
from peer_ifeval import ENVIRONMENT, LOADING, ROOT, ask, read_rows

DATA = ROOT.parent / "shared" / "data" / "instructions"
FILES = ("ifeval_gpt4.jsonl.gz", "ifeval_en_dev_models.jsonl.gz")
SIDES = ("standard", "official", "public")
LANGUAGE = ("language:", "change_case:english", "text.language", "text.case")
"""What begins the name of a type that asks for the language."""

Measured = dict[str, Any]


class Asked(NamedTuple):
    """A response, its checks and the names under which their time is counted."""

    content: Content
    checks: Sequence[assay.Check]
    names: Sequence[str]


def asked_in(paths: Sequence[Path]) -> list[Asked]:
    """The responses of the files, with their checks made."""
    asked: list[Asked] = []
    for row in read_rows(paths):
        if "instruction_id_list" in row:
            asked.append(
                Asked(row["response"], IFEVAL.checks_from(row), row["instruction_id_list"])
            )
            continue
        sample = read_row(encode_json(row)).sample
        names = [check.kind for check in sample.checks]
        asked.extend(Asked(content, sample.checks, names) for content in sample.responses)
    return asked


def measure(paths: Sequence[Path], mode: Mode) -> Measured:
    """One pass of Assay over the rows, then one for each type alone."""
    asked = asked_in(paths)
    by_type: dict[str, list[tuple[Content, assay.Check]]] = defaultdict(list)
    for content, checks, names in asked:
        for name, check in zip(names, checks, strict=True):
            by_type[name].append((content, check))
    for pairs in by_type.values():
        assay.verify_batch([LOADING], [pairs[0][1]], mode=mode)
    first, _ = _pass(asked, mode)
    seconds, verdicts = _pass(asked, mode)
    types = {name: _seconds_for(pairs, mode) for name, pairs in by_type.items()}
    return {
        "first": first,
        "seconds": seconds,
        "types": types,
        "counts": {name: len(pairs) for name, pairs in by_type.items()},
        "kinds": {name: pairs[0][1].kind for name, pairs in by_type.items()},
        "verdicts": [verdict.passed for line in verdicts for verdict in line],
    }


def _pass(asked: Sequence[Asked], mode: Mode) -> tuple[float, list[list[assay.Verdict]]]:
    started = time.process_time()
    verdicts = [assay.verify_batch([content], checks, mode=mode)[0] for content, checks, _ in asked]
    return time.process_time() - started, verdicts


def _seconds_for(pairs: Sequence[tuple[Content, assay.Check]], mode: Mode) -> float:
    started = time.process_time()
    for content, check in pairs:
        assay.verify_batch([content], [check], mode=mode)
    return time.process_time() - started


def ask_child(side: str, paths: Sequence[Path], environment: Path) -> Measured | None:
    """One side, measured in a fresh process."""
    files = [str(path) for path in paths]
    if side == "public":
        return ask(environment, "speed", *files)
    command = [sys.executable, __file__, *files, "--child", side]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


def best_of(passes: Sequence[Measured]) -> Measured:
    """The least seconds of the passes, of the whole and of each type."""
    types = {name: min(p["types"][name] for p in passes) for name in passes[0]["types"]}
    least = {name: min(p[name] for p in passes) for name in ("first", "seconds")}
    return {**passes[0], **least, "types": types}


def measure_sides(paths: Sequence[Path], passes: int, environment: Path) -> dict[str, Measured]:
    """Every side, in turn, as often as wanted."""
    made: dict[str, list[Measured]] = {side: [] for side in SIDES}
    if not all("instruction_id_list" in row for row in read_rows(paths)):
        print("Some rows name no IFEval instruction: the public checkers are skipped.")
        del made["public"]
    for number in range(passes):
        for side in list(made):
            measured = ask_child(side, paths, environment)
            if measured is None:
                del made[side]
            else:
                made[side].append(measured)
                print(f"  pass {number + 1}, {side}: {measured['seconds']:.3f} s", file=sys.stderr)
    return {side: best_of(measured) for side, measured in made.items()}


def print_rates(sides: Mapping[str, Measured]) -> None:
    """Checks a second, the ratio to the public checkers, and how often their verdict is ours."""
    counts: dict[str, int] = sides["standard"]["counts"]
    quiet = [name for name in counts if not name.startswith(LANGUAGE)]
    public = sides.get("public")
    whole = public["seconds"] if public else None
    part = sum(public["types"][name] for name in quiet) if public else None
    head = f"{'':<10}{'CPU s':>9}{'first pass/s':>14}{'checks/s':>12}{'ratio':>8}"
    print(f"{head}{'without language':>18}{'ratio':>8}")
    for side, measured in sides.items():
        rest = sum(measured["types"][name] for name in quiet)
        print(
            f"{side:<10}{measured['seconds']:>9.3f}"
            f"{sum(counts.values()) / measured['first']:>14,.0f}"
            f"{sum(counts.values()) / measured['seconds']:>12,.0f}"
            f"{_ratio(whole, measured['seconds']):>8}"
            f"{sum(counts[name] for name in quiet) / rest if rest else 0:>18,.0f}"
            f"{_ratio(part, rest):>8}"
        )
    print("without language: each check on a response of its own, so that no view is shared.")
    if public:
        pairs = list(zip(public["verdicts"], sides["official"]["verdicts"], strict=True))
        same = sum(theirs is ours for theirs, ours in pairs)
        print(f"official gives the public verdict on {same:,} of {len(pairs):,} checks;")
        print("the public one on a doubtful language is drawn anew in every process.")


def print_types(sides: Mapping[str, Measured]) -> None:
    """Microseconds a check by type, each on a response of its own."""
    first = sides["standard"]
    columns = [*sides, "ratio"] if "public" in sides else sides
    print(f"\n{'type':<46}{'kind':<22}{'checks':>7}", *(f"{side:>9}" for side in columns))
    for name, count in sorted(first["counts"].items()):
        times = [side["types"][name] / count * 1e6 for side in sides.values()]
        ratio = _ratio(times[-1], times[0]) if "public" in sides else ""
        cells = (f"{micro:>9.1f}" for micro in times)
        print(f"{name:<46}{first['kinds'][name]:<22}{count:>7}", *cells, f"{ratio:>9}")
    print("microseconds a check, the making of the response included; ratio: public to standard.")


def _ratio(theirs: float | None, ours: float) -> str:
    if not theirs or not ours:
        return "-"
    return f"{theirs / ours:.2f}x" if theirs < ours else f"{theirs / ours:.1f}x"


def default_files() -> list[Path]:
    """The data beside the repository, or the examples in it."""
    found = [DATA / name for name in FILES if (DATA / name).exists()]
    if found:
        return found
    print(f"There are no rows in {DATA}: running on examples/, which are few.")
    return sorted((ROOT / "examples").glob("*.jsonl"))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rows", nargs="*", type=Path)
    parser.add_argument("--passes", type=int, default=3, help="passes a side, each in a process")
    parser.add_argument("--peer", type=Path, default=ENVIRONMENT, help="the peer environment")
    parser.add_argument("--child", choices=SIDES[:2], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        json.dump(measure(options.rows, options.child), sys.stdout)
        return
    paths: list[Path] = options.rows or default_files()
    if not paths:
        parser.exit(2, "There is nothing to run on; name a file of rows.\n")
    sides = measure_sides(paths, max(1, options.passes), options.peer)
    responses, checks = len(asked_in(paths)), sum(sides["standard"]["counts"].values())
    print(f"{', '.join(path.name for path in paths)}: {responses:,} responses, {checks:,} checks")
    print_rates(sides)
    print_types(sides)


if __name__ == "__main__":
    main()
