"""A file of rows verified into a ledger: what is finished is taken, the rest is judged."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from assay.engine import Engine, Job, Verdicts
from assay.engine.rows import RowVerdicts, job_of
from assay.evaluate.ledger import Ledger, fingerprint
from assay.sample import Row

__all__ = ["verify_into"]

_NOTHING = Job((), ())
"""What the engine is asked in the place of a finished row, so that order is its affair alone."""


class _Waiting(NamedTuple):
    """A row whose turn has not come: with its verdicts where an earlier run left them."""

    row: Row
    mark: str
    known: Verdicts | None
    in_place: bool


def verify_into(ledger: Ledger, rows: Iterable[Row], engine: Engine) -> Iterator[RowVerdicts]:
    """The rows with their verdicts, in order, each written to the ledger before it is given."""
    waiting: deque[_Waiting] = deque()

    def jobs() -> Iterator[Job]:
        for row in rows:
            mark = fingerprint(row, engine.settings)
            known = ledger.take(mark, len(row.sample.responses))
            waiting.append(_Waiting(row, mark, known, ledger.in_place))
            yield job_of(row) if known is None else _NOTHING

    for verdicts in engine.run(jobs()):
        item = waiting.popleft()
        done = RowVerdicts(item.row, verdicts if item.known is None else item.known)
        if not item.in_place:
            ledger.append(done.to_json(fingerprint=item.mark))
        yield done
