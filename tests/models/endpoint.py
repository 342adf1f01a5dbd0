"""A local endpoint that speaks OpenAI's dialect and fails as real ones do, by seed.

In a test or benchmark (in a thread, or with `process=True` in a process of its own):

    with Endpoint(Behaviour(delay=0.2, shares={"429": 0.02, "hang": 0.01})) as endpoint:
        model = make(f"{endpoint.url}#m")
        ...
        endpoint.counts()["charges"]

By hand: `python tests/models/endpoint.py '{"delay": 0.2}'` prints its URL and serves until it is
killed or its standard input ends.

What happens to a request is drawn from (seed, request key, how often that key was asked), so it
does not depend on the order of requests. The key is the header Idempotency-Key, else a hash of the
body. A charge is a generation that was made, whether its answer arrived or not: a client that
disconnects is charged, and so is an answer of broken JSON. With `idempotent` a key is charged once
and its answer told again. Faults:

    429  429-after (with Retry-After)  500  503  html (502 with a page)  400  401  404
    hang (never a byte)  stall (headers, then nothing)  drip (a byte now and then, for ever)
    flood (bytes without end)  bomb (2 MB of spaces, compressed to 2 kB)
    reset (the connection is cut in the answer)  broken (half of the JSON)
    shape (JSON of another shape)  empty (no body)
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import gzip
import hashlib
import json
import random
import subprocess
import sys
import threading
import urllib.request
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

STATUSES = {
    "429": 429,
    "429-after": 429,
    "500": 500,
    "503": 503,
    "400": 400,
    "401": 401,
    "404": 404,
}
PAGE = b"<html><body><h1>502 Bad Gateway</h1></body></html>"


@dataclasses.dataclass
class Behaviour:
    """How the endpoint behaves. `script` names what happens to the first requests, in order of
    arrival ("ok" or a fault); after them faults are drawn by `shares`. More than `capacity`
    requests at once are refused with 429. `logged` keeps what was asked, for `Endpoint.asked`."""

    delay: float = 0.0
    shares: dict[str, float] = dataclasses.field(default_factory=dict)
    seed: int = 0
    script: list[str] = dataclasses.field(default_factory=list)
    retry_after: str = "1"
    capacity: int | None = None
    idempotent: bool = False
    logged: bool = False


def echo(body: dict[str, Any]) -> dict[str, Any]:
    """The assistant's message: the prompt told back."""
    if "prompt" in body:
        return {"text": str(body["prompt"])}
    content = body["messages"][-1]["content"]
    if not isinstance(content, str):
        content = " ".join(part.get("text", "") for part in content)
    return {"role": "assistant", "content": content}


class Service:
    """What is behind the sockets: draws faults, makes answers, keeps count."""

    def __init__(self, behaviour: Behaviour, reply: Callable[[dict[str, Any]], dict[str, Any]]):
        self.behaviour = behaviour
        self.reply = reply
        self.requests: Counter[str] = Counter()
        self.charges: Counter[str] = Counter()
        self.outcomes: Counter[str] = Counter()
        self.made: dict[str, asyncio.Task[bytes]] = {}
        self.under_way = 0
        self.peak = 0
        self.asked: list[dict[str, Any]] = []
        self.transports: set[asyncio.Transport] = set()

    def counts(self) -> dict[str, Any]:
        return {
            "requests": sum(self.requests.values()),
            "keys": len(self.requests),
            "charges": sum(self.charges.values()),
            "charged_keys": len(self.charges),
            "most_charges": max(self.charges.values(), default=0),
            "outcomes": dict(self.outcomes),
            "peak": self.peak,
        }

    async def answer(self, path: str, headers: dict[str, str], raw: bytes, send: Sender) -> None:
        if path.endswith("/counts"):
            return send.json(200, self.counts())
        body = json.loads(raw)
        key = headers.get("idempotency-key") or hashlib.sha256(raw).hexdigest()
        self.requests[key] += 1
        if self.behaviour.logged:
            self.asked.append({"path": path, "headers": headers, "body": body})
        self.under_way += 1
        self.peak = max(self.peak, self.under_way)
        try:
            what = self._draw(key)
            self.outcomes[what] += 1
            await self._perform(what, key, path, body, send)
        finally:
            self.under_way -= 1

    def _draw(self, key: str) -> str:
        behaviour = self.behaviour
        if behaviour.capacity is not None and self.under_way > behaviour.capacity:
            return "429"
        if behaviour.script:
            return behaviour.script.pop(0)
        at = random.Random(f"{behaviour.seed} {key} {self.requests[key]}").random()
        for what, share in behaviour.shares.items():
            if at < share:
                return what
            at -= share
        return "ok"

    async def _perform(
        self, what: str, key: str, path: str, body: dict[str, Any], send: Sender
    ) -> None:
        if what == "hang":
            await asyncio.sleep(3600)
        if what in STATUSES:
            after = {"Retry-After": self.behaviour.retry_after} if what == "429-after" else {}
            error = {"error": {"message": f"this is fault {what}", "type": "fault"}}
            return send.json(STATUSES[what], error, after)
        if what == "html":
            return send.whole(502, PAGE, {"Content-Type": "text/html"})
        if what in ("stall", "drip", "flood"):
            return await self._never_ending(what, send)
        if what == "bomb":
            return send.whole(200, gzip.compress(b" " * 2**21), {"Content-Encoding": "gzip"})
        made = await self._generation(key, path, body)
        if what == "ok":
            send.whole(200, made)
        elif what == "broken":
            send.whole(200, made[: len(made) // 2])
        elif what == "shape":
            send.whole(200, b'[{"choices": {"message": 3}}]')
        elif what == "empty":
            send.whole(200, b"")
        elif what == "reset":
            send.start(200, {"Content-Length": str(len(made))})
            send.raw(made[:10])
            send.cut()
        else:
            raise ValueError(f"no fault {what!r}")
        return None

    async def _never_ending(self, what: str, send: Sender) -> None:
        send.start(200, {"Content-Type": "application/json", "Content-Length": str(10**12)})
        while True:
            if what != "stall":
                send.raw(b" " if what == "drip" else b" " * 65536)
            await asyncio.sleep(0.01)
            await send.drained()

    async def _generation(self, key: str, path: str, body: dict[str, Any]) -> bytes:
        """Once a key where the endpoint is idempotent; who disconnects does not stop it."""
        task = self.made.get(key) if self.behaviour.idempotent else None
        if task is None:
            task = asyncio.ensure_future(self._generate(key, path, body))
            self.made[key] = task
        return await asyncio.shield(task)

    async def _generate(self, key: str, path: str, body: dict[str, Any]) -> bytes:
        self.charges[key] += 1
        await asyncio.sleep(self.behaviour.delay)
        reply = self.reply(body)
        text = str(reply.get("content") or reply.get("text") or "")
        words = text.split()
        choices = []
        for index in range(body.get("n") or 1):
            choice: dict[str, Any] = {"index": index, "finish_reason": "stop"}
            if "messages" in body:
                choice["message"] = reply
                if body.get("logprobs"):
                    choice["logprobs"] = {"content": [{"token": w, "logprob": -0.5} for w in words]}
            else:
                choice["text"] = text
                if body.get("logprobs") is not None:
                    choice["logprobs"] = {"tokens": words, "token_logprobs": [-0.5] * len(words)}
            choices.append({**choice, **reply.get("choice", {})})
        asked = len(str(body.get("messages") or body.get("prompt")).split())
        usage = {"prompt_tokens": asked, "completion_tokens": len(words) * len(choices)}
        usage["total_tokens"] = sum(usage.values())
        answer = {"id": key[:8], "model": body["model"], "choices": choices, "usage": usage}
        return json.dumps(answer).encode()


class Sender:
    """Writes HTTP/1.1 answers on one connection."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self.transport = transport
        self.writable = asyncio.Event()
        self.writable.set()

    def start(self, status: int, headers: dict[str, str]) -> None:
        lines = [f"HTTP/1.1 {status} X", *(f"{name}: {value}" for name, value in headers.items())]
        self.raw("\r\n".join([*lines, "", ""]).encode())

    def whole(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        given = {"Content-Type": "application/json", **(headers or {})}
        self.start(status, {**given, "Content-Length": str(len(body))})
        self.raw(body)

    def json(self, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
        self.whole(status, json.dumps(body).encode(), headers)

    def raw(self, data: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(data)

    def cut(self) -> None:
        self.transport.abort()

    async def drained(self) -> None:
        await self.writable.wait()


class Connection(asyncio.Protocol):
    """Reads requests, one after another; what is under way ends with the connection."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.buffer = b""
        self.task: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.sender = Sender(transport)
        self.service.transports.add(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self.sender.writable.set()
        self.service.transports.discard(self.sender.transport)
        if self.task:
            self.task.cancel()

    def pause_writing(self) -> None:
        self.sender.writable.clear()

    def resume_writing(self) -> None:
        self.sender.writable.set()

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        head, found, rest = self.buffer.partition(b"\r\n\r\n")
        if not found:
            return
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines)
        }
        length = int(headers.get("content-length", "0"))
        if len(rest) < length:
            return
        self.buffer = rest[length:]
        path = first.split(" ")[1]
        self.task = asyncio.ensure_future(
            self.service.answer(path, headers, rest[:length], self.sender)
        )


async def serve(service: Service, ready: Callable[[str], None], stop: asyncio.Event) -> None:
    """Serves on a free port of 127.0.0.1 until `stop`; `ready` is given the base URL."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(service), "127.0.0.1", 0, backlog=1024)
    host, port = server.sockets[0].getsockname()
    ready(f"http://{host}:{port}/v1")
    await stop.wait()
    server.close()
    for transport in list(service.transports):
        transport.abort()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


class Endpoint:
    """The endpoint as a context manager: `url` to ask, `counts()` to see what it did."""

    def __init__(
        self,
        behaviour: Behaviour | None = None,
        reply: Callable[[dict[str, Any]], dict[str, Any]] = echo,
        *,
        process: bool = False,
    ) -> None:
        self.behaviour = behaviour or Behaviour()
        self.service = Service(self.behaviour, reply)
        self.url = ""
        self._process = process
        self._child: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        if self._process:
            given = json.dumps(dataclasses.asdict(self.behaviour))
            self._child = subprocess.Popen(
                [sys.executable, str(Path(__file__)), given],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            assert self._child.stdout
            self.url = self._child.stdout.readline().strip()
            return self
        ready = threading.Event()

        def started(url: str) -> None:
            self.url = url
            ready.set()

        async def run() -> None:
            self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
            await serve(self.service, started, self._stop)

        self._thread = threading.Thread(target=asyncio.run, args=(run(),), daemon=True)
        self._thread.start()
        ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        if self._child:
            with contextlib.suppress(OSError):
                self._child.communicate()  # its standard input ends, and so does it
            return
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def counts(self) -> dict[str, Any]:
        """`requests`, distinct `keys`, `charges`, `charged_keys`, `most_charges` of one key,
        `outcomes` by kind, and the `peak` of requests under way at once."""
        with urllib.request.urlopen(self.url + "/counts") as response:
            return json.loads(response.read())

    @property
    def asked(self) -> list[dict[str, Any]]:
        """What was asked (path, headers, body), where `logged` and in a thread."""
        return self.service.asked


async def main(given: str) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    ended = threading.Thread(
        target=lambda: (sys.stdin.read(), loop.call_soon_threadsafe(stop.set)), daemon=True
    )
    ended.start()
    service = Service(Behaviour(**json.loads(given)), echo)
    await serve(service, lambda url: print(url, flush=True), stop)  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else "{}"))
