"""A run in the format of Every Eval Ever, schema 0.3.0: https://github.com/evaleval/every_eval_ever

    OUT/data/COLLECTION/DEVELOPER/MODEL/UUID.json            what came out, by metric
    OUT/data/COLLECTION/DEVELOPER/MODEL/UUID_samples.jsonl   each attempt of which that is known
    OUT/left_out/UUID.jsonl                                  each of which it is not, and why

The format has no word for "not known": an attempt is right or wrong. So what could not be decided,
and what brought no response, is counted with the results and listed apart, and is neither.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Literal, NamedTuple, TypeAlias

import msgspec

from assay import __version__
from assay.errors import RunError, Undecided
from assay.evaluate.exports.identity import Identity, identity_of
from assay.evaluate.exports.instances import SCHEMA, instance_of, texts_of
from assay.evaluate.exports.source import Source
from assay.evaluate.metrics import Measure, measure
from assay.evaluate.metrics.of_lines import outcomes_of
from assay.evaluate.runs import RunInfo, RunLine
from assay.sample import encode_json

__all__ = ["Relationship", "Written", "write"]

Relationship: TypeAlias = Literal["first_party", "third_party", "collaborative", "other"]
_LOWER = re.compile(r"(?:e-)?(?:ece|brier|aurc|cost)\b(?!.* resolution)|\w+\b.* spread")
"""Metrics of which less is better, by their names."""
_NUMBERED = re.compile(r"([\w-]+)([@^])(\d+)(?::.*)?")


class Written(NamedTuple):
    """What was written where; `left_out` counts attempts that are neither right nor wrong."""

    model: str
    results: Path
    samples: Path
    apart: Path
    attempts: int
    left_out: int


def write(
    source: Source,
    out: str | os.PathLike[str],
    *,
    model: str = "",
    collection: str = "",
    organization: str = "unknown",
    relationship: Relationship = "other",
    metrics: Sequence[str] = (),
) -> Written:
    """Writes a run below the folder `out`.

    Raises BadParameter where the model is not known or there is no such metric, Undecided where
    nothing was decided, and RunError where the disk does not take it.
    """
    info = source.info
    identity = identity_of(info, model, collection)
    names = [*(metrics or info.metrics or ("accuracy",))]
    names = ["accuracy", *(name for name in names if name != "accuracy")]
    found = measure(names, outcomes_of(source.lines()))
    # A curve and a metric may both bring pass@1: a name is a result of its own here, once.
    measures = [*{one.name: one for one in found if one.value is not None}.values()]
    if not measures:
        raise Undecided(f"{info.id}: nothing was decided, so there is nothing to export")
    root = Path(out)
    samples = root / identity.samples
    results = root / identity.results
    apart = root / "left_out" / f"{identity.uuid}.jsonl"
    try:
        rows, digest = _write_samples(source, identity, measures[0], samples, apart)
        body = _body(source, identity, measures, organization, relationship)
        body["detailed_evaluation_results"] = {
            "format": "jsonl",
            "file_path": str(identity.samples),
            "hash_algorithm": "sha256",
            "checksum": digest,
            "total_rows": rows[0],
        }
        with _replacing(results) as file:
            file.write(msgspec.json.format(encode_json(body), indent=1) + b"\n")
        if not rows[1]:
            apart.unlink()
    except OSError as fault:
        raise RunError(f"{fault.filename or out}: {fault.strerror or fault}") from None
    return Written(identity.model, results, samples, apart, *rows)


def _write_samples(
    source: Source, identity: Identity, first: Measure, path: Path, apart: Path
) -> tuple[tuple[int, int], str]:
    """The attempts that count and those that do not; how many, and the digest of the first file."""
    digest = sha256()
    counted = left_out = 0
    result = _result_id(identity, first)
    with _replacing(path) as file, _replacing(apart) as other:
        for line in source.lines():
            if line.outcome is None:
                left_out += 1
                other.write(encode_json(_why(line)) + b"\n")
                continue
            counted += 1
            made = instance_of(line, identity.evaluation, identity.model, identity.task, result)
            data = encode_json(made) + b"\n"
            digest.update(data)
            file.write(data)
    return (counted, left_out), digest.hexdigest()


def _why(line: RunLine) -> dict[str, Any]:
    about: dict[str, Any] = {"id": line.id, "attempt": line.attempt}
    if line.fault is not None:
        return {**about, "fault": msgspec.to_builtins(line.fault)}
    doubtful = [one for one in line.verdict if one.passed is None]
    said = [{"kind": one.kind, "status": one.status, "why": one.why} for one in doubtful]
    return {**about, "undecided": said}


def _body(
    source: Source,
    identity: Identity,
    measures: Sequence[Measure],
    organization: str,
    relationship: Relationship,
) -> dict[str, Any]:
    info = source.info
    made: dict[str, Any] = {
        "schema_version": SCHEMA,
        "evaluation_id": identity.evaluation,
        "retrieved_timestamp": str(time.time()),
        "source_metadata": {
            "source_name": "assay",
            "source_type": "evaluation_run",
            "source_organization_name": organization,
            "evaluator_relationship": relationship,
        },
        "eval_library": {"name": "assay", "version": info.assay or __version__},
        "model_info": identity.model_info,
        "evaluation_results": [_result(source, identity, one, measures[0]) for one in measures],
    }
    if info.created:
        made["evaluation_timestamp"] = info.created
    return made


def _result(source: Source, identity: Identity, one: Measure, first: Measure) -> dict[str, Any]:
    info = source.info
    details: dict[str, Any] = {"undecided": one.unknown, "faults": one.faults}
    if one is not first:
        details["computed_from"] = f"the attempts of {_result_id(identity, first)}"
    uncertainty: dict[str, Any] = {"num_samples": one.n}
    if one.low is not None and one.high is not None:
        uncertainty["confidence_interval"] = {
            "lower": one.low,
            "upper": one.high,
            "confidence_level": 0.95,
            "method": one.method,
        }
    about = {"version": info.task.version, "settings": info.task.settings}
    return {
        "evaluation_result_id": _result_id(identity, one),
        "evaluation_name": identity.task,
        "source_data": {
            "dataset_name": identity.task,
            "source_type": "other",
            "additional_details": texts_of({k: v for k, v in about.items() if v}),
        },
        "metric_config": _metric(one),
        "score_details": {
            "score": one.value,
            "details": texts_of(details),
            "uncertainty": uncertainty,
        },
        **({"generation_config": _generation(info)} if source.asked else {}),
    }


def _metric(one: Measure) -> dict[str, Any]:
    numbered = _NUMBERED.fullmatch(one.name)
    share = one.unit == "share"
    made: dict[str, Any] = {
        "metric_id": one.name,
        "metric_name": one.name,
        "metric_unit": "proportion" if share and one.most == 1 else one.unit,
        "lower_is_better": bool(_LOWER.match(one.name)),
        "score_type": "continuous",
        # Within bins confidences may vary so that what they resolve comes out below nothing.
        "min_score": -1 if one.name.endswith(" resolution") else 0,
        "max_score": one.most if share or one.unit == "number" else "Infinity",
    }
    if numbered:
        made["metric_id"] = f"{numbered[1]}_{'at' if numbered[2] == '@' else 'hat'}_k"
        made["metric_parameters"] = {"k": int(numbered[3])}
    return made


def _generation(info: RunInfo) -> dict[str, Any]:
    sampling = info.sampling
    args: dict[str, Any] = {"temperature": sampling.temperature, "top_p": sampling.top_p}
    if sampling.max_tokens is not None:
        args["max_tokens"] = sampling.max_tokens
    about: dict[str, Any] = {"attempts": info.n, "run": info.id, "seed": info.seed}
    if sampling.stop:
        about["stop"] = [*sampling.stop]
    return {"generation_args": args, "additional_details": texts_of(about)}


def _result_id(identity: Identity, one: Measure) -> str:
    return f"{identity.evaluation}#{one.name}"


@contextmanager
def _replacing(path: Path) -> Generator[IO[bytes]]:
    """A file that takes its place when it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    try:
        with new.open("wb") as file:
            yield file
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
