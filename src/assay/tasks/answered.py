"""Problems joined to what models answered, by an id that both files have.

Unlike `solutions`, where samples are joined by `task_id`, the field of the id is the suite's own,
and a sample may be any of several fields. Without a file of samples the problems' records may hold
the samples themselves; else the suite's own solutions are the responses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias, cast

from assay.errors import BadParameter, CheckError, InputError, did_you_mean
from assay.sample import decode_json
from assay.tasks.records import FilePath, Record, json_records

__all__ = ["Given", "answered_rows", "json_in", "texts_in"]

Given: TypeAlias = Mapping[str, Any]


def answered_rows(
    files: tuple[FilePath, ...],
    make: Callable[[Given], dict[str, Any]],
    own: Callable[[Given], list[str]],
    *,
    key: tuple[str, ...],
    said: tuple[str, ...],
    answered: bool = True,
) -> Iterator[dict[str, Any]]:
    """The rows that `make` makes of each problem, with responses; unanswered problems are left out.

    `key` names the fields that may hold the id, `said` those that may hold what was answered, `own`
    gives the suite's own solutions. Raises InputError, with file, line and field, for what is
    malformed and for answers to a problem that is not there.
    """
    if not 1 <= len(files) <= 2:
        raise InputError(f"expected problems, and perhaps samples, got {len(files)} files")
    samples = _samples(files[1], key, said) if len(files) == 2 else None
    known: list[str] = []
    for record in json_records(files[0], pythonic=True):
        try:
            name = _id(record.fields, key)
            known.append(name)
            if not answered:
                yield make(record.fields)
                continue
            texts = texts_in(record.fields, said) if samples is None else samples.get(name, [])
            texts = texts or (own(record.fields) if samples is None else [])
            if texts:
                yield {
                    **make(record.fields),
                    "response": texts[0] if len(texts) == 1 else texts,
                }
        except CheckError as fault:
            raise record.fault(fault.message, fault.field) from None
    for name in samples or {}:
        if name not in known:
            raise InputError(
                f"no problem is called {name!r:.60}{did_you_mean(name, known)}", file=str(files[1])
            )


def _samples(file: FilePath, key: tuple[str, ...], said: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for record in json_records(file):
        for name, texts in _answers_of(record, key, said):
            found.setdefault(name, []).extend(texts)
    return found


def _answers_of(
    record: Record, key: tuple[str, ...], said: tuple[str, ...]
) -> Iterator[tuple[str, list[str]]]:
    """The answers of a record: to the problem that it names, or to each that is a key of it."""
    try:
        if any(field in record.fields for field in key):
            texts = texts_in(record.fields, said)
            if not texts:
                raise BadParameter(f"there is no answer (looked for {', '.join(said)})")
            yield _id(record.fields, key), texts
            return
        for name in record.fields:
            yield name, texts_in(record.fields, (name,))
    except CheckError as fault:
        raise record.fault(fault.message, fault.field) from None


def _id(given: Given, key: tuple[str, ...]) -> str:
    for field in key:
        value = given.get(field)
        if isinstance(value, str | int) and value != "":
            return str(value)
    raise BadParameter(f"expected the id of a problem (looked for {', '.join(key)})", key[0])


def texts_in(given: Given, fields: tuple[str, ...]) -> list[str]:
    """The texts in the first of the fields that is there and not empty; none without one."""
    for field in fields:
        value = given.get(field)
        if value is None or value == "" or value == []:
            continue
        texts = cast("list[Any]", value if isinstance(value, list) else [value])
        if not all(isinstance(text, str) for text in texts):
            raise BadParameter(f"expected a text or several, got {value!r:.60}", field)
        return texts
    return []


def json_in(given: Given, field: str, kind: type) -> Any:
    """A field that holds a value of that type, as it is or as a JSON text. Empty texts are none."""
    value = given.get(field)
    if isinstance(value, str) and kind is not str:
        try:
            value = decode_json(value) if value.strip() else kind()
        except (ValueError, RecursionError):
            raise BadParameter(f"expected JSON, got {value!r:.60}", field) from None
    if not isinstance(value, kind):
        raise BadParameter(f"expected {_NAMES[kind]}, got {value!r:.60}", field)
    return value


_NAMES: dict[type, str] = {list: "a list", dict: "an object", str: "a text"}
