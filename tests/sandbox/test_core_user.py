"""An ordinary user gets the same: run in a process of one, where the tests run as root."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from core_runs import ASK, EXEC

import assay
from assay.sandbox.inside.identity import open_to_all

USER = 1500
SCRIPT = """
import json, sys
from assay.sandbox import Driver, Limits, Program, Sandbox
without, ask, execute = json.loads(sys.argv[1])
ask, execute = Driver(name="ask", source=ask), Driver(name="exec", source=execute)
with Sandbox(without=without) as made:
    def probe(expression, imports="os"):
        code = f"import {imports}\\ndef ask():\\n    return {expression}\\n"
        return json.loads(made.call(ask, code.encode()).messages[0])
    burn = made.call(execute, b"while True: pass", Limits(cpu=0.3))
    forks = b"import os\\nn = 0\\ntry:\\n    while True:\\n        if not os.fork():\\n"
    forks += b"            import time; time.sleep(9)\\n        n += 1\\n"
    forks += b"except OSError:\\n    channel.send(str(n).encode())"
    forked = made.call(execute, forks, Limits(processes=9))
    print(json.dumps({
        "level": made.level, "layers": made.layers,
        "shell": made.run(Program(argv=("sh", "-c", "cat; id -u"), stdin=b"in ")).stdout.decode(),
        "python": made.run(Program(argv=("python", "-c", "print(6 * 7)"))).stdout.decode(),
        "passwd": probe("open('/etc/passwd').read().count('\\\\n')"),
        "home": probe("os.listdir('/home')"),
        "parent": probe("os.kill(os.getppid(), 9)"),
        "network": probe("socket.socket() and 1", "socket"),
        "burn": burn.outcome, "cpu": burn.cpu,
        "forks": [forked.outcome, *map(bytes.decode, forked.messages)],
        "left": made.call(execute, b"print(1)").stdout.decode(),
    }))
"""


def _interpreter() -> str:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    for path in (sys.executable, f"/usr/bin/python{version}", f"/usr/local/bin/python{version}"):
        if os.path.exists(path) and open_to_all(os.path.realpath(path)):
            return path
    pytest.skip("no interpreter of this version that an ordinary user may read")


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """Assay and what it needs, where everybody can read them."""
    if os.getuid():
        pytest.skip("the other tests run as an ordinary user already")
    with tempfile.TemporaryDirectory() as folder:
        for module in (assay, msgspec):
            source = Path(str(module.__file__)).parent
            skipped = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, Path(folder) / source.name, ignore=skipped)
        subprocess.run(["chmod", "-R", "a+rX", folder], check=True)
        yield Path(folder)


def _seen(place: Path, without: list[str]) -> dict[str, Any]:
    told = json.dumps([without, ASK.source, EXEC.source])
    done = subprocess.run(
        [_interpreter(), "-s", "-c", SCRIPT, told], capture_output=True, cwd="/", user=USER,
        group=USER, extra_groups=[], env={"PYTHONPATH": str(place), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    if b"NotIsolated" in done.stderr:
        pytest.skip(done.stderr.decode().splitlines()[-1])
    assert not done.returncode, done.stderr.decode()
    return json.loads(done.stdout)


def test_full_isolation_as_an_ordinary_user(place: Path) -> None:
    seen = _seen(place, [])
    if seen["level"] != "full":
        pytest.skip("user namespaces are refused to ordinary users here")
    assert seen["shell"] == "in 1000\n"
    assert seen["python"] == "42\n"
    assert seen["passwd"] == 2
    assert seen["home"] == []
    assert seen["parent"] == "PermissionError"
    assert seen["network"] == "PermissionError"
    assert seen["burn"] == "cpu"
    assert seen["forks"] == ["exit", "8"]
    assert seen["left"] == "1\n"


def test_partial_isolation_as_an_ordinary_user(place: Path) -> None:
    seen = _seen(place, ["user"])
    assert seen["level"] == "partial"
    assert not {"pid", "mount", "network"} & set(seen["layers"])
    assert seen["shell"] == f"in {USER}\n"
    assert seen["python"] == "42\n"
    assert seen["passwd"] == "PermissionError"
    assert seen["home"] == "PermissionError"
    assert seen["parent"] == "PermissionError"
    assert seen["network"] == "PermissionError"
    assert seen["burn"] == "cpu"
    assert seen["forks"] == ["processes"]
    assert seen["left"] == "1\n"
