"""`assay tasks [TASK]`: what there is to run, what a task asks, and its samples as rows."""

from __future__ import annotations

import inspect
import shutil
import tempfile
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Any

import click
import msgspec

from assay.cli.checks import summary_line, type_words
from assay.cli.settings import set_option, settings_of
from assay.cli.writing import refuse_overwriting, writing
from assay.errors import AssayError
from assay.evaluate.runs.info import FILES
from assay.sample import Sample, encode_json
from assay.tasks import Task, open_task
from assay.tasks.registry import find_task, task_names
from assay.tasks.sampled import asked_of, drawn, length, samples_of
from assay.tasks.written import row_of

__all__ = ["tasks"]

_SHOWN = 2000


@click.command()
@click.argument("task", metavar="[TASK]", required=False)
@set_option
@click.option("--rows", "as_rows", is_flag=True, help="Write its samples as rows.")
@click.option("-n", "count", type=click.IntRange(1), help="So many samples.")
@click.option(
    "--solutions",
    is_flag=True,
    help="With --rows: a known solution is the response; samples without one are left out.",
)
@click.option("-o", "--output", metavar="FILE", help="With --rows: write here.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def tasks(
    task: str | None,
    given: tuple[str, ...],
    as_rows: bool,
    count: int | None,
    solutions: bool,
    output: str | None,
    as_json: bool,
) -> None:
    """List the tasks there are, document TASK, or write its samples as rows.

    TASK is a name, a file of rows, FORMAT:FILE or FILE.py:NAME, as for `assay run`. Rows bring
    along the responses that a task's own files hold.
    """
    settings = settings_of(given)
    if task is None:
        if settings or as_rows:
            raise click.UsageError("--set and --rows go with a TASK")
        _list(as_json)
    elif as_rows:
        opened = open_task(task, settings)
        refuse_overwriting(output, *_files(task, opened))
        _write(opened, count, solutions, output)
    elif output or solutions:
        raise click.UsageError("-o and --solutions go with --rows")
    else:
        _document(task, settings, count or 1, as_json)


def _list(as_json: bool) -> None:
    found = {name: _line(name) for name in task_names()}
    if as_json:
        click.echo(encode_json(found))
        return
    width = max(map(len, found))
    for name, line in found.items():
        click.echo(f"{name:{width}}  {line}")


def _line(name: str) -> str:
    """The first sentence of a task's documentation, or why it cannot be loaded."""
    try:
        return summary_line(find_task(name))
    except AssayError as fault:
        return f"({fault})"


def _files(spec: str, task: Task) -> Iterator[str]:
    """The files that a task is read from, as far as it says."""
    source, _, _ = spec.rpartition(":")
    if source.endswith(".py"):
        yield source
    for name in FILES:
        if isinstance(named := getattr(task, name, None), str):
            yield from filter(None, (named, *named.split(",")))


def _write(task: Task, count: int | None, solutions: bool, output: str | None) -> None:
    if count is None and length(task) is None:
        raise click.UsageError(f"task {task.title!r} has no end; say how many rows by -n")
    samples = _answered(task, count) if solutions else islice(drawn(task, recorded=True), count)
    with tempfile.TemporaryFile() as made:  # nothing is written where a sample cannot be drawn
        for sample in samples:
            made.write(encode_json(row_of(sample)) + b"\n")
        made.seek(0)
        with writing(output) as file:
            shutil.copyfileobj(made, file)


def _answered(task: Task, count: int | None) -> Iterator[Sample]:
    for sample in samples_of(task, count):
        if known := _solutions(task, sample):
            yield msgspec.structs.replace(sample, responses=(known[0],))


def _solutions(task: Task, sample: Sample) -> list[str]:
    return asked_of(task, f"the solutions of {sample.id!r}", partial(task.solutions, sample))


def _document(name: str, settings: dict[str, Any], count: int, as_json: bool) -> None:
    cls = _class(name, settings)
    try:
        shown = open_task(name, settings)
    except AssayError as fault:  # it needs settings; without any it is documented all the same
        if settings or name not in task_names():
            raise
        shown, why = None, str(fault)
    else:
        why = ""
    if as_json:
        click.echo(encode_json(_described(cls, shown, count)))
        return
    lines = [f"{cls.name or name}  (version {cls.version})", ""]
    lines += [inspect.getdoc(cls) or "", "", "Settings"]
    lines += [f"  {line}" for line in _settings(cls)] or ["  none"]
    lines += ["", f"Metrics: {', '.join(cls.metrics)}", ""]
    lines += [f"No sample without settings: {why}"] if shown is None else _shown(shown, count)
    click.echo("\n".join(lines).encode("utf-8", "replace").decode())


def _class(name: str, settings: dict[str, Any]) -> type[Task]:
    return find_task(name) if name in task_names() else type(open_task(name, settings))


def _settings(cls: type[Task]) -> Iterator[str]:
    for name, field in _fields(cls).items():
        default = msgspec.json.encode(field.get("default")).decode()
        said = f"default {default}" if "default" in field else "needed"
        yield f"{name}: {type_words(field)}, {said}"


def _fields(cls: type[Task]) -> dict[str, Any]:
    definitions: dict[str, Any] = msgspec.json.schema(cls)["$defs"]
    return definitions[cls.__name__]["properties"]


def _described(cls: type[Task], task: Task | None, count: int) -> dict[str, Any]:
    return {
        "name": cls.name,
        "version": cls.version,
        "documentation": inspect.getdoc(cls),
        "settings": _fields(cls),
        "metrics": cls.metrics,
        "samples": None if task is None else length(task),
        "examples": [] if task is None else [row_of(s) for s in islice(drawn(task), count)],
    }


def _shown(task: Task, count: int) -> Iterator[str]:
    number = length(task)
    yield f"Samples: {'as many as you like' if number is None else f'{number:,}'}"
    for sample in islice(drawn(task), count):
        yield f"\nSample {sample.id}"
        yield _indented(_prompt(sample))
        for check in sample.checks:
            yield f"  must hold: {encode_json(check).decode()[:_SHOWN]}"
        for text in _solutions(task, sample)[:1]:
            yield "  a solution:"
            yield _indented(text, 4)


def _prompt(sample: Sample) -> str:
    if isinstance(sample.prompt, str):
        return sample.prompt
    return "\n".join(f"[{m.get('role')}] {m.get('content')}" for m in sample.prompt)


def _indented(text: str, by: int = 2) -> str:
    cut = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return "\n".join(" " * by + line for line in cut.split("\n"))
