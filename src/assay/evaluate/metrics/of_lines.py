"""What metrics are computed from, made from the lines of a run or from judged rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from zlib import crc32

import msgspec

from assay.engine.rows import RowVerdicts
from assay.evaluate.metrics.outcome import Known, Outcome
from assay.evaluate.runs import RunGeneration, RunLine
from assay.sample import encode_json
from assay.verdict import Comparison, Span, Verdict

__all__ = ["Attempts", "cluster_of", "outcome_of", "outcomes_of"]


class _Gathered:
    """A sample while its attempts come in."""

    def __init__(self, line: RunLine) -> None:
        self.id = line.id
        self.cluster = cluster_of(line.prompt) if line.prompt else crc32(_bytes(line.id))
        self.meta = line.meta
        self.attempts: list[tuple[int, list[Verdict], Known]] = []
        self.faults = 0

    def outcome(self) -> Outcome:
        self.attempts.sort(key=lambda attempt: attempt[0])
        verdicts = [verdicts for _, verdicts, _ in self.attempts]
        known = [known for _, _, known in self.attempts]
        return Outcome(self.cluster, self.meta, verdicts, known, self.faults, self.id)


def outcomes_of(lines: Iterable[RunLine]) -> list[Outcome]:
    """One outcome a sample, in the order in which samples first come, attempts in theirs.

    Evidence and reasons are dropped, responses are kept only where no verdict shows the answer,
    so that a run of any usual size fits into memory.
    """
    samples: dict[str, _Gathered] = {}
    for line in lines:
        gathered = samples.get(line.id)
        if gathered is None:
            gathered = samples[line.id] = _Gathered(line)
        if line.fault is not None:
            gathered.faults += 1
            continue
        verdicts = [_trimmed(verdict) for verdict in line.verdict]
        answer = _answer(verdicts)
        known = _known(line.generation, None if answer else line.response, answer)
        gathered.attempts.append((line.attempt, verdicts, known))
    return [gathered.outcome() for gathered in samples.values()]


def outcome_of(row: RowVerdicts, cluster: int) -> Outcome:
    """The outcome of one judged row; what its `generation` says is known of a single response."""
    sample = row.sample
    fields = row.row.fields if b'"generation"' in row.row.line else {}
    generation = _generation(fields.get("generation"))
    known = [
        _known(None if sample.several else generation, response, _answer(verdicts))
        for response, verdicts in zip(sample.responses, row.verdicts, strict=True)
    ]
    faults = int(not sample.responses and b'"fault"' in row.row.line)
    return Outcome(cluster, sample.meta, row.verdicts, known, faults, sample.id)


class Attempts:
    """Judged rows that say which attempt they are (`attempt`, as the lines of runs and of logs
    do), put together: one sample for all of an id and a prompt.

    An attempt that comes again begins another sample.
    """

    def __init__(self) -> None:
        self._samples: dict[tuple[str, int], list[dict[int, Outcome]]] = {}

    def take(self, row: RowVerdicts, outcome: Outcome) -> bool:
        """Keeps the outcome of one of several attempts until all are there; whether it is one."""
        number = None if row.sample.several or not outcome.id else _number(row)
        if number is None:
            return False
        samples = self._samples.setdefault((outcome.id, outcome.cluster), [{}])
        if number in samples[-1]:
            samples.append({})
        samples[-1][number] = _light(outcome)
        return True

    def outcomes(self) -> Iterator[Outcome]:
        """The samples, in the order in which they first came; they are kept no longer."""
        samples, self._samples = self._samples, {}
        for several in samples.values():
            for attempts in several:
                yield _joined([attempts[number] for number in sorted(attempts)])


def _number(row: RowVerdicts) -> int | None:
    """Which attempt a row says that it is."""
    if b'"attempt"' not in row.row.line:
        return None
    try:
        return msgspec.json.decode(row.row.fields.get("attempt") or b"", type=int)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None  # a field of that name which is none of ours


def _light(outcome: Outcome) -> Outcome:
    """An outcome without what only people read, and without the response where its answer shows."""
    known = [
        msgspec.structs.replace(one, response=None) if one.answer else one for one in outcome.known
    ]
    verdicts = [[_trimmed(one) for one in line] for line in outcome.responses]
    return outcome._replace(responses=verdicts, known=known)


def _joined(attempts: Sequence[Outcome]) -> Outcome:
    return attempts[0]._replace(
        meta=_alike([dict(one.meta) for one in attempts if one.responses] or [{}]),
        responses=[line for one in attempts for line in one.responses],
        known=[known for one in attempts for known in one.known],
        faults=sum(one.faults for one in attempts),
    )


def _alike(values: Sequence[Any]) -> Any:
    """What attempts say alike, once; where they differ, a list with the word of each."""
    if all(value == values[0] for value in values):
        return values[0]
    if not all(isinstance(value, dict) for value in values):
        return list(values)
    names = dict.fromkeys(name for value in values for name in value)
    return {name: _alike([value.get(name) for value in values]) for name in names}


def cluster_of(prompt: str | Sequence[Mapping[str, Any]]) -> int:
    """A number for a prompt, the same in every process."""
    return crc32(_bytes(prompt) if isinstance(prompt, str) else encode_json(prompt))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _trimmed(verdict: Verdict) -> Verdict:
    """A verdict without its reason and evidence."""
    evidence: tuple[Span, ...] = ()
    parts: tuple[Verdict, ...] = tuple([_trimmed(part) for part in verdict.parts])
    return msgspec.structs.replace(verdict, why="", evidence=evidence, parts=parts)


def _answer(verdicts: Sequence[Verdict]) -> str | None:
    """The normal form of the answer that a verdict has found; of several the first."""
    for verdict in verdicts:
        if isinstance(verdict.comparison, Comparison) and verdict.comparison.found:
            return verdict.comparison.found
        inner = _answer(verdict.parts)
        if inner is not None:
            return inner
    return None


def _known(generation: RunGeneration | None, response: Any, answer: str | None) -> Known:
    if generation is None:
        return Known(response=response, answer=answer)
    tokens = generation.tokens
    return Known(
        response=response,
        answer=answer,
        usage=generation.usage,
        seconds=generation.seconds,
        logprob=None if not tokens else _sum([logprob for _, logprob in tokens]),
        tokens=len(tokens or ()),
    )


def _sum(logprobs: Sequence[float | None]) -> float:
    """The sum of log-probabilities; one that is None is of a token of probability zero."""
    return sum(float("-inf") if one is None else one for one in logprobs)


def _generation(raw: msgspec.Raw | None) -> RunGeneration | None:
    try:
        return None if raw is None else msgspec.json.decode(raw, type=RunGeneration | None)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None  # a field of that name which is none of ours
