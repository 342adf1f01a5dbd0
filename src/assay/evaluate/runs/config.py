"""What a run is started with, as a file of TOML, as arguments, or both.

    task = "countdown"
    model = "embedded"
    n = 4
    limit = 100
    metrics = ["accuracy", "pass@4"]

    [settings]          # the task's
    level = 2

    [sampling]
    temperature = 0.7

The schema is docs/run.schema.json. A run keeps its own, resolved, as `config.toml` in its folder.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from math import isfinite
from pathlib import Path
from typing import Annotated, Any, cast

import msgspec
from msgspec import Meta

from assay.context import Mode
from assay.errors import BadParameter, RunError, did_you_mean
from assay.model import Sampling

__all__ = ["Budget", "Config", "as_toml", "make_config", "read_config", "schema"]


class Budget(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a run may spend: tokens of prompts and completions together, and US dollars. Once it is
    spent nothing more is asked; what is under way is waited for, and counts."""

    tokens: Annotated[int, Meta(ge=1, description="Of prompts and completions.")] | None = None
    dollars: Annotated[float, Meta(gt=0, description="Where prices are known.")] | None = None


class Config(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A run: every field may stand in a configuration file."""

    task: Annotated[str, Meta(description="What `assay tasks` lists, or a file.")] = ""
    model: Annotated[str, Meta(description="Such as embedded, openai:NAME, URL#NAME.")] = ""
    settings: Annotated[dict[str, Any], Meta(description="The task's settings.")] = {}
    model_settings: Annotated[dict[str, Any], Meta(description="The model's settings.")] = {}
    sampling: Annotated[Sampling, Meta(description="How the model writes.")] = Sampling()
    n: Annotated[int, Meta(ge=1, description="Attempts at each sample.")] = 1
    limit: Annotated[int, Meta(ge=1, description="The first samples alone.")] | None = None
    checks: Annotated[
        list[dict[str, Any]], Meta(description="Asked of every response beside the task's own.")
    ] = []
    metrics: Annotated[list[str], Meta(description="In place of the task's own.")] = []
    mode: Annotated[Mode, Meta(description="The rule mode of the checks.")] = "standard"
    budget: Annotated[Budget, Meta(description="What the run may spend.")] = Budget()
    workers: Annotated[int, Meta(ge=1, le=256, description="Processes that judge.")] = 1
    load: Annotated[list[str], Meta(description="Checks of your own, as FILE.py:NAME.")] = []
    out: Annotated[str, Meta(description="The run's folder.")] = ""


_PARTS: Mapping[str, type[msgspec.Struct]] = {"sampling": Sampling, "budget": Budget}


_SAMPLING = {
    "temperature": {"minimum": 0},
    "top_p": {"exclusiveMinimum": 0, "maximum": 1},
    "max_tokens": {"minimum": 1},
}
"""What `Sampling` holds its fields to beside their types."""


def schema() -> dict[str, Any]:
    """The JSON Schema of a configuration, which editors of TOML understand, too."""
    made = msgspec.json.schema(Config)
    parts = made.pop("$defs")
    for part in parts.values():
        part["additionalProperties"] = False
        part.pop("description", None)  # of the class, for those who program
    for name, bounds in _SAMPLING.items():
        properties = parts["Sampling"]["properties"]
        one = properties[name]
        one = next((kind for kind in one.get("anyOf", ()) if kind["type"] != "null"), one)
        one |= bounds
    config = {**parts.pop("Config"), "title": "A run of Assay"}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **config, "$defs": parts}


def read_config(path: str | os.PathLike[str]) -> dict[str, Any]:
    """The fields in a file of TOML. Raises RunError, with file and field, for what is wrong."""
    try:
        with Path(path).open("rb") as file:
            given = tomllib.load(file)
    except OSError as fault:
        raise RunError(f"{path}: {fault.strerror or fault}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise RunError(f"{path}: not TOML: {fault}") from None
    try:
        make_config(given)
    except RunError as fault:
        raise RunError(f"{path}: {fault}") from None
    return given


def make_config(given: Mapping[str, Any]) -> Config:
    """The configuration with these fields. Raises RunError, with the field, for what is wrong."""
    _refuse_unknown(given, Config, "")
    for name, part in _PARTS.items():
        if isinstance(given.get(name), dict):
            _refuse_unknown(given[name], part, f"{name}.")
    for name, value in given.items():
        _refuse_unwritable(value, name)
    try:
        return msgspec.convert(dict(given), Config)
    except msgspec.ValidationError as fault:
        said, _, place = str(fault).partition(" - at `$")
        where = place.strip("`.")
        raise RunError(f"{where}: {said}" if where else said) from None
    except BadParameter as fault:
        raise RunError(f"sampling.{fault.field}: {fault.message}") from None


def _refuse_unknown(given: Mapping[str, Any], kind: type[msgspec.Struct], under: str) -> None:
    for name in given:
        if name not in kind.__struct_fields__:
            near = did_you_mean(name, kind.__struct_fields__)
            raise RunError(f"{under}{name}: there is no such field{near}")


def _refuse_unwritable(value: object, place: str) -> None:
    """What JSON cannot say can be neither sent nor kept: TOML's dates, and its nan and inf."""
    if isinstance(value, Mapping):
        for name, part in cast("Mapping[object, object]", value).items():
            _refuse_unwritable(part, f"{place}.{name}")
    elif isinstance(value, list | tuple):
        for number, part in enumerate(cast("list[object]", value)):
            _refuse_unwritable(part, f"{place}[{number}]")
    elif isinstance(value, float) and not isfinite(value):
        raise RunError(f"{place}: expected a finite number, got {value}")
    elif not isinstance(value, str | int | float | None):
        kind = type(value).__name__  # and not the value, which may be a key
        raise RunError(f"{place}: expected a text, a number or a truth value, got {kind}")


def as_toml(fields: Mapping[str, Any]) -> str:
    """JSON-like fields as TOML; those that are None are left out, for TOML has no word for it."""
    plain = [(k, v) for k, v in fields.items() if not isinstance(v, dict)]
    tables = [(k, cast("dict[str, Any]", v)) for k, v in fields.items() if isinstance(v, dict)]
    lines = [f"{_key(k)} = {_value(v)}" for k, v in plain if v is not None]
    for name, table in tables:
        lines += ["", f"[{_key(name)}]"]
        lines += [f"{_key(k)} = {_value(v)}" for k, v in table.items() if v is not None]
    return "\n".join(lines).lstrip("\n") + "\n"


def _key(name: str) -> str:
    bare = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if bare else _value(name)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        inner = [f"{_key(k)} = {_value(v)}" for k, v in fields.items() if v is not None]
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_value, cast("list[Any]", value))) + "]"
    if isinstance(value, str):  # a JSON string is a basic string of TOML, but for DEL
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return json.dumps(value, allow_nan=False)
