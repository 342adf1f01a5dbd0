"""Majority voting over final answers."""

from __future__ import annotations

from typing import ClassVar

from assay.evaluate.metrics.metric import Mean, Measure
from assay.evaluate.metrics.outcome import Outcome, Truth, share
from assay.evaluate.metrics.votes import Camp, answer_in, chance_of_right, classes

__all__ = ["MajorityAtK"]


class MajorityAtK:
    """majority@k: the chance that the answer with most votes among k of n responses is right.

    Wang et al. 2022 (self-consistency, arXiv:2203.11171), section 2, in expectation over all
    C(n, k) draws, as pass@k is. Votes are counted over classes of equal answers
    (`assay.answers`); of answers level on votes each is as likely to be named, so that a tie of
    right and wrong counts one half. An answer is right as often as responses that give it pass;
    one that may win and is undecided makes the sample unknown, as fewer than k responses do. A
    response without an answer has no vote.
    """

    formula: ClassVar[str] = "mean over samples of P(most frequent answer of k drawn is right)"
    source: ClassVar[str] = "Wang et al. 2022, arXiv:2203.11171, section 2"

    def __init__(self, name: str, k: int) -> None:
        self.name = name
        self._k = k
        self._mean = Mean()

    def add(self, row: Outcome) -> None:
        n = len(row.responses)
        chance = None if n < self._k else self._chance(row)
        self._mean.add(row.cluster, chance, n)

    def _chance(self, row: Outcome) -> float | None:
        passed = row.passed()
        answers = [answer_in(known) for known in row.more()]
        heard = [(a, p) for a, p in zip(answers, passed, strict=True) if a is not None]
        camps: dict[int, list[Truth]] = {}
        for number, (_, right) in zip(classes([a for a, _ in heard]), heard, strict=True):
            camps.setdefault(number, []).append(right)
        silent = [p for a, p in zip(answers, passed, strict=True) if a is None]
        found = [Camp(len(camp), share(camp)) for camp in camps.values()]
        return chance_of_right(found, Camp(len(silent), share(silent)), self._k)

    def measures(self) -> list[Measure]:
        return [self._mean.measure(self.name, why=f"no sample has {self._k} decided responses")]
