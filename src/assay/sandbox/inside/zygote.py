"""The warm interpreter: it never runs untrusted code, and forks a fresh process for each program.

It is the first process of its own namespace of processes where there is one: what a program
starts cannot outlive one `kill(-1)`, nothing inside can signal it, and that no child is left to
wait for proves that all are gone. Where it dies, the kernel kills everything inside.
"""

from __future__ import annotations

import _socket
import contextlib
import fcntl
import gc
import importlib
import json
import marshal
import os
import random
import select
import signal
import struct
import sys
from collections.abc import Mapping, Sequence
from types import FunctionType
from typing import Any, NoReturn

from . import kernel
from .collect import collect
from .walls import Walls
from .watch import Gone, Watch

__all__ = ["main"]

_LOW = 20  # what this process keeps open lies above, what a program is given below


def main(control: int, config: Mapping[str, Any]) -> NoReturn:
    """Builds the walls, says so, and serves until the host closes its end."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a handler would make it reachable from inside
    line = _socket.socket(fileno=fcntl.fcntl(control, fcntl.F_DUPFD_CLOEXEC, _LOW))
    os.close(control)
    try:
        walls = Walls(config)
        walls.enter()
        preload(config["preload"])
        prepare_streams()
        random.seed(0)
        zygote = Zygote(line, walls)
        line.send(json.dumps(walls.summary).encode())
    except BaseException as error:
        line.send(json.dumps({"failed": f"{type(error).__name__}: {error}"[:1000]}).encode())
        os._exit(1)
    try:
        zygote.serve()
    except (Gone, ConnectionError):
        pass
    finally:
        walls.scratch.clean()
        walls.scratch.close()
        os._exit(1)


class Zygote:
    def __init__(self, line: _socket.socket, walls: Walls) -> None:
        self._line, self._walls = line, walls
        self._poll = select.poll()
        self._poll.register(line.fileno(), select.POLLIN)
        self._drivers: dict[str, FunctionType] = {}
        self._heard, report = (fcntl.fcntl(n, fcntl.F_DUPFD_CLOEXEC, _LOW) for n in os.pipe())
        self._report = report
        self._null = fcntl.fcntl(0, fcntl.F_DUPFD_CLOEXEC, _LOW)
        os.set_blocking(self._heard, False)
        gc.collect()
        gc.freeze()
        gc.disable()

    def serve(self) -> NoReturn:
        """Orders come as marshalled data: they are the host's, and reading them touches little
        memory, every page of which is copied after a fork."""
        while True:
            data, extra, _, _ = self._line.recvmsg(1 << 16, 64)
            if not data:
                raise Gone
            order = marshal.loads(data)  # noqa: S302
            if order["do"] == "run":
                self._run(order, struct.unpack(f"{len(extra[0][2]) // 4}i", extra[0][2]))
            elif order["do"] == "driver":
                self._load(order, *struct.unpack("i", extra[0][2]))

    def _load(self, order: Mapping[str, Any], fd: int) -> None:
        """Executes a driver's source once; a fault of it is the caller's, and is said."""
        with open(fd, "rb") as file:
            source = file.read()
        space: dict[str, Any] = {"__name__": order["name"], "__builtins__": __builtins__}
        try:
            exec(compile(source, order["name"], "exec"), space)  # noqa: S102
            self._drivers[order["id"]] = space["main"]
        except BaseException as error:
            self._say({"failed": f"{type(error).__name__}: {error}"[:1000]})
            return
        gc.collect()
        gc.freeze()
        random.seed(0)
        self._say({})

    def _say(self, record: Mapping[str, Any]) -> None:
        self._line.send(json.dumps(record).encode())

    def _run(self, order: Mapping[str, Any], fds: Sequence[int]) -> None:
        """`fds`: output, errors and channel of the program, then what it reads and where its files
        go, as far as it has them. The host holds the other ends."""
        limits, walls = order["limits"], self._walls
        try:
            walls.prepare(limits)
        except OSError as error:
            self._say({"failed": str(error)})
            return
        out, err, channel, *more = fds
        given = more.pop(0) if order["stdin"] else self._null
        back = more.pop(0) if more else -1
        main = self._drivers[order["driver"]] if order["driver"] else None
        start = walls.start(limits)
        pid = kernel.fork()
        if not pid:
            start.go((given, out, err, channel), self._report, main)
        watch = walls.watch(pid, limits)
        watch.wait(self._poll, self._line.fileno(), self._stop, self._more)
        self._end(watch, order, back)
        # only now: the host is not woken for the end of each stream, and nothing more is touched,
        # and thereby copied, while the program lives
        for fd in fds:
            os.close(fd)

    def _stop(self) -> bool:
        """What the host says while a program runs can only be to end it."""
        if not self._line.recv(1 << 16):
            raise Gone
        return True

    def _more(self, seconds: float) -> None:
        self._say({"more": seconds})

    def _end(self, watch: Watch, order: Mapping[str, Any], back: int) -> None:
        full = watch.status != 0 and self._walls.scratch.full()
        setup = self._setup() if watch.status else ""
        if back >= 0:
            left = 0.5 + max(0.0, order["limits"]["wall"] - watch.seconds)
            self._collect(order, back, min(5.0, left))
        clean = self._walls.clean() and watch.clean
        self._line.send(
            b'{"by": "%b", "seconds": %f, "cpu": %f, "memory": %f, "processes": %d, "full": %d, '
            b'"waited": %f, "status": %d, "clean": %d, "setup": %b}'
            % (
                watch.by.encode(), watch.seconds, watch.cpu, watch.memory, watch.processes, full,
                watch.waited, watch.status, clean, json.dumps(setup).encode() if setup else b'""',
            )
        )  # fmt: skip

    def _setup(self) -> str:
        try:
            return os.read(self._heard, 4096).decode("utf-8", "replace")
        except BlockingIOError:
            return ""

    def _collect(self, order: Mapping[str, Any], back: int, seconds: float) -> None:
        """In a process of its own, so that nothing a program wrote is in the next one's memory."""
        pid = kernel.fork()
        if not pid:
            try:
                signal.setitimer(signal.ITIMER_REAL, seconds)
                collect(self._walls.scratch.work, order["collect"], back, order["most"])
            finally:
                os._exit(0)
        os.waitpid(pid, 0)


def preload(names: Sequence[str]) -> None:
    """Imports what is there of them, by the paths that programs will know. No library shall start
    threads for each processor, which no fork would have."""
    known = dict(os.environ)
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))
    for name in names:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    os.environ.clear()
    os.environ.update(known)


def prepare_streams() -> None:
    """Buffered streams as a program expects them, whatever the host gave this process."""
    for name, fd in (("stdout", 1), ("stderr", 2)):
        stream = open(fd, "w", encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115
        if name == "stderr":
            stream.reconfigure(line_buffering=True)
        setattr(sys, name, stream)
