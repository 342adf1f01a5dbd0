"""The JSON a response consists of: `json:assay/1`.

The whole answer, or the one fenced block it consists of, read as RFC 8259 has it: no NaN, no
duplicate keys, nothing after the value. Depth is bounded (200) before parsing, so that no
input can exhaust the stack. NOT covered: JSON somewhere inside prose.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple, cast

from assay.views.view import View

__all__ = ["JSON", "Parsed", "strip_fence"]

_DEPTH = 200
_DIGITS = 4000
_FENCED = re.compile(
    r"(`{3,}|~{3,})[ \t]*(?:json[0-9a-z]*|javascript|js)?[ \t]*\r?\n(.*)\n[ \t]*\1",
    re.DOTALL | re.IGNORECASE,
)
_MARKS = re.compile(r'[\[\]{}"]|\\.', re.DOTALL)


class Parsed(NamedTuple):
    """The value, or why there is none (`fault`).

    `told` is False where it may be JSON all the same and we do not look: it is too deep.
    """

    value: Any
    fault: str
    told: bool = True


def strip_fence(text: str) -> str:
    """The text without the code fence around it, if it is one fenced block."""
    stripped = text.strip().removeprefix("\ufeff")
    found = _FENCED.fullmatch(stripped) if stripped.startswith(("```", "~~~")) else None
    return found[2].strip() if found is not None else stripped


def parse(text: str) -> Parsed:
    """The JSON value of a text."""
    body = strip_fence(text)
    if not body:
        return Parsed(None, "the text is empty")
    deepest, balanced = _depth(body)
    if deepest > _DEPTH:
        return Parsed(None, f"nested deeper than {_DEPTH}", told=not balanced)
    try:
        value = json.loads(
            body, parse_constant=_refuse, parse_int=_integer, object_pairs_hook=_object
        )
    except ValueError as fault:
        return Parsed(None, str(fault))
    return Parsed(value, "")


def _depth(body: str) -> tuple[int, bool]:
    """How deeply brackets are nested, those in strings left out, and whether all are closed."""
    if body.count("[") + body.count("{") <= _DEPTH:
        return 0, True
    deepest = depth = 0
    quoted = False
    for mark in _MARKS.findall(body):
        if mark == '"':
            quoted = not quoted
        elif not quoted and mark in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif not quoted and mark in "]}":
            depth -= 1
    return deepest, depth == 0


def _integer(digits: str) -> int | float:
    """Python refuses to read integers of thousands of digits; as a float they are infinite."""
    return int(digits) if len(digits) <= _DIGITS else float(digits)


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or cast("Any", seen.add(key)))
        raise ValueError(f"the key {twice!r} stands twice")
    return made


JSON = View("json:assay/1", parse)
