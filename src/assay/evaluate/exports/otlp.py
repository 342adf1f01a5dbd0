"""Events as OTLP: a JSON line for every few hundred, or sent over HTTP by OpenTelemetry's SDK.

The lines are those of OTLP's file exporter (OpenTelemetry specification, protocol/file-exporter):
each is a whole message in the JSON encoding of protocol buffers, in which integers of 64 bits are
texts. Collectors read them with their `otlpjsonfile` receiver. Writing them needs nothing else;
sending wants the extra `telemetry`, and takes what it is not told from the variables OTEL_*.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import IO, Any

from assay import __version__
from assay.errors import AssayError, MissingExtra
from assay.evaluate.exports.events import NAME, SCOPE, Attribute, Event, events, resource_of
from assay.evaluate.exports.source import Source
from assay.sample import encode_json

__all__ = ["send", "write"]

_BATCH = 512
"""Events a message holds, as many as the SDK's processors send at once."""
_INFO = 9
"""The severity of events that tell of nothing wrong (OpenTelemetry's data model of logs)."""


def write(source: Source, file: IO[bytes]) -> int:
    """Writes the events of a run as OTLP in JSON lines; how many they were."""
    now = time.time_ns()
    resource = {"attributes": _attributes(resource_of(source.info))}
    scope = {"name": SCOPE, "version": __version__}
    count = 0
    for batch in _batches(events(source)):
        records = [_record(event, now) for event in batch]
        logs = {"resource": resource, "scopeLogs": [{"scope": scope, "logRecords": records}]}
        file.write(encode_json({"resourceLogs": [logs]}) + b"\n")
        count += len(batch)
    return count


def send(source: Source, endpoint: str | None = None) -> int:
    """Sends the events of a run to a collector, by OTLP over HTTP; how many were taken.

    `endpoint` is the collector's base URL; without it the variable OTEL_EXPORTER_OTLP_ENDPOINT
    holds, else port 4318 of this machine. Headers, certificates, compression and time limits are
    those of the variables OTEL_EXPORTER_OTLP_*. Raises MissingExtra without the SDK, and
    AssayError, saying how many were taken before, where the collector refuses some.
    """
    sdk, wire = _sdk()
    heard = _Heard()
    logging.getLogger("opentelemetry").addHandler(heard)
    exporter = wire.OTLPLogExporter(
        endpoint=f"{endpoint.rstrip('/')}/v1/logs" if endpoint else None
    )
    try:
        return _sent(source, sdk, exporter, heard)
    finally:
        exporter.shutdown()
        logging.getLogger("opentelemetry").removeHandler(heard)


def _sent(source: Source, sdk: Any, exporter: Any, heard: _Heard) -> int:
    outbox = _Outbox(sdk)
    resource = import_module("opentelemetry.sdk.resources").Resource.create(
        resource_of(source.info)
    )
    provider = sdk.LoggerProvider(resource=resource, shutdown_on_exit=False)
    provider.add_log_record_processor(outbox)
    logger = provider.get_logger(SCOPE, __version__)
    severity = import_module("opentelemetry._logs").SeverityNumber.INFO
    success = import_module("opentelemetry.sdk._logs.export").LogRecordExportResult.SUCCESS
    count = 0
    for batch in _batches(events(source)):
        for event in batch:
            logger.emit(
                timestamp=event.time or None,
                observed_timestamp=time.time_ns(),
                severity_number=severity,
                attributes=event.attributes,
                event_name=NAME,
            )
        if exporter.export(outbox.taken()) is not success:
            said = f": {heard.last}" if heard.last else ""
            raise AssayError(f"the collector does not take the events, after {count}{said}")
        count += len(batch)
    return count


class _Outbox:
    """A processor of the SDK that keeps what is emitted until it is taken.

    The SDK's own drop events where their queue is full, and say nothing of what was not sent.
    """

    def __init__(self, sdk: Any) -> None:
        self._make = sdk.ReadableLogRecord
        self._kept: list[Any] = []

    def on_emit(self, log_record: Any) -> None:
        self._kept.append(
            self._make(
                log_record=log_record.log_record,
                resource=log_record.resource,
                instrumentation_scope=log_record.instrumentation_scope,
            )
        )

    def taken(self) -> list[Any]:
        kept, self._kept = self._kept, []
        return kept

    def shutdown(self) -> None:
        """Nothing is open."""

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        return True


class _Heard(logging.Handler):
    """Why the SDK could not send: it says so in its log alone."""

    last = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.last = " ".join(record.getMessage().split())[:300]


def _sdk() -> tuple[Any, Any]:
    try:
        sdk = import_module("opentelemetry.sdk._logs")
        wire = import_module("opentelemetry.exporter.otlp.proto.http._log_exporter")
    except ModuleNotFoundError:
        raise MissingExtra("the SDK of OpenTelemetry", "telemetry") from None
    return sdk, wire


def _record(event: Event, now: int) -> dict[str, Any]:
    made: dict[str, Any] = {
        "observedTimeUnixNano": str(now),
        "severityNumber": _INFO,
        "eventName": NAME,
        "attributes": _attributes(event.attributes),
    }
    if event.time:
        made["timeUnixNano"] = str(event.time)
    return made


def _attributes(given: Mapping[str, Attribute]) -> list[dict[str, Any]]:
    return [{"key": name, "value": _value(value)} for name, value in given.items()]


def _value(value: Attribute) -> dict[str, Any]:
    if isinstance(value, str):
        return {"stringValue": value}
    return {"intValue": str(value)} if isinstance(value, int) else {"doubleValue": value}


def _batches(given: Iterable[Event]) -> Iterator[list[Event]]:
    batch: list[Event] = []
    for event in given:
        batch.append(event)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
