"""How often the verdict on a final answer is right: ours beside other graders on the same rows.

    python benchmarks/answers.py [SET.jsonl.gz ...] [--by-type] [--errors FILE] [--golds]
    python benchmarks/answers.py --no-peers

The sets are those of `answers_sets.py`, which also says which check is asked of a row. For each
set a table: accuracy, precision and recall with 95 % intervals, F1, false positives, rows marked
right that did not pass, undecided (not correct, in the accuracy; "as fail" is the accuracy where
they are read as fails), pairs a CPU-second of one pass, and peak memory. The peers run in the peer
environment, each in a process of its own that is killed where a row takes longer than the cap;
what they said is kept there for the next run. Questions go to ours as context; no peer takes them.
`--errors` writes every row on which our verdict is not the label. Status 1 with `--golds` where a
gold does not verify against itself.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from answers_ours import Judged, gold_items, judge
from answers_score import Observation, cells, cluster_of, head, line, score
from answers_sets import Family, Item, find_sets, letter_of, name_of, read_items
from peer_answers_drive import CAP, ENVIRONMENT, Said, ask, is_there

PEERS: dict[str, dict[Family, str]] = {
    "Math-Verify": {"math": "Math-Verify", "choice": "Math-Verify, letters"},
    "inspect": {"math": "inspect math", "choice": "inspect answer letter"},
    "lm-eval": {"math": "lm-eval minerva", "choice": "lm-eval mmlu_pro"},
    "verl prime_math": {"math": "verl prime_math"},
    "verl math_dapo": {"math": "verl math_dapo"},
    "verl math_reward": {"math": "verl math_reward"},
    "inspect exact": {"text": "inspect exact"},
    "inspect f1 >= 0.5": {"text": "inspect f1"},
    "verl contained": {"text": "verl contained"},
}
"""Grader of the peer environment by the family of a row. One that knows no choices is asked of
them as of the rest, in a set that is mostly mathematics."""


def peers_for(items: Sequence[Item]) -> list[str]:
    """The peers that fit a set."""
    counted: Counter[Family] = Counter(item.family for item in items)
    ((family, _),) = counted.most_common(1)
    family = "math" if "math" in counted else family
    return [name for name, graders in PEERS.items() if family in graders]


def peer_row(item: Item) -> dict[str, Any]:
    """What a peer is given of a row."""
    gold = letter_of(item) if item.family == "choice" else item.check["gold"]
    bare = item.row["response_kind"] == "answer"
    return {"gold": gold, "response": item.row["response"], "bare": bare}


def observe(items: Sequence[Item], verdicts: Sequence[bool | None]) -> list[Observation]:
    """Verdicts beside labels."""
    return [
        Observation(item.right, verdict, cluster_of(item.row))
        for item, verdict in zip(items, verdicts, strict=True)
    ]


def report(path: Path, options: argparse.Namespace, peers: bool) -> None:
    """The table of one set, and one for each of its families where it has several."""
    items = read_items(path)
    if not items:
        return
    judged, peak = judge(path)
    pairs = list(zip(items, judged, strict=True))
    for title, family in parts_of(name_of(path), items):
        chosen = [pair for pair in pairs if family in (None, pair[0].family)]
        show_table(title, chosen, peak, options, peers)
    if options.by_type:
        show_types(items, observe(items, [j.verdict for j in judged]))
    if options.errors:
        write_errors(options.errors, name_of(path), items, judged)
    faults = [j.why for j in judged if j.status == "error"]
    if faults:
        print(f"  {len(faults)} errors, the first: {faults[0]}")


def parts_of(name: str, items: Sequence[Item]) -> list[tuple[str, Family | None]]:
    """The whole of a set, and each of its families where there are several."""
    counted: Counter[Family] = Counter(item.family for item in items)
    families: list[Family | None] = [None, *(counted if len(counted) > 1 else ())]
    return [(f"{name}, {family}" if family else name, family) for family in families]


def show_table(
    title: str,
    pairs: Sequence[tuple[Item, Judged]],
    peak: float,
    options: argparse.Namespace,
    peers: bool,
) -> None:
    """Ours and the peers on some rows of a set."""
    items = [item for item, _ in pairs]
    right = sum(item.right for item in items)
    title = f"{title}: {len(items):,} rows, {right:,} of them right"
    print(head(title, markdown=options.markdown))
    found = score(observe(items, [j.verdict for _, j in pairs]))
    ours = cells(found, [j.cpu for _, j in pairs], peak)
    print(line("assay", ours, markdown=options.markdown))
    for name in peers_for(items) if peers else ():
        show_peer(name, items, options)


def show_peer(name: str, items: Sequence[Item], options: argparse.Namespace) -> None:
    """A peer's row of the table."""
    said = ask_peer(PEERS[name], items, options)
    found = score(observe(items, [s.verdict for s in said]))
    peak = max(s.peak_mb for s in said)
    killed = sum(s.killed for s in said)
    title = f"{name} ({killed} killed)" if killed else name
    theirs = cells(found, [s.cpu for s in said], peak)
    print(line(title, theirs, markdown=options.markdown))


def ask_peer(
    graders: Mapping[Family, str], items: Sequence[Item], options: argparse.Namespace
) -> list[Said]:
    """What a peer says of each row, by the grader that it has for the row's family."""
    default = next(iter(graders.values()))
    chosen = [graders.get(item.family, default) for item in items]
    said: dict[int, Said] = {}
    for grader in dict.fromkeys(chosen):
        places = [place for place, name in enumerate(chosen) if name == grader]
        rows = [peer_row(items[place]) for place in places]
        answers = ask(options.peer, grader, rows, cap=options.cap, fresh=options.fresh)
        said.update(zip(places, answers, strict=True))
    return [said[place] for place in range(len(items))]


def show_types(items: Sequence[Item], observed: Sequence[Observation]) -> None:
    """Our score by type of answer, the worst first."""
    by_type: dict[str, list[Observation]] = defaultdict(list)
    for item, observation in zip(items, observed, strict=True):
        by_type[item.row["answer_type"]].append(observation)
    scores = {name: score(found) for name, found in by_type.items()}
    for name, found in sorted(scores.items(), key=lambda pair: pair[1].accuracy.rate or 0.0):
        print(
            f"    {name:<21}{100 * (found.accuracy.rate or 0.0):7.2f} % of {found.accuracy.n:>5}"
            f"{found.false_positives:>5} FP {found.false_negatives:>4} FN"
            f" {found.undecided:>4} undecided"
        )


def write_errors(path: Path, name: str, items: Sequence[Item], judged: Sequence[Judged]) -> None:
    """Appends the rows on which our verdict is not the label."""
    with path.open("a", encoding="utf-8") as file:
        for item, verdict in zip(items, judged, strict=True):
            if verdict.verdict is not item.right:
                file.write(json.dumps(error(name, item, verdict)) + "\n")


def error(name: str, item: Item, verdict: Judged) -> Mapping[str, Any]:
    """One disagreement, for reading."""
    row = item.row
    told = {"set": name, "id": row["id"], "type": row["answer_type"], "check": item.check}
    return {
        **told,
        "label": row["label"],
        "verdict": verdict.status,
        "why": verdict.why,
        "question": (row.get("question") or "")[-300:],
        "response": row["response"][-300:],
    }


def check_golds(paths: Sequence[Path]) -> bool:
    """Whether every gold of every set verifies against itself; those that do not are listed."""
    failed = 0
    for path in paths:
        items = gold_items(read_items(path))
        judged, _ = judge(path, golds=True)
        bad = [(i, j) for i, j in zip(items, judged, strict=True) if j.verdict is not True]
        print(f"{name_of(path):<24}{len(items) - len(bad):>6,} of {len(items):,} golds verify")
        for item, verdict in bad[:20]:
            print(f"    {str(item.row['gold'])[:60]!r}: {verdict.status}, {verdict.why[:100]}")
        failed += len(bad)
    return not failed


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", nargs="*", type=Path)
    parser.add_argument("--markdown", action="store_true", help="tables for a page")
    parser.add_argument("--by-type", action="store_true", help="our score by type of answer")
    parser.add_argument("--errors", type=Path, help="file for the rows we get wrong (JSONL)")
    parser.add_argument("--golds", action="store_true", help="each gold against itself, only")
    parser.add_argument("--no-peers", action="store_true", help="ours alone")
    parser.add_argument("--fresh", action="store_true", help="ask the peers again")
    parser.add_argument("--cap", type=float, default=CAP, help="seconds for a peer on one row")
    parser.add_argument("--peer", type=Path, default=ENVIRONMENT, help="the peer environment")
    options = parser.parse_args()
    paths = find_sets(options.sets)
    if options.golds:
        raise SystemExit(not check_golds(paths))
    if options.errors:
        options.errors.unlink(missing_ok=True)
    peers = bool(paths) and not options.no_peers and is_there(options.peer)
    for path in paths:
        report(path, options, peers)


if __name__ == "__main__":
    main()
