"""Where a confidence comes from: how sure a response is said to be, as a number in [0, 1].

    meta.FIELD     a field of the sample's meta, one number or one for each response; dots go deeper
    score:KIND     the score of the check of that kind, a judge's say; what counts as right is then
                   whether all other checks pass, since a verdict passes exactly at score 1
    logprob        the geometric mean of the probabilities of the response's tokens
    logprob:sum    their product: the probability of the response as a whole

Without a name: what is `Known.confidence`, else `meta.confidence`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import exp
from typing import Any, NamedTuple, cast

from assay.errors import BadParameter, did_you_mean
from assay.evaluate.metrics.outcome import Known, Outcome, Truth, every
from assay.verdict import Verdict

__all__ = ["SOURCES", "Confidence", "Sure", "field_of"]

SOURCES = ("meta.FIELD", "score:KIND", "logprob", "logprob:sum")


class Sure(NamedTuple):
    """A response: whether it is right, and how sure it was said to be; None for what is unknown."""

    right: Truth
    confidence: float | None


class Confidence:
    """Reads confidences from one source. Raises BadParameter for a name that is none."""

    def __init__(self, source: str) -> None:
        kind, _, rest = source.partition(":")
        meta = source.startswith("meta.") and len(source) > len("meta.")
        scored = kind == "score" and rest
        if source not in ("", "logprob", "logprob:sum") and not meta and not scored:
            known = ", ".join(SOURCES)
            why = "score wants the KIND of a check; " if kind == "score" else ""
            near = did_you_mean(source, SOURCES).rstrip("?")
            raise BadParameter(
                f"no source of confidence is {source!r:.60}{near}; {why}there are {known}",
                "metrics",
            )
        self._source = source
        self._field = source.removeprefix("meta.") if meta else ""
        self._kind = rest if scored else ""

    def of(self, row: Outcome) -> Iterator[Sure]:
        """Each response of a sample."""
        for place, (verdicts, known) in enumerate(zip(row.responses, row.more(), strict=True)):
            if self._kind:
                others = [v.passed for v in verdicts if v.kind != self._kind]
                yield Sure(every(others), _score(verdicts, self._kind))
            else:
                right = every([v.passed for v in verdicts])
                yield Sure(right, self._confidence(row, known, place))

    def _confidence(self, row: Outcome, known: Known, place: int) -> float | None:
        if self._source.startswith("logprob"):
            return _probability(known, whole=self._source.endswith(":sum"))
        if not self._source and known.confidence is not None:
            return _share(known.confidence)
        given = field_of(row.meta, self._field or "confidence")
        if isinstance(given, list):
            several = cast("list[Any]", given)
            given = several[place] if place < len(several) else None
        return _share(given)


def field_of(meta: Mapping[str, Any], path: str) -> object:
    """A field of a sample's meta; dots go into objects. None where it is not there."""
    if path in meta:
        return meta[path]
    found: Any = meta
    for name in path.split("."):
        if not isinstance(found, Mapping):
            return None
        found = cast("Mapping[str, Any]", found).get(name)
    return found


def _share(given: object) -> float | None:
    """A number in [0, 1]; anything else is no confidence."""
    if isinstance(given, bool) or not isinstance(given, int | float):
        return None
    return float(given) if 0 <= given <= 1 else None


def _score(verdicts: Sequence[Verdict], kind: str) -> float | None:
    return next((v.score for v in verdicts if v.kind == kind), None)


def _probability(known: Known, *, whole: bool) -> float | None:
    if known.logprob is None or not known.tokens:
        return None
    return min(1.0, exp(known.logprob if whole else known.logprob / known.tokens))
