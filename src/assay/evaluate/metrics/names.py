"""Metrics by their names: `pass@4`, `ece:logprob`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assay.errors import BadParameter, did_you_mean
from assay.evaluate.metrics.accuracy import (
    ConstraintSatisfaction,
    InstructionAccuracy,
    PromptAccuracy,
    TypeAccuracy,
)
from assay.evaluate.metrics.attempts import Accuracy
from assay.evaluate.metrics.calibration import Brier, CalibrationError
from assay.evaluate.metrics.cost import CostPerCorrect
from assay.evaluate.metrics.cot import ReasonedPassAtK
from assay.evaluate.metrics.decomposed import DecomposedRequirements
from assay.evaluate.metrics.levels import ConsistentLevels, HardSatisfaction, SoftSatisfaction
from assay.evaluate.metrics.majority import MajorityAtK
from assay.evaluate.metrics.metric import Metric
from assay.evaluate.metrics.repeated import (
    PassAtK,
    PassCurve,
    PassHatK,
    PerfectOfSamples,
    Reliable,
)
from assay.evaluate.metrics.selective import Abstention, RiskCoverage
from assay.evaluate.metrics.turns import FollowedByTurn
from assay.evaluate.metrics.variants import Orders, Phrasings

__all__ = ["NAMES", "metrics"]

_PLAIN: Mapping[str, Callable[[str], Metric]] = {
    "prompt": PromptAccuracy,
    "instruction": InstructionAccuracy,
    "type": TypeAccuracy,
    "csr": ConstraintSatisfaction,
    "hsr": HardSatisfaction,
    "ssr": SoftSatisfaction,
    "csl": ConsistentLevels,
    "drfr": DecomposedRequirements,
    "pif": FollowedByTurn,
    "pass-curve": PassCurve,
    "abstention": Abstention,
}
_SET: Mapping[str, Callable[[str, str], Metric]] = {
    "accuracy": Accuracy,
    "ece": CalibrationError,
    "brier": Brier,
    "aurc": RiskCoverage,
    "cost": CostPerCorrect,
    "phrasings": Phrasings,
    "orders": Orders,
}
"""These take a setting after a colon."""
_NUMBERED: Mapping[str, tuple[re.Pattern[str], Callable[..., Metric]]] = {
    "pass@K": (re.compile(r"pass@([1-9]\d{0,5})"), PassAtK),
    "pass^K": (re.compile(r"pass\^([1-9]\d{0,5})"), PassHatK),
    "majority@K": (re.compile(r"majority@([1-9]\d{0,5})"), MajorityAtK),
    "cot-pass@K": (re.compile(r"cot-pass@([1-9]\d{0,5})(?::(.*))?"), ReasonedPassAtK),
    "reliable@K": (re.compile(r"reliable@([1-9]\d{0,5})"), Reliable),
    "pif-N-K": (re.compile(r"pif-([1-9]\d{0,5})-([1-9]\d{0,5})"), PerfectOfSamples),
}
NAMES = (*_SET, *_PLAIN, *_NUMBERED)
"""What may be asked for; capitals stand for numbers."""


def metrics(names: Sequence[str]) -> list[Metric]:
    """The metrics of those names, fresh.

    Raises BadParameter for a name that there is not, a setting that it does not know, or numbers
    that do not go together.
    """
    return [_metric(name) for name in names]


def _metric(name: str) -> Metric:
    head, colon, setting = name.partition(":")
    if head in _SET:
        return _SET[head](name, setting)
    if not colon and name in _PLAIN:
        return _PLAIN[name](name)
    for pattern, make in _NUMBERED.values():
        found = pattern.fullmatch(name)
        if found:
            return make(name, *_numbers(name, found))
    if colon and (head in _PLAIN or any(p.fullmatch(head) for p, _ in _NUMBERED.values())):
        raise BadParameter(f"{head} takes no setting, got {setting!r:.60}", "metrics")
    if head.lower() in map(str.lower, _NUMBERED):
        asked = re.sub("[KNkn]$|(?<=-)[Nn](?=-)", "4", head)
        raise BadParameter(f"{head}: letters in a name stand for numbers, as in {asked}", "metrics")
    near = did_you_mean(head, NAMES)
    raise BadParameter(
        f"unknown metric {head!r:.60}{near.rstrip('?')}; there are {', '.join(NAMES)}", "metrics"
    )


def _numbers(name: str, found: re.Match[str]) -> list[Any]:
    """The numbers in a name, and a setting where the metric takes one."""
    given = [group for group in found.groups() if group is not None]
    numbers = [int(group) for group in given if group.isdecimal()]
    if sorted(numbers, reverse=True) != numbers:
        raise BadParameter(f"{name} asks for more responses than it draws", "metrics")
    return [*numbers, *given[len(numbers) :]]
