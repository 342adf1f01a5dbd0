"""Runs inside the sandbox: calls a trusted function, and sends what it gives as plain data.

A `Driver` source: the standard library only. The payload is JSON: `code`, `name` of the function,
and `calls`, the arguments of each call as a text. For each call one message goes out: a value as
`literals.from_message` reads it, or `{"raised"}` or `{"other"}`.
"""

from __future__ import annotations

import json
from typing import Any, cast

_DEEPEST = 60


def main(payload: bytes, channel: Any) -> None:
    """Answers each call."""
    asked = json.loads(payload)
    space: dict[str, Any] = {"__name__": "function"}
    try:
        exec(compile(asked["code"], "function", "exec"), space)  # noqa: S102, it is trusted
    except Exception as fault:
        channel.send(_text({"raised": _said(fault)}))
        return
    for arguments in asked["calls"]:
        try:
            value = eval(f"{asked['name']}({arguments})", space)  # noqa: S307, a literal or trusted
            channel.send(_text(_encoded(value)))
        except Exception as fault:
            channel.send(_text({"raised": _said(fault)}))


def _text(message: Any) -> bytes:
    return json.dumps(message).encode()


def _said(fault: Exception) -> str:
    return f"{type(fault).__name__}: {fault}"[:200]


def _encoded(value: Any) -> Any:
    try:
        return _plain(value, 0)
    except (TypeError, ValueError):
        return {"other": type(value).__name__[:100]}


def _plain(value: Any, depth: int) -> Any:
    if depth > _DEEPEST:
        raise ValueError("too deep")
    if value is None or isinstance(value, (bool, str)):
        return value if not isinstance(value, str) else str(value)
    if isinstance(value, int):
        return {"int": f"{int(value):x}"}
    if isinstance(value, float):
        return {"float": repr(float(value))}
    if isinstance(value, complex):
        return {"complex": [repr(value.real), repr(value.imag)]}
    if isinstance(value, (bytes, bytearray)):
        return {"bytes": bytes(value).hex()}
    if isinstance(value, dict):
        pairs = cast("dict[Any, Any]", value).items()
        return {"dict": [[_plain(k, depth + 1), _plain(v, depth + 1)] for k, v in pairs]}
    for kind in (list, tuple, set, frozenset):
        if isinstance(value, kind):
            items = cast("list[Any]", value)
            return {kind.__name__: [_plain(item, depth + 1) for item in items]}
    raise TypeError("no plain value")
