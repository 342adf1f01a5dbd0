"""From what a command line calls a task to the task.

    arithmetic                       built in, or of a package that is installed
    path/to/file.py:Name             a class, or an object, in a file of Python
    rows.jsonl, rows.jsonl.gz        rows with their checks
    questions.csv, questions.parquet records, by the names of their fields; JSON lines too where
                                     settings name fields
    hf:NAME, chat:FILE, csv:FILE     the same, and conversations, whatever the file is called
    gym:NAME                         a data set of reasoning-gym
    humaneval:HumanEval.jsonl.gz     a benchmark's own files, by the format `assay convert` calls it

Packages offer tasks through the entry-point group `assay.tasks`, whose values are `module:Class`,
as are those of the table here. A module is imported when its task is opened, never before.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from assay.errors import CheckError, TaskError, did_you_mean
from assay.registry import load_file
from assay.tasks.task import Task, known, unknown

__all__ = ["BUILT_IN", "GROUP", "find_task", "open_task", "task_names"]

GROUP = "assay.tasks"

_FAMILIES = "assay.tasks.families"
BUILT_IN = {
    "chat": "assay.tasks.chat_task:Chats",
    "gym": "assay.tasks.gym_task:Gym",
    "records": "assay.tasks.records_task:Records",
    "arithmetic": f"{_FAMILIES}.arithmetic:Arithmetic",
    "countdown": f"{_FAMILIES}.countdown:Countdown",
    "forms": f"{_FAMILIES}.forms:Forms",
    "functions": f"{_FAMILIES}.functions:Functions",
    "letters": f"{_FAMILIES}.letters:Letters",
    "procedures": f"{_FAMILIES}.procedures:Procedures",
    "rows": "assay.tasks.rows_task:Rows",
    "suite": "assay.tasks.suite_task:SuiteFiles",
    "words-and-forms": "assay.synth.words_and_forms:WordsAndForms",
}
"""The tasks that Assay brings, by name; rooms above this one are named, never imported."""

_ROWS = (".jsonl", ".ndjson")
_RECORDS = (".csv", ".json", ".tsv", ".parquet")
_FORMATS = ("jsonl", "json", "csv", "tsv", "parquet", "hf")


def open_task(spec: str, settings: Mapping[str, Any] | None = None) -> Task:
    """The task that `spec` names, with these settings; texts are read as a command line's.

    Raises TaskError, which names the nearest name, where there is no such task, file or setting,
    and where a setting is out of range. What stands in a task's files is read with its samples.
    """
    given = dict(settings or {})
    source, _, name = spec.rpartition(":")
    if source.endswith(".py"):
        return _made(_in_file(source, name), given)
    if source and not Path(spec).exists():
        format, _, path = spec.partition(":")
        return _read_as(format, path, given)
    if spec not in BUILT_IN and _is_file(spec):
        return _file(spec, given)
    return find_task(spec).make(given)


def find_task(name: str) -> type[Task]:
    """The class of a task that is built in, installed or imported. Raises TaskError."""
    reference = BUILT_IN.get(name)
    if reference is None and name in known:
        return known[name]
    if reference is None:
        reference = _installed().get(name)
    if reference is None:
        raise unknown(name, task_names())
    module, _, attribute = reference.partition(":")
    try:
        found = getattr(importlib.import_module(module), attribute)
    except Exception as fault:  # a module of anybody's
        raise TaskError(f"task {name!r} does not load: {fault}") from fault
    return _class(found, reference)


def task_names() -> list[str]:
    """What can be opened by name, sorted; nothing is imported for it."""
    return sorted({*BUILT_IN, *known, *_installed()})


def _installed() -> dict[str, str]:
    return {point.name: point.value for point in entry_points(group=GROUP)}


def _is_file(spec: str) -> bool:
    """Whether this is meant to be a file, whether or not it is there."""
    return spec.removesuffix(".gz").endswith((*_ROWS, *_RECORDS)) or Path(spec).is_file()


def _file(path: str, settings: dict[str, Any]) -> Task:
    """Rows, unless the file's name or a setting says that it is somebody else's data."""
    rows = find_task("rows")
    theirs = path.removesuffix(".gz").endswith(_RECORDS) or (
        settings and not set(settings) <= set(rows.__struct_fields__)
    )
    return (find_task("records") if theirs else rows).make({"path": path, **settings})


def _read_as(format: str, path: str, settings: dict[str, Any]) -> Task:
    from assay.tasks.formats import OTHERS, SUITES

    if format == "rows":
        return find_task("rows").make({"path": path, **settings})
    if format == "chat":
        return find_task("chat").make({"path": path, **settings})
    if format == "gym":
        return find_task("gym").make({"dataset": path, **settings})
    if format in _FORMATS:
        return find_task("records").make({"path": path, "format": format, **settings})
    if format in SUITES or format in OTHERS:
        return find_task("suite").make({"format": format, "files": path, **settings})
    formats = ["rows", "chat", "gym", *_FORMATS, *SUITES, *OTHERS]
    raise unknown(f"{format}:{path}", [f"{name}:{path}" for name in formats])


def _in_file(source: str, name: str) -> object:
    try:
        module = load_file(Path(source))
    except CheckError as fault:
        raise TaskError(str(fault)) from None
    found = getattr(module, name, None)
    if found is None:
        raise TaskError(f"{source} has no {name!r}{did_you_mean(name, vars(module))}")
    return found


def _made(found: object, settings: dict[str, Any]) -> Task:
    if isinstance(found, Task):
        return type(found).make({**found.settings, **settings}) if settings else found
    return _class(found, "the file").make(settings)


def _class(found: object, place: str) -> type[Task]:
    if isinstance(found, type) and issubclass(found, Task):
        return found
    raise TaskError(f"{place} names {found!r:.60}, which is no task class")
