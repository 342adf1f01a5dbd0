"""What an endpoint is asked with: address, key, patience, prices. No field holds a secret."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec

from assay.errors import BadParameter, ModelError, did_you_mean

__all__ = ["Hidden", "Price", "Secret", "Settings", "address", "settings_of"]

DEFAULT_URL = "https://api.openai.com/v1"
SHORTEST = 4  # characters of a secret; hiding less would only spoil messages
LONG = 16  # characters of a key that no answer holds by chance


class Settings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How to talk to an endpoint. Times are in seconds, prices in US dollars a million tokens.

    `concurrency` is the most requests under way at once; how many it takes is found out from
    `start` upwards. `timeout` is the deadline of one try (connecting, sending, waiting, reading),
    `patience` that of all tries of one ask: no try begins after it. A try that failed for a reason
    that may pass is made again, `tries` in all, after a random wait of at most
    `backoff` * 2^k (k tries made) and of at most `max_wait`, which bounds `Retry-After` too.
    A first try that takes `straggler` times as long as the slowest answer of its stream, once most
    are known, is given up and made again with the whole deadline (`Stragglers`); 0 never does it.
    `max_bytes` bounds an answer. `key_env` names the environment variable with the key.
    """

    base_url: str = ""
    api: Literal["chat", "completion"] = "chat"
    key_env: str = ""
    concurrency: int = 64
    start: int = 32
    timeout: float = 600.0
    connect_timeout: float = 10.0
    tries: int = 8
    backoff: float = 0.5
    max_wait: float = 60.0
    patience: float = 3600.0
    straggler: float = 2.0
    max_bytes: int = 32 * 2**20
    max_tokens_field: str = ""
    price_in: float | None = None
    price_out: float | None = None
    price_cached: float | None = None

    def __post_init__(self) -> None:
        for name in ("concurrency", "start", "tries", "max_bytes"):
            if getattr(self, name) < 1:
                raise BadParameter(f"expected a number from 1 up, got {getattr(self, name)}", name)
        for name in ("timeout", "connect_timeout", "patience"):
            if not 0 < getattr(self, name) < float("inf"):
                raise BadParameter(f"expected seconds above 0, got {getattr(self, name)}", name)
        if self.straggler and not 1 <= self.straggler < float("inf"):
            told = f"expected 0, or a number of times from 1 up, got {self.straggler}"
            raise BadParameter(told, "straggler")
        for name in ("backoff", "max_wait", "price_in", "price_out", "price_cached"):
            value = getattr(self, name)
            if value is not None and not 0 <= value < float("inf"):
                raise BadParameter(f"expected a number from 0 up, got {value}", name)
        if (self.price_in is None) != (self.price_out is None):
            raise BadParameter("prices are given for both tokens in and tokens out", "price_in")

    @property
    def price(self) -> Price | None:
        if self.price_in is None or self.price_out is None:
            return None
        cached = self.price_in if self.price_cached is None else self.price_cached
        return Price(self.price_in, self.price_out, cached)


class Price(msgspec.Struct, frozen=True):
    """US dollars a million tokens: of the prompt, of the completion, of a prompt's cached part."""

    prompt: float
    completion: float
    cached: float

    def cost(self, prompt: int, completion: int, cached: int = 0) -> float:
        """US dollars."""
        known = min(cached, prompt)
        fresh = (prompt - known) * self.prompt + known * self.cached
        return (fresh + completion * self.completion) / 1e6


class Secret:
    """A key, or the value of a header. It shows itself to nobody; `reveal` is called where a
    request is sent, only. Raises ModelError for what no header can carry."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value.strip()
        if not self._value.isascii() or not self._value.isprintable():
            raise ModelError("a key or header holds characters that HTTP cannot carry")

    def __repr__(self) -> str:
        return "Secret(…)"

    def __reduce__(self) -> Any:
        raise TypeError("a key is not pickled")

    def __bool__(self) -> bool:
        return bool(self._value)

    def reveal(self) -> str:
        return self._value

    def hidden_in(self, text: str, shortest: int = SHORTEST) -> str:
        """The text without the secret, wherever it stood in it, if that is so long at least."""
        return text.replace(self._value, "(secret)") if len(self._value) >= shortest else text


class Hidden:
    """Takes secrets out of what an endpoint tells back."""

    def __init__(self, key: Secret, headers: tuple[Secret, ...]) -> None:
        self._key = key
        self._all = (key, *headers)

    def message(self, text: str) -> str:
        """An error or a name, without any of them."""
        for secret in self._all:
            text = secret.hidden_in(text)
        return text

    def answer(self, text: str) -> str:
        """What a model wrote, without the key; a key of few characters may be a word of it."""
        return self._key.hidden_in(text, LONG)


def settings_of(given: Mapping[str, Any]) -> Settings:
    """Settings from names and values, numbers as text allowed. Raises BadParameter."""
    for name in given:
        if name not in Settings.__struct_fields__:
            hint = did_you_mean(name, Settings.__struct_fields__)
            raise BadParameter(f"no such setting{hint}", name)
    try:
        return msgspec.convert(dict(given), Settings, strict=False)
    except msgspec.ValidationError as fault:
        told, _, place = str(fault).partition(" - at `$.")
        raise BadParameter(told, place.rstrip("`")) from None


def address(given: str) -> str:
    """A base URL: the one given, or OPENAI_BASE_URL, or OpenAI's own.

    Raises ModelError for what is no address, or holds a secret (user, password, query), which
    would be recorded with it.
    """
    url = (given or os.environ.get("OPENAI_BASE_URL", "") or DEFAULT_URL).strip().rstrip("/")
    try:
        parts = urlsplit(url)
        host, secret = parts.hostname, parts.username or parts.password or parts.query
        _ = parts.port
    except ValueError as fault:
        raise ModelError(f"the base URL is no address: {fault}") from None
    if secret:
        raise ModelError("a base URL holds no user, password or query; give the key as `key`")
    if parts.scheme not in ("http", "https") or not host or not url.isprintable():
        raise ModelError(f"expected a base URL such as http://127.0.0.1:8000/v1, got {url!r}")
    for ending in ("/chat/completions", "/completions"):
        url = url.removesuffix(ending)
    return url
