"""Continuous batching: texts enter as rows fall free, and leave as they end."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

import numpy as np

from assay.model import Answer, Ask, Finish
from assay.models.embedded.cache import Cache, Kept
from assay.models.embedded.llama import Llama
from assay.models.embedded.row import Row, numbers
from assay.models.embedded.safetensors import Array
from assay.models.embedded.sampling import draw
from assay.models.embedded.tokenizer import Tokenizer

__all__ = ["Batch"]

_PIECE = 64
"""Tokens of a prompt that are read at once."""


class Batch:
    """Up to `slots` texts, which are written a token each at a time."""

    def __init__(self, llama: Llama, tokenizer: Tokenizer, slots: int, name: str) -> None:
        self._llama, self._tokenizer, self._name = llama, tokenizer, name
        self._cache = Cache(llama, slots)
        self._rows: list[Row] = []
        self._logits: Array = np.zeros((slots, llama.config.vocab_size))
        self._slots = slots
        self._read: tuple[Sequence[int], Kept, Array] | None = None

    @property
    def full(self) -> bool:
        return len(self._rows) == self._slots

    @property
    def empty(self) -> bool:
        return not self._rows

    def enter(self, ask: Ask, prompt: Sequence[int], most: int) -> None:
        """Reads a prompt; `most` tokens may be written. Attempts at one prompt, one after
        another, read it once."""
        row, started = len(self._rows), time.perf_counter()
        if self._read is None or self._read[0] != prompt:
            last = self._prefill(row, prompt)
            self._read = (prompt, self._cache.keep(row, len(prompt)), last)
        else:
            self._cache.put(row, self._read[1])
        self._logits[row] = self._read[2]
        self._rows.append(Row(ask, len(prompt), most, numbers(ask, prompt), started))

    def _prefill(self, row: int, prompt: Sequence[int]) -> Array:
        states = np.empty((0, 0))
        for start in range(0, len(prompt), _PIECE):
            piece = np.asarray(prompt[start : start + _PIECE])
            stop = start + len(piece)
            states = self._llama.forward(
                piece, np.arange(start, stop), self._cache.reading(row, start, stop)
            )
        return self._llama.logits(states[-1:])[0]

    def step(self) -> Iterator[Answer]:
        """Writes a token of every text; gives those that end with it."""
        asked = [row.ask.sampling for row in self._rows]
        ids, logprobs = draw(
            self._logits[: len(self._rows)],
            np.array([sampling.temperature for sampling in asked]),
            np.array([sampling.top_p for sampling in asked]),
            np.array([row.numbers.random() for row in self._rows]),
        )
        ended: list[tuple[int, Finish]] = []
        for place, (row, id, logprob) in enumerate(
            zip(self._rows, ids.tolist(), logprobs.tolist(), strict=True)
        ):
            finish = row.take(id, self._tokenizer.text(id), logprob, self._tokenizer.end)
            if finish is not None:
                ended.append((place, finish))
        for place, finish in reversed(ended):  # the last row fills the gap
            row = self._rows[place]
            last = self._rows.pop()
            if last is not row:
                self._rows[place] = last
                self._cache.move(len(self._rows), place, last.position)
                ids[place] = ids[len(self._rows)]
            yield row.answer(finish, self._name)
        self._advance(ids[: len(self._rows)])

    def _advance(self, ids: np.ndarray) -> None:
        if self._rows:
            positions = np.array([row.position for row in self._rows])
            states = self._llama.forward(ids, positions, self._cache.writing(positions))
            self._logits[: len(ids)] = self._llama.logits(states)
