"""Selective accuracy: how right a model is on what it is most sure of, and on what it answers."""

from __future__ import annotations

from itertools import groupby
from math import exp, log, sqrt
from typing import ClassVar, NamedTuple

from assay.evaluate.distributions import t_quantile
from assay.evaluate.metrics.binned import Observed
from assay.evaluate.metrics.calibration import Confident
from assay.evaluate.metrics.metric import Mean, Measure, Point
from assay.evaluate.metrics.outcome import Outcome, every
from assay.verdict import Comparison, Verdict

__all__ = ["Abstention", "RiskCoverage"]

_ABSTAINED = frozenset(("empty", "refusal"))
_POINTS = 100
_LARGEST = 700.0
"""Beyond it a float has no exponential."""


class _Block(NamedTuple):
    """Responses of one confidence: how many, how many wrong, and the same for all surer ones."""

    size: int
    wrong: int
    before: int
    wrong_before: int


class RiskCoverage(Confident):
    """AURC: (1/n) sum over i = 1..n of the share of wrong ones among the i most confident.

    El-Yaniv and Wiener 2010 (JMLR 11:1605) for the curve; Geifman, Uziel and El-Yaniv 2019
    (arXiv:1805.08206) for the area and for E-AURC, which is the area less that
    of a confidence which ranks every right response first. Within equal confidences the mean over
    all orders is taken. The interval is by linearisation, clustered by prompt, on the logit scale,
    with Student's t: the area is E[wrong (-log c)] with c the coverage at the response's
    confidence, whose influence function is taken at each response. The curve has coverage as x
    and risk as y.
    """

    formula: ClassVar[str] = "mean over coverages i/n of the risk of the i most confident"
    source: ClassVar[str] = "Geifman, Uziel and El-Yaniv 2019, arXiv:1805.08206"

    def measures(self) -> list[Measure]:
        n, unknown = len(self._seen), self._unknown
        if not n:
            why = self._lacks
            return [Measure(self.name, None, None, None, 0, unknown, unit="number", why=why)]
        blocks = _blocks(self._seen)
        area, wrong = _area(blocks), sum(block.wrong for block in blocks)
        low, high, why = self._interval(area, blocks)
        best = _area([_Block(n - wrong, 0, 0, 0), _Block(wrong, wrong, n - wrong, 0)])
        return [
            Measure(
                self.name,
                area,
                low,
                high,
                n,
                unknown,
                unit="number",
                method="linearised",
                why=why,
                curve=_curve(blocks, n),
            ),
            Measure(
                f"e-{self.name}",
                max(0.0, area - best),
                None,
                None,
                n,
                unknown,
                unit="number",
                method="none",
            ),
        ]

    def _interval(
        self, area: float, blocks: list[_Block]
    ) -> tuple[float | None, float | None, str]:
        clusters = len({one.cluster for one in self._seen})
        if not 0 < area < 1 or clusters < 2:
            why = "an interval wants two prompts, and both right and wrong responses"
            return None, None, why
        spread = _deviation(self._seen, blocks, area) / (area * (1 - area))
        centre = log(area / (1 - area))
        half = t_quantile(0.975, clusters - 1) * spread
        low, high = _logistic(centre - half), _logistic(centre + half)
        return low, high, ""


def _logistic(value: float) -> float:
    return 1 / (1 + exp(min(-value, _LARGEST)))


def _blocks(seen: list[Observed]) -> list[_Block]:
    """The responses by confidence, the surest first."""
    ranked = sorted(seen, key=lambda one: -one.confidence)
    blocks: list[_Block] = []
    before = wrong_before = 0
    for _, group in groupby(ranked, key=lambda one: one.confidence):
        right = [one.right for one in group]
        wrong = right.count(False)
        blocks.append(_Block(len(right), wrong, before, wrong_before))
        before, wrong_before = before + len(right), wrong_before + wrong
    return blocks


def _area(blocks: list[_Block]) -> float:
    """The mean risk; at the j-th of a block (wrong_before + j wrong/size) / (before + j)."""
    total = 0.0
    for size, wrong, before, wrong_before in blocks:
        rate = wrong / size if size else 0.0
        harmonic = sum(1 / (before + j) for j in range(1, size + 1))
        total += wrong + (wrong_before - rate * before) * harmonic
    return total / (blocks[-1].before + blocks[-1].size)


def _deviation(seen: list[Observed], blocks: list[_Block], area: float) -> float:
    """The standard error of the area: the influences, summed in clusters.

    Of a response z, with e its error, c the coverage down to it and r the error of all:
    e (-log c) - area + r - E[e(x) / c(x) over x no surer than z].
    """
    n = len(seen)
    rate = sum(block.wrong for block in blocks) / n
    ranked = sorted(seen, key=lambda one: -one.confidence)
    after, spans = 0.0, list[tuple[float, float]]()
    for block in reversed(blocks):
        coverage = (block.before + block.size / 2) / n
        half = block.wrong / n / coverage / 2
        spans.append((coverage, after + half))
        after += 2 * half
    spans.reverse()
    sums: dict[int, float] = {}
    place = 0
    for block, (coverage, below) in zip(blocks, spans, strict=True):
        for one in ranked[place : place + block.size]:
            influence = (0.0 if one.right else -log(coverage)) - area + rate - below
            sums[one.cluster] = sums.get(one.cluster, 0.0) + influence
        place += block.size
    groups = len(sums)
    mean = sum(sums.values()) / groups
    squares = sum((value - mean) ** 2 for value in sums.values())
    return sqrt(groups / (groups - 1) * squares) / n


def _curve(blocks: list[_Block], n: int) -> tuple[Point, ...]:
    """Risk at the coverages that a threshold can reach, about a hundred of them."""
    points: list[Point] = []
    reached = 0.0
    for block in blocks:
        covered = block.before + block.size
        if covered / n >= reached or covered == n:
            points.append(Point(covered / n, (block.wrong_before + block.wrong) / covered, covered))
            reached = covered / n + 1 / _POINTS
    return tuple(points)


class Abstention:
    """How often a model abstains, and how right it is where it answers.

    A response abstains where a verdict's extraction flags it as `refusal` or `empty`. The first
    measure is the share that abstains, the second the selective accuracy: the share of passes among
    those that answer and are decided (El-Yaniv and Wiener 2010, JMLR 11:1605: coverage and one
    less the selective risk).
    """

    formula: ClassVar[str] = "share of responses that abstain; passes among the others"
    source: ClassVar[str] = "El-Yaniv and Wiener 2010, JMLR 11:1605"

    def __init__(self, name: str) -> None:
        self.name = name
        self._abstained, self._answered = Mean(), Mean()

    def add(self, row: Outcome) -> None:
        for verdicts in row.responses:
            flags = {flag for verdict in verdicts for flag in _flags(verdict)}
            abstained = bool(flags & _ABSTAINED)
            self._abstained.add(row.cluster, abstained if verdicts else None)
            if not abstained:
                self._answered.add(row.cluster, every([v.passed for v in verdicts]))

    def measures(self) -> list[Measure]:
        return [
            self._abstained.measure(self.name, why="there are no responses"),
            self._answered.measure("accuracy when answered"),
        ]


def _flags(verdict: Verdict) -> list[str]:
    own = verdict.comparison.flags if isinstance(verdict.comparison, Comparison) else ()
    return [*own, *(flag for part in verdict.parts for flag in _flags(part))]
