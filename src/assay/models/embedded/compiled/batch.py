"""Continuous batching: texts enter as places fall free, and leave as they end."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from assay.model import Answer, Ask, Finish
from assay.models.embedded.compiled.llama import Llama, Text
from assay.models.embedded.row import Row, numbers
from assay.models.embedded.tokenizer import Tokenizer

__all__ = ["Batch"]

_PIECE = 64
"""Tokens of a prompt that are read at once."""


class Batch:
    """Up to `slots` texts, which are written a token each at a time."""

    def __init__(self, llama: Llama, tokenizer: Tokenizer, slots: int, name: str) -> None:
        self._llama, self._tokenizer, self._name = llama, tokenizer, name
        self._slots = slots
        self._under_way: list[tuple[Row, Text]] = []
        self._free: list[Text] = []
        self._read: tuple[Sequence[int], Text] | None = None

    @property
    def full(self) -> bool:
        return len(self._under_way) == self._slots

    @property
    def empty(self) -> bool:
        return not self._under_way

    def enter(self, ask: Ask, prompt: Sequence[int], most: int) -> None:
        """Reads a prompt; `most` tokens may be written. Attempts at one prompt, one after
        another, read it once."""
        started = time.perf_counter()
        if self._read is None or self._read[0] != prompt:
            self._read = prompt, self._after(prompt)
        text = self._free.pop() if self._free else self._llama.text()
        text.take(self._read[1], len(prompt))
        row = Row(ask, len(prompt), most, numbers(ask, prompt), started)
        self._under_way.append((row, text))

    def _after(self, prompt: Sequence[int]) -> Text:
        text = self._llama.text()
        for start in range(0, len(prompt), _PIECE):
            piece = prompt[start : start + _PIECE]
            self._llama.read(piece, range(start, start + len(piece)), [text] * len(piece))
        return text

    def step(self) -> Iterator[Answer]:
        """Writes a token of every text; gives those that end with it."""
        asked = [row.ask.sampling for row, _ in self._under_way]
        uniforms = [row.numbers.random() for row, _ in self._under_way]
        ids, logprobs = self._llama.draw([text for _, text in self._under_way], asked, uniforms)
        ended: list[tuple[Row, Finish]] = []
        going: list[tuple[Row, Text]] = []
        written: list[int] = []
        for (row, text), id, logprob in zip(self._under_way, ids, logprobs, strict=True):
            finish = row.take(id, self._tokenizer.text(id), logprob, self._tokenizer.end)
            if finish is not None:
                ended.append((row, finish))
                self._free.append(text)
            else:
                going.append((row, text))
                written.append(id)
        self._under_way = going
        if going:
            positions = [row.position for row, _ in going]
            self._llama.read(written, positions, [text for _, text in going])
        for row, finish in ended:
            yield row.answer(finish, self._name)
