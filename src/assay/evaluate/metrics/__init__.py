"""The field's metrics, by the names that tasks and `assay verify --metrics` use.

    measure(["accuracy", "pass@4", "ece:logprob"], outcomes)     # a list of Measure

`NAMES` lists them; a setting follows a colon. `prompt`, `instruction`, `csr`, `drfr` and `pif` are
for any rows; `type` wants `meta.instruction_id_list`, `hsr`, `ssr` and `csl` want `meta.level` and
`meta.group`, `reliable@K` and `phrasings` want `meta.base`; those with a K want several responses
a sample. Each class states formula and source.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from assay.evaluate.metrics.metric import Measure, Metric, Point
from assay.evaluate.metrics.names import NAMES, metrics
from assay.evaluate.metrics.outcome import Known, Outcome

__all__ = [
    "NAMES",
    "Known",
    "Measure",
    "Metric",
    "Outcome",
    "Point",
    "measure",
    "measured",
    "metrics",
]


def measure(names: Sequence[str], outcomes: Iterable[Outcome]) -> list[Measure]:
    """The measures of those metrics over samples.

    Raises BadParameter for a name that there is not.
    """
    asked, faults = metrics(names), 0
    for outcome in outcomes:
        faults += outcome.faults
        for metric in asked:
            metric.add(outcome)
    return measured(asked, faults)


def measured(asked: Iterable[Metric], faults: int = 0) -> list[Measure]:
    """What metrics have counted, beside so many attempts without a response."""
    return [
        msgspec.structs.replace(one, faults=faults) if faults else one
        for metric in asked
        for one in metric.measures()
    ]
