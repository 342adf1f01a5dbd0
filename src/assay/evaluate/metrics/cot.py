"""Passing with sound reasoning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from assay.errors import BadParameter
from assay.evaluate.metrics.metric import Mean, Measure
from assay.evaluate.metrics.outcome import Known, Outcome, Truth, every
from assay.evaluate.metrics.repeated import pass_at
from assay.verdict import Verdict

__all__ = ["ReasonedPassAtK"]


class ReasonedPassAtK:
    """CoT-pass@k: mean over prompts of 1 - C(n-d, k) / C(n, k), d of n responses both right and
    soundly reasoned.

    Wen et al. 2025 (arXiv:2506.14245). The second verdict, on the reasoning, is that of
    the check whose kind follows the colon (`cot-pass@4:KIND`), which then says nothing about
    the answer; without one it is `Known.reasoned`. The second measure is plain pass@k of the same
    responses, by the other checks alone. A wrong answer needs no second verdict; a right one
    without it is unknown, and not among the n.
    """

    formula: ClassVar[str] = "mean over prompts of 1 - C(n-d, k) / C(n, k), d right and sound"
    source: ClassVar[str] = "Wen et al. 2025, arXiv:2506.14245"

    def __init__(self, name: str, k: int, setting: str = "") -> None:
        if ":" in name and not setting:
            raise BadParameter(f"{name} wants the KIND of a check after the colon", "metrics")
        self.name = name
        self._k, self._kind = k, setting
        self._both, self._plain = Mean(), Mean()

    def add(self, row: Outcome) -> None:
        pairs = [self._judged(v, k) for v, k in zip(row.responses, row.more(), strict=True)]
        self._count(self._both, row.cluster, [every(pair) for pair in pairs])
        self._count(self._plain, row.cluster, [right for right, _ in pairs])

    def _judged(self, verdicts: Sequence[Verdict], known: Known) -> tuple[Truth, Truth]:
        """Whether a response is right, and whether it is soundly reasoned."""
        right = every([v.passed for v in verdicts if v.kind != self._kind])
        if not self._kind:
            return right, known.reasoned
        return right, every([v.passed for v in verdicts if v.kind == self._kind])

    def _count(self, mean: Mean, cluster: int, values: list[Truth]) -> None:
        decided = [value for value in values if value is not None]
        enough = len(decided) >= self._k
        chance = pass_at(len(decided), sum(decided), self._k) if enough else None
        mean.add(cluster, chance, len(decided))

    def measures(self) -> list[Measure]:
        why = f"no prompt has {self._k} responses with both verdicts"
        return [
            self._both.measure(self.name, why=why),
            self._plain.measure(f"pass@{self._k} by the other checks"),
        ]
