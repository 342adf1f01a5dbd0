"""What travels between a worker and its keeper: JSON frames, each preceded by its length.

A request is a batch of jobs with what is known of them already; a reply is the verdicts of one
job. Checks travel as (kind, parameters), so that a worker makes them anew; nothing is pickled.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any

import msgspec

from assay.check import Check
from assay.engine.job import Job, Settings
from assay.registry import parse
from assay.response import Response
from assay.sample import decode_json, encode_json
from assay.verdict import Verdict

__all__ = [
    "HEADER",
    "Reply",
    "Request",
    "WireJob",
    "frame",
    "pack_job",
    "reply_from",
    "request_from",
    "unpack_job",
]

HEADER = struct.Struct("<Q")


class WireJob(msgspec.Struct):
    """A job by number.

    `known` says of leaf checks, by their place in the order of asking, why they are not to be
    asked again: they have killed a worker.
    """

    number: int
    body: Any
    known: dict[int, str] = {}


class Request(msgspec.Struct):
    """A batch of jobs, how to judge them, and where to import their kinds from."""

    jobs: list[WireJob]
    settings: Settings
    sources: list[str] = []


class Reply(msgspec.Struct):
    """The verdicts of one job."""

    number: int
    verdicts: list[list[Verdict]]


def frame(value: object) -> bytes:
    """A value as it travels."""
    body = encode_json(value)
    return HEADER.pack(len(body)) + body


def request_from(body: bytes) -> Request:
    """The request in a frame."""
    return msgspec.convert(decode_json(body), Request, str_keys=True)


def reply_from(body: bytes) -> Reply:
    """The reply in a frame."""
    try:
        return msgspec.json.decode(body, type=Reply)
    except msgspec.DecodeError:
        return msgspec.convert(decode_json(body), Reply)


def pack_job(job: Job) -> dict[str, Any]:
    """A job as JSON data."""
    return {
        "responses": [_content(item) for item in job.responses],
        "checks": list(job.checks),
        "prompt": job.prompt,
        "reference": job.reference,
        "meta": dict(job.meta),
        **({"invites": list(job.invites)} if job.invites else {}),
    }


def unpack_job(body: dict[str, Any]) -> Job:
    """The job in JSON data."""
    checks: Sequence[Check] = [parse(check) for check in body["checks"]]
    rest = (body["prompt"], body["reference"], body["meta"], tuple(body.get("invites", ())))
    return Job(body["responses"], checks, *rest)


def _content(item: Any) -> Any:
    if not isinstance(item, Response):
        return item
    return list(item.messages) or item.text
