"""What writes text: what it is asked, what it answers, and the one interface all models share.

A model takes a stream of asks and gives answers as they come, in any order. An ask that fails is
an answer with a `fault`, never an exception, so one bad request costs one sample.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, Self, TypeAlias

import msgspec

from assay.errors import BadParameter

__all__ = [
    "Answer", "Ask", "Fault", "Finish", "Generation", "Model", "Prompt", "Sampling", "Token",
    "Usage", "messages_of",
]  # fmt: skip

Prompt: TypeAlias = str | Sequence[Mapping[str, Any]]
"""A text, or chat messages (`role`, `content` as a text or content parts)."""
Finish: TypeAlias = Literal["stop", "length", "filter", "tool_calls", "unknown"]
FaultKind: TypeAlias = Literal[
    "timeout", "connection", "rate_limit", "server", "refused", "malformed", "budget", "cancelled"
]


class Sampling(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How to write. Everything here decides what comes out, and so is part of a cache's key.

    `seed` is the seed of a whole run; a model that can be seeded mixes in the ask's `attempt`.
    `logprobs` asks for the log-probability of each token. `extra` goes to the endpoint as it is.
    Raises BadParameter for values out of range.
    """

    temperature: float = 1.0
    top_p: float = 1.0
    max_tokens: int | None = None
    stop: tuple[str, ...] = ()
    seed: int | None = None
    logprobs: bool = False
    tools: tuple[dict[str, Any], ...] = ()
    extra: dict[str, Any] = {}

    def __post_init__(self) -> None:
        if not 0 <= self.temperature < float("inf"):
            raise BadParameter(
                f"expected a number from 0 up, got {self.temperature}", "temperature"
            )
        if not 0 < self.top_p <= 1:
            raise BadParameter(f"expected a number above 0, to 1, got {self.top_p}", "top_p")
        if self.max_tokens is not None and self.max_tokens < 1:
            raise BadParameter(f"expected a number from 1 up, got {self.max_tokens}", "max_tokens")


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """One request. `key` comes back with the answer; `attempt` tells the samples of one prompt
    apart, in caches and seeds."""

    key: str
    prompt: Prompt
    sampling: Sampling = Sampling()
    attempt: int = 0


class Token(msgspec.Struct, frozen=True):
    """A token that was written, and the natural logarithm of its probability."""

    text: str
    logprob: float


class Usage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Tokens of the prompt and of the completion (reasoning included); `cost` in US dollars where
    the price is known."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    reasoning_tokens: int = 0
    cached_tokens: int = 0
    cost: float | None = None


class Generation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a model wrote; `reasoning` came apart from the answer, `seconds` are on the clock, `id`
    is the endpoint's own name for the answer."""

    text: str = ""
    reasoning: str = ""
    tool_calls: tuple[dict[str, Any], ...] = ()
    finish: Finish = "stop"
    tokens: tuple[Token, ...] | None = None
    usage: Usage = Usage()
    model: str = ""
    id: str = ""
    seconds: float = 0.0
    cached: bool = False

    @property
    def content(self) -> str | list[dict[str, Any]]:
        """As the `response` of a row: the text alone, or an assistant's message with what else
        there is (`reasoning`, `tool_calls`)."""
        if not self.reasoning and not self.tool_calls:
            return self.text
        message: dict[str, Any] = {"role": "assistant", "content": self.text}
        if self.reasoning:
            message["reasoning"] = self.reasoning
        if self.tool_calls:
            message["tool_calls"] = list(self.tool_calls)
        return [message]


class Fault(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why there is no generation. `tries` were made; `status` is HTTP's, where there was one."""

    kind: FaultKind
    message: str
    status: int | None = None
    tries: int = 1


class Answer(msgspec.Struct, frozen=True):
    """Exactly one of `generation` and `fault` is there."""

    ask: Ask
    generation: Generation | None = None
    fault: Fault | None = None


class Model(ABC):
    """A backend. `name` is what a run records; it never holds a key.

    `concurrency` is how many asks it works on at once, at most. A context manager: leaving it
    closes connections and ends what was started.
    """

    name: str
    concurrency: int = 1

    @abstractmethod
    def stream(self, asks: Iterable[Ask]) -> Iterator[Answer]:
        """One answer for each ask, as they come, in any order.

        Asks are drawn as they can be worked on, never far ahead, from the calling thread alone.
        Closing the iterator cancels what is under way. Never raises for a single ask; raises
        ModelError where the model cannot be reached or used at all.
        """

    def generate(
        self, prompt: Prompt, n: int = 1, sampling: Sampling | None = None
    ) -> list[Answer]:
        """`n` answers to one prompt, in the order of their attempts."""
        given = sampling or Sampling()
        asks = [Ask(key=str(k), prompt=prompt, sampling=given, attempt=k) for k in range(n)]
        return sorted(self.stream(asks), key=lambda answer: answer.ask.attempt)

    @property
    def settings(self) -> Mapping[str, Any]:
        """What a run records beside the name, so that it can be repeated. No secrets."""
        return {}

    @property
    def identity(self) -> Mapping[str, Any]:
        """What decides its answers beside the ask: part of a cache's key. A deadline is not."""
        return {"name": self.name, "settings": dict(self.settings)}

    def close(self) -> None:  # noqa: B027
        """Ends what was started; most start nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def messages_of(prompt: Prompt) -> list[dict[str, Any]]:
    """A prompt as chat messages."""
    if isinstance(prompt, str):
        return [{"role": "user", "content": prompt}]
    return [dict(message) for message in prompt]
