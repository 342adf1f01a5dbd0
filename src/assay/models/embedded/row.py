"""One text under way: what was written of it, when it ends, and the numbers drawn for it."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from assay.model import Answer, Ask, Finish, Generation, Token, Usage

__all__ = ["Row", "numbers"]


@dataclass
class Row:
    """One text under way."""

    ask: Ask
    prompt: int
    most: int
    numbers: random.Random
    started: float
    text: str = ""
    written: int = 0
    tokens: list[Token] = field(default_factory=list[Token])

    @property
    def position(self) -> int:
        """Where the token stands that was written last."""
        return self.prompt + self.written - 1

    def take(self, id: int, piece: str, logprob: float, end: int) -> Finish | None:
        """Appends a token; says why the text ends with it, if it does."""
        self.written += 1
        if id == end:
            return "stop"
        searched = max(0, len(self.text) - max(map(len, self.ask.sampling.stop), default=0))
        self.text += piece
        self.tokens.append(Token(piece, logprob))
        found = [self.text.find(stop, searched) for stop in self.ask.sampling.stop if stop]
        cuts = [place for place in found if place >= 0]
        if cuts:
            self._cut(min(cuts))
            return "stop"
        return "length" if self.written == self.most else None

    def _cut(self, place: int) -> None:
        """Takes a stop string and what follows off the text, and its tokens."""
        self.text = self.text[:place]
        while sum(len(token.text) for token in self.tokens) > place:
            self.tokens.pop()

    def answer(self, finish: Finish, model: str) -> Answer:
        usage = Usage(prompt_tokens=self.prompt, completion_tokens=self.written)
        tokens = tuple(self.tokens) if self.ask.sampling.logprobs else None
        seconds = time.perf_counter() - self.started
        generation = Generation(
            text=self.text, finish=finish, tokens=tokens, usage=usage, model=model, seconds=seconds
        )
        return Answer(self.ask, generation)


def numbers(ask: Ask, prompt: Sequence[int]) -> random.Random:
    """The ask's own source of numbers: of its seed, its attempt and its prompt's tokens."""
    source = f"{ask.sampling.seed or 0} {ask.attempt} {' '.join(map(str, prompt))}"
    return random.Random(int.from_bytes(blake2b(source.encode(), digest_size=16).digest()))  # noqa: S311
