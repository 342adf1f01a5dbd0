"""Our verdicts on a labelled set, in a process of its own; prints JSON.

    python benchmarks/answers_ours.py SET.jsonl.gz [--golds]

One pass, each row by itself as it comes: its check is made from JSON and asked of its response,
with the question as the prompt, so that caches hold no more than a run over that file would have
given them. Loading and a trivial pair of each kind before are not on the clock. `--golds` asks
each distinct gold of itself instead, which must always pass. `answers.py` calls this file through
`judge`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from answers_sets import Item, read_items
from peer_answers import peak_mb


class Judged(NamedTuple):
    """Our verdict on a row: `verdict` None where undecided, `status`, the reason, CPU seconds."""

    verdict: bool | None
    status: str
    why: str
    cpu: float


def judge(path: Path, *, golds: bool = False) -> tuple[list[Judged], float]:
    """Our verdicts on a set, and the peak memory of the process in MB."""
    command = [sys.executable, __file__, str(path), *(["--golds"] if golds else [])]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        raise SystemExit(f"{path.name}: our own verdicts broke off, as above")
    answer = json.loads(done.stdout)
    return [Judged(*line) for line in answer["judged"]], answer["peak_mb"]


def verdicts_on(items: Iterable[Item]) -> list[Judged]:
    """The verdict on each row's response."""
    return [_judged(i.check, i.row["response"], i.row.get("question") or "") for i in items]


def gold_items(items: Iterable[Item]) -> list[Item]:
    """Each distinct check once, with one of its golds for a response."""
    found = {json.dumps(item.check, sort_keys=True): item for item in items}
    return [
        item._replace(row={**item.row, "response": _first(item.check), "label": 1})
        for item in found.values()
    ]


def _first(check: Any) -> str:
    gold = check["gold"]
    return gold if isinstance(gold, str) else gold[0]


def _judged(check: Any, response: str, question: str) -> Judged:
    import assay

    started = time.process_time()
    try:
        ((verdict,),) = assay.verify_batch([response], [assay.parse(check)], prompt=question)
    except assay.BadParameter as fault:
        return Judged(None, "bad gold", fault.message, time.process_time() - started)
    return Judged(verdict.passed, verdict.status, verdict.why, time.process_time() - started)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("set", type=Path)
    parser.add_argument("--golds", action="store_true", help="each gold against itself")
    options = parser.parse_args()
    items = read_items(options.set)
    for kind in sorted({item.check["kind"] for item in items}):
        _judged({"kind": kind, "gold": "B"}, "The answer is \\boxed{B}.", "")
    judged = verdicts_on(gold_items(items) if options.golds else items)
    json.dump({"judged": judged, "peak_mb": peak_mb()}, sys.stdout)


if __name__ == "__main__":
    main()
