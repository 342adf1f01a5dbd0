"""What a run amounts to so far: counted line by line, in any order, to the same sums."""

from __future__ import annotations

from time import monotonic

from assay.evaluate.runs.info import Totals
from assay.evaluate.runs.line import RunLine
from assay.model import Usage

__all__ = ["Counts", "Spent"]

_UNIT = 10**12
"""Money is summed in whole units of 1e-12 dollars: sums of floats would depend on the order."""


class Spent:
    """Tokens and money that answers took."""

    def __init__(self) -> None:
        self.prompt_tokens = self.completion_tokens = 0
        self._units = self._unpriced = self._priced = 0

    def add(self, usage: Usage) -> None:
        """Counts one answer's."""
        self.prompt_tokens += usage.prompt_tokens
        self.completion_tokens += usage.completion_tokens
        if usage.cost is None:
            self._unpriced += 1
        else:
            self._priced += 1
            self._units += round(usage.cost * _UNIT)

    @property
    def tokens(self) -> int:
        """Of prompts and completions together."""
        return self.prompt_tokens + self.completion_tokens

    @property
    def dollars(self) -> float:
        """The cost of the answers whose cost is known."""
        return self._units / _UNIT

    @property
    def cost(self) -> float | None:
        """The cost of all; None where that of one is not known."""
        return self.dollars if self._priced and not self._unpriced else None


class Counts:
    """The lines of a run. `wanted` is how many there will be, None where that is not known.

    Lines of an earlier sitting are counted before `begin`, which starts the clock.
    """

    def __init__(self, wanted: int | None = None, seconds: float = 0.0) -> None:
        self.wanted = wanted
        self.answers = self.faults = self.passed = self.failed = 0
        self.spent = Spent()
        self._samples: set[str] = set()
        self._before = seconds
        self._started: float | None = None
        self._taken_up = 0

    def begin(self) -> None:
        """What is counted from here on belongs to this sitting."""
        self._started = monotonic()
        self._taken_up = self.lines

    def add(self, line: RunLine) -> None:
        """Counts one line."""
        self._samples.add(line.id)
        if line.fault is not None:
            self.faults += 1
            return
        self.answers += 1
        self.passed += line.outcome is True
        self.failed += line.outcome is False
        if line.generation is not None:
            self.spent.add(line.generation.usage)

    @property
    def lines(self) -> int:
        """Answers and faults."""
        return self.answers + self.faults

    @property
    def seconds(self) -> float:
        """Of this sitting, on the clock."""
        return 0.0 if self._started is None else monotonic() - self._started

    @property
    def rate(self) -> float | None:
        """Lines a second in this sitting; None before the first."""
        made = self.lines - self._taken_up
        return made / self.seconds if made and self.seconds else None

    @property
    def left(self) -> float | None:
        """The seconds that it will take at that rate; None where that cannot be known."""
        rate = self.rate
        if rate is None or self.wanted is None:
            return None
        return max(0, self.wanted - self.lines) / rate

    @property
    def accuracy(self) -> float | None:
        """The share that passed, among the decided; None where none is."""
        decided = self.passed + self.failed
        return self.passed / decided if decided else None

    def totals(self) -> Totals:
        """As `run.json` keeps them."""
        spent = self.spent
        return Totals(
            samples=len(self._samples),
            answers=self.answers,
            faults=self.faults,
            passed=self.passed,
            failed=self.failed,
            unknown=self.answers - self.passed - self.failed,
            prompt_tokens=spent.prompt_tokens,
            completion_tokens=spent.completion_tokens,
            tokens=spent.tokens,
            cost=spent.cost,
            seconds=round(self._before + self.seconds, 3),
        )
