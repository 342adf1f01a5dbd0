"""Rows through the engine: a row in, its verdicts out, in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from assay.engine.engine import Engine
from assay.engine.job import Job, Verdicts
from assay.sample import RESULT_FIELDS, Row, Sample, encode_json

__all__ = ["RowVerdicts", "job_of", "mean_score", "together", "verify_stream"]


class RowVerdicts(msgspec.Struct, frozen=True, gc=False):
    """A row and what was decided: for each response the verdicts, in the order of the checks."""

    row: Row
    verdicts: Verdicts

    @property
    def sample(self) -> Sample:
        """What was judged."""
        return self.row.sample

    @property
    def passed(self) -> bool | list[bool | None] | None:
        """All checks together; for several responses, a list."""
        return self._shaped([together([v.passed for v in line]) for line in self.verdicts])

    @property
    def score(self) -> float | list[float | None] | None:
        """The mean score of the checks, None where one is unknown; for several, a list."""
        return self._shaped([mean_score([v.score for v in line]) for line in self.verdicts])

    def to_json(self, **extra: Any) -> bytes:
        """The verdict row as one line of JSON, without the newline.

        The row's own fields stand first, as they were written.
        """
        results = {"verdicts": self.verdicts, "passed": self.passed, "score": self.score}
        made = encode_json({**results, **extra})
        if not self.row.judged:
            return self.row.line[:-1].rstrip() + b"," + made[1:]
        own = {k: v for k, v in self.row.fields.items() if k not in RESULT_FIELDS}
        return encode_json(own)[:-1] + b"," + made[1:]

    def _shaped(self, values: list[Any]) -> Any:
        return values if self.sample.several else values[0]


def job_of(row: Row) -> Job:
    """What the engine is asked for a row."""
    sample = row.sample
    return Job(sample.responses, sample.checks, sample.prompt, sample.reference, sample.meta)


def verify_stream(rows: Iterable[Row], engine: Engine) -> Iterator[RowVerdicts]:
    """The rows with their verdicts, in order, holding no more rows than the engine reads ahead."""
    waiting: deque[Row] = deque()

    def jobs() -> Iterator[Job]:
        for row in rows:
            waiting.append(row)
            yield job_of(row)

    for verdicts in engine.run(jobs()):
        yield RowVerdicts(waiting.popleft(), verdicts)


def together(values: list[bool | None]) -> bool | None:
    """Kleene's conjunction; of nothing, nothing: a row without checks is undecided."""
    if not values:
        return None
    if False in values:
        return False
    return None if None in values else True


def mean_score(values: list[float | None]) -> float | None:
    """The mean of the scores; None where one is unknown, or there is none."""
    known = [value for value in values if value is not None]
    if not known or len(known) < len(values):
        return None
    return known[0] if len(known) == 1 else round(sum(known) / len(known), 6)
