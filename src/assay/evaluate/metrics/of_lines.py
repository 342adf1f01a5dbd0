"""What metrics are computed from, made from the lines of a run or from judged rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from zlib import crc32

import msgspec

from assay.engine.rows import RowVerdicts
from assay.evaluate.metrics.outcome import Known, Outcome
from assay.evaluate.runs import RunGeneration, RunLine
from assay.sample import encode_json
from assay.verdict import Comparison, Span, Verdict

__all__ = ["cluster_of", "outcome_of", "outcomes_of"]


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
