"""Where a run is kept: a new folder, or one that holds a run to go on with."""

from __future__ import annotations

import re
import secrets
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self, cast

from msgspec.structs import replace

from assay.errors import AssayError, BadParameter, RunError
from assay.evaluate.runs.config import Config, as_toml
from assay.evaluate.runs.folder import SAMPLES, RunFolder, open_run
from assay.evaluate.runs.info import FILES, INFO, Made, RunInfo
from assay.evaluate.runs.journal import locked
from assay.model import Model
from assay.sample import decode_json, encode_json
from assay.tasks.task import Task

__all__ = ["CONFIG", "Place", "without_secrets", "write_config"]

CONFIG = "config.toml"
"""What a run was started with, resolved: `assay run --config` takes it."""
_CACHE = "requests.sqlite"
"""Answers that were received: those that a killed run had not judged yet are not paid for again."""
_FREE = ("echo", "embedded", "scripted")
"""Models whose answers cost less than keeping them."""
_OWN = {
    "run": "is the run's own id",
    "spec": "is what `model` says",
    "budget_tokens": "is the run's: [budget] tokens, or --budget-tokens",
    "budget_dollars": "is the run's: [budget] dollars, or --budget-dollars",
}
"""What a run says itself to whoever makes its model."""


class Place(NamedTuple):
    """The folder of a run that is about to begin, and the run that it holds already."""

    path: Path
    id: str
    before: RunInfo | None

    @classmethod
    def of(cls, config: Config, task: Task, resume: bool) -> Self:
        """Where a configuration wants it: the folder is made, and nothing in it is changed yet.

        Raises RunError where the folder holds a run that is not to be resumed, or something else.
        """
        identity = _identity(config, task)
        path = Path(config.out or Path("runs", identity))
        if (path / INFO).exists():
            if not resume:
                raise RunError(f"{path} holds a run: resume it, or name another folder")
            before = open_run(path).info
            return cls(path, before.id, before)
        try:
            if path.exists() and not all(map(_is_beginning, path.iterdir())):
                raise RunError(f"{path} is not empty, and holds no run")
            path.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise RunError(f"{path}: {fault.strerror or fault}") from None
        return cls(path, identity, None)

    def model(self, config: Config) -> Model:
        """The model, with what it was asked by this run before at its hand."""
        from assay.models import make  # backends are loaded where one is wanted

        for name in config.model_settings:
            if name in _OWN:
                raise BadParameter(_OWN[name], f"model_settings.{name}")
        model = make(config.model, run=self.id, **config.model_settings)
        if config.model.partition(":")[0] in _FREE:
            return model
        from assay.models.cache import Cached

        return Cached(model, self.path / _CACHE, by_key=True)

    def folder(self, info: RunInfo) -> RunFolder:
        """The run as it begins or goes on. Raises RunError where another was begun there."""
        if self.before is None:
            return RunFolder(self.path, replace(info, id=self.id))
        _refuse_another(self.path, self.before, info)
        kept = {name: getattr(self.before, name) for name in ("id", "created", "totals")}
        return RunFolder(self.path, replace(info, **kept))

    def refuse_begun(self) -> None:
        """Raises RunError where another process has begun or finished a run here since this one
        looked; asked once the folder is locked."""
        now = open_run(self.path).info if (self.path / INFO).exists() else None
        if (now and now.id) != (self.before and self.before.id):
            raise RunError(f"{self.path}: another process has begun a run here")
        if now and self.before and (now.n, now.samples) != (self.before.n, self.before.samples):
            raise RunError(f"{self.path}: another process has gone on with this run")

    def left(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Takes away the folder of a run that an error ended before it had an answer or a fault:
        there is nothing to resume. Comes last, when nothing of the run is open any more."""
        if isinstance(failure, AssayError) and self.before is None:
            with suppress(OSError, RunError):  # another process has taken the folder over
                self._clear()
        with suppress(OSError):
            self.path.rmdir()

    def _clear(self) -> None:
        lines = self.path / SAMPLES
        with locked(lines):
            theirs = (self.path / INFO).exists() and open_run(self.path).info.id != self.id
            if theirs or lines.stat().st_size or _has_answers(self.path / _CACHE):
                return
            self.tidy()
            for name in (CONFIG, INFO, SAMPLES):
                (self.path / name).unlink(missing_ok=True)

    def tidy(self) -> None:
        """Takes away what a run that is done needs no more."""
        for ending in ("", "-wal", "-shm"):
            (self.path / f"{_CACHE}{ending}").unlink(missing_ok=True)


def _has_answers(cache: Path) -> bool:
    """Whether answers were received, which may have been paid for."""
    if not cache.exists():
        return False
    import sqlite3

    try:
        with closing(sqlite3.connect(cache)) as connection:
            return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM answers)").fetchone()[0])
    except sqlite3.Error:
        return True  # whatever it is, it stays


def _is_beginning(file: Path) -> bool:
    """Whether a file may stand in a folder whose run was killed before it had a `run.json`."""
    if file.name == SAMPLES:
        return not file.stat().st_size
    return file.name.startswith((_CACHE, CONFIG, INFO))


def without_secrets(config: Config) -> Config:
    """The configuration as it may be written down: without what a key or the like is called, at
    any depth of the model's settings and of what goes to an endpoint as it is."""
    sampling = replace(config.sampling, extra=_public(config.sampling.extra))
    return replace(config, model_settings=_public(config.model_settings), sampling=sampling)


def _public(value: Any) -> Any:
    if isinstance(value, dict):
        given = cast("dict[str, Any]", value)
        return {
            name: inner if name in _SCHEMAS else _public(inner)
            for name, inner in given.items()
            if name in _HARMLESS or not _SECRET.search(str(name))
        }
    if isinstance(value, list | tuple):
        return [_public(inner) for inner in cast("list[Any]", value)]
    return value


def write_config(folder: RunFolder) -> None:
    """Writes the resolved configuration."""
    path, new = folder.path / CONFIG, folder.path / f"{CONFIG}.new"
    try:
        new.write_text(as_toml({**folder.info.config, "out": str(folder.path)}), "utf-8")
        new.replace(path)
    except OSError as fault:
        raise RunError(f"{path}: {fault.strerror or fault}") from None


_SECRET = re.compile(
    r"(?:^|[_-]|(?<=[a-z\d])(?=[A-Z]))"  # where a word begins: api_key, x-api-key, clientSecret
    r"(?i:(?:api|access|auth|bearer|client|secret)?"
    r"(?:keys?|secrets?|pass|passphrase|password|passwd|token|cookies?|headers?|auth|authorization|"
    r"bearer|credentials?))$",
)
_SCHEMAS = frozenset(["guided_json", "json_schema", "parameters", "properties", "schema", "tools"])
"""Whatever a property of somebody's data is called, its description is no secret."""
_HARMLESS = frozenset(["prompt_cache_key", "stop_token"])
"""Called as a secret may be, and none."""
_MOVES = ("url",)
"""Of what a model is, that which may change: a server that is started again has another port."""


def _identity(config: Config, task: Task) -> str:
    """A name that no other run has, and that a folder may have."""
    name = re.sub(r"[^\w.-]+", "-", f"{task.title}-{config.model}", flags=re.ASCII).strip("-.")
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{name[:60]}-{secrets.token_hex(2)}"


def _refuse_another(path: Path, before: RunInfo, now: RunInfo) -> None:
    """Answers to another question must not stand in one run; there may be more of the same."""
    for name in ("task", "sampling", "checks", "mode"):
        was, asked = (_plain(getattr(info, name)) for info in (before, now))
        if was != asked:
            there, here = _differing(was, asked), _differing(asked, was)
            raise RunError(f"{path} has another {name}: {there} there, {here} here")
    if before.model.name != now.model.name:
        raise RunError(f"{path} is of model {before.model.name!r}, not {now.model.name!r}")
    was, asked = _plain(before.model.identity), _plain(now.model.identity)
    for name in was:
        if name not in _MOVES and was[name] != asked.get(name):
            told = f"its {name} was {was[name]}, and is {asked.get(name)}"
            raise RunError(f"{path} is of another model: {told}")
    if now.n < before.n or (now.samples or 0) < (before.samples or 0):
        raise RunError(f"{path} has more attempts or samples than are asked for now")


def _differing(one: Any, other: Any) -> Any:
    """What of an object is not so in another one; anything else as it is."""
    if isinstance(one, dict) and isinstance(other, dict):
        fields, others = cast("dict[str, Any]", one), cast("dict[str, Any]", other)
        return {name: value for name, value in fields.items() if others.get(name) != value}
    return cast("Any", one)


def _plain(part: Any) -> Any:
    """As JSON holds it, since that is how a folder does: a tuple is a list there. The path of a
    task's file says nothing of what is in it, and each sample that was asked is compared."""
    if isinstance(part, Made):
        settings = {k: v for k, v in part.settings.items() if k not in FILES}
        part = replace(part, settings=settings)
    return decode_json(encode_json(part))
