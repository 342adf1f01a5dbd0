"""Steers transformers' `generate`: which token each row takes, and when a row has ended.

`generate` draws all rows from one source of numbers, with one temperature. Here every row has its
own of each: a processor of scores leaves the chosen token alone possible, so that `generate`,
told to take the likeliest, takes that one.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from random import Random
from typing import Any

from assay.model import Answer, Ask, Finish, Generation, Token, Usage
from assay.models.embedded.row import numbers

__all__ = ["Drawing"]


class Row:
    """What one ask has been answered so far."""

    def __init__(self, ask: Ask, prompt: Sequence[int], most: int) -> None:
        self.ask, self.prompt, self.most = ask, len(prompt), most
        self.numbers: Random = numbers(ask, prompt)
        self.stops = [stop for stop in ask.sampling.stop if stop]
        self.ids: list[int] = []
        self.logprobs: list[float] = []
        self.finish: Finish | None = None


class Drawing:
    """The rows of one call of `generate`; `most` are the tokens that each may write."""

    def __init__(
        self,
        tokenizer: Any,
        asks: Sequence[Ask],
        prompts: Sequence[Sequence[int]],
        most: Sequence[int],
        ends: frozenset[int],
    ) -> None:
        self._torch = import_module("torch")
        self._tokenizer, self._ends = tokenizer, ends
        self._rows = [Row(*given) for given in zip(asks, prompts, most, strict=True)]

    def choose(self, _: Any, scores: Any) -> Any:
        """Scores in which only the drawn tokens are possible.

        As `assay.models.embedded.plain.writer.draw`, with tensors: by the inverse of the
        distribution function, the likeliest tokens first; logarithms of the model's own
        probabilities.
        """
        torch = self._torch
        device = scores.device
        sampled = [row.ask.sampling for row in self._rows]
        logits, order = torch.sort(scores.double(), descending=True, stable=True)
        greedy = torch.tensor([given.temperature == 0 for given in sampled], device=device)
        divisors = torch.tensor([given.temperature or 1.0 for given in sampled], device=device)
        uniforms = torch.tensor([row.numbers.random() for row in self._rows], device=device)
        top_ps = torch.tensor([given.top_p for given in sampled], device=device)
        ranked = torch.exp((logits - logits[:, :1]) / divisors.double()[:, None])
        reached = torch.cumsum(ranked, -1)
        kept = (reached - ranked < (top_ps.double() * reached[:, -1])[:, None]).sum(-1)
        mass = reached.gather(1, kept[:, None] - 1) * uniforms.double()[:, None]
        place = torch.minimum((reached <= mass).sum(-1), kept - 1)
        place = torch.where(greedy, torch.zeros_like(place), place)[:, None]
        tokens = order.gather(1, place)
        logprobs = torch.log_softmax(logits, -1).gather(1, place)
        drawn = zip(tokens[:, 0].tolist(), logprobs[:, 0].tolist(), strict=True)
        for row, (id, logprob) in zip(self._rows, drawn, strict=True):
            self._take(row, id, logprob)
        return torch.full_like(scores, -torch.inf).scatter(1, tokens, 0.0)

    def _take(self, row: Row, id: int, logprob: float) -> None:
        if row.finish is not None:
            return
        row.ids.append(id)
        row.logprobs.append(logprob)
        if id in self._ends or (row.stops and self._stopped(row)):
            row.finish = "stop"
        elif len(row.ids) == row.most:
            row.finish = "length"

    def _stopped(self, row: Row) -> bool:
        """A token has at least a byte, a stop string's last character at most four: it stands
        within so many tokens of the end. Special tokens, which write nothing, may hide it until
        the reply has ended."""
        tail = row.ids[-max(map(len, row.stops)) * 4 - 8 :]
        text = self._text(tail)
        return any(stop in text for stop in row.stops)

    def ended(self, ids: Any, *_: Any, **__: Any) -> Any:
        """Which rows write no more."""
        done = [row.finish is not None for row in self._rows]
        return self._torch.tensor(done, device=ids.device)

    def answers(self, name: str, seconds: float) -> list[Answer]:
        return [self._answer(row, name, seconds) for row in self._rows]

    def _answer(self, row: Row, name: str, seconds: float) -> Answer:
        text = self._text(row.ids)
        cut = min((text.find(stop) for stop in row.stops if stop in text), default=len(text))
        tokens = tuple(self._tokens(row, cut)) if row.ask.sampling.logprobs else None
        usage = Usage(prompt_tokens=row.prompt, completion_tokens=len(row.ids))
        found = Generation(
            text=text[:cut], finish=row.finish or "length", tokens=tokens, usage=usage,
            model=name, seconds=seconds,
        )  # fmt: skip
        return Answer(row.ask, found)

    def _tokens(self, row: Row, cut: int) -> list[Token]:
        """Tokens with what each adds to the text: nothing, while a character is unfinished."""
        found: list[Token] = []
        before = ""
        for count, (id, logprob) in enumerate(zip(row.ids, row.logprobs, strict=True), 1):
            text = self._text(row.ids[:count])
            whole = before if text.endswith("\ufffd") and count < len(row.ids) else text
            if len(whole) > cut or id in self._ends:
                break
            found.append(Token(whole[len(before) :], logprob))
            before = whole
        return found

    def _text(self, ids: Sequence[int]) -> str:
        return self._tokenizer.decode(
            ids, skip_special_tokens=True, clean_up_tokenization_spaces=False
        )
