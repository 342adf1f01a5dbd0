"""PROVISIONAL: the same interface without isolation, replaced by the real one within the hour."""

from __future__ import annotations

import os
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from time import monotonic

from assay.sandbox.limits import Limits
from assay.sandbox.program import Driver, Program
from assay.sandbox.run import Run

_BOOT = """
import sys, socket, struct
s = socket.socket(fileno=int(sys.argv[1]))
def exactly(n):
    data = b""
    while len(data) < n:
        part = s.recv(n - len(data))
        if not part: return b""
        data += part
    return data
class Channel:
    def send(self, data): s.sendall(struct.pack("<I", len(data)) + data)
    def receive(self):
        head = exactly(4)
        return exactly(struct.unpack("<I", head)[0]) if head else b""
c = Channel()
source = c.receive().decode()
payload = c.receive()
space = {"__name__": "driver"}
exec(compile(source, "driver", "exec"), space)
space["main"](payload, c)
"""


class Session:
    """A driver that is running: messages go both ways until it ends."""

    def __init__(self, driver: Driver, payload: bytes, limits: Limits, files: Mapping[str, bytes]):
        self._limits, self._started = limits, monotonic()
        self._ours, theirs = socket.socketpair()
        self._folder = tempfile.TemporaryDirectory()
        _write(Path(self._folder.name), files)
        self._process = subprocess.Popen(
            [sys.executable, "-c", _BOOT, str(theirs.fileno())], pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            cwd=self._folder.name,
        )
        theirs.close()
        self._messages: list[bytes] = []
        self._out: list[bytes] = [b"", b""]
        self._threads = [threading.Thread(target=self._drain, args=(n,), daemon=True) for n in (0, 1)]
        for thread in self._threads:
            thread.start()
        self.send(driver.source.encode())
        self.send(payload)

    def _drain(self, n: int) -> None:
        stream = (self._process.stdout, self._process.stderr)[n]
        self._out[n] = stream.read()

    def send(self, message: bytes) -> None:
        try:
            self._ours.sendall(struct.pack("<I", len(message)) + message)
        except OSError:
            pass

    def receive(self, timeout: float | None = None) -> bytes | None:
        """The next message; None where it has ended, or the time is over."""
        left = self._limits.wall - (monotonic() - self._started)
        self._ours.settimeout(max(0.01, left if timeout is None else min(left, timeout)))
        try:
            head = self._exactly(4)
            body = self._exactly(struct.unpack("<I", head)[0]) if head else None
        except OSError:
            return None
        if body is not None:
            self._messages.append(body)
        return body

    def _exactly(self, n: int) -> bytes:
        data = b""
        while len(data) < n:
            part = self._ours.recv(min(n - len(data), 1 << 20))
            if not part:
                return b""
            data += part
        return data

    def finish(self) -> Run:
        while self.receive() is not None:
            pass
        outcome = "exit"
        try:
            self._process.wait(max(0.01, self._limits.wall - (monotonic() - self._started)))
        except subprocess.TimeoutExpired:
            outcome = "wall"
        self._process.kill()
        code = self._process.wait()
        for thread in self._threads:
            thread.join()
        self._ours.close()
        self._folder.cleanup()
        if outcome == "exit" and code < 0:
            outcome = "signal"
        return Run(
            outcome=outcome, status=code, signal=max(0, -code), stdout=self._out[0],
            stderr=self._out[1], messages=tuple(self._messages),
            seconds=monotonic() - self._started, why="PROVISIONAL",
        )


class Sandbox:
    def __init__(self, *, workers: int = 1, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()

    def open(
        self, driver: Driver, payload: bytes, limits: Limits | None = None,
        files: Mapping[str, bytes] = {},
    ) -> Session:
        return Session(driver, payload, limits or self.limits, files)

    def call(
        self, driver: Driver, payload: bytes, limits: Limits | None = None,
        files: Mapping[str, bytes] = {},
    ) -> Run:
        return self.open(driver, payload, limits, files).finish()

    def run(self, program: Program, limits: Limits | None = None) -> Run:
        limits = limits or self.limits
        with tempfile.TemporaryDirectory() as folder:
            here = Path(folder)
            _write(here, program.files)
            argv = [sys.executable if program.argv[0] == "python" else program.argv[0], *program.argv[1:]]
            started = monotonic()
            env = {"PATH": os.environ["PATH"], "HOME": folder, "LANG": "C.UTF-8", **program.env}
            try:
                done = subprocess.run(
                    argv, input=program.stdin, capture_output=True, cwd=here, env=env,
                    timeout=min(limits.wall, limits.cpu), check=False,
                )
            except subprocess.TimeoutExpired as late:
                return Run(outcome="wall", stdout=late.stdout or b"", why="PROVISIONAL")
            found = {
                str(p.relative_to(here)): p.read_bytes()
                for pattern in program.collect for p in here.glob(pattern) if p.is_file()
            }
        code = done.returncode
        return Run(
            outcome="signal" if code < 0 else "exit", status=code, signal=max(0, -code),
            stdout=done.stdout, stderr=done.stderr, stdout_size=len(done.stdout),
            stderr_size=len(done.stderr), files=found, seconds=monotonic() - started,
            why="PROVISIONAL",
        )

    def has(self, tool: str) -> bool:
        """Whether the command can be run inside."""
        import shutil

        return shutil.which(tool) is not None

    def close(self) -> None:
        pass


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, body in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)


@cache
def shared() -> Sandbox:
    """The sandbox of this process, made when first asked for."""
    return Sandbox()
