"""A model from its name."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from assay.errors import AssayError, BadParameter, CheckError, ModelError, did_you_mean
from assay.model import Model

__all__ = ["BACKENDS", "SECRETS", "make"]

SECRETS = ("headers", "key")
"""Settings whose values nobody writes down."""


class Backend(NamedTuple):
    """Where a backend is, and what its name is followed by."""

    place: str
    argument: str = ""
    needed: bool = False


BACKENDS = {
    "echo": Backend("assay.models.echo:Echo"),
    "embedded": Backend("assay.models.embedded:Embedded", "FOLDER"),
    "local": Backend("assay.models.local:Local", "PATH", needed=True),
    "openai": Backend("assay.models.openai:OpenAI", "NAME", needed=True),
    "scripted": Backend("assay.models.scripted:Scripted.of_file", "FILE", needed=True),
}


def make(
    spec: str,
    *,
    cache: str | Path | None = None,
    run: str = "",
    budget_tokens: int | None = None,
    budget_dollars: float | None = None,
    **settings: Any,
) -> Model:
    """The model that `spec` names:

    - `embedded`: the small model that comes along
    - `echo`: tells the prompt back; `scripted:FILE`: answers from JSON lines
    - `openai:NAME`: an endpoint, by OPENAI_BASE_URL or `base_url`, with OPENAI_API_KEY or `key`
    - `http://127.0.0.1:8000/v1#NAME`: the same by its address
    - `local:PATH`: a model for transformers (extra `local`)
    - `path/to/file.py:factory`: whatever that function returns

    `cache` is a file that keeps answers; `run` names a run, so that what an endpoint was asked
    before it was interrupted can be recognised; a budget ends it. Everything else goes to the
    backend. Raises ModelError for a model that there is not, BadParameter for a setting, InputError
    for a script.
    """
    model = _backend(spec, run, settings)
    if budget_tokens is not None or budget_dollars is not None:
        from assay.models.budget import Budgeted

        model = Budgeted(model, tokens=budget_tokens, dollars=budget_dollars)
    if cache is not None:
        from assay.models.cache import Cached

        model = Cached(model, cache)
    return model


def _backend(spec: str, run: str, settings: dict[str, Any]) -> Model:
    if spec.startswith(("http://", "https://")):
        url, _, name = spec.partition("#")
        if settings.setdefault("base_url", url).rstrip("/") != url.rstrip("/"):
            raise BadParameter(f"{spec} says another address already", "base_url")
        return _made(_load("openai"), spec, (name,), run, settings)
    kind, _, argument = spec.partition(":")
    if kind in BACKENDS:
        backend = BACKENDS[kind]
        if backend.needed and not argument:
            raise ModelError(f"expected {kind}:{backend.argument}, got {spec!r}")
        if argument and not backend.argument:
            raise ModelError(f"expected {kind} alone, got {spec!r}")
        return _made(_load(kind), spec, (argument,) if argument else (), run, settings)
    file, _, factory = spec.rpartition(":")
    if file.endswith(".py"):
        return _made(_of_file(Path(file), factory), spec, (), run, settings)
    hint = did_you_mean(kind, BACKENDS)
    known = ", ".join((*BACKENDS, "http://HOST/v1#NAME", "FILE.py:FACTORY"))
    raise ModelError(f"no model {spec!r}{hint} (there are {known})")


def _load(kind: str) -> Callable[..., Any]:
    module, _, names = BACKENDS[kind].place.partition(":")
    found: Any = import_module(module)
    for name in names.split("."):
        found = getattr(found, name)
    return found


def _of_file(file: Path, name: str) -> Callable[..., Any]:
    from assay.registry import load_file

    try:
        module = load_file(file)
    except CheckError as fault:
        raise ModelError(str(fault)) from None
    found = getattr(module, name, None)
    if not callable(found):
        hint = did_you_mean(name, [known for known in vars(module) if not known.startswith("_")])
        raise ModelError(f"{file} has no function {name!r}{hint}")
    return found


def _made(
    factory: Callable[..., Any],
    spec: str,
    given: tuple[str, ...],
    run: str,
    settings: dict[str, Any],
) -> Model:
    takes = inspect.signature(factory).parameters
    open_ended = any(p.kind is p.VAR_KEYWORD for p in takes.values())
    known = list(takes)[len(given) :]
    for name in settings:
        if name not in known and not open_ended:
            raise BadParameter(f"{spec} has no such setting{did_you_mean(name, known)}", name)
    told = {"spec": spec, "run": run}
    own = {name: value for name, value in told.items() if name in takes and name not in settings}
    try:
        model = factory(*given, **own, **settings)
    except (AssayError, MemoryError):
        raise
    except Exception as fault:  # a factory may be anybody's
        raise ModelError(f"{spec} gives no model: {type(fault).__name__}: {fault}") from fault
    if not isinstance(model, Model):
        raise ModelError(f"{spec} gives a {type(model).__name__}, which is no assay.model.Model")
    if not isinstance(getattr(model, "name", None), str):
        raise ModelError(f"{spec} gives a model that has no name")
    return model
