"""What the tests of the command line share: rows on disk and a way to call it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

import assay.cli

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Call:
    """Calls the command line in this process: exit status, standard output, standard error."""
    monkeypatch.chdir(tmp_path)

    def called(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["assay", *arguments])
        status = 0
        try:
            assay.cli.main()
        except SystemExit as end:
            status = int(end.code or 0)
        sys.stdout.flush()
        captured = capfd.readouterr()
        return status, captured.out, captured.err

    return called


@pytest.fixture
def shell(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Calls it in a process of its own, by the shell; `assay` is this Python's."""

    def called(command: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        script = f'assay() {{ "{sys.executable}" -m assay "$@"; }}; {command}'
        return subprocess.run(
            ["bash", "-c", script], input=given, cwd=tmp_path, capture_output=True, timeout=120
        )

    return called


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., str]:
    """Writes rows to a file; says its name."""

    def written(rows: Sequence[Any], name: str = "rows.jsonl") -> str:
        (tmp_path / name).write_text("".join(json.dumps(row) + "\n" for row in rows))
        return name

    return written
