"""PIF: the share of instructions followed, turn by turn of a conversation."""

from __future__ import annotations

from collections import defaultdict
from typing import ClassVar

from assay.evaluate.metrics.metric import Mean, Measure
from assay.evaluate.metrics.outcome import Outcome, share

__all__ = ["FollowedByTurn"]

_MOST = 1000


class FollowedByTurn:
    """PIF: followed / given instructions of a turn; the mean over the conversations, a turn.

    Epstein et al. 2024 (MMMT-IF, arXiv:2409.18216), section 4. The turn is `meta.turn` of the row,
    from 1, and 1 where there is none. The last measure is the mean over all turns.
    """

    formula: ClassVar[str] = "for each turn, mean over rows of instructions followed / given"
    source: ClassVar[str] = "Epstein et al. 2024, arXiv:2409.18216"

    def __init__(self, name: str) -> None:
        self.name = name
        self._turns: defaultdict[int, Mean] = defaultdict(Mean)
        self._all = Mean()

    def add(self, row: Outcome) -> None:
        given = row.meta.get("turn")
        turn = given if type(given) is int and 1 <= given <= _MOST else 1
        for verdicts in row.responses:
            value = share([v.passed for v in verdicts])
            self._turns[turn].add(row.cluster, value)
            self._all.add(row.cluster, value)

    def measures(self) -> list[Measure]:
        if len(self._turns) == 1:
            return [self._all.measure(self.name)]
        turns = [m.measure(f"{self.name} turn {n}") for n, m in sorted(self._turns.items())]
        return [*turns, self._all.measure(self.name)]
