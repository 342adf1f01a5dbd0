"""`run.json`: what was asked of which model, how far it came and what it took.

    {"format": 1, "id": "20261121T180623-countdown-embedded-3f2a", "assay": "0.1.0",
     "created": "2026-11-21T18:06:23Z", "status": "done",
     "task": {"name": "countdown", "version": "1", "settings": {"level": 2}},
     "model": {"name": "embedded", "settings": {}}, "sampling": {"temperature": 0.7},
     "n": 4, "limit": 100, "seed": 0, "metrics": ["accuracy"], "checks": [],
     "totals": {"samples": 100, "answers": 400, "faults": 0, "tokens": 51200, ...}}

It is replaced as a whole, so that a reader finds the old one or the new one and never half of one.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal, TypeAlias

import msgspec

from assay.context import Mode
from assay.errors import RunError
from assay.model import Sampling
from assay.sample import decode_json, encode_json

__all__ = ["FILES", "FORMAT", "Made", "RunInfo", "Status", "Totals", "read_info", "write_info"]

FORMAT = 1
"""The layout of a run's folder; bumped where an older reader would misread it."""
INFO = "run.json"
FILES = ("path", "files")
"""Settings of a task that say where its files are, which its title tells already."""
Status: TypeAlias = Literal["running", "done", "stopped"]


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """A task or a model: its name and what it was set to, without secrets. A task has a
    `version`, and a `title`, which is what tables call it; of a model `identity` says what decides
    its answers, which a run that goes on must find again."""

    name: str
    title: str = ""
    version: str = ""
    settings: dict[str, Any] = {}
    identity: dict[str, Any] = {}


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """Counts over the lines of a run.

    `samples` have at least one line; `answers` and `faults` are lines with and without a response.
    Of the answers `passed`, `failed` or are `unknown`. `tokens` are those of prompts and
    completions together. `cost` is in US dollars, None where no price is known; `seconds` are
    those on the clock, of all the sittings that a run took.
    """

    samples: int = 0
    answers: int = 0
    faults: int = 0
    passed: int = 0
    failed: int = 0
    unknown: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    tokens: int = 0
    cost: float | None = None
    seconds: float = 0.0


class RunInfo(msgspec.Struct, frozen=True, kw_only=True):
    """A run. `status` is `running` also where its process was killed; `why` says what stopped it.

    `samples` is how many were to be asked, None where that was not known; `checks` are those asked
    beside the task's own, `config` what the run was started with, resolved.
    """

    id: str
    task: Made
    model: Made
    format: int = FORMAT
    assay: str = ""
    created: str = ""
    status: Status = "running"
    why: str = ""
    sampling: Sampling = Sampling()
    mode: Mode = "standard"
    n: int = 1
    limit: int | None = None
    samples: int | None = None
    seed: int | None = None
    metrics: list[str] = []
    checks: list[dict[str, Any]] = []
    config: dict[str, Any] = {}
    totals: Totals = Totals()


class _Format(msgspec.Struct):
    format: int


def read_info(folder: Path) -> RunInfo:
    """What `run.json` of a folder says. Raises RunError where there is none that can be read."""
    path = folder / INFO
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        what = "there is no such folder" if not folder.is_dir() else f"it holds no {INFO}"
        raise RunError(f"{folder}: not a run: {what}") from None
    except OSError as fault:
        raise RunError(f"{path}: {fault.strerror or fault}") from None
    try:
        decoded = decode_json(data)
    except (ValueError, RecursionError) as fault:
        raise RunError(f"{path}: not JSON: {fault}") from None
    if _format_of(decoded) > FORMAT:
        raise RunError(f"{path}: written by a later Assay, in a format that this one cannot read")
    try:
        return msgspec.convert(decoded, RunInfo)
    except (msgspec.ValidationError, ValueError) as fault:
        raise RunError(f"{path}: {fault}") from None


def _format_of(decoded: object) -> int:
    try:
        return msgspec.convert(decoded, _Format).format
    except msgspec.ValidationError:
        return 0


def write_info(folder: Path, info: RunInfo) -> None:
    """Replaces `run.json`. Raises RunError where the disk does not take it."""
    path, new = folder / INFO, folder / f"{INFO}.new"
    try:
        with new.open("wb") as file:
            file.write(msgspec.json.format(encode_json(info), indent=1) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError as fault:
        raise RunError(f"{path}: {fault.strerror or fault}") from None
