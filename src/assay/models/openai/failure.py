"""What went wrong with one try, and whether another one may help."""

from __future__ import annotations

import email.utils
import json
import time
from collections.abc import Callable, Mapping
from typing import Any, cast

import msgspec

from assay.model import Fault, FaultKind

__all__ = ["Failure", "failure_of_status", "retry_after"]

UNUSABLE = (401, 403, 404)
OVERLOADED = (429, 503, 529)
MAY_PASS = (408, 409, 425, 429)
NEVER_PASS = (501, 505)
SPENT = ("insufficient_quota", "billing_hard_limit_reached")
SHOWN = 400


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """One failed try. `again`: it may succeed another time. `overload`: fewer requests at once
    would have been better. `unusable`: whatever is asked, the answer may well be this. `after`:
    the seconds that the endpoint asks to wait. `unreached`: no connection was made."""

    kind: FaultKind
    message: str
    status: int | None = None
    again: bool = True
    overload: bool = False
    unusable: bool = False
    unreached: bool = False
    after: float | None = None

    def fault(self, tries: int, hidden: Callable[[str], str]) -> Fault:
        """As a fault, in one line and without the key."""
        told = hidden(" ".join(self.message.split()))
        cut = told if len(told) <= SHOWN else f"{told[:SHOWN]}…"
        return Fault(kind=self.kind, message=cut, status=self.status, tries=tries)


def failure_of_status(status: int, headers: Mapping[str, str], body: bytes) -> Failure:
    """What an answer with another status than 200 means."""
    told, code = _told(body)
    message = f"HTTP {status}" + (f": {told}" if told else "")
    if 300 <= status < 400:
        to = headers.get("location", "elsewhere")
        return Failure(
            kind="refused", message=f"{message}; it leads to {to}", status=status, again=False
        )
    after = retry_after(headers)
    if status == 429:
        return Failure(
            kind="rate_limit",
            message=message,
            status=status,
            again=code not in SPENT,
            overload=True,
            unusable=code in SPENT,
            after=after,
        )
    if status >= 500 or status in MAY_PASS:
        return Failure(
            kind="timeout" if status == 408 else "server",
            message=message,
            status=status,
            again=status not in NEVER_PASS,
            overload=status in OVERLOADED,
            after=after,
        )
    unusable = status in UNUSABLE
    return Failure(kind="refused", message=message, status=status, again=False, unusable=unusable)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait, by `Retry-After` (seconds or a date, RFC 9110 10.2.3) or its variant in
    milliseconds; None where neither is there or can be read."""
    for name, unit in (("retry-after-ms", 1e-3), ("retry-after", 1.0)):
        told = headers.get(name, "").strip()
        try:
            seconds = float(told) * unit
        except ValueError:
            continue
        if 0 <= seconds < float("inf"):
            return seconds
    date = email.utils.parsedate_tz(headers.get("retry-after", ""))
    if date is None:
        return None
    try:
        return max(0.0, email.utils.mktime_tz(date) - time.time())
    except (ValueError, OverflowError):
        return None


def _told(body: bytes) -> tuple[str, str]:
    """The message and code of an error's body, in any of the shapes servers give it."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        text = body.decode("utf-8", "replace").strip()
        return ("a page of HTML" if text[:1] == "<" else text), ""
    if not isinstance(found, dict):
        return str(found), ""
    told = cast("dict[str, Any]", found)
    error = told.get("error", told)
    if not isinstance(error, dict):
        return str(error), ""
    inner = cast("dict[str, Any]", error)
    message = inner.get("message") or inner.get("detail") or told.get("detail") or ""
    return str(message), str(inner.get("code") or inner.get("type") or "")
