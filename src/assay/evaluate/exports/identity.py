"""Who was evaluated on what, in the names of Every Eval Ever's datastore.

    data/COLLECTION/DEVELOPER/MODEL/UUID.json

Parts of a path are names that every file system takes. The UUID is made from the run's identity,
so that a run that is exported again takes the place of what was there.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from assay.errors import BadParameter
from assay.evaluate.runs import RunInfo

__all__ = ["Identity", "identity_of", "model_called", "portable", "task_called"]

_OURS = {"embedded", "echo", "scripted"}
_HERE = ("127.0.0.1", "::1", "localhost")
_UNFIT = re.compile(r"[^A-Za-z0-9._+-]+")
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?|data")


class Identity(NamedTuple):
    """A run's evaluation and model, and the paths of its files."""

    evaluation: str
    task: str
    collection: str
    model: str
    model_info: dict[str, Any]
    uuid: str

    @property
    def folder(self) -> PurePosixPath:
        """Where its files lie."""
        developer, _, name = self.model.rpartition("/")
        parts = (self.collection, developer or "unknown", name)
        return PurePosixPath("data", *map(portable, parts))

    @property
    def results(self) -> PurePosixPath:
        """The file of results."""
        return self.folder / f"{self.uuid}.json"

    @property
    def samples(self) -> PurePosixPath:
        """The file of attempts."""
        return self.folder / f"{self.uuid}_samples.jsonl"


def identity_of(info: RunInfo, model: str = "", collection: str = "") -> Identity:
    """The identity of a run. `model` is a name such as `meta-llama/Llama-3.1-8B`, in place of what
    the run calls it.

    Raises BadParameter where no model is known.
    """
    named = model or model_called(info.model.name)
    if not named.strip("/"):
        raise BadParameter("the model is not known, or there are several; name it", "--model-id")
    named = "/".join(part for part in named.split("/") if part)
    task = task_called(info)
    evaluation = f"{task}/{named}/{info.created or info.id}"
    digest = sha256(f"{evaluation}/{info.id}".encode("utf-8", "surrogatepass")).digest()
    uuid = str(UUID(bytes=digest[:16], version=4))
    details = {"deployment_type": "unknown", "model_availability": "unknown"}
    made: dict[str, Any] = {"name": info.model.name or named, "id": named}
    kind = info.model.name.partition(":")[0]
    if kind in _OURS or kind == "local":
        details["deployment_type"] = "self_deployed"
        engine = f"assay-{kind}" if kind in _OURS else "transformers"
        version = info.assay if kind in _OURS else "unknown"
        made["inference_engine"] = {"name": engine, "version": version or "unknown"}
    elif (host := _host(info)) in _HERE:
        details["deployment_type"] = "self_deployed"
    elif host:
        made["inference_platform"] = host
    if "/" in named:
        made["developer"] = named.partition("/")[0]
    made["additional_details"] = details
    return Identity(evaluation, task, collection or task, named, made, uuid)


def task_called(info: RunInfo) -> str:
    """What a run was about: a file of rows has a title of its own."""
    return info.task.title or info.task.name


def portable(name: str) -> str:
    """A name that can be a part of a path anywhere."""
    made = _UNFIT.sub("_", name).strip("._ ")[:100].strip("._ ") or "unknown"
    return f"{made}_" if _RESERVED.fullmatch(made) else made


def model_called(model: str) -> str:
    """What a run calls a model, without the words for how it was reached."""
    kind, colon, rest = model.partition(":")
    if kind in _OURS:
        return f"assay/{kind}"
    if kind == "local":
        return "/".join(rest.rstrip("/").split("/")[-2:])
    if kind in ("http", "https"):
        return model.rpartition("#")[2] if "#" in model else ""
    return rest if kind == "openai" and colon else model


def _host(info: RunInfo) -> str:
    """The host of the endpoint that answered."""
    for given in (info.model.settings.get("base_url"), info.model.name):
        if isinstance(given, str) and "://" in given:
            try:
                return urlsplit(given).hostname or ""
            except ValueError:
                return ""
    return "openai" if info.model.name.startswith("openai:") else ""
