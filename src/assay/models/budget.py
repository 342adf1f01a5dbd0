"""A bound on what a model may use, in tokens or in money."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from assay.errors import BadParameter, ModelError
from assay.model import Answer, Ask, Fault, Generation, Model
from assay.models.wrapping import Wrapped, closing

__all__ = ["Budgeted"]


class Budgeted(Wrapped):
    """A model that is asked no more once `tokens` (of prompts and completions) or `dollars` are
    used up. What is under way is finished and counted, so the bound is passed by that much; every
    further ask has the fault `budget`.

    Raises ModelError at the first answer whose tokens or cost are not known: a budget that cannot
    be counted bounds nothing.
    """

    def __init__(
        self, model: Model, *, tokens: int | None = None, dollars: float | None = None
    ) -> None:
        for name, value in (("budget_tokens", tokens), ("budget_dollars", dollars)):
            if value is not None and not 0 < value < float("inf"):
                raise BadParameter(f"expected a number above 0, got {value}", name)
        super().__init__(model)
        self.used_tokens = 0
        self.used_dollars = 0.0
        self._tokens = tokens
        self._dollars = dollars
        self._lock = threading.Lock()

    @property
    def spent(self) -> bool:
        """Whether nothing is left."""
        tokens = self._tokens is not None and self.used_tokens >= self._tokens
        return tokens or (self._dollars is not None and self.used_dollars >= self._dollars)

    @property
    def settings(self) -> Mapping[str, Any]:
        bounds = {"budget_tokens": self._tokens, "budget_dollars": self._dollars}
        return {**self._model.settings, **{k: v for k, v in bounds.items() if v is not None}}

    def stream(self, asks: Iterable[Ask]) -> Iterator[Answer]:
        source = iter(asks)
        with closing(self._model.stream(self._within(source))) as answers:
            for answer in answers:
                if answer.generation:
                    self._count(answer.generation)
                yield answer
        for ask in source:
            yield Answer(ask, fault=Fault(kind="budget", message=self._why(), tries=0))

    def _within(self, source: Iterator[Ask]) -> Iterator[Ask]:
        while not self.spent:
            ask = next(source, None)
            if ask is None:
                return
            yield ask

    def _count(self, made: Generation) -> None:
        usage = made.usage
        used = usage.prompt_tokens + usage.completion_tokens
        if self._tokens is not None and not used:
            raise ModelError(f"{self.name} tells no tokens, so a budget of tokens cannot be kept")
        if self._dollars is not None and usage.cost is None:
            told = "costs are not known: give price_in and price_out for a budget in dollars"
            raise ModelError(f"{self.name}: {told}")
        with self._lock:
            self.used_tokens += used
            self.used_dollars += usage.cost or 0.0

    def _why(self) -> str:
        bounds: list[str] = []
        if self._tokens is not None:
            bounds.append(f"{self.used_tokens:,} of {self._tokens:,} tokens")
        if self._dollars is not None:
            bounds.append(f"${self.used_dollars:.4f} of ${self._dollars:.4f}")
        return f"the budget is spent: {' and '.join(bounds)}"
