"""Texts one after another, with the interface of `assay.models.embedded.compiled.batch.Batch`."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from itertools import accumulate

from assay.model import Answer, Ask, Sampling
from assay.models.embedded.plain.exact import Vector, snap_to
from assay.models.embedded.plain.llama import Llama, Memory
from assay.models.embedded.row import Row, numbers
from assay.models.embedded.tokenizer import Tokenizer

__all__ = ["Writer", "draw"]


class Writer:
    """One text at a time, a token a step. Attempts at one prompt, one after another, read it
    once."""

    def __init__(self, llama: Llama, tokenizer: Tokenizer, name: str) -> None:
        self._llama, self._tokenizer, self._name = llama, tokenizer, name
        self._row: Row | None = None
        self._memory = llama.memory()
        self._logits: Vector = []
        self._read: tuple[Sequence[int], Memory, Vector] | None = None

    @property
    def full(self) -> bool:
        return self._row is not None

    @property
    def empty(self) -> bool:
        return self._row is None

    def enter(self, ask: Ask, prompt: Sequence[int], most: int) -> None:
        """Reads a prompt; `most` tokens may be written."""
        started = time.perf_counter()
        if self._read is None or self._read[0] != prompt:
            memory, state = self._llama.memory(), list[float]()
            for position, token in enumerate(prompt):
                state = self._llama.forward(token, position, memory)
            self._read = (prompt, memory, self._llama.logits(state))
        _, memory, self._logits = self._read
        self._memory = memory.copy()
        self._row = Row(ask, len(prompt), most, numbers(ask, prompt), started)

    def step(self) -> Iterator[Answer]:
        """Writes a token; gives the text if it ends with it."""
        row = self._row
        if row is None:
            return
        id, logprob = draw(self._logits, row.ask.sampling, row.numbers.random())
        finish = row.take(id, self._tokenizer.text(id), logprob, self._tokenizer.end)
        if finish is not None:
            self._row = None
            yield row.answer(finish, self._name)
        else:
            state = self._llama.forward(id, row.position, self._memory)
            self._logits = self._llama.logits(state)


def draw(logits: Vector, sampling: Sampling, uniform: float) -> tuple[int, float]:
    """A token and the natural logarithm of its probability.

    Drawn by the inverse of the distribution function at `uniform`, among the fewest likely tokens
    that hold `top_p` of the probability (Holtzman et al., arXiv:1904.09751), after dividing by the
    temperature; at temperature 0 the likeliest. The logarithm is the model's own: before
    temperature and nucleus.
    """
    most = max(logits)
    logits = [logit - most for logit in logits]
    total = sum(snap_to([math.exp(logit) for logit in logits], -40))
    order = sorted(range(len(logits)), key=lambda token: -logits[token])
    place = 0
    if sampling.temperature:
        ranked = [math.exp(logits[id] / sampling.temperature) for id in order]
        reached = list(accumulate(ranked))
        enough = sampling.top_p * reached[-1]
        kept = sum(r - own < enough for r, own in zip(reached, ranked, strict=True))
        bar = uniform * reached[kept - 1]
        place = min(sum(r <= bar for r in reached), kept - 1)
    return order[place], logits[order[place]] - math.log(total)
