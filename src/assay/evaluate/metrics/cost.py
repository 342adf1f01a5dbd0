"""What a correct answer costs."""

from __future__ import annotations

from math import exp, log, sqrt
from typing import ClassVar, cast

from assay.errors import BadParameter, did_you_mean
from assay.evaluate.distributions import t_quantile
from assay.evaluate.metrics.metric import Measure, Unit
from assay.evaluate.metrics.outcome import Known, Outcome

__all__ = ["CostPerCorrect"]

_UNITS = ("usd", "tokens", "seconds")


class CostPerCorrect:
    """Cost per correct answer: sum of the costs of all attempts / number of attempts that pass.

    Attempts that fail or cannot be decided cost as well and are in the sum; those of which no cost
    is known are in neither part, and `unknown` counts them and the undecided. `cost:usd` (what
    `cost` means), `cost:tokens` (prompt and completion) or `cost:seconds`. The ratio is that of
    cost of pass (Erol et al. 2025, arXiv:2504.13359) for one model over many tasks; its
    interval is by linearisation on the logarithmic scale, clustered by prompt (Cochran 1977,
    Sampling Techniques, chapter 6), with Student's t.
    """

    formula: ClassVar[str] = "sum of costs / number of attempts that pass"
    source: ClassVar[str] = "Erol et al. 2025, arXiv:2504.13359; Cochran 1977, Sampling Techniques"

    def __init__(self, name: str, setting: str = "") -> None:
        if setting not in ("", *_UNITS):
            near = did_you_mean(setting, _UNITS).rstrip("?")
            raise BadParameter(
                f"no cost is {setting!r:.60}{near}; there are {', '.join(_UNITS)}", "metrics"
            )
        self.name = name
        self._unit = setting or "usd"
        self._clusters: dict[int, tuple[float, int]] = {}
        self._n = self._unknown = self._priced = 0

    def add(self, row: Outcome) -> None:
        for passed, known in zip(row.passed(), row.more(), strict=True):
            cost = self._cost(known)
            self._unknown += cost is None or passed is None
            self._n += cost is not None and passed is not None
            if cost is not None:
                self._priced += 1
                total, right = self._clusters.get(row.cluster, (0.0, 0))
                self._clusters[row.cluster] = (total + cost, right + (passed is True))

    def _cost(self, known: Known) -> float | None:
        if self._unit == "seconds":
            return known.seconds
        if known.usage is None or self._unit == "usd":
            return None if known.usage is None else known.usage.cost
        tokens = known.usage.prompt_tokens + known.usage.completion_tokens
        return float(tokens) or None

    def measures(self) -> list[Measure]:
        costs = list(self._clusters.values())
        total, right = sum(cost for cost, _ in costs), sum(right for _, right in costs)
        low, high, why = None, None, ""
        if not self._priced:
            why = f"no attempt has a known cost in {self._unit}"
        elif not right:
            why = f"nothing passed, for {total:.6g} {self._unit}"
        elif len(costs) < 2 or not total:
            why = "an interval wants two prompts and a cost above zero"
        else:
            low, high = _interval(costs, total / right)
        value = total / right if right and self._priced else None
        unit, method = cast("Unit", self._unit), "linearised"
        found = Measure(
            self.name, value, low, high, self._n, self._unknown, unit=unit, method=method, why=why
        )
        return [found]


def _interval(costs: list[tuple[float, int]], ratio: float) -> tuple[float, float]:
    total, groups = sum(cost for cost, _ in costs), len(costs)
    squares = sum((cost - ratio * right) ** 2 for cost, right in costs)
    spread = sqrt(groups / (groups - 1) * squares) / total
    width = t_quantile(0.975, groups - 1) * spread
    return exp(log(ratio) - min(width, 700.0)), exp(min(log(ratio) + width, 700.0))
