"""Which fields of a record hold what, by format: paths such as `reward_model.ground_truth`.

math-verify   CSV with the columns `gold` and `answer` (the model's output)
verl          JSON lines: `prompt`, `reward_model.ground_truth`, `responses`; or what a trainer
              dumps of its rollouts: `input`, `output`, `gts`
lm-eval       the sample log: `doc`, `target`, `resps` or `filtered_resps`
opencompass   one JSON object of numbered `origin_prompt`, `prediction`, `gold`
answers       JSON lines with fields of any names; the usual ones are guessed
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, cast

import msgspec

from assay.errors import InputError, did_you_mean
from assay.tasks.answers_fields import GOLDS, OPTIONS, QUESTIONS
from assay.tasks.records import (
    FilePath,
    Record,
    csv_records,
    json_records,
    numbered_records,
)

__all__ = ["ABSENT", "LAYOUTS", "Fields", "Layout", "at", "first", "found", "layout_of", "missing"]

ABSENT: Any = msgspec.UNSET
"""What stands where a record has no such field."""


class Fields(NamedTuple):
    """Paths that a caller names in place of the usual ones; empty where none is named."""

    prompt: str = ""
    response: str = ""
    gold: str = ""
    options: str = ""
    id: str = ""


class Layout(NamedTuple):
    """How a format's files are read, and the paths that are tried for each thing, in order."""

    read: Callable[[FilePath], Iterator[Record]]
    prompt: tuple[str, ...]
    response: tuple[str, ...]
    gold: tuple[str, ...]
    options: tuple[str, ...] = ()
    id: tuple[str, ...] = ("id",)


_RESPONSES = (
    "response",
    "responses",
    "model_output",
    "output",
    "completion",
    "prediction",
    "generation",
    "model_response",
    "resps",
)

LAYOUTS: dict[str, Layout] = {
    "answers": Layout(
        json_records, QUESTIONS, _RESPONSES, GOLDS, OPTIONS, ("id", "idx", "index", "key")
    ),
    "lm-eval": Layout(
        json_records,
        (*(f"doc.{name}" for name in QUESTIONS), "arguments.gen_args_0.arg_0", "arguments.0.0"),
        ("resps", "filtered_resps"),
        ("target", *(f"doc.{name}" for name in GOLDS)),
        tuple(f"doc.{name}" for name in OPTIONS),
        ("doc_id",),
    ),
    "math-verify": Layout(csv_records, QUESTIONS, ("answer",), ("gold",), (), ("id", "idx")),
    "opencompass": Layout(numbered_records, ("origin_prompt",), ("prediction",), ("gold",)),
    "verl": Layout(
        json_records,
        ("prompt", "input", "extra_info.question"),
        ("responses", "response", "output"),
        ("reward_model.ground_truth", "ground_truth", "gts"),
        tuple(f"extra_info.{name}" for name in OPTIONS),
        ("id", "uid", "extra_info.index"),
    ),
}
"""The formats of graded answers that can be converted."""


def layout_of(format: str, named: Fields) -> Layout:
    """The layout of a format, with the paths that the caller names."""
    layout = LAYOUTS[format]
    given = {name: (path,) for name, path in named._asdict().items() if path}
    return layout._replace(**given)


def found(record: Record, paths: tuple[str, ...], what: str) -> tuple[str, Any]:
    """The first of the paths that leads somewhere in a record, and the value there.

    Raises InputError where none does.
    """
    for path in paths:
        value = at(record.fields, path)
        if value is not ABSENT and value is not None:
            return path, value
    null = next((path for path in paths if at(record.fields, path) is None), None)
    raise record.fault(f"the {what} is null", null) if null else missing(record, paths, what)


def first(record: Record, paths: tuple[str, ...], default: Any) -> Any:
    """The value that the first of the paths leads to; `default` where none leads anywhere."""
    values = (at(record.fields, path) for path in paths)
    return next((value for value in values if value is not ABSENT and value is not None), default)


def missing(record: Record, paths: tuple[str, ...], what: str) -> InputError:
    """The error that a record has none of the fields, with the nearest that it has."""
    names = list(_paths(record.fields))
    near = next((hint for path in paths if (hint := did_you_mean(path, names))), "")
    tried = ", ".join(repr(path) for path in paths[:4])
    has = "" if near else f" (there is {', '.join(names[:12]) or 'no field'})"
    return record.fault(f"there is no {what}: no field {tried}{near}{has}")


def at(fields: Mapping[str, Any], path: str) -> Any:
    """The value at a path; `ABSENT` where it leads nowhere. A field may have dots in its name."""
    if path in fields:
        return fields[path]
    value: Any = fields
    for step in path.split("."):
        if isinstance(value, dict) and step in value:
            value = cast("dict[str, Any]", value)[step]
        elif isinstance(value, list) and step.isdigit() and int(step) < len(cast("Any", value)):
            value = cast("list[Any]", value)[int(step)]
        else:
            return ABSENT
    return value


def _paths(fields: Mapping[str, Any]) -> Iterator[str]:
    for name, value in fields.items():
        yield name
        if isinstance(value, dict):
            yield from (f"{name}.{inner}" for inner in cast("dict[str, Any]", value))
