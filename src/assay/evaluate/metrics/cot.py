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
    responses, by the other checks alone. A wrong answer needs no second verdict; a prompt with a
    right one that lacks it is unknown, since to leave out right answers alone would be unfair.
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
        both: list[bool] = []
        plain: list[bool] = []
        lacking = False
        for verdicts, known in zip(row.responses, row.more(), strict=True):
            others = [v for v in verdicts if not self._kind or v.kind != self._kind]
            right = every([v.passed for v in others])
            if right is None:
                continue
            sound = self._sound(verdicts, known) if right else False
            lacking = lacking or sound is None
            plain.append(right)
            both.append(sound is True)
        self._count(self._plain, row.cluster, plain)
        self._count(self._both, row.cluster, [] if lacking else both)

    def _sound(self, verdicts: Sequence[Verdict], known: Known) -> Truth:
        """Whether a response is soundly reasoned."""
        if not self._kind:
            return known.reasoned
        return every([v.passed for v in verdicts if v.kind == self._kind])

    def _count(self, mean: Mean, cluster: int, values: list[bool]) -> None:
        enough = len(values) >= self._k
        chance = pass_at(len(values), sum(values), self._k) if enough else None
        mean.add(cluster, chance, len(values))

    def measures(self) -> list[Measure]:
        why = f"no prompt has {self._k} responses with both verdicts"
        return [
            self._both.measure(self.name, why=why),
            self._plain.measure(f"pass@{self._k} by the other checks"),
        ]
