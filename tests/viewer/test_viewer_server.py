"""Who may read from the server, and what."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from urllib.parse import urlsplit

import pytest
from run_folders import many, write_run

from assay.viewer.server import Server
from assay.viewer.shelf import Shelf


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("runs")
    (folder / "secret.txt").write_text("secret")
    runs = [write_run(folder / name, many(20, 2)) for name in ("one", "two")]
    with Server(Shelf(runs)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def ask(server, path, method="GET", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def piece(server, name, **headers):
    return ask(server, f"/{server.token}/{name}", **headers)


def test_it_listens_on_this_machine_alone(server):
    assert server.server_address[0] == "127.0.0.1"
    assert urlsplit(server.url).hostname == "127.0.0.1"
    assert len(server.token) >= 32


@pytest.mark.parametrize("path", ["/", "/state", "/wrong/state", "//state", "/%00/state"])
def test_without_the_token_nothing_is_said(server, path):
    answer, body = ask(server, path)
    assert answer.status == 403
    assert server.token.encode() not in body


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.evil.example:80", ""],
)
def test_a_name_that_was_rebound_here_is_refused(server, host):
    answer, _ = piece(server, "state", Host=host)
    assert answer.status == 421


def test_this_machine_may_be_called_localhost(server):
    for host in (f"localhost:{server.server_port}", "localhost:8000", "127.0.0.1:9", "localhost"):
        assert piece(server, "state", Host=host)[0].status == 200  # behind a tunnel, say


def test_another_site_may_not_ask(server):
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert piece(server, "state", **headers)[0].status == 403
    for dest in ("iframe", "script", "empty", "object"):
        embedded = headers | {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": dest}
        assert piece(server, "", **embedded)[0].status == 403
    assert piece(server, "state", **{"Sec-Fetch-Site": "same-origin"})[0].status == 200


def test_a_link_from_elsewhere_may_be_followed(server):
    asked = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    answer, body = piece(server, "", **asked, **{"Sec-Fetch-Dest": "document"})
    assert (answer.status, b"viewer.js" in body) == (200, True)


@pytest.mark.parametrize(
    "name",
    [
        "../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt", "/etc/passwd", "viewer.py",
        "page/viewer.html", "samples.jsonl", "run.json", "one/run.json", "\\..\\secret.txt",
    ],
)  # fmt: skip
def test_there_are_no_paths_to_walk(server, name):
    answer, body = piece(server, name)
    assert answer.status == 404
    assert b"secret" not in body


@pytest.mark.parametrize(
    "name",
    [
        "line?run=0&row=40", "line?run=2&row=0", "line?run=-1&row=0", "line?row=%C2%B2",
        "line?row=x",
        "labels?chunk=99", "index?from=41", "search?q=x&from=1e3", "compared?run=0&other=9",
        "line?row=" + "9" * 5000,
    ],
)  # fmt: skip
def test_what_there_is_not_is_not_found(server, name):
    assert piece(server, name)[0].status in (404, 414)


def test_what_was_fetched_of_an_older_state_is_void(server):
    epoch = json.loads(piece(server, "state")[1])["runs"][0]["epoch"]
    assert piece(server, f"line?run=0&row=0&epoch={epoch}")[0].status == 200
    assert piece(server, f"line?run=0&row=0&epoch={epoch + 1}")[0].status == 409


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_written(server, method):
    assert ask(server, f"/{server.token}/state", method)[0].status == 501


def test_a_head_has_no_body(server):
    answer, body = ask(server, f"/{server.token}/", "HEAD")
    assert (answer.status, body) == (200, b"")
    assert int(answer.headers["Content-Length"]) > 500


def test_the_page_may_load_nothing_and_be_framed_by_nobody(server):
    answer, body = piece(server, "")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert b"<style" not in body
    assert b"<script>" not in body
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_the_pieces_are_there(server):
    state = json.loads(piece(server, "state")[1])
    assert [run["rows"] for run in state["runs"]] == [40, 40]
    assert json.loads(piece(server, "line?run=1&row=3")[1])["line"]["id"] == "s1"
    assert json.loads(piece(server, "search?run=0&q=number%207%20")[1])["next"] is None
    assert "measures" in json.loads(piece(server, "numbers?run=0")[1])[""]
    assert len(json.loads(piece(server, "items")[1])) == 20
    for name in ("viewer.js", "viewer.css"):
        assert len(piece(server, name)[1]) > 5000


def test_half_a_request_and_noise_hurt_nobody(server):
    for noise in (b"GET /", b"\x00\xff\r\n\r\n", b"GET " + b"x" * 70_000 + b" HTTP/1.1\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", server.server_port), timeout=20) as raw:
            raw.sendall(noise)
            raw.shutdown(socket.SHUT_WR)
            raw.recv(1000)
    assert piece(server, "state")[0].status == 200
