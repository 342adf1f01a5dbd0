"""DRFR: requirements of a decomposed instruction, with dependencies between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from assay.evaluate.metrics.metric import Mean, Measure
from assay.evaluate.metrics.outcome import Outcome, Truth, every

__all__ = ["DecomposedRequirements"]


class DecomposedRequirements:
    """DRFR: (1/N) sum over all requirements of r'_i, with r'_i = r_i and r_d for d in D_i.

    Qin et al. 2024 (arXiv:2401.03601), equation 1; with the dependencies D_i of ComplexBench
    (Wen et al. 2024, arXiv:2407.03978), by which a requirement counts only where those that it
    rests on hold, directly or not. `meta.depends` gives them: a list as long as the checks, of
    lists of places from 0; without it nothing depends on anything. Unknown ones are left out,
    where InFoBench's own script counts an unreadable judgement as no.
    """

    formula: ClassVar[str] = "mean over requirements of 1[it and all that it depends on hold]"
    source: ClassVar[str] = "Qin et al. 2024, arXiv:2401.03601; Wen et al. 2024, arXiv:2407.03978"

    def __init__(self, name: str) -> None:
        self.name = name
        self._mean = Mean()

    def add(self, row: Outcome) -> None:
        for verdicts in row.responses:
            held: list[Truth] = [v.passed for v in verdicts]
            for needed in _needs(row.meta.get("depends"), len(held)):
                self._mean.add(row.cluster, every([held[place] for place in sorted(needed)]))

    def measures(self) -> list[Measure]:
        return [self._mean.measure(self.name)]


def _needs(given: object, count: int) -> list[set[int]]:
    """For each requirement its own place and all that it rests on; what is malformed, nothing."""
    direct = [_places(item, count) for item in _sequence(given)][:count]
    direct += [set[int]() for _ in range(count - len(direct))]
    needs: list[set[int]] = []
    for place in range(count):
        found, waiting = {place}, [place]
        while waiting:
            fresh = direct[waiting.pop()] - found
            found |= fresh
            waiting.extend(fresh)
        needs.append(found)
    return needs


def _places(given: object, count: int) -> set[int]:
    return {p for p in _sequence(given) if type(p) is int and 0 <= p < count}


def _sequence(given: object) -> Sequence[Any]:
    return cast("Sequence[Any]", given) if isinstance(given, list | tuple) else ()
