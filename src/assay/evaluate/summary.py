"""What a run of verdicts amounts to, counted as the rows go by.

Counts of the four statuses come first. Rates are passes among the decided, so that an undecided
or broken verdict moves no rate and is seen beside it; intervals are clustered by prompt.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from assay.engine.rows import RowVerdicts
from assay.evaluate.intervals import Rate, TalliedRate
from assay.evaluate.metrics import Measure, Metric, Outcome, measured
from assay.evaluate.metrics.of_lines import Attempts, cluster_of, outcome_of
from assay.verdict import Status, Verdict

__all__ = ["KindSummary", "Summary", "Tally"]

Statuses = dict[Status, int]


class KindSummary(msgspec.Struct, frozen=True, rename={"passes": "pass", "fails": "fail"}):
    """One kind: its counts, its rate among the decided and the seconds spent on it."""

    kind: str
    passes: int
    fails: int
    undecided: int
    error: int
    rate: Rate
    seconds: float

    @property
    def asked(self) -> int:
        """How many verdicts of the kind there are."""
        return self.passes + self.fails + self.undecided + self.error

    @property
    def unknown(self) -> int:
        """How many of them decide nothing."""
        return self.undecided + self.error


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """The whole run. `check_rate` is over single verdicts, `prompt_rate` over responses, which
    pass where all their checks do (Zhou et al. 2023's instruction- and prompt-level accuracy).
    `metrics` holds the measures of the metrics that were asked for, unset without any."""

    source: str
    mode: str
    version: str
    rows: int
    responses: int
    verdicts: int
    statuses: Statuses
    check_rate: Rate
    prompt_rate: Rate
    kinds: list[KindSummary]
    metrics: list[Measure] | msgspec.UnsetType = msgspec.UNSET

    def slowest(self, most: int = 3) -> list[KindSummary]:
        """The kinds that took the most time a verdict."""
        return sorted(self.kinds, key=lambda k: -k.seconds / k.asked)[:most]

    def most_unknown(self, most: int = 3) -> list[KindSummary]:
        """The kinds that most often decided nothing; none where all decided."""
        known = [kind for kind in self.kinds if kind.unknown]
        return sorted(known, key=lambda k: -k.unknown / k.asked)[:most]


class _Tallied:
    """One kind while it is counted."""

    def __init__(self) -> None:
        self.statuses: Statuses = {"pass": 0, "fail": 0, "undecided": 0, "error": 0}
        self.rate = TalliedRate()
        self.seconds = 0.0

    def add(self, verdict: Verdict, cluster: int) -> None:
        self.statuses[verdict.status] += 1
        self.seconds += verdict.seconds
        if verdict.passed is not None:
            self.rate.add(cluster, int(verdict.passed), 1)


class Tally:
    """Counts rows as they come, for the summary and for the metrics that are asked for."""

    def __init__(self, metrics: Sequence[Metric] = ()) -> None:
        self._metrics = metrics
        self._attempts = Attempts()
        self._rows = self._responses = self._faults = 0
        self._checks = TalliedRate()
        self._prompts = TalliedRate()
        self._kinds: dict[str, _Tallied] = {}

    def add(self, row: RowVerdicts) -> None:
        """Counts one row."""
        cluster = cluster_of(row.sample.prompt) if row.sample.prompt else -1 - self._rows
        passed = row.passed
        values = passed if isinstance(passed, list) else [passed]
        decided = [value for value in values if value is not None]
        self._rows += 1
        self._responses += len(values)
        if decided:
            self._prompts.add(cluster, sum(decided), len(decided))
        for verdicts in row.verdicts:
            for verdict in verdicts:
                self._count(verdict, cluster)
        if self._metrics:
            outcome = outcome_of(row, cluster)
            self._faults += outcome.faults
            if not self._attempts.take(row, outcome):
                self._measure(outcome)

    def _measure(self, outcome: Outcome) -> None:
        for metric in self._metrics:
            metric.add(outcome)

    def _count(self, verdict: Verdict, cluster: int) -> None:
        kind = self._kinds.get(verdict.kind)
        if kind is None:
            kind = self._kinds[verdict.kind] = _Tallied()
        kind.add(verdict, cluster)
        if verdict.passed is not None:
            self._checks.add(cluster, int(verdict.passed), 1)

    def summary(self, *, source: str, mode: str, version: str) -> Summary:
        """What has been counted."""
        for outcome in self._attempts.outcomes():
            self._measure(outcome)
        names: tuple[Status, ...] = ("pass", "fail", "undecided", "error")
        totals: Statuses = {
            name: sum(kind.statuses[name] for kind in self._kinds.values()) for name in names
        }
        return Summary(
            source=source,
            mode=mode,
            version=version,
            rows=self._rows,
            responses=self._responses,
            verdicts=sum(totals.values()),
            statuses=totals,
            check_rate=self._checks.rate(),
            prompt_rate=self._prompts.rate(),
            kinds=[_kind(name, kind) for name, kind in sorted(self._kinds.items())],
            metrics=measured(self._metrics, self._faults) or msgspec.UNSET,
        )


def _kind(name: str, tallied: _Tallied) -> KindSummary:
    counts = tallied.statuses
    return KindSummary(
        name,
        counts["pass"],
        counts["fail"],
        counts["undecided"],
        counts["error"],
        tallied.rate.rate(),
        round(tallied.seconds, 6),
    )
