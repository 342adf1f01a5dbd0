"""A task asked of a model, from nothing or from where an earlier sitting ended.

folder = assay.run("countdown", model="embedded", n=4, limit=100)
folder.info.totals.passed
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

import assay
from assay.check import Check
from assay.engine import Engine, Settings
from assay.errors import RunError
from assay.evaluate.metrics import metrics as metrics_named
from assay.evaluate.runs.asking import Asking, wanted_samples
from assay.evaluate.runs.config import Config, as_toml, make_config
from assay.evaluate.runs.counts import Counts
from assay.evaluate.runs.folder import SAMPLES, RunFolder, open_run
from assay.evaluate.runs.info import INFO, Made, RunInfo
from assay.evaluate.runs.journal import Journal, Key
from assay.evaluate.runs.line import RunLine
from assay.evaluate.runs.sitting import Sitting
from assay.model import Model, Sampling
from assay.registry import load, parse
from assay.sample import encode_json
from assay.tasks.registry import open_task
from assay.tasks.task import Task

__all__ = ["CONFIG", "RunInterrupted", "Watch", "run", "run_config"]

CONFIG = "config.toml"
"""What a run was started with, resolved: `assay run --config` takes it."""
Watch = Callable[[Counts], AbstractContextManager[object]]
"""Is entered with the counts of a run when it begins, and left when it ends."""


class RunInterrupted(KeyboardInterrupt):
    """Ctrl-C while a run was under way; what was decided until then is in `folder`."""

    def __init__(self, folder: RunFolder) -> None:
        super().__init__()
        self.folder = folder


def run(
    task: Task | str,
    model: Model | str,
    *,
    n: int = 1,
    limit: int | None = None,
    settings: Mapping[str, Any] | None = None,
    model_settings: Mapping[str, Any] | None = None,
    sampling: Sampling | None = None,
    checks: Sequence[Check] = (),
    out: str | os.PathLike[str] = "",
    resume: bool = False,
    **more: Any,
) -> RunFolder:
    """Asks `model` each sample of `task` `n` times, judges the answers, and keeps it all in `out`.

    `task` and `model` are objects, or what a command line calls them, with their `settings` and
    `model_settings`; `limit` takes the first samples alone, `checks` are asked beside the task's
    own. `out` is a new folder, by default one in `runs/`; with `resume` it may hold a run, of which
    what is missing is asked. `more` are the other fields of a configuration: `metrics`, `mode`,
    `budget`, `workers`, `load`.

    An ask that fails is a line with a fault; asks that fail are asked again with `resume`. Raises
    TaskError, ModelError and RunError where the run cannot begin or go on; RunInterrupted, which is
    a KeyboardInterrupt, on Ctrl-C.
    """
    config = make_config(
        {
            "task": task if isinstance(task, str) else task.name,
            "model": model if isinstance(model, str) else model.name,
            "settings": dict(settings or {}) if isinstance(task, str) else task.settings,
            "model_settings": dict(model_settings or {}),
            "sampling": msgspec.to_builtins(sampling or Sampling()),
            "n": n,
            "limit": limit,
            "checks": msgspec.json.decode(encode_json(list(checks))),
            "out": os.fspath(out),
            **more,
        }
    )
    opened = open_task(task, config.settings) if isinstance(task, str) else task
    if isinstance(model, Model):
        return _run(config, opened, model, resume, None)
    with _made(config) as made:
        return _run(config, opened, made, resume, None)


def run_config(config: Config, *, resume: bool = False, watch: Watch | None = None) -> RunFolder:
    """The run that a configuration asks for. Raises as `run` does."""
    task = open_task(config.task, config.settings)
    with _made(config) as model:
        return _run(config, task, model, resume, watch)


def _made(config: Config) -> Model:
    from assay.models import make  # backends are loaded where one is wanted

    return make(config.model, **config.model_settings)


def _run(config: Config, task: Task, model: Model, resume: bool, watch: Watch | None) -> RunFolder:
    for reference in config.load:
        load(reference)
    checks = tuple([parse(check) for check in config.checks])
    metrics_named(config.metrics)
    samples = wanted_samples(task, config.limit)
    config = replace(config, settings=task.settings)
    info = _info(config, task, model, samples)
    folder = _folder(config, info, resume)
    counts = Counts(samples * config.n, folder.info.totals.seconds)
    known: dict[Key, str] = {}

    def seen(line: RunLine) -> None:
        known[line.key] = line.fingerprint
        counts.add(line)

    with ExitStack() as stack:
        journal = stack.enter_context(Journal(folder.path / SAMPLES, seen))
        _write_config(folder)
        asking = Asking(task, config.n, config.limit, config.sampling, checks, known)
        engine = stack.enter_context(Engine(config.workers, Settings(config.mode)))
        sitting = Sitting(folder, journal, asking, counts, config.budget)
        if watch is not None:
            stack.enter_context(watch(counts))
        try:
            sitting.go(model, engine)
        except KeyboardInterrupt:
            raise RunInterrupted(folder) from None
    return folder


def _info(config: Config, task: Task, model: Model, samples: int) -> RunInfo:
    now = datetime.now(UTC)
    name = re.sub(r"[^\w.-]+", "-", f"{task.title}-{model.name}", flags=re.ASCII).strip("-.")
    return RunInfo(
        id=f"{now:%Y%m%dT%H%M%S}-{name[:60]}-{secrets.token_hex(2)}",
        assay=assay.__version__,
        created=f"{now:%Y-%m-%dT%H:%M:%SZ}",
        task=Made(name=task.name, version=task.version, settings=task.settings),
        model=Made(name=model.name, settings=dict(model.settings)),
        sampling=config.sampling,
        n=config.n,
        limit=config.limit,
        samples=samples,
        seed=config.sampling.seed,
        metrics=config.metrics or list(task.metrics),
        checks=config.checks,
        config=msgspec.to_builtins(config),
    )


def _folder(config: Config, info: RunInfo, resume: bool) -> RunFolder:
    """The folder of the run, new or to be taken up; nothing in it is changed yet."""
    path = Path(config.out or Path("runs", info.id))
    if (path / INFO).exists():
        if not resume:
            raise RunError(f"{path} holds a run: resume it, or name another folder")
        before = open_run(path).info
        _refuse_another(path, before, info)
        kept = {"id": before.id, "created": before.created, "totals": before.totals}
        info = replace(info, **kept)
    elif path.exists() and any(path.iterdir()):
        raise RunError(f"{path} is not empty, and holds no run")
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise RunError(f"{path}: {fault.strerror or fault}") from None
    return RunFolder(path, info)


def _write_config(folder: RunFolder) -> None:
    path = folder.path / CONFIG
    try:
        path.write_text(as_toml({**folder.info.config, "out": str(folder.path)}), "utf-8")
    except OSError as fault:
        raise RunError(f"{path}: {fault.strerror or fault}") from None


def _refuse_another(path: Path, before: RunInfo, now: RunInfo) -> None:
    """Answers to another question must not stand in one run; there may be more of the same."""
    for name in ("task", "sampling", "checks"):
        was, asked = (msgspec.to_builtins(getattr(info, name)) for info in (before, now))
        if was != asked:
            raise RunError(f"{path} has another {name}: {was} there, {asked} here")
    if before.model.name != now.model.name:
        raise RunError(f"{path} is of model {before.model.name!r}, not {now.model.name!r}")
    if now.n < before.n or (now.samples or 0) < (before.samples or 0):
        raise RunError(f"{path} has more attempts or samples than are asked for now")
