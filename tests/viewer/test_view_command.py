"""`assay view` as it is called."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request

import pytest
from click.testing import CliRunner
from run_folders import many, write_run

from assay.cli.view import view


def command(*given):
    return [sys.executable, "-m", "assay", "view", *map(str, given)]


@pytest.fixture
def folder(tmp_path):
    return write_run(tmp_path / "one", many(5, 2))


def test_one_file_is_written(folder, tmp_path):
    page = tmp_path / "view.html"
    done = subprocess.run(command(folder, "--static", page), capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")
    assert page.read_text("utf-8").startswith("<!doctype html>")


def test_a_file_has_no_port(folder, tmp_path):
    page = tmp_path / "view.html"
    done = subprocess.run(
        command(folder, "--static", page, "--port", 8000), capture_output=True, text=True
    )
    assert (done.returncode, page.exists()) == (2, False)
    assert "--port" in done.stderr


def test_the_file_that_was_written_is_opened(folder, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    page = tmp_path / "a b.html"
    done = CliRunner().invoke(view, [str(folder), "--static", str(page), "--open"])
    assert (done.exit_code, opened) == (0, [page.as_uri()])


def test_it_serves_until_it_is_interrupted(folder):
    with subprocess.Popen(command(folder), stdout=subprocess.PIPE, text=True) as serving:
        try:
            url = serving.stdout.readline().strip()
            assert url.startswith("http://127.0.0.1:")
            with urllib.request.urlopen(url, timeout=20) as answer:
                assert b"viewer.js" in answer.read()
        finally:
            os.kill(serving.pid, signal.SIGINT)
        assert serving.wait(20) == 0


def test_what_is_no_run_is_one_line(tmp_path):
    done = subprocess.run(command(tmp_path), capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.startswith("assay: ")
    assert done.stderr.count("\n") == 1
    assert "not a run" in done.stderr


def test_a_port_that_is_taken_is_one_line(folder):
    with subprocess.Popen(command(folder), stdout=subprocess.PIPE, text=True) as serving:
        try:
            port = serving.stdout.readline().split(":")[2].split("/")[0]
            done = subprocess.run(command(folder, "--port", port), capture_output=True, text=True)
            assert done.returncode == 2
            assert f"cannot listen on 127.0.0.1:{port}" in done.stderr
        finally:
            os.kill(serving.pid, signal.SIGINT)
