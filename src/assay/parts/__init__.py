"""The parts of a response that a check can be put on, and the units it can be asked of each.

A part is a response of its own, cut from the whole; it knows where it began (`offset`), so that
evidence found in it is shown in the whole. Parts are cut once and kept with the response.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple, TypeAlias

from assay.parts.cut import Cut
from assay.parts.json import json_part, json_parts, json_path
from assay.parts.markdown import code, quotes, section, sections
from assay.parts.tables import cells, columns, rows, tables
from assay.response import Response
from assay.views.blocks import LINES, MARKDOWN, PARAGRAPHS
from assay.views.reasoning import REASONING
from assay.views.sentences import SENTENCES
from assay.views.words import WORD_SPANS, WORD_STARTS, WORDS

__all__ = ["ANYWHERE", "Part", "Unit", "Where", "json_part", "json_path", "part_at", "parts_of"]

Unit: TypeAlias = Literal[
    "word", "sentence", "paragraph", "line", "item", "section", "code", "quote", "table", "row",
    "column", "cell", "turn", "message", "json",
]  # fmt: skip
Part: TypeAlias = Literal[
    "reasoning", "answer", "word", "sentence", "paragraph", "line", "item", "section", "code",
    "quote", "table", "row", "column", "cell", "turn", "message", "json",
]  # fmt: skip
Offsets: TypeAlias = tuple[int, int]


class Where(NamedTuple):
    """Which parts of that name are meant.

    `heading` names a section, `language` that of a code block, `table` counts tables from 1,
    `row` and `column` choose in it by number or by the text of the first cell and of the header,
    `role` that of a message, `path` leads to a JSON value.
    """

    path: str = "$"
    heading: str | None = None
    language: str | None = None
    table: int | None = None
    row: int | str | None = None
    column: int | str | None = None
    role: str | None = None


ANYWHERE = Where()


def parts_of(response: Response, unit: Part, where: Where = ANYWHERE) -> tuple[Response, ...]:
    """The parts of that unit, in order; for `json` the value at the path, or its elements."""
    return response.keep(("parts", unit, where), lambda: _parts(response, unit, where))


def part_at(response: Response, unit: Part, index: int, where: Where = ANYWHERE) -> Response | None:
    """The part of that number, counted from 1, or from the end where negative; the others are
    not cut. None where there is none."""
    return response.keep(("part", unit, index, where), lambda: _at(response, unit, index, where))


def _at(response: Response, unit: Part, index: int, where: Where) -> Response | None:
    place = index - 1 if index > 0 else index
    if unit not in _CUTTERS:
        parts = parts_of(response, unit, where)
        return parts[place] if -len(parts) <= place < len(parts) else None
    if unit == "word":
        return _word_at(response, place)
    offsets = _CUTTERS[unit](response)
    if not -len(offsets) <= place < len(offsets):
        return None
    return Cut(response, *offsets[place])


def _word_at(response: Response, place: int) -> Response | None:
    if isinstance(response, Cut):
        found = response.word_places((place,))
        return Cut(response, *found[0]) if found else None
    said = response.view(WORDS)
    if not -len(said) <= place < len(said):
        return None
    start = response.view(WORD_STARTS)[place]
    return Cut(response, start, start + len(said[place]))


def _parts(response: Response, unit: Part, where: Where) -> tuple[Response, ...]:
    if unit in _CUTTERS:
        return _cut(response, _CUTTERS[unit](response))
    return _CHOOSERS[unit](response, where)


def _cut(response: Response, offsets: list[Offsets]) -> tuple[Response, ...]:
    return tuple([Cut(response, start, end) for start, end in offsets])


def _reasoning(response: Response) -> list[Offsets]:
    part = response.view(REASONING).reasoning
    return [part] if part is not None else []


def _sections(response: Response, where: Where) -> tuple[Response, ...]:
    if where.heading is None:
        return _cut(response, sections(response))
    return _cut(response, section(response, where.heading))


def _messages(response: Response, where: Where) -> tuple[Response, ...]:
    """What the messages of a role say; a plain text is one of the assistant's."""
    if not response.messages:
        return (response,) if where.role in (None, "assistant") else ()
    said = [m for m in response.messages if where.role in (None, m["role"])]
    return tuple(Response(Response([{**m, "role": "assistant"}]).text, None) for m in said)


_CUTTERS: dict[str, Callable[[Response], list[Offsets]]] = {
    "reasoning": _reasoning,
    "answer": lambda r: [r.view(REASONING).answer],
    "word": lambda r: r.view(WORD_SPANS),
    "sentence": lambda r: r.view(SENTENCES),
    "paragraph": lambda r: r.view(PARAGRAPHS),
    "line": lambda r: r.view(LINES),
    "item": lambda r: [(i.text, i.end) for i in r.view(MARKDOWN).items],
}
_CHOOSERS: dict[str, Callable[[Response, Any], tuple[Response, ...]]] = {
    "section": _sections,
    "code": lambda r, w: _cut(r, code(r, w.language)),
    "quote": lambda r, _: quotes(r),
    "table": lambda r, w: _cut(r, tables(r, w.table)),
    "row": lambda r, w: _cut(r, rows(r, w.table, w.row)),
    "column": lambda r, w: columns(r, w.table, w.column),
    "cell": lambda r, w: _cut(r, cells(r, w.table, w.row, w.column)),
    "turn": lambda r, _: r.turns,
    "message": _messages,
    "json": lambda r, w: json_parts(r, w.path),
}
