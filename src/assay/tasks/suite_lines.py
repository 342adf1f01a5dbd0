"""Rows of suites that keep prompts and model outputs in two files, record beside record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest
from typing import Any, TypeAlias, cast

from assay.errors import BadParameter, CheckError, InputError
from assay.tasks.records import FilePath, Record, json_records
from assay.tasks.suites import absent

__all__ = ["Given", "converted", "listed_in", "said", "text_in", "unanswered"]

Given: TypeAlias = Mapping[str, Any]

OUTPUTS = ("response", "responses", "output", "outputs", "reasoning_content")
"""The fields in which a file of outputs may keep what the model said."""


def converted(
    files: tuple[FilePath, ...],
    make: Callable[[Given], Iterator[dict[str, Any]]],
    *,
    answered: bool = True,
) -> Iterator[dict[str, Any]]:
    """The rows that `make` makes of each record of the first file.

    The records of a second file, if given, stand beside those of the first, one for one, and
    bring what the model said. Files hold JSON lines, or one JSON array. Where they are not to be
    `answered`, rows are without a response, whether there is one or not.
    Raises InputError with file, line and field.
    """
    if not 1 <= len(files) <= 2:
        raise InputError(f"expected prompts, and perhaps outputs, got {len(files)} files")
    for record, given in _beside(*files):
        try:
            if answered:
                yield from make(given)
            else:
                yield from map(unanswered, make({**given, "response": ""}))
        except CheckError as fault:
            raise record.fault(fault.message, fault.field) from None


def _beside(
    prompts: FilePath, outputs: FilePath | None = None
) -> Iterator[tuple[Record, dict[str, Any]]]:
    if outputs is None:
        yield from ((record, record.fields) for record in json_records(prompts))
        return
    for record, output in zip_longest(json_records(prompts), json_records(outputs)):
        if record is None or output is None:
            raise InputError(f"has not as many records as {prompts}", file=str(outputs))
        said = {name: output.fields[name] for name in OUTPUTS if name in output.fields}
        yield record, {**record.fields, **said}


def unanswered(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row without its response."""
    return {name: value for name, value in row.items() if name != "response"}


def said(given: Given, *fields: str) -> Any:
    """What the model said: the first of those fields that is there, one text or several.

    Raises BadParameter where there is none, or it is no text.
    """
    for field in fields:
        value = given.get(field)
        if value is None or value == []:
            continue
        several = cast("list[Any]", value) if isinstance(value, list) else [value]
        if not all(isinstance(item, str) for item in several):
            raise BadParameter(f"expected a text or several, got {value!r:.60}", field)
        return several[0] if len(several) == 1 else several
    raise BadParameter(f"there is no response (looked for {', '.join(fields)})", fields[0])


def text_in(given: Given, field: str) -> str:
    """A field that must hold a text."""
    value = _present(given, field)
    if not isinstance(value, str):
        raise BadParameter(f"expected a text, got {value!r:.60}", field)
    return value


def listed_in(given: Given, field: str) -> list[Any]:
    """A field that must hold a list."""
    value = _present(given, field)
    if not isinstance(value, list):
        raise BadParameter(f"expected a list, got {value!r:.60}", field)
    return cast("list[Any]", value)


def _present(given: Given, field: str) -> Any:
    if field not in given:
        raise absent(given, field)
    return given[field]
