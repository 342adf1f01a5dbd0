"""The numbers behind the page's plots: the metrics of `assay.evaluate`, fed from the columns.

They are those that `assay run` prints for the same lines. None is computed in the browser.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from assay.evaluate.metrics import Known, Measure, Outcome, metrics
from assay.model import Usage
from assay.verdict import decided, undecided
from assay.viewer.columns import STATUSES, Columns
from assay.viewer.following import Followed

__all__ = ["numbers"]

_VERDICTS = (decided("", True, ""), decided("", False, ""), undecided("", ""), undecided("", ""))
"""One for each status that a response may have, in their order."""


_ALWAYS = ("accuracy", "pass-curve", "cost", "cost:tokens", "cost:seconds")
_SURE = ("ece", "brier", "aurc")
"""Where a confidence is known."""


def numbers(run: Followed) -> dict[str, Any]:
    """Accuracy, by slice too, pass@k and calibration; of the run's own verdicts under the name
    "", and of each later scoring."""
    columns = run.columns
    later = dict(columns.scored).items()
    judged = {"": columns.status, **{name: judged.status for name, judged in later}}
    return {name: _judged(columns, statuses) for name, statuses in judged.items()}


def _judged(columns: Columns, statuses: array[int]) -> dict[str, Any]:
    source = _source(columns)
    asked = metrics([*_ALWAYS, *([] if source is None else [name + source for name in _SURE])])
    all_codes = dict(columns.slices)  # a live run's may change meanwhile
    codes = {name: one for name, one in all_codes.items() if one.shared}
    slices: dict[str, dict[int, Any]] = {name: {} for name in codes}
    for first, outcome in _outcomes(columns, statuses):
        for metric in asked:
            metric.add(outcome)
        for name, found in slices.items():
            code = codes[name].codes[first]
            if code not in found:
                (found[code],) = metrics(["accuracy"])
            found[code].add(outcome)
    measured = [measure for metric in asked for measure in metric.measures()]
    return {
        "statuses": _counts(statuses),
        "measures": [one for one in measured if one.value is not None],
        "slices": {
            name: [
                {"value": codes[name].names[code], "rate": _rate(one.measures()[0])}
                for code, one in found.items()
                if code
            ]
            for name, found in slices.items()
        },
    }


def _rate(measure: Measure) -> dict[str, Any]:
    return {"rate": measure.value, "low": measure.low, "high": measure.high, "n": measure.n}


def _counts(statuses: array[int]) -> dict[str, int]:
    data = statuses.tobytes()
    return {name: data.count(number) for number, name in enumerate(STATUSES)}


def _source(columns: Columns) -> str | None:
    """Where confidences come from: what the samples say, or else the tokens' probabilities."""
    if any(sure >= 0 for sure in columns.confidence):
        return ""
    return ":logprob" if any(columns.spelt) else None


def _outcomes(columns: Columns, statuses: array[int]) -> Iterator[tuple[int, Outcome]]:
    """Each sample that has a row, with the first of its rows."""
    rows: defaultdict[int, list[int]] = defaultdict(list)
    for row in range(len(statuses)):
        rows[columns.item[row]].append(row)
    for group in rows.values():
        yield group[0], _outcome(columns, statuses, group)


def _outcome(columns: Columns, statuses: array[int], rows: Iterable[int]) -> Outcome:
    answered = [row for row in rows if statuses[row] < len(_VERDICTS)]
    return Outcome(
        cluster=columns.cluster[answered[0]] if answered else 0,
        meta={},
        responses=[[_VERDICTS[statuses[row]]] for row in answered],
        known=[_known(columns, row) for row in answered],
        faults=sum(STATUSES[statuses[row]] == "fault" for row in rows if statuses[row] < 5),
    )


def _known(columns: Columns, row: int) -> Known:
    spelt, sure, cost = columns.spelt[row], columns.confidence[row], columns.cost[row]
    return Known(
        usage=Usage(
            prompt_tokens=columns.prompt_tokens[row],
            completion_tokens=columns.tokens[row],
            cost=cost if cost >= 0 else None,
        ),
        seconds=columns.seconds[row] if columns.seconds[row] >= 0 else None,
        logprob=columns.logprob[row] if spelt else None,
        tokens=spelt,
        confidence=sure if sure >= 0 else None,
    )
