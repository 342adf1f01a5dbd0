"""Verdicts as OpenTelemetry events: in JSON lines, and sent to a collector on this machine."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from interchange_runs import GOLD, line, rows_of, run_of, verdict

import assay.evaluate.exports.otlp as otlp
from assay.errors import AssayError, MissingExtra
from assay.evaluate.exports.source import open_source

LINES = [
    line("a", meta={"response_id": "chatcmpl-1"}),
    line("b", "fail", attempt=1),
    line("c", "undecided"),
    line("d", "error"),
    line("e", "fault"),
]


def written(path: str) -> list[dict[str, Any]]:
    """The messages that are written, one a line."""
    held = io.BytesIO()
    otlp.write(open_source(path), held)
    return [json.loads(one) for one in held.getvalue().splitlines()]


def plain(attributes: list[dict[str, Any]]) -> dict[str, Any]:
    """Attributes of OTLP in JSON as a dictionary."""
    made: dict[str, Any] = {}
    for one in attributes:
        ((kind, value),) = one["value"].items()
        made[one["key"]] = int(value) if kind == "intValue" else value
    return made


def events_of(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    logs = [logs for message in messages for logs in message["resourceLogs"]]
    return [r for one in logs for scope in one["scopeLogs"] for r in scope["logRecords"]]


def test_a_run_tells_the_endpoints_name_for_an_answer(tmp_path: Path) -> None:
    own = line("a")
    own["generation"]["id"] = "chatcmpl-9"
    (event,) = events_of(written(run_of(tmp_path / "run", own)))
    assert plain(event["attributes"])["gen_ai.response.id"] == "chatcmpl-9"


def test_an_event_for_each_verdict(tmp_path: Path) -> None:
    (message,) = written(run_of(tmp_path / "run", *LINES))
    (logs,) = message["resourceLogs"]
    resource = plain(logs["resource"]["attributes"])
    assert resource["service.name"] == "assay"
    assert resource["assay.run.id"] == "20261121T180623-countdown-3f2a"
    assert resource["assay.task.name"] == "countdown"
    assert resource["gen_ai.request.model"] == "gpt-x"
    assert logs["scopeLogs"][0]["scope"]["name"] == "assay"
    records = events_of([message])
    assert {record["eventName"] for record in records} == {"gen_ai.evaluation.result"}
    assert {record["timeUnixNano"] for record in records} == {"1795284383000000000"}
    told = [plain(record["attributes"]) for record in records]
    assert told[0] == {
        "gen_ai.evaluation.name": "answer.number",
        "gen_ai.evaluation.score.value": 1.0,
        "gen_ai.evaluation.score.label": "pass",
        "gen_ai.evaluation.explanation": "it is pass",
        "gen_ai.response.id": "chatcmpl-1",
        "gen_ai.response.model": "gpt-x-2026",
        "assay.sample.id": "a",
        "assay.attempt": 0,
        "assay.check.version": "1",
        "assay.mode": "standard",
    }
    assert (told[1]["gen_ai.evaluation.score.value"], told[1]["assay.attempt"]) == (0.0, 1)
    for unknown in told[2:]:
        assert "gen_ai.evaluation.score.value" not in unknown
    assert told[2]["gen_ai.evaluation.score.label"] == "undecided"
    assert "error.type" not in told[2]
    assert (told[3]["error.type"], told[4]["error.type"]) == ("check_error", "timeout")
    assert "gen_ai.evaluation.score.label" not in told[4]


def test_several_checks_and_none(tmp_path: Path) -> None:
    two = line("a", verdicts=[[verdict("pass"), verdict("fail", kind="text.words")]], passed=False)
    none = line("b", checks=[], verdicts=[[]], passed=None)
    failed = line("c", "fault", checks=[GOLD, {"kind": "text.words", "min": 1}])
    told = [
        plain(r["attributes"])
        for r in events_of(written(run_of(tmp_path / "run", two, none, failed)))
    ]
    names = [(one["assay.sample.id"], one["gen_ai.evaluation.name"]) for one in told]
    assert names == [
        ("a", "answer.number"), ("a", "text.words"), ("b", "none"),
        ("c", "answer.number"), ("c", "text.words"),
    ]  # fmt: skip


def test_lines_hold_some_hundred_events(tmp_path: Path) -> None:
    path = rows_of(tmp_path / "r.jsonl", *(line(str(n)) for n in range(1100)))
    messages = written(path)
    assert [len(events_of([message])) for message in messages] == [512, 512, 76]
    assert len({plain(r["attributes"])["assay.sample.id"] for r in events_of(messages)}) == 1100


def test_lines_are_what_protocol_buffers_read(tmp_path: Path) -> None:
    """JSON by the definition of OTLP itself, which refuses unknown and mistyped fields."""
    logs = pytest.importorskip("opentelemetry.proto.logs.v1.logs_pb2")
    json_format = pytest.importorskip("google.protobuf.json_format")
    for message in written(run_of(tmp_path / "run", *LINES)):
        read = json_format.Parse(json.dumps(message), logs.LogsData())
        records = [r for one in read.resource_logs for s in one.scope_logs for r in s.log_records]
        assert [record.event_name for record in records] == ["gen_ai.evaluation.result"] * 5
        assert records[0].time_unix_nano == 1795284383000000000


class Collector(BaseHTTPRequestHandler):
    """Takes OTLP over HTTP as a collector does; refuses from the `refused`-th message on."""

    taken: list[tuple[str, dict[str, str], bytes]]
    refused: int

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        status = 200 if len(self.taken) < self.refused else 400
        if status == 200:
            self.taken.append((self.path, dict(self.headers), body))
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[ThreadingHTTPServer]:
    pytest.importorskip("opentelemetry.exporter.otlp.proto.http")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "127.0.0.1")
    monkeypatch.setattr(Collector, "taken", [], raising=False)
    monkeypatch.setattr(Collector, "refused", 99, raising=False)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def url_of(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}"


def received() -> list[Any]:
    """The log records that the collector took."""
    service = pytest.importorskip("opentelemetry.proto.collector.logs.v1.logs_service_pb2")
    requests = [service.ExportLogsServiceRequest.FromString(body) for *_, body in Collector.taken]
    logs = [one for request in requests for one in request.resource_logs]
    return [record for one in logs for scope in one.scope_logs for record in scope.log_records]


def test_events_arrive_at_a_collector(
    tmp_path: Path, collector: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20tide")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip")
    run = run_of(tmp_path / "run", *LINES)
    assert otlp.send(open_source(run), url_of(collector)) == 5
    ((path, headers, _),) = Collector.taken
    assert path == "/v1/logs"
    assert {name.lower(): text for name, text in headers.items()}["authorization"] == "Bearer tide"
    records = received()
    assert [record.event_name for record in records] == ["gen_ai.evaluation.result"] * 5
    told = [
        {one.key: getattr(one.value, one.value.WhichOneof("value")) for one in record.attributes}
        for record in records
    ]
    assert told == [plain(record["attributes"]) for record in events_of(written(run))]
    assert records[0].time_unix_nano == 1795284383000000000
    assert records[0].severity_number == 9


def test_the_collector_of_the_environment(
    tmp_path: Path, collector: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", url_of(collector))
    path = rows_of(tmp_path / "r.jsonl", *(line(str(n)) for n in range(600)))
    assert otlp.send(open_source(path)) == 600
    assert len(received()) == 600
    assert len(Collector.taken) == 2


def test_a_collector_that_refuses_is_an_error(
    tmp_path: Path, collector: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Collector, "refused", 1)
    path = rows_of(tmp_path / "r.jsonl", *(line(str(n)) for n in range(600)))
    with pytest.raises(AssayError, match=r"does not take the events, after 512: .*400"):
        otlp.send(open_source(path), url_of(collector))


def test_nobody_listens(
    tmp_path: Path, collector: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "0.2")
    collector.socket.close()
    run = run_of(tmp_path / "run", line("a"))
    with pytest.raises(AssayError, match="does not take the events, after 0"):
        otlp.send(open_source(run), url_of(collector))


def test_without_the_sdk_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> object:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(otlp, "import_module", missing)
    with pytest.raises(MissingExtra, match=r"assay\[telemetry\]"):
        otlp.send(open_source(run_of(tmp_path / "run", line("a"))))


def test_writing_does_not_load_the_sdk(tmp_path: Path) -> None:
    run = run_of(tmp_path / "run", line("a"))
    script = (
        "import io, sys; from assay.evaluate.exports import otlp, source;"
        f"otlp.write(source.open_source({run!r}), io.BytesIO());"
        "sys.exit('opentelemetry' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


STATUS = st.sampled_from(["pass", "fail", "undecided", "error"])


@given(
    st.lists(st.tuples(st.text(), st.lists(st.tuples(STATUS, st.text()), min_size=1)), min_size=1)
)
def test_verdicts_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[str, list[tuple[str, str]]]]
) -> None:
    lines = [
        line(i, attempt=n, verdicts=[[verdict(status, why=why) for status, why in verdicts]])
        for n, (i, verdicts) in enumerate(told)
    ]
    messages = written(run_of(tmp_path_factory.mktemp("run") / "run", *lines))
    found = [plain(record["attributes"]) for record in events_of(messages)]
    label, why = "gen_ai.evaluation.score.label", "gen_ai.evaluation.explanation"
    assert [(one["assay.sample.id"], one[label], one.get(why, "")) for one in found] == [
        (i, status, why) for i, verdicts in told for status, why in verdicts
    ]
