"""The field's metrics of instruction following, by the names that `assay verify --metrics` takes.

`prompt`, `instruction`, `csr`, `drfr` and `pif` are for any rows; `type` wants
`meta.instruction_id_list`, `hsr`, `ssr` and `csl` want `meta.level` and `meta.group`, `reliable@K`
wants `meta.base`, `pass@K` and `pif-N-K` several responses a row. Each class states formula and
source.
"""

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
from assay.evaluate.metrics.decomposed import DecomposedRequirements
from assay.evaluate.metrics.levels import ConsistentLevels, HardSatisfaction, SoftSatisfaction
from assay.evaluate.metrics.metric import Measure, Metric
from assay.evaluate.metrics.outcome import Outcome
from assay.evaluate.metrics.repeated import PassAtK, PerfectOfSamples, Reliable
from assay.evaluate.metrics.turns import FollowedByTurn

__all__ = ["NAMES", "Measure", "Metric", "Outcome", "metrics"]

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
}
_NUMBERED: Mapping[str, tuple[re.Pattern[str], Callable[..., Metric]]] = {
    "pass@K": (re.compile(r"pass@([1-9]\d{0,5})"), PassAtK),
    "reliable@K": (re.compile(r"reliable@([1-9]\d{0,5})"), Reliable),
    "pif-N-K": (re.compile(r"pif-([1-9]\d{0,5})-([1-9]\d{0,5})"), PerfectOfSamples),
}
NAMES = (*_PLAIN, *_NUMBERED)
"""What may be asked for; capitals stand for numbers."""


def metrics(names: Sequence[str]) -> list[Metric]:
    """The metrics of those names, fresh.

    Raises BadParameter for a name that there is not, or numbers that do not go together.
    """
    return [_metric(name) for name in names]


def _metric(name: str) -> Metric:
    if name in _PLAIN:
        return _PLAIN[name](name)
    for pattern, make in _NUMBERED.values():
        found = pattern.fullmatch(name)
        if found:
            numbers: list[Any] = [int(group) for group in found.groups()]
            if sorted(numbers, reverse=True) != numbers:
                raise BadParameter(f"{name} asks for more responses than it draws", "metrics")
            return make(name, *numbers)
    near = did_you_mean(name, NAMES)
    raise BadParameter(
        f"unknown metric {name!r:.60}{near.rstrip('?')}; there are {', '.join(NAMES)}", "metrics"
    )
