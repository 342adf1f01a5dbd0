"""A model behind an endpoint that speaks OpenAI's dialect."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import threading
import weakref
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

import msgspec

from assay.errors import BadParameter, MissingExtra, ModelError
from assay.model import Answer, Ask, Model
from assay.models.openai.adaptive import Gate, Limit
from assay.models.openai.asking import Asker
from assay.models.openai.flow import Flow
from assay.models.openai.request import PATHS
from assay.models.openai.runner import Runner
from assay.models.openai.settings import Hidden, Secret, Settings, address, settings_of
from assay.models.openai.stragglers import Stragglers
from assay.models.openai.transport import Transport

__all__ = ["OpenAI"]

KEYS = re.compile("auth|key|token|secret|cookie", re.IGNORECASE)  # headers that prove who asks


class OpenAI(Model):
    """vLLM, SGLang, llama.cpp, Ollama and hosted services, by their chat or completion endpoint.

    `model` is the name the endpoint knows. Without `base_url` it is OPENAI_BASE_URL, else
    OpenAI's; without `key` it is the variable that `key_env` names, else OPENAI_API_KEY. `headers`
    are sent along and as secret as the key. `run` goes into each request's Idempotency-Key: the
    same text again (a run that is resumed) lets an endpoint tell a repeated request; without it
    each object is a run of its own. Further settings: see `Settings`. Raises BadParameter and
    ModelError.

    One ask is one request with one choice. Usage counts answers that arrived. Threads may share
    it; it makes connections only when asked something.
    """

    def __init__(
        self,
        model: str,
        *,
        key: str | None = None,
        headers: Mapping[str, str] | None = None,
        run: str = "",
        spec: str = "",
        **settings: Any,
    ) -> None:
        if not model:
            raise ModelError("an endpoint's model has a name: openai:NAME or http://HOST/v1#NAME")
        given = settings_of(settings)
        if find_spec("httpx2") is None:
            raise MissingExtra("httpx2, which speaks to endpoints", "http")
        url = address(given.base_url)
        field = given.max_tokens_field or _max_tokens_field(url)
        self._settings = msgspec.structs.replace(given, base_url=url, max_tokens_field=field)
        self._model = model
        self._headers = _secret_headers(headers or {})
        found = _key(key, given.key_env, any_url=not spec.startswith("http"))
        if found and "authorization" not in map(str.lower, self._headers):
            self._headers["Authorization"] = Secret(f"Bearer {found.reveal()}")
        self._hidden = Hidden(found, tuple(self._headers.values()))
        self._run = run or secrets.token_hex(8)
        self._closed = False
        self._flows: weakref.WeakSet[Flow] = weakref.WeakSet()
        self._loop: _Loop | None = None
        self._lock = threading.Lock()
        self._process = os.getpid()
        self._of_parent: list[_Loop | None] = []
        self.concurrency = given.concurrency
        self.name = spec or f"openai:{model}"

    def __repr__(self) -> str:
        return f"OpenAI({self._model!r}, base_url={self._settings.base_url!r})"

    @property
    def settings(self) -> Mapping[str, Any]:
        return msgspec.to_builtins(self._settings)

    @property
    def identity(self) -> Mapping[str, Any]:
        """What decides the answers, beside the ask: the key of a cache."""
        given = self._settings
        told = {"url": given.base_url, "api": given.api, "max_tokens": given.max_tokens_field}
        return {"backend": "openai", "model": self._model, "headers": self._choosing(), **told}

    def stream(self, asks: Iterable[Ask]) -> Iterator[Answer]:
        if self._closed:
            raise ModelError(f"{self.name} is closed")
        loop = self._alive()
        stragglers = Stragglers(self._settings.straggler)
        flow = Flow(asks, loop.asker, stragglers, loop.limit, loop.runner)
        self._flows.add(flow)
        return self._read(flow)

    def close(self) -> None:
        """Ends connections and the thread. Of a stream that is being read, in whatever thread,
        the asks under way have the fault `cancelled`, and no more are drawn."""
        self._closed = True
        for flow in list(self._flows):
            flow.cancel()
        if self._loop:
            self._loop.runner.stop()

    def _choosing(self) -> list[str]:
        """Digests of headers that are no keys: one may choose a deployment or a version."""
        pairs = ((n.lower(), v.reveal()) for n, v in self._headers.items() if not KEYS.search(n))
        return sorted(hashlib.sha256("\0".join(pair).encode()).hexdigest()[:16] for pair in pairs)

    def _read(self, flow: Flow) -> Iterator[Answer]:
        yield from flow.answers()  # this frame keeps the model, and so its loop, while it is read

    def _alive(self) -> _Loop:
        """The loop of this process, started where there is none yet."""
        if self._process != os.getpid():
            self._forked()
        with self._lock:
            if self._loop is None:
                self._loop = _Loop(
                    self._model, self._headers, self._hidden, self._run, self._settings
                )
                weakref.finalize(self, self._loop.runner.stop)
            return self._loop

    def _forked(self) -> None:
        """The parent's loop is kept, unused: closing its connections would touch the parent's."""
        self._of_parent.append(self._loop)
        self._process, self._lock, self._loop = os.getpid(), threading.Lock(), None


class _Loop:
    """A running loop, and what lives in it."""

    def __init__(
        self,
        model: str,
        headers: Mapping[str, Secret],
        hidden: Hidden,
        run: str,
        settings: Settings,
    ) -> None:
        url = settings.base_url
        self.limit = Limit(settings.concurrency, settings.start)
        transport = Transport(url + PATHS[settings.api], headers, settings)
        gate = Gate(self.limit)
        self.asker = Asker(model, url, hidden, run, settings, transport, gate)
        self.runner = Runner(transport.close)


def _key(given: str | None, variable: str, *, any_url: bool) -> Secret:
    """The key in the argument or in the environment; none is well for local servers.

    OPENAI_API_KEY belongs to OPENAI_BASE_URL: an endpoint that was named by its own URL is not
    sent it unless `key_env` says so.
    """
    if given is not None:
        return Secret(str(given))
    if variable and variable not in os.environ:
        raise ModelError(f"the environment holds no {variable}, which key_env names")
    return Secret(os.environ.get(variable or ("OPENAI_API_KEY" if any_url else ""), ""))


def _secret_headers(given: object) -> dict[str, Secret]:
    """Raises BadParameter for what are no headers, without showing what they are."""
    try:
        pairs = msgspec.convert(given, dict[str, str])
    except msgspec.ValidationError:
        raise BadParameter("expected names and values, all of them texts", "headers") from None
    return {name: Secret(value) for name, value in pairs.items()}


def _max_tokens_field(url: str) -> str:
    """OpenAI's own models refuse the old name, other servers may not know the new one."""
    own = (urlsplit(url).hostname or "").endswith("api.openai.com")
    return "max_completion_tokens" if own else "max_tokens"
