"""Values inside the JSON that a response consists of, found by a path: `$.authors[0].name`."""

from __future__ import annotations

import json
import re
from typing import Any, cast

import msgspec

from assay.response import Response
from assay.views.jsontext import JSON

__all__ = ["json_part", "json_parts", "json_path"]

_STEP = re.compile(r"\.([^.\[\]]+)|\[(-?\d{1,9})\]|\['([^']*)'\]")


def json_path(value: Any, path: str) -> tuple[bool, Any]:
    """Whether there is something at a path such as `$.authors[0].name`, and what.

    Raises ValueError where the path is not of that form.
    """
    if not path.startswith("$"):
        raise ValueError(f"a JSON path begins with $, got {path!r}")
    for key in _keys(path):
        if isinstance(value, str):
            return False, None
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            return False, None
    return True, value


def _keys(path: str) -> list[str | int]:
    keys: list[str | int] = []
    position = 1
    while position < len(path):
        step = _STEP.match(path, position)
        if step is None:
            raise ValueError(f"cannot read the JSON path {path!r} from {path[position:]!r} on")
        keys.append(int(step[2]) if step[2] is not None else step[1] or step[3] or "")
        position = step.end()
    return keys


def json_part(response: Response, path: str) -> Response | None:
    """The JSON value at the path, an array as a whole; None where there is nothing."""
    parsed = response.view(JSON)
    found, value = (False, None) if parsed.fault else json_path(parsed.value, path)
    if not found:
        return None
    return Response(value if isinstance(value, str) else _encoded(value), None)


def json_parts(response: Response, path: str) -> tuple[Response, ...]:
    """The elements of the JSON array at the path; a value that is no array is its only element."""
    parsed = response.view(JSON)
    found, value = (False, None) if parsed.fault else json_path(parsed.value, path)
    if not found:
        return ()
    values = cast("list[Any]", value) if isinstance(value, list) else [value]
    return tuple(Response(v if isinstance(v, str) else _encoded(v), None) for v in values)


def _encoded(value: Any) -> str:
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:
        return json.dumps(value)
