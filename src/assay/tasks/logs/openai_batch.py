"""OpenAI's batches as rows: the file of requests and those of what came back, by `custom_id`.

    {"custom_id": "7", "method": "POST", "url": "/v1/chat/completions", "body": {...}}
    {"id": "batch_req_1", "custom_id": "7", "error": null,
     "response": {"status_code": 200, "request_id": "...", "body": {...}}}

Every request is at least one row, in the order of the requests: one for each choice, or one with a
`fault` where the batch gave an error, or nothing at all. Outputs and errors come in any number of
files; of several lines about one request a good answer is kept over an error.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Self

from assay.errors import BadParameter, InputError, did_you_mean
from assay.model import Fault
from assay.sample import decode_json, encode_json
from assay.tasks.logs.asked import Asked, Target
from assay.tasks.logs.bodies import fault_of, prompt_of, said_in
from assay.tasks.logs.rows import Attempt, Said, placed, row_of
from assay.tasks.logs.values import fields_of
from assay.tasks.records import FilePath, Record, json_records

__all__ = ["convert"]

_WHY = "a batch states no target"


def convert(*files: FilePath, asked: Asked | None = None) -> Iterator[dict[str, Any]]:
    """The rows of a batch: its requests, then what came back, in any number of files.

    Raises InputError, with file, line and field, for what is malformed, for two requests of one
    name, and for an answer to a request that is not there.
    """
    if len(files) < 2:
        raise InputError(f"expected REQUESTS OUTPUTS [ERRORS ...], got {len(files)} file")
    known = _known(files[0])
    with _Answers() as answers:
        answers.read(files[1:], known)
        for request in json_records(files[0]):
            yield from _rows(request, answers.to(_identity(request)), asked or Asked())


def _known(file: FilePath) -> dict[str, None]:
    known: dict[str, None] = {}
    for request in json_records(file):
        identity = _identity(request)
        if identity in known:
            raise request.fault(f"a second request is called {identity!r:.60}", "custom_id")
        if not isinstance(request.fields.get("body"), dict):
            raise request.fault("expected the body of a request", "body")
        known[identity] = None
    if not known:
        raise InputError("there are no requests", file=str(file))
    return known


class _Place(NamedTuple):
    """Where an answer lies in the file that is kept of them, and whether it is a good one."""

    start: int
    length: int
    good: bool
    record: Record


class _Answers:
    """What came back, by the name of its request; on disk, as a batch's outputs may be large."""

    def __init__(self) -> None:
        self._places: dict[str, _Place] = {}
        self._kept = tempfile.TemporaryFile()  # noqa: SIM115, closed by `__exit__`

    def read(self, files: Sequence[FilePath], known: Mapping[str, None]) -> None:
        """Keeps what came back. Raises InputError for an answer to no request."""
        for record in (record for file in files for record in json_records(file)):
            identity = _identity(record)
            if identity not in known:
                near = did_you_mean(identity, known) if len(known) < 1000 else ""
                raise record.fault(f"no request is called {identity!r:.60}{near}", "custom_id")
            before = self._places.get(identity)
            if before is None or not before.good:
                self._places[identity] = self._keep(record)

    def _keep(self, record: Record) -> _Place:
        start = self._kept.tell()
        data = encode_json(record.fields)
        self._kept.write(data)
        return _Place(start, len(data), _good(record), record._replace(fields={}))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._kept.close()

    def to(self, identity: str) -> Record | None:
        """The answer to a request; None where nothing came back."""
        place = self._places.get(identity)
        if place is None:
            return None
        self._kept.seek(place.start)
        fields = decode_json(self._kept.read(place.length))
        return place.record._replace(fields=fields)


def _rows(request: Record, answer: Record | None, asked: Asked) -> Iterator[dict[str, Any]]:
    identity = _identity(request)
    body: dict[str, Any] = request.fields["body"]
    meta: dict[str, Any] = {"source": "openai-batch", "url": request.fields.get("url")}
    if isinstance(body.get("model"), str):
        meta["model"] = body["model"]
    chosen = asked.chosen(identity, Target(), False, _WHY)
    rows: list[dict[str, Any]] = []
    with placed(request.fault):
        prompt = prompt_of(body)
        for number, said in enumerate(_told(answer)):
            attempt = Attempt(identity, prompt, attempt=number, meta=meta)
            if isinstance(said, Said):
                attempt = attempt._replace(said=said)
            else:
                attempt = attempt._replace(fault=said)
            rows.append(row_of(attempt, chosen))
    yield from rows


def _told(answer: Record | None) -> list[Said | Fault]:
    """What came back for a request: answers, or the fault that stands in the place of one."""
    if answer is None:
        return [Fault(kind="cancelled", message="nothing came back for this request")]
    given = fields_of(answer.fields.get("response"))
    status: Any = given.get("status_code")
    status = status if isinstance(status, int) else None
    body: Any = given.get("body")
    if _good(answer):
        try:
            return said_in(body)
        except BadParameter as fault:
            return [Fault(kind="malformed", message=f"response.body: {fault}", status=status)]
    error = answer.fields.get("error")
    if error is None:
        error = fields_of(body).get("error", body)
    return [fault_of(error or f"HTTP status {status}", status)]


def _good(answer: Record) -> bool:
    given = fields_of(answer.fields.get("response"))
    well = answer.fields.get("error") is None and given.get("status_code", 200) == 200
    return well and isinstance(given.get("body"), dict)


def _identity(record: Record) -> str:
    identity = record.fields.get("custom_id")
    if not isinstance(identity, str) or not identity:
        raise record.fault("expected the name of a request", "custom_id")
    return identity
