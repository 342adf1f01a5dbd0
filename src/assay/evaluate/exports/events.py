"""Verdicts as OpenTelemetry events: `gen_ai.evaluation.result`, one for each.

By the semantic conventions for generative AI (open-telemetry/semantic-conventions-genai, status
Development, as of 2026-11):

    gen_ai.evaluation.name           the kind of the check
    gen_ai.evaluation.score.value    its score, where there is one
    gen_ai.evaluation.score.label    pass, fail, undecided or error
    gen_ai.evaluation.explanation    why
    gen_ai.response.id               the endpoint's id of the response, where it was kept
    error.type                       check_error where the check broke; of an attempt without a
                                     response the kind of its fault (timeout, rate_limit ...)

An undecided verdict has a label and no score. Beside them stand `assay.sample.id`,
`assay.attempt`, `assay.check.version` and `assay.mode`; what is the same for the whole run is said
once, of the resource.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeAlias, cast

from assay import __version__
from assay.evaluate.exports.identity import model_called, task_called
from assay.evaluate.exports.source import Source
from assay.evaluate.runs import RunInfo, RunLine
from assay.sample import decode_json

__all__ = ["NAME", "SCOPE", "Attribute", "Event", "events", "resource_of"]

NAME = "gen_ai.evaluation.result"
SCOPE = "assay"
Attribute: TypeAlias = str | int | float


class Event(NamedTuple):
    """An event: when, in nanoseconds since 1970 (0 where that is not known), and what."""

    time: int
    attributes: dict[str, Attribute]


def resource_of(info: RunInfo) -> dict[str, Attribute]:
    """What is said once of all events of a run."""
    made: dict[str, Attribute] = {
        "service.name": "assay",
        "service.version": __version__,
        "assay.run.id": info.id,
        "assay.task.name": task_called(info),
    }
    if info.task.version:
        made["assay.task.version"] = info.task.version
    if name := model_called(info.model.name):
        made["gen_ai.request.model"] = name
    return made


def events(source: Source) -> Iterator[Event]:
    """The events of a run, verdict by verdict, in the order of its attempts."""
    time = _nanoseconds(source.info.created)
    for line in source.lines():
        about = _about(line)
        for attributes in _faults(line) if line.fault is not None else _verdicts(line):
            yield Event(time, {**attributes, **about})


def _about(line: RunLine) -> dict[str, Attribute]:
    about: dict[str, Attribute] = {"assay.sample.id": line.id, "assay.attempt": line.attempt}
    own = line.generation.id if line.generation is not None else ""
    identity = own or line.meta.get("response_id")
    if isinstance(identity, str) and identity:
        about["gen_ai.response.id"] = identity
    if line.generation is not None and line.generation.model:
        about["gen_ai.response.model"] = line.generation.model
    return about


def _verdicts(line: RunLine) -> Iterator[dict[str, Attribute]]:
    for verdict in line.verdict:
        made: dict[str, Attribute] = {"gen_ai.evaluation.name": verdict.kind}
        if verdict.score is not None:
            made["gen_ai.evaluation.score.value"] = float(verdict.score)
        made["gen_ai.evaluation.score.label"] = verdict.status
        if verdict.why:
            made["gen_ai.evaluation.explanation"] = verdict.why
        if verdict.status == "error":
            made["error.type"] = "check_error"
        yield {**made, "assay.check.version": verdict.version, "assay.mode": verdict.mode}


def _faults(line: RunLine) -> Iterator[dict[str, Attribute]]:
    """An attempt without a response: each of its checks could not be asked."""
    fault = line.fault
    decoded = decode_json(bytes(line.checks))
    checks = cast("list[Any]", decoded) if isinstance(decoded, list) else []
    kinds = [cast("dict[str, Any]", one).get("kind") for one in checks if isinstance(one, dict)]
    for kind in [kind for kind in kinds if isinstance(kind, str)] or ["none"]:
        made: dict[str, Attribute] = {"gen_ai.evaluation.name": kind}
        if fault is not None:
            made["gen_ai.evaluation.explanation"] = fault.message
            made["error.type"] = fault.kind
        yield made


def _nanoseconds(created: str) -> int:
    try:
        made = datetime.fromisoformat(created)
    except ValueError:
        return 0
    made = made if made.tzinfo is not None else made.replace(tzinfo=UTC)
    return max(0, int(made.timestamp()) * 1_000_000_000)
