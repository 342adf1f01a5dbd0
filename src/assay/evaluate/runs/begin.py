"""A task asked of a model, from nothing or from where an earlier sitting ended.

folder = assay.run("countdown", model="embedded", n=4, limit=100)
folder.info.totals.passed
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from datetime import UTC, datetime
from typing import Any, cast

import msgspec
from msgspec.structs import replace

import assay
from assay.check import Check
from assay.context import Mode
from assay.engine import Engine, Settings
from assay.errors import AssayError, BadParameter, RunError, TaskError
from assay.evaluate.metrics import metrics as metrics_named
from assay.evaluate.runs.asking import Asking, wanted_samples
from assay.evaluate.runs.config import Budget, Config, make_config
from assay.evaluate.runs.counts import Counts
from assay.evaluate.runs.folder import SAMPLES, RunFolder
from assay.evaluate.runs.given import (
    GivenChecks,
    GivenModel,
    GivenTask,
    as_checks,
    as_model,
    as_task,
)
from assay.evaluate.runs.index import open_index
from assay.evaluate.runs.info import Made, RunInfo
from assay.evaluate.runs.journal import Journal, Key
from assay.evaluate.runs.line import RunLine
from assay.evaluate.runs.place import Place, without_secrets, write_config
from assay.evaluate.runs.sitting import Sitting
from assay.model import Model, Sampling
from assay.registry import load
from assay.sample import encode_json
from assay.tasks.registry import open_task
from assay.tasks.task import Task

__all__ = ["RunInterrupted", "Watch", "checks_of", "run", "run_config"]

Watch = Callable[[Counts], AbstractContextManager[object]]
"""Is entered with the counts of a run when it begins, and left when it ends."""


class RunInterrupted(KeyboardInterrupt):
    """Ctrl-C while a run was under way; what was decided until then is in `folder`."""

    def __init__(self, folder: RunFolder) -> None:
        super().__init__()
        self.folder = folder


def run(
    task: GivenTask | str | os.PathLike[str],
    model: GivenModel | str,
    *,
    n: int = 1,
    limit: int | None = None,
    settings: Mapping[str, Any] | None = None,
    model_settings: Mapping[str, Any] | None = None,
    sampling: Sampling | None = None,
    checks: GivenChecks = (),
    metrics: str | Sequence[str] = (),
    mode: Mode = "standard",
    budget: Budget | None = None,
    workers: int = 1,
    out: str | os.PathLike[str] = "",
    resume: bool = False,
) -> RunFolder:
    """Asks `model` each sample of `task` `n` times, judges the answers, and keeps it all in `out`.

    `task` and `model` are objects, or what a command line calls them, then with `settings` and
    `model_settings`. A task may be samples, rows or prompts, and a model a function from an ask to
    a text, too: a TimeoutError or ConnectionError that it raises costs that ask alone. `limit`
    takes the first samples alone, `checks` are asked beside the task's own, `metrics` stand in the
    place of the task's. `out` is a new folder, by default one in `runs/`; with `resume` it may hold
    a run, of which what is missing is asked. `workers` are the processes that judge.

    An ask that fails is a line with a fault; asks that fail are asked again with `resume`. Raises
    TaskError, ModelError, BadParameter and RunError where the run cannot begin or go on;
    RunInterrupted, which is a KeyboardInterrupt, on Ctrl-C.
    """
    named = os.fspath(task) if isinstance(task, str | os.PathLike) else None
    for what, given, by_name in (
        ("settings", settings, named is not None),
        ("model_settings", model_settings, isinstance(model, str)),
    ):
        if given and not by_name:
            raise BadParameter("an object has its own; settings are for what is named", what)
    opened = as_task(cast("GivenTask", task)) if named is None else open_task(named, settings)
    made = None if isinstance(model, str) else as_model(model)
    config = make_config(
        {
            "task": opened.name if named is None else named,
            "model": model if made is None else made.name,
            "settings": opened.settings,
            "model_settings": dict(model_settings or {}),
            "sampling": msgspec.to_builtins(sampling or Sampling()),
            "n": n,
            "limit": limit,
            "checks": msgspec.json.decode(encode_json(as_checks(checks))),
            "metrics": [metrics] if isinstance(metrics, str) else list(metrics),
            "mode": mode,
            "budget": msgspec.to_builtins(budget or Budget()),
            "workers": workers,
            "out": os.fspath(out),
        }
    )
    return _run(config, opened, made, resume, None)


def run_config(config: Config, *, resume: bool = False, watch: Watch | None = None) -> RunFolder:
    """The run that a configuration asks for. Raises as `run` does."""
    return _run(config, open_task(config.task, config.settings), None, resume, watch)


def _run(
    config: Config, task: Task, model: Model | None, resume: bool, watch: Watch | None
) -> RunFolder:
    checks = checks_of(config, task)
    samples = wanted_samples(task, config.limit)
    config = replace(config, settings=task.settings)
    with ExitStack() as stack:
        place = Place.of(config, task, resume)
        stack.push(place.left)
        if model is None:
            model = stack.enter_context(place.model(config))
        folder = place.folder(_info(config, task, model, samples))
        counts = Counts(samples * config.n, folder.info.totals.seconds)
        known: dict[Key, str] = {}
        asking = Asking(task, config.n, config.limit, config.sampling, checks, known)
        journal = _taken_up(stack, place, folder, counts, known)
        asking.refuse_changed()
        journal.mend()
        engine = stack.enter_context(Engine(config.workers, Settings(config.mode)))
        write_config(folder)
        if watch is not None:
            stack.enter_context(watch(counts))
        try:
            Sitting(folder, journal, asking, counts, config.budget).go(model, engine)
        except KeyboardInterrupt:
            raise RunInterrupted(folder) from None
        except AssayError as failure:
            if counts.lines and not isinstance(failure, TaskError):  # which no resuming mends
                failure.add_note(f"what was decided until then is kept: resume {folder.path}")
            raise
    if folder.info.status == "done":
        place.tidy()
        with suppress(RunError):  # a full disk, say: it is made when it is asked for
            open_index(folder).close()
    return folder


def checks_of(config: Config, task: Task) -> tuple[Check, ...]:
    """The checks of a configuration. Raises, as `run` does, for what of it cannot be asked."""
    for reference in config.load:
        load(reference)
    metrics_named(config.metrics or task.metrics)
    return as_checks(config.checks)


def _taken_up(
    stack: ExitStack, place: Place, folder: RunFolder, counts: Counts, known: dict[Key, str]
) -> Journal:
    """The lines that sittings before this one left; the folder is locked from here on."""

    def seen(line: RunLine) -> None:
        known[line.key] = line.fingerprint
        counts.add(line)

    journal = stack.enter_context(Journal(folder.path / SAMPLES))
    place.refuse_begun()
    journal.take_up(seen)
    return journal


def _info(config: Config, task: Task, model: Model, samples: int) -> RunInfo:
    told = without_secrets(config)
    return RunInfo(
        id="",
        assay=assay.__version__,
        created=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        task=Made(name=task.name, title=task.title, version=task.version, settings=task.settings),
        model=Made(name=model.name, settings=dict(model.settings), identity=dict(model.identity)),
        sampling=told.sampling,
        mode=config.mode,
        n=config.n,
        limit=config.limit,
        samples=samples,
        seed=config.sampling.seed,
        metrics=config.metrics or list(task.metrics),
        checks=config.checks,
        config=msgspec.to_builtins(told),
    )
