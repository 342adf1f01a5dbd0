"""Counting verdicts against labels: accuracy, precision and recall with their intervals.

A verdict that is undecided counts as not correct in the accuracy, and is shown apart; beside it
stands the accuracy where "undecided" is read as a fail, as a reward or another grader would. The
intervals are Wilson's, at 95 %, with the observations divided by the design effect where several
come from one question (`assay.evaluate.intervals`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from zlib import crc32

from assay.evaluate.intervals import Rate, TalliedRate

COLUMNS = (
    "accuracy %",
    "as fail %",
    "precision %",
    "recall %",
    "F1",
    "FP",
    "FN",
    "undec",
    "pairs/CPU-s",
    "MB",
)
WIDTHS = (20, 11, 21, 21, 7, 6, 6, 7, 13, 6)


class Observation(NamedTuple):
    """A verdict beside its label; `cluster` tells questions apart."""

    right: bool
    verdict: bool | None
    cluster: int


class Score(NamedTuple):
    """What a grader reached on a set."""

    accuracy: Rate
    as_fail: float
    precision: Rate
    recall: Rate
    false_positives: int
    false_negatives: int
    undecided: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        precision, recall = self.precision.rate or 0.0, self.recall.rate or 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def cluster_of(row: Any) -> int:
    """A number that the rows of one question share."""
    return crc32((row.get("question") or row["gold"]).encode("utf-8", "surrogatepass"))


def score(observations: Sequence[Observation]) -> Score:
    """The counts and rates of one grader on one set."""
    accuracy, precision, recall = TalliedRate(), TalliedRate(), TalliedRate()
    for right, verdict, cluster in observations:
        accuracy.add(cluster, verdict is right, 1)
        if verdict is True:
            precision.add(cluster, right, 1)
        if right:
            recall.add(cluster, verdict is True, 1)
    return Score(
        accuracy.rate(),
        sum((o.verdict is True) is o.right for o in observations) / max(len(observations), 1),
        precision.rate(),
        recall.rate(),
        sum(o.verdict is True and not o.right for o in observations),
        sum(o.verdict is not True and o.right for o in observations),
        sum(o.verdict is None for o in observations),
    )


def cells(found: Score, cpu: Iterable[float], peak_mb: float) -> tuple[str, ...]:
    """What a table says of a grader, in the order of `COLUMNS`."""
    spent = list(cpu)
    total = sum(spent)
    return (
        shown(found.accuracy),
        f"{100 * found.as_fail:.2f}",
        *map(shown, (found.precision, found.recall)),
        f"{found.f1:.3f}",
        *map(str, (found.false_positives, found.false_negatives, found.undecided)),
        f"{len(spent) / total:,.0f}" if total else "-",
        f"{peak_mb:.0f}",
    )


def shown(rate: Rate) -> str:
    """A share in per cent with its interval."""
    if rate.rate is None or rate.low is None or rate.high is None:
        return "-"
    return f"{100 * rate.rate:.2f} [{100 * rate.low:.1f} {100 * rate.high:.1f}]"


def line(title: str, said: Sequence[str], *, markdown: bool) -> str:
    """A line of the table, for a screen or for a page."""
    if markdown:
        return f"| {' | '.join((title, *said))} |"
    return f"{title:<19}" + "".join(
        f"{cell:>{width}}" for cell, width in zip(said, WIDTHS, strict=True)
    )


def head(title: str, *, markdown: bool) -> str:
    """The first lines of a table."""
    first = line("grader" if markdown else "", COLUMNS, markdown=markdown)
    rule = f"\n|{'---|' * (len(COLUMNS) + 1)}" if markdown else ""
    return f"\n{'### ' if markdown else ''}{title}\n{chr(10) if markdown else ''}{first}{rule}"
