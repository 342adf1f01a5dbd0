"""Calls of a function in a jail of its own: what goes in, and what came back of each.

Only sources and arguments go in. What comes back is checked for its form and order, and read by
`assay.checks.code.wire`; the expected results never leave this process.
"""

from __future__ import annotations

import marshal
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, cast

from assay.checks.code.wire import WireError, decode
from assay.sandbox import Driver, Limits, Run, Sandbox, shared

__all__ = [
    "HEAD", "Call", "Called", "Sources", "called", "driver", "fault_in", "packed",
    "payload", "said",
]  # fmt: skip

HEAD = 5
"""Bytes of a message before its body: a letter and the number of the case."""
Call: TypeAlias = tuple[Sequence[Any], dict[str, Any]]
Sources: TypeAlias = Sequence[tuple[str, str]]


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
    """Each call as it travels: which function, its arguments. Raises ValueError for no data."""
    return tuple([marshal.dumps((0, tuple(args), kwargs), 2) for args, kwargs in cases])


def payload(
    sources: Sources, names: Sequence[str], cases: tuple[bytes, ...] | None, seconds: float = 0.0
) -> bytes:
    """What the driver is told: the named sources run one after another in one module."""
    return marshal.dumps((tuple(sources), tuple(names), cases, seconds), 2)


def called(
    sources: Sources,
    names: Sequence[str],
    cases: tuple[bytes, ...],
    limits: Limits,
    seconds: float = 0.0,
    sandbox: Sandbox | None = None,
) -> Called:
    """Loads the sources into one module and calls its functions `names`; the first must be there.

    `seconds` is the processor time that one case may take; 0 is no bound beside those of the run.
    """
    run = _run(payload(sources, names, cases, seconds), limits, sandbox or shared())
    messages: list[tuple[bytes, bytes]] = []
    for message in run.messages:
        kind, number, body = message[:1], message[1:HEAD], message[HEAD:]
        if kind == b"L" and not messages:
            return Called(run, [], said(body))
        if number != len(messages).to_bytes(4, "little") or len(messages) >= len(cases):
            return Called(run, messages, broken=True)
        messages.append((kind, body))
    return Called(run, messages)


def _run(given: bytes, limits: Limits, sandbox: Sandbox) -> Run:
    """The run; once more where it is no fault of the program's that it did not end well."""
    run = sandbox.call(driver("calls"), given, limits)
    if run.outcome == "broken" and not run.messages:
        return sandbox.call(driver("calls"), given, limits)
    return run


def said(body: bytes) -> str:
    """An exception's type and message, as the driver told them."""
    name, message, _ = fault_in(body)
    message = " ".join(message.split())
    return f"{name[:80]}: {message[:160]}" if message else name[:80]


def fault_in(body: bytes) -> tuple[str, str, str]:
    """The name of an exception's type, its message, and the builtin type that it is of."""
    try:
        told = decode(body)
    except WireError:
        told = None
    if type(told) is not tuple or [type(one) for one in cast("Any", told)] != [str, str, str]:
        return "an exception that cannot be read", "", "Exception"
    return cast("tuple[str, str, str]", told)
