"""Suites of instructions: agreement with recorded official verdicts, and speed.

    python benchmarks/suites.py [--every] FILES...

A row is of the cross form, `{"response": ..., "checks": [{"id", "kwargs", "verdict"}, ...]}` where
a verdict is true, false, or a text that begins with `EXC:` where the suite's checker raised; or of
IFEval's form with `instruction_id_list`, `kwargs`, `response` and the lists `strict` and `loose`.
For each id: how often official mode says what was recorded, and every disagreement; then checks
per second of CPU time in official and in standard mode, the views shared by the checks of a
response, and in standard mode once more: what is remembered of words is then there, as it is in
a run over more responses. Verdicts recorded as exceptions are not counted; what we say there is.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import Any

from assay.check import Check
from assay.engine.job import Job, Settings, run_job
from assay.errors import CheckError
from assay.response import Response
from assay.tasks.ifeval import IFEVAL
from assay.tasks.suites import Suite

Asked = tuple[str, dict[str, Any], dict[str, Any]]
"""An id, its arguments, and the recorded verdicts by the name of the evaluation."""

MULTILINGUAL = ("es:", "fr:", "ja:")


def suite_of(identity: str) -> Suite:
    """The suite whose instruction it is. No id of ours belongs to two, IFEval's apart."""
    if identity.startswith(MULTILINGUAL):
        return suite("mifeval")
    named = map(suite, ("ifbench", "ifevalg"))
    return next((known for known in named if identity in known.instructions), IFEVAL)


@cache
def suite(name: str) -> Suite:
    return getattr(import_module(f"assay.tasks.{name}"), name.upper())


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def asked(row: dict[str, Any]) -> list[Asked]:
    if "checks" in row:
        return [(c["id"], c["kwargs"] or {}, {"strict": c["verdict"]}) for c in row["checks"]]
    recorded = {name: row[name] for name in ("strict", "loose") if row.get(name) is not None}
    return [
        (identity, given or {}, {name: verdicts[place] for name, verdicts in recorded.items()})
        for place, (identity, given) in enumerate(
            zip(row["instruction_id_list"], row["kwargs"], strict=True)
        )
    ]


class Tally:
    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.all: Counter[str] = Counter()
        self.raised: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.wrong: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, name: str, recorded: Any, passed: bool | None, shown: str) -> None:
        if isinstance(recorded, str) and recorded.startswith("EXC"):
            self.raised[f"{name} ({'undecided' if passed is None else passed} here)"] += 1
            return
        if recorded is None:
            return
        self.all[name] += 1
        self.right[name] += passed is bool(recorded)
        if passed is not bool(recorded):
            self.wrong[name].append(f"recorded {recorded}, here {passed}: {shown}")


def measure(path: Path, tally: Tally, shown: int) -> None:
    work: list[tuple[str, list[Check]]] = []
    made: list[tuple[Asked, int, int]] = []
    for at, row in enumerate(rows(path)):
        checks: list[Check] = []
        for one in asked(row):
            identity, given, _ = one
            try:
                check = suite_of(identity).instruction(identity, given)
            except CheckError as fault:
                tally.refused[f"{identity}: {fault}"] += 1
                continue
            made.append((one, at, len(checks)))
            checks.append(check)
        work.append((row["response"], checks))

    loose = any("loose" in recorded for (_, _, recorded), _, _ in made)
    verdicts = {"strict": run(path, work, Settings(mode="official"))}
    if loose:
        verdicts["loose"] = run(path, work, Settings(mode="official", loose=True))
    run(path, work, Settings())
    run(path, work, Settings(), "again")

    for (identity, given, recorded), at, place in made:
        for name, verdict in recorded.items():
            label = f"{identity} {name}" if loose else identity
            arguments = json.dumps(given, ensure_ascii=False)[:200]
            found = verdicts[name][at][place]
            text = f"row {at} {arguments} {work[at][0][:shown]!r} ({found.why})"
            tally.add(label, verdict, found.passed, text)


def run(
    path: Path, work: list[tuple[str, list[Check]]], settings: Settings, turn: str = ""
) -> list[Any]:
    for response, checks in work[:20]:  # what loads at first use is no part of the speed
        run_job(Job([response], checks), settings)
    started = process_time()
    verdicts = [run_job(Job([Response(r)], checks), settings)[0] for r, checks in work]
    seconds = process_time() - started
    count = sum(len(checks) for _, checks in work)
    mode = settings.mode + ("+loose" if settings.loose else "") + (f" {turn}" if turn else "")
    print(f"{path.name} {mode}: {count} checks, {count / max(seconds, 1e-9):,.0f} checks/s")
    return verdicts


def main() -> None:
    files = [argument for argument in sys.argv[1:] if argument != "--every"]
    most = 10**9 if "--every" in sys.argv else 5
    for name in files:
        tally = Tally()
        measure(Path(name), tally, 80)
        for label in sorted(tally.all):
            right, count = tally.right[label], tally.all[label]
            print(f"  {label:45} {right:6}/{count:6} {100 * right / count:7.2f} %")
            for line in tally.wrong[label][:most]:
                print(f"      {line}")
            if len(tally.wrong[label]) > most:
                print(f"      ... and {len(tally.wrong[label]) - most} more (--every)")
        for label, count in sorted(tally.raised.items()):
            print(f"  upstream raised: {label} {count}")
        for label, count in sorted(tally.refused.items()):
            print(f"  refused, and counted nowhere: {label} {count}")
        right, count = sum(tally.right.values()), sum(tally.all.values())
        print(f"  {'all':45} {right:6}/{count:6} {100 * right / max(count, 1):7.3f} %")


if __name__ == "__main__":
    main()
