"""One request over HTTP, with a deadline and a bound on what is read."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from assay.models.openai.failure import Failure, failure_of_status
from assay.models.openai.settings import Secret, Settings

if TYPE_CHECKING:
    import httpx2

__all__ = ["Transport"]

ERROR_BYTES = 65_536  # of an error's body


class Transport:
    """The connections to one endpoint. Made and used inside one event loop."""

    def __init__(self, url: str, headers: Mapping[str, Secret], settings: Settings) -> None:
        import httpx2

        own = {"Content-Type": "application/json", "User-Agent": "assay"}
        given = {name: secret.reveal() for name, secret in headers.items()}
        at_home = urlsplit(url).hostname in ("127.0.0.1", "::1", "localhost")
        self._settings = settings
        self._client = httpx2.AsyncClient(
            headers={**own, **given},
            timeout=httpx2.Timeout(settings.timeout, connect=settings.connect_timeout, pool=None),
            limits=httpx2.Limits(max_connections=None, max_keepalive_connections=None),
            trust_env=not at_home,  # no proxy stands between a machine and itself
        )

    async def post(self, url: str, body: bytes, headers: dict[str, str]) -> bytes | Failure:
        """The body of an answer with status 200, or what went wrong. Raises nothing else than
        CancelledError."""
        import httpx2

        try:
            async with asyncio.timeout(self._settings.timeout):
                return await self._post(url, body, headers)
        except TimeoutError:
            return Failure(kind="timeout", message=self._late(), overload=True)
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as fault:
            return Failure(kind="connection", message=_said(fault), again=not _distrusted(fault))
        except httpx2.TimeoutException:
            return Failure(kind="timeout", message=self._late(), overload=True)
        except httpx2.DecodingError as fault:
            return Failure(kind="malformed", message=f"broken compression: {_said(fault)}")
        except httpx2.LocalProtocolError as fault:
            return Failure(kind="refused", message=_said(fault), again=False)
        except (httpx2.HTTPError, OSError) as fault:
            return Failure(kind="connection", message=_said(fault))

    async def close(self) -> None:
        await self._client.aclose()

    async def _post(self, url: str, body: bytes, headers: dict[str, str]) -> bytes | Failure:
        async with self._client.stream("POST", url, content=body, headers=headers) as response:
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
