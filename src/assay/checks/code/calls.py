"""Calls of a function in a jail of its own: what goes in, and what came back of each.

Only sources and arguments go in. What comes back is checked for its form and order, and read by
`assay.checks.code.wire`; the expected results never leave this process.
"""

from __future__ import annotations

import marshal
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from assay.sandbox import Driver, Limits, Run, shared

from assay.checks.code.wire import WireError, decode

__all__ = ["Call", "Called", "called", "driver", "packed"]

_HEAD = 5
Call = tuple[Sequence[Any], dict[str, Any]]


class Called(NamedTuple):
    """What came of the calls.

    `messages` are the drivers', one a case, as far as it came: a letter and a body. `fault` is what
    kept the program from being loaded. `broken` says that they came out of order, which only
    a program that speaks on the driver's channel can bring about.
    """

    run: Run
    messages: list[tuple[bytes, bytes]]
    fault: str = ""
    broken: bool = False


@cache
def driver(name: str) -> Driver:
    """The driver in the file of that name."""
    source = Path(__file__).with_name("drivers").joinpath(f"{name}.py").read_text("utf-8")
    return Driver(name=name, source=source)


def packed(cases: Sequence[Call]) -> tuple[bytes, ...]:
    """The arguments of each case as they travel; each is read anew inside for its call."""
    return tuple([marshal.dumps((tuple(args), kwargs), 2) for args, kwargs in cases])


def called(
    sources: Sequence[tuple[str, str]],
    entry_point: str,
    cases: tuple[bytes, ...],
    limits: Limits,
    seconds: float = 0.0,
) -> Called:
    """Loads the named sources one after another into one module and calls its entry point.

    `seconds` is the processor time that one case may take; 0 is no bound beside those of the run.
    """
    payload = marshal.dumps((tuple(sources), entry_point, cases, seconds), 2)
    run = shared().call(driver("calls"), payload, limits)
    messages: list[tuple[bytes, bytes]] = []
    for message in run.messages:
        kind, number, body = message[:1], message[1:_HEAD], message[_HEAD:]
        if kind == b"L" and not messages:
            return Called(run, [], said(body))
        if number != len(messages).to_bytes(4, "little") or len(messages) >= len(cases):
            return Called(run, messages, broken=True)
        messages.append((kind, body))
    return Called(run, messages)


def said(body: bytes) -> str:
    """An exception's type and message, as the driver told them."""
    try:
        name, message = decode(body)
    except (WireError, ValueError, TypeError):
        return "an exception that cannot be read"
    if type(name) is not str or type(message) is not str:
        return "an exception that cannot be read"
    message = " ".join(message.split())
    return f"{name[:80]}: {message[:160]}" if message else name[:80]
