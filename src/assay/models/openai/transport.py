"""One request over HTTP, with a deadline and a bound on what is read."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assay.models.openai.failure import Failure, failure_of_status
from assay.models.openai.settings import Secret, Settings

if TYPE_CHECKING:
    import httpx2

__all__ = ["Transport"]

ERROR_BYTES = 65_536  # of an error's body


class Transport:
    """The connections to one address. Made and used inside one event loop.

    Each request under way has a client of its own, which the next one takes over: a client with
    many connections looks through all of them at each request.
    """

    def __init__(self, url: str, headers: Mapping[str, Secret], settings: Settings) -> None:
        import httpx2

        own = {"Content-Type": "application/json", "User-Agent": "assay"}
        given = {name: secret.reveal() for name, secret in headers.items()}
        parts = urlsplit(url)
        at_home = parts.hostname in ("127.0.0.1", "::1", "localhost")
        self._settings = settings
        self._url = httpx2.URL(url)
        self._options: dict[str, Any] = {
            "headers": {**own, **given},
            "timeout": httpx2.Timeout(settings.timeout, connect=settings.connect_timeout),
            "verify": parts.scheme == "https" and httpx2.create_ssl_context(),
            "trust_env": not at_home,  # no proxy stands between a machine and itself
        }
        self._free: list[httpx2.AsyncClient] = []
        self._all: list[httpx2.AsyncClient] = []

    async def post(self, body: bytes, headers: dict[str, str]) -> bytes | Failure:
        """The body of an answer with status 200, or what went wrong. Raises nothing else than
        CancelledError."""
        import httpx2

        client = self._taken()
        try:
            async with asyncio.timeout(self._settings.timeout):
                return await self._post(client, body, headers)
        except TimeoutError:
            return Failure(kind="timeout", message=self._late(), overload=True)
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as fault:
            again = not _distrusted(fault)
            return Failure(kind="connection", message=_said(fault), again=again, unreached=True)
        except httpx2.TimeoutException:
            return Failure(kind="timeout", message=self._late(), overload=True)
        except httpx2.DecodingError as fault:
            return Failure(kind="malformed", message=f"broken compression: {_said(fault)}")
        except httpx2.LocalProtocolError as fault:
            return Failure(kind="refused", message=_said(fault), again=False)
        except (httpx2.HTTPError, OSError) as fault:
            return Failure(kind="connection", message=_said(fault))
        finally:
            self._free.append(client)

    async def close(self) -> None:
        for client in self._all:
            await client.aclose()

    def _taken(self) -> httpx2.AsyncClient:
        import httpx2

        if self._free:
            return self._free.pop()
        self._all.append(httpx2.AsyncClient(**self._options))
        return self._all[-1]

    async def _post(
        self, client: httpx2.AsyncClient, body: bytes, headers: dict[str, str]
    ) -> bytes | Failure:
        async with client.stream("POST", self._url, content=body, headers=headers) as response:
            if response.status_code == 200:
                most = self._settings.max_bytes
                read = await _read(response, most)
                if len(read) > most:
                    return Failure(kind="malformed", message=f"an answer of over {most} bytes")
                return read
            read = await _read(response, ERROR_BYTES)
            return failure_of_status(response.status_code, response.headers, read[:ERROR_BYTES])

    def _late(self) -> str:
        return f"no whole answer within {self._settings.timeout:g} s"


async def _read(response: httpx2.Response, most: int) -> bytes:
    """The body, decompressed, up to a little more than `most` bytes."""
    parts: list[bytes] = []
    size = 0
    async for part in response.aiter_bytes():
        parts.append(part)
        size += len(part)
        if size > most:
            break
    return b"".join(parts)


def _said(fault: BaseException) -> str:
    return str(fault) or type(fault).__name__


def _distrusted(fault: BaseException | None) -> bool:
    """Whether a certificate was refused, which waiting does not mend."""
    while fault is not None:
        if "CERTIFICATE_VERIFY_FAILED" in str(fault):
            return True
        fault = fault.__cause__ or fault.__context__
    return False
