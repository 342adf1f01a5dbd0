"""FollowBench's metrics over levels: the same request with one constraint more a level.

Rows carry `meta.group`, what the levels of one request have in common, and `meta.level`, from 1.
"""

from __future__ import annotations

from collections import defaultdict
from typing import ClassVar
from zlib import crc32

from assay.evaluate.metrics.metric import Mean, Measure
from assay.evaluate.metrics.outcome import Outcome, Truth, every, share

__all__ = ["ConsistentLevels", "HardSatisfaction", "SoftSatisfaction", "level_of"]

_MOST = 1000


def level_of(row: Outcome) -> int | None:
    """The level that a row's meta names; None where it names none."""
    level = row.meta.get("level")
    whole = isinstance(level, int | float) and not isinstance(level, bool) and level == int(level)
    return int(level) if whole and 1 <= level <= _MOST else None  # type: ignore[arg-type]


class _ByLevel:
    """A mean for each level."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._levels: defaultdict[int, Mean] = defaultdict(Mean)

    def add(self, row: Outcome) -> None:
        level = level_of(row)
        if level is None:
            return
        for verdicts in row.responses:
            self._levels[level].add(row.cluster, self._value([v.passed for v in verdicts]))

    def _value(self, values: list[Truth]) -> float | None:
        raise NotImplementedError

    def measures(self) -> list[Measure]:
        found = [m.measure(f"{self.name} level {n}") for n, m in sorted(self._levels.items())]
        return found or [Mean().measure(self.name)]


class HardSatisfaction(_ByLevel):
    """HSR, a level: (1/m) sum over requests of the product over i of s_i.

    Jiang et al. 2023 (arXiv:2310.20410), equation 1: the share of responses that satisfy all
    constraints of their level.
    """

    formula: ClassVar[str] = "for each level, mean over rows of 1[all constraints hold]"
    source: ClassVar[str] = "Jiang et al. 2023, arXiv:2310.20410, eq. 1"

    def _value(self, values: list[Truth]) -> float | None:
        return every(values)


class SoftSatisfaction(_ByLevel):
    """SSR, a level: (1/m) sum over requests of (1/n) sum over i of s_i.

    Jiang et al. 2023 (arXiv:2310.20410), equation 2: the mean share of constraints satisfied.
    """

    formula: ClassVar[str] = "for each level, mean over rows of the share of constraints that hold"
    source: ClassVar[str] = "Jiang et al. 2023, arXiv:2310.20410, eq. 2"

    def _value(self, values: list[Truth]) -> float | None:
        return share(values)


class ConsistentLevels:
    """CSL: (1/G) sum over groups of the number of levels satisfied in a row from the first.

    Jiang et al. 2023 (arXiv:2310.20410), equation 3. A group counts up to its first level that
    is not wholly satisfied; one that meets an unknown level before that is unknown. Where a row
    has several responses the first counts.
    """

    formula: ClassVar[str] = "mean over groups of how many levels from 1 on hold without a gap"
    source: ClassVar[str] = "Jiang et al. 2023, arXiv:2310.20410, eq. 3"

    def __init__(self, name: str) -> None:
        self.name = name
        self._groups: defaultdict[str, dict[int, Truth]] = defaultdict(dict)

    def add(self, row: Outcome) -> None:
        level = level_of(row)
        if level is not None and "group" in row.meta and row.responses:
            self._groups[str(row.meta["group"])][level] = row.passed()[0]

    def measures(self) -> list[Measure]:
        most = max((max(levels) for levels in self._groups.values()), default=1)
        mean = Mean()
        for group, levels in self._groups.items():
            reached = _reached(levels)
            mean.add(crc32(group.encode()), None if reached is None else reached / most)
        return [mean.measure(self.name, most)]


def _reached(levels: dict[int, Truth]) -> int | None:
    """How many levels hold in a row from the first; None where an unknown one decides."""
    reached = 0
    while levels.get(reached + 1) is True:
        reached += 1
    return None if reached + 1 in levels and levels[reached + 1] is None else reached
