"""One sitting of a run: answers are drawn from the model, judged, and written as they are decided.

A run may take several, since each can be stopped at any point. The model is asked from the calling
thread alone; another one judges and writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from time import monotonic

from msgspec.structs import replace

from assay.engine import Engine
from assay.errors import AssayError, ModelError, RunError
from assay.evaluate.runs.asking import Asking
from assay.evaluate.runs.config import Budget
from assay.evaluate.runs.counts import Counts, Spent
from assay.evaluate.runs.folder import RunFolder
from assay.evaluate.runs.info import Status, write_info
from assay.evaluate.runs.journal import Journal
from assay.evaluate.runs.judge import Judge
from assay.evaluate.runs.line import RunLine
from assay.evaluate.runs.received import received
from assay.model import Answer, Model, Usage
from assay.models.wrapping import closing

__all__ = ["Sitting"]

_REFRESH = 5.0
"""Seconds after which `run.json` tells anew how far the run is."""
_STOPPERS = ("budget", "cancelled")
"""Faults that say the model asks no more: their attempts stay open."""


class Sitting:
    """A run that is worked on.

    `counts` has seen the lines that earlier sittings left, and goes on with those of this one.
    """

    def __init__(
        self,
        folder: RunFolder,
        journal: Journal,
        asking: Asking,
        counts: Counts,
        budget: Budget,
    ) -> None:
        self._folder, self._journal, self._asking = folder, journal, asking
        self.counts = counts
        self._budget = budget
        self._spent = Spent()
        self._before = counts.spent.tokens, counts.spent.dollars
        self._why = ""
        self._refreshed = monotonic()

    def go(self, model: Model, engine: Engine) -> None:
        """Asks until all is answered or something stops it; `run.json` then says which.

        Raises what stopped it, but for a budget that is spent, which is no error.
        """
        try:
            self._work(model, engine)
            if not self._why:
                self._journal.settle(self._asking.order)
        except BaseException as failure:
            interrupted = isinstance(failure, KeyboardInterrupt)
            with suppress(RunError):  # the same full disk, say: the first error is the one to tell
                self._note("stopped", "interrupted" if interrupted else f"{failure}")
            raise
        self._note("stopped" if self._why else "done", self._why)

    def _work(self, model: Model, engine: Engine) -> None:
        self._note("running")
        self.counts.begin()
        with (
            Judge(engine, self._write) as judge,
            closing(self._answers(model)) as answers,
        ):
            for answer in answers:
                self._take(model, answer, judge)
        if self._asking.under_way and not self._why:
            self._why = f"the model left {self._asking.under_way:,} asks without an answer"

    def _answers(self, model: Model) -> Iterator[Answer]:
        """What the model gives; an exception of somebody's model is one that Assay names."""
        asks = self._asking.asks(self._enough)
        try:
            with closing(model.stream(asks)) as given:
                for answer in given:
                    yield received(answer, model.name)
        except AssayError:
            raise
        except Exception as failure:
            raise ModelError(f"{model.name}: {type(failure).__name__}: {failure}") from failure

    def _take(self, model: Model, answer: Answer, judge: Judge) -> None:
        attempt = self._asking.of(answer)
        if attempt is None:
            return  # not asked, or answered already: the first answer counts
        generation, fault = answer.generation, answer.fault
        if generation is not None:
            self._spent.add(generation.usage)
            self._refuse_uncounted(model, generation.usage)
        if fault is not None and fault.kind in _STOPPERS:
            self._why = self._why or fault.message
            return
        judge.add(attempt, answer)
        if monotonic() - self._refreshed > _REFRESH:
            self._note("running")

    def _refuse_uncounted(self, model: Model, usage: Usage) -> None:
        """A budget that cannot be counted bounds nothing."""
        tokens = usage.prompt_tokens + usage.completion_tokens
        if self._budget.tokens is not None and not tokens:
            raise ModelError(f"{model.name} tells no tokens, so a budget of tokens cannot be kept")
        if self._budget.dollars is not None and usage.cost is None:
            raise ModelError(
                f"{model.name}: costs are not known, so a budget of dollars cannot be kept; set "
                "the prices of a million tokens, price_in and price_out"
            )

    def _write(self, line: RunLine) -> None:
        self._journal.append(line)
        self.counts.add(line)

    def _enough(self) -> bool:
        """Whether the budget is spent, by this sitting and those before it."""
        if not self._why:
            self._why = self._over()
        return bool(self._why)

    def _over(self) -> str:
        most = self._budget
        tokens = self._before[0] + self._spent.tokens
        dollars = self._before[1] + self._spent.dollars
        if most.tokens is not None and tokens >= most.tokens:
            return f"the budget of {most.tokens:,} tokens is spent ({tokens:,})"
        if most.dollars is not None and dollars >= most.dollars:
            return f"the budget of ${most.dollars:,g} is spent (${dollars:,.4f})"
        return ""

    def _note(self, status: Status, why: str = "") -> None:
        self._refreshed = monotonic()
        self._folder.info = replace(
            self._folder.info, status=status, why=why, totals=self.counts.totals()
        )
        write_info(self._folder.path, self._folder.info)
