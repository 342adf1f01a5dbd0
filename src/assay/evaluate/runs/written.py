"""A line of a run as it is written: a sample, an attempt at it, and what became of it."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any, cast

import msgspec

from assay.check import Check
from assay.engine import Job, Verdicts
from assay.engine.rows import mean_score, together
from assay.evaluate.runs.line import RunGeneration, RunLine
from assay.model import Fault, Generation
from assay.sample import Sample, encode_json

__all__ = ["Asked", "Attempt", "answered", "failed"]


class Asked(msgspec.Struct, frozen=True, gc=False):
    """A sample with all the checks that are asked of it, and their JSON, made once.

    `fingerprint` is of what a response was written to and is judged by: where it is another than
    that in a run's folder, the task has changed.
    """

    sample: Sample
    checks: tuple[Check, ...]
    written: msgspec.Raw
    fingerprint: str

    @classmethod
    def of(cls, sample: Sample, extra: tuple[Check, ...]) -> Asked:
        """A sample with checks beside its own."""
        checks = (*sample.checks, *extra)
        written = encode_json(checks)
        digest = blake2b(written, digest_size=8)
        digest.update(encode_json([sample.prompt, sample.reference, sample.meta]))
        return cls(sample, checks, msgspec.Raw(written), digest.hexdigest())

    def job(self, generation: Generation) -> Job:
        """What the engine is asked about an answer."""
        sample = self.sample
        return Job((generation.content,), self.checks, sample.prompt, sample.reference, sample.meta)


class Attempt(msgspec.Struct, frozen=True, gc=False):
    """One of the times that a sample is asked."""

    asked: Asked
    number: int

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from all others of the run."""
        return self.asked.sample.id, self.number


def answered(attempt: Attempt, generation: Generation, verdicts: Verdicts) -> RunLine:
    """The line of an answer."""
    tokens = generation.tokens
    kept = RunGeneration(
        finish=generation.finish,
        usage=generation.usage,
        seconds=round(generation.seconds, 6),
        model=generation.model,
        id=generation.id,
        cached=generation.cached,
        tokens=None if tokens is None else tuple([(t.text, t.logprob) for t in tokens]),
    )
    row = verdicts[0]
    return _line(
        attempt,
        response=generation.content,
        generation=kept,
        verdicts=verdicts,
        passed=together([v.passed for v in row]),
        score=mean_score([v.score for v in row]),
    )


def failed(attempt: Attempt, fault: Fault) -> RunLine:
    """The line of an attempt that got no answer."""
    return _line(attempt, fault=fault)


def _line(attempt: Attempt, **told: Any) -> RunLine:
    asked = attempt.asked
    sample = asked.sample
    return RunLine(
        id=sample.id,
        attempt=attempt.number,
        prompt=cast("str | list[dict[str, Any]]", sample.prompt),
        checks=asked.written,
        reference=sample.reference,
        meta=dict(sample.meta),
        fingerprint=asked.fingerprint,
        **told,
    )
