"""The parts of a response that a check can be put on, and the units it can be asked of each.

A part is a response of its own, cut from the whole; it knows where it began (`offset`), so that
evidence found in it is shown in the whole. Parts are cut once and kept with the response.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, Literal, TypeAlias, cast

import msgspec

from assay.response import Response
from assay.views.blocks import LINES, MARKDOWN, PARAGRAPHS
from assay.views.jsontext import JSON
from assay.views.reasoning import REASONING
from assay.views.sentences import SENTENCES
from assay.views.words import WORD_SPANS

__all__ = ["Part", "Unit", "json_part", "json_path", "parts_of"]

Unit: TypeAlias = Literal[
    "word", "sentence", "paragraph", "line", "item", "section", "code", "turn", "json"
]
Part: TypeAlias = Literal[
    "reasoning", "answer", "word", "sentence", "paragraph", "line", "item", "section", "code",
    "turn", "json",
]  # fmt: skip
Offsets: TypeAlias = tuple[int, int]

_STEP = re.compile(r"\.([^.\[\]]+)|\[(-?\d{1,9})\]|\['([^']*)'\]")


def parts_of(response: Response, unit: Part, path: str = "$") -> tuple[Response, ...]:
    """The parts of that unit, in order; for `json` the value at `path`, or its elements."""
    return response.keep(("parts", unit, path), lambda: _parts(response, unit, path))


def _parts(response: Response, unit: Part, path: str) -> tuple[Response, ...]:
    cutter = _CUTTERS.get(unit)
    if cutter is not None:
        return _cut(response, cutter(response))
    if unit == "turn":
        return response.turns
    return _json_parts(response, path)


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


def _cut(response: Response, offsets: list[Offsets]) -> tuple[Response, ...]:
    return tuple(Response(response.text[start:end], start) for start, end in offsets)


def json_part(response: Response, path: str) -> Response | None:
    """The JSON value at the path, an array as a whole; None where there is nothing."""
    parsed = response.view(JSON)
    found, value = (False, None) if parsed.fault else json_path(parsed.value, path)
    if not found:
        return None
    return Response(value if isinstance(value, str) else _encoded(value), None)


def _json_parts(response: Response, path: str) -> tuple[Response, ...]:
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


def _reasoning(response: Response) -> list[Offsets]:
    part = response.view(REASONING).reasoning
    return [part] if part is not None else []


def _sections(response: Response) -> list[Offsets]:
    """From under each heading to the next heading, whatever the levels."""
    headings = response.view(MARKDOWN).headings
    if not headings:
        return []
    starts = [min(h.end + 1, len(response.text)) for h in headings]
    ends = [h.start for h in headings[1:]] + [len(response.text)]
    return [_trim(response.text, a, b) for a, b in zip(starts, ends, strict=True)]


def _trim(text: str, start: int, end: int) -> Offsets:
    piece = text[start:end]
    head = start + len(piece) - len(piece.lstrip())
    return head, max(head, start + len(piece.rstrip()))


_CUTTERS: dict[str, Callable[[Response], list[Offsets]]] = {
    "reasoning": _reasoning,
    "answer": lambda r: [r.view(REASONING).answer],
    "word": lambda r: r.view(WORD_SPANS),
    "sentence": lambda r: r.view(SENTENCES),
    "paragraph": lambda r: r.view(PARAGRAPHS),
    "line": lambda r: r.view(LINES),
    "item": lambda r: [(i.text, i.end) for i in r.view(MARKDOWN).items],
    "section": _sections,
    "code": lambda r: [(c.start, c.end) for c in r.view(MARKDOWN).code],
}
