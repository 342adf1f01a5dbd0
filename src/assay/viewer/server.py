"""Serves the page of some runs on 127.0.0.1, to whoever knows the address, and only to read.

The address holds a random token, so that neither another page in the browser nor another user of
the machine reads along by guessing a port. The Host header must name this machine, so that no
name that was rebound to it gets through; the port may be another, as it is behind a tunnel. What
another site asks for is refused, apart from a link that a reader follows. Nothing is looked up by
path: what is not a piece of a run or of the page does not exist.
"""

from __future__ import annotations

import re
import secrets
import sys
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from assay.errors import RunError
from assay.evaluate.page.encode import encode
from assay.viewer import assets
from assay.viewer.search import search
from assay.viewer.shelf import Shelf

__all__ = ["Server"]

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_HTML, _CSS, _JS = (f"text/{kind}; charset=utf-8" for kind in ("html", "css", "javascript"))
_JSON, _BINARY = "application/json", "application/octet-stream"
_HOST = re.compile(r"(?:127\.0\.0\.1|localhost)(?::[0-9]{1,5})?")
_LONGEST_PATH = 4096
_IDLE = 30
"""Seconds after which a silent connection is closed."""


class _Refused(Exception):
    """The status that a request is answered with, and why."""

    def __init__(self, status: HTTPStatus, why: str) -> None:
        super().__init__(why)
        self.status = status


class Server(ThreadingHTTPServer):
    """Listens on 127.0.0.1 as soon as it is made; `port` 0 takes any that is free.

    Raises OSError where the port is taken.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, shelf: Shelf, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.shelf = shelf
        self.token = secrets.token_urlsafe(24)

    def server_bind(self) -> None:
        """Without HTTPServer's look-up of a name for the address, which may wait for a network."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    @property
    def url(self) -> str:
        """The page's address; who has it can read the runs."""
        return f"http://127.0.0.1:{self.server_port}/{self.token}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle is no news; anything else is a line."""
        fault = sys.exception()
        if not isinstance(fault, ConnectionError | TimeoutError):
            sys.stderr.write(f"assay: {type(fault).__name__}: {fault}\n")


class _Handler(BaseHTTPRequestHandler):
    server: Server  # pyright: ignore[reportIncompatibleVariableOverride]
    protocol_version = "HTTP/1.1"
    server_version = "assay"
    sys_version = ""
    timeout = _IDLE

    def do_GET(self) -> None:
        try:
            kind, body = self._answer()
            status = HTTPStatus.OK
        except _Refused as refused:
            kind, body, status = (
                "text/plain; charset=utf-8",
                f"{refused}\n".encode(),
                refused.status,
            )
        except (RunError, IndexError, ValueError) as fault:
            kind, body = "text/plain; charset=utf-8", encode(str(fault))
            status = HTTPStatus.NOT_FOUND
        self._send(status, kind, body)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _answer(self) -> tuple[str, bytes]:
        if not _HOST.fullmatch(self.headers.get("Host", "")):
            raise _Refused(HTTPStatus.MISDIRECTED_REQUEST, "this is another machine's address")
        if not self._asked_here():
            raise _Refused(HTTPStatus.FORBIDDEN, "another site asks")
        if len(self.path) > _LONGEST_PATH:
            raise _Refused(HTTPStatus.REQUEST_URI_TOO_LONG, "too long")
        parts = urlsplit(self.path)
        _, _, rest = parts.path.partition("/")
        token, _, name = rest.partition("/")
        if not secrets.compare_digest(token.encode(), self.server.token.encode()):
            raise _Refused(HTTPStatus.FORBIDDEN, "the address lacks the token that was printed")
        asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
        return _piece(self.server.shelf, unquote(name), asked)

    def _asked_here(self) -> bool:
        """Whether this page asks, or a reader who typed its address or followed a link to it."""
        if self.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin"):
            return True
        asked = self.headers.get("Sec-Fetch-Mode"), self.headers.get("Sec-Fetch-Dest")
        return asked == ("navigate", "document")

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: requests are nobody's news, and their paths hold the token."""


def _piece(shelf: Shelf, name: str, asked: Mapping[str, str]) -> tuple[str, bytes]:
    fixed = _FIXED.get(name)
    if fixed is not None:
        return fixed[0], fixed[1]().encode()
    if name == "state":
        shelf.refresh()
        return _JSON, encode(shelf.state())
    if name == "items":
        return _JSON, shelf.sample_names()
    make = _PIECES.get(name)
    if make is None:
        raise _Refused(HTTPStatus.NOT_FOUND, "there is nothing of that name")
    run = _number(asked, "run", len(shelf.runs))
    if "epoch" in asked and asked["epoch"] != str(shelf.runs[run].epoch):
        raise _Refused(HTTPStatus.CONFLICT, "the run is no longer what it was")
    return make(shelf, run, asked)


def _number(asked: Mapping[str, str], name: str, end: int) -> int:
    text = asked.get(name, "0")
    if not (text.isascii() and text.isdigit() and len(text) < 16 and int(text) < max(end, 1)):
        raise _Refused(HTTPStatus.NOT_FOUND, f"there is no such {name}")
    return int(text)


def _line(shelf: Shelf, run: int, asked: Mapping[str, str]) -> tuple[str, bytes]:
    shown = shelf.runs[run]
    return _JSON, shown.line(_number(asked, "row", len(shown)))


def _labels(shelf: Shelf, run: int, asked: Mapping[str, str]) -> tuple[str, bytes]:
    shown = shelf.runs[run]
    return _JSON, shown.labels(_number(asked, "chunk", len(shown)))


def _index(shelf: Shelf, run: int, asked: Mapping[str, str]) -> tuple[str, bytes]:
    return _BINARY, shelf.index(run, _number(asked, "from", len(shelf.runs[run]) + 1))


def _search(shelf: Shelf, run: int, asked: Mapping[str, str]) -> tuple[str, bytes]:
    shown = shelf.runs[run]
    hits = search(shown, asked.get("q", ""), _number(asked, "from", len(shown) + 1))
    return _JSON, encode({"rows": hits.rows, "next": hits.next})


def _numbers(shelf: Shelf, run: int, _: Mapping[str, str]) -> tuple[str, bytes]:
    return _JSON, shelf.numbers(run)


def _compared(shelf: Shelf, run: int, asked: Mapping[str, str]) -> tuple[str, bytes]:
    return _JSON, shelf.compared(run, _number(asked, "other", len(shelf.runs)))


_FIXED: Mapping[str, tuple[str, Callable[[], str]]] = {
    "": (_HTML, assets.served),
    "viewer.css": (_CSS, assets.style),
    "viewer.js": (_JS, assets.script),
}
_PIECES: Mapping[str, Callable[[Shelf, int, Mapping[str, str]], tuple[str, bytes]]] = {
    "line": _line,
    "labels": _labels,
    "index": _index,
    "search": _search,
    "numbers": _numbers,
    "compared": _compared,
}
