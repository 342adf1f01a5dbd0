"""Graded answers of other projects as rows: prompt, response, and a check with the gold.

    {"id": "7", "prompt": "What is 6 times 7?", "response": "\\\\boxed{42}",
     "checks": [{"kind": "answer.any", "gold": "42"}], "meta": {"source": "verl", "score": 1.0}}

`assay.tasks.answers_layouts` says where each format keeps what. What its own grader said goes into
`meta`, so that the two can be compared. No record is dropped: one without a response or a gold is
an error that names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assay.errors import BadParameter, CheckError, InputError
from assay.registry import find, parse
from assay.tasks.answers_fields import CHOOSING, gold_in, options_in
from assay.tasks.answers_golds import Gold
from assay.tasks.answers_layouts import (
    ABSENT,
    Fields,
    Layout,
    at,
    first,
    found,
    layout_of,
    missing,
)
from assay.tasks.answers_said import prompt_in, response_in
from assay.tasks.records import FilePath, Record

__all__ = ["check_named", "convert", "golds_of", "identity_of", "options_of"]

_KEPT = ("data_source", "score", "acc", "exact_match", "correct", "is_correct", "label", "filter")


def convert(
    format: str, *files: FilePath, kind: str = "answer.any", named: Fields | None = None
) -> Iterator[dict[str, Any]]:
    """The rows of files of a format, in order.

    Raises InputError, with file, line and field, for a record that is malformed or lacks a
    response, a gold or a field that is named; UnknownKind for a kind there is none of, and
    BadParameter for one that takes no gold.
    """
    named = named or Fields()
    layout = layout_of(format, named)
    if "gold" not in find(kind).__struct_fields__:
        kinds = "answer.any, answer.math, answer.number, answer.choice or answer.text"
        raise BadParameter(f"{kind} takes no gold answer; expected {kinds}", "kind")
    for file in files:
        empty = True
        for record in layout.read(file):
            empty = False
            check_named(record, named)
            yield _row(record, layout, format, kind)
        if empty:
            raise InputError("there are no records", file=str(file))


def check_named(record: Record, named: Fields) -> None:
    """What the caller names must be there, as nothing else tells a slip from a row without it."""
    for what, path in named._asdict().items():
        if path and at(record.fields, path) is ABSENT:
            raise missing(record, (path,), "list of options" if what == "options" else what)
    value = at(record.fields, named.options) if named.options else None
    if value and not options_in({"options": value}):
        raise record.fault(f"expected a list of options, got {value!r:.60}", named.options)


def _row(record: Record, layout: Layout, format: str, kind: str) -> dict[str, Any]:
    response = response_in(record, layout)
    options = options_of(record, layout) if kind in CHOOSING else []
    made: dict[str, Any] = {}
    if identity := identity_of(record, layout):
        made["id"] = identity
    prompt = prompt_in(record, layout)
    if prompt != "":
        made["prompt"] = prompt
    made["response"] = response
    made["checks"] = [_check(record, layout, kind, options)]
    made["meta"] = {"source": format, **_kept(record.fields)}
    return made


def _check(record: Record, layout: Layout, kind: str, options: list[str]) -> dict[str, Any]:
    path, golds = golds_of(record, layout, options)
    check: dict[str, Any] = {"kind": kind, "gold": golds[0] if len(golds) == 1 else [*golds]}
    if options:
        check["options"] = options
    try:
        parse(check)
    except CheckError as fault:
        raise record.fault(fault.message, fault.field or path) from None
    return check


def golds_of(record: Record, layout: Layout, options: list[str]) -> tuple[str, tuple[Gold, ...]]:
    """The gold answers of a record, and the field they stand in. Raises InputError without any."""
    path, value = found(record, layout.gold, "gold answer")
    try:
        golds = gold_in({path: value}, path, options)
    except CheckError as fault:
        raise record.fault(fault.message, fault.field or path) from None
    if not golds:
        raise record.fault(f"expected an answer, got {value!r:.60}", path)
    return path, golds


def options_of(record: Record, layout: Layout) -> list[str]:
    """The options that a record lists, in order."""
    for path in layout.options:
        value = at(record.fields, path)
        if value is not ABSENT and (options := options_in({"options": value})):
            return options
    return []


def identity_of(record: Record, layout: Layout) -> str:
    """The id of a record, by its key in the file where it states none."""
    return str(first(record, layout.id, record.key))


def _kept(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What the other grader said, where it is a plain value."""
    return {
        name: fields[name]
        for name in _KEPT
        if isinstance(fields.get(name), str | int | float | bool)
    }
