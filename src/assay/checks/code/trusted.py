"""Calling a trusted function in the sandbox: a reference, on inputs that were read as literals."""

from __future__ import annotations

import json
from typing import Any, cast

from assay.checks.code.base import ending
from assay.checks.code.calls import driver
from assay.checks.code.literals import NoValue, from_message
from assay.sandbox import Limits, shared

__all__ = ["Raised", "called"]


class Raised(NoValue):
    """The call gave nothing: it raised, or was stopped at a limit."""


def called(code: str, name: str, calls: tuple[str, ...], limits: Limits) -> list[Any]:
    """What each call gives.

    Raises Raised where one gives nothing, and NoValue where what it gives is no plain data or the
    sandbox broke.
    """
    payload = json.dumps({"code": code, "name": name, "calls": calls}).encode()
    run = shared().call(driver("predict"), payload, limits)
    passed, why = ending(run, limits)
    if passed is None:
        raise NoValue(why.rstrip("."))
    if not passed:
        raise Raised(f"{why[0].lower()}{why[1:].rstrip('.')}")
    for message in run.messages:
        _complain(message)
    if len(run.messages) != len(calls):
        raise Raised("ends the program")
    return [from_message(message) for message in run.messages]


def _complain(message: bytes) -> None:
    """Raises where the message is no value."""
    try:
        sent = json.loads(message)
    except (ValueError, RecursionError):
        raise NoValue("what came back is no message") from None
    if isinstance(sent, dict) and "raised" in sent:
        raise Raised(f"raises {cast('dict[str, Any]', sent)['raised']}")
    if isinstance(sent, dict) and "other" in sent:
        raise NoValue(f"it gives an object of type {cast('dict[str, Any]', sent)['other']}")
