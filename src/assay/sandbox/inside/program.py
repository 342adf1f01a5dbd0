"""One program: from a fork of the zygote to a command, or to a driver's `main`."""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Mapping
from types import FunctionType
from typing import Any, NoReturn

__all__ = ["Channel", "Start"]

CHANNEL, REPORT = 3, 4


class Channel:
    """Messages to and from the host: four bytes of length, then as many bytes."""

    def __init__(self, fd: int = CHANNEL) -> None:
        self._fd = fd

    def send(self, message: bytes) -> None:
        data = memoryview(len(message).to_bytes(4, "little") + message)
        while data:
            data = data[os.write(self._fd, data) :]

    def receive(self) -> bytes:
        """The next message; b"" where none will come."""
        head = self._exactly(4)
        return self._exactly(int.from_bytes(head, "little")) if head else b""

    def _exactly(self, size: int) -> bytes:
        if size <= 65536:
            data = os.read(self._fd, size)
            if len(data) == size or not data:
                return data
        else:
            data = b""
        parts, missing = [data], size - len(data)
        while missing:
            part = os.read(self._fd, min(missing, 1 << 20))
            if not part:
                return b""
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)


class Start:
    """How a program is started: its bounds, its streams, what it gives up."""

    def __init__(
        self, *, limits: Mapping[str, int], environment: Mapping[str, str], work: str,
        give_up: Callable[[], None], search: str, rlimits: bool,
    ) -> None:  # fmt: skip
        self.limits = limits
        self.environment = environment
        self.work = work
        self.give_up = give_up
        self.search = search
        self.rlimits = rlimits

    def go(self, streams: tuple[int, int, int, int], report: int, main: FunctionType | None) -> NoReturn:
        """Never returns. What goes wrong before the program begins is written to `report`."""
        try:
            _arrange(streams, report)
            header, body = self._request()
            if self.rlimits:
                self._bound()
            self.give_up()
            signal.signal(signal.SIGINT, signal.default_int_handler)
        except BaseException as error:
            _report(f"{type(error).__name__}: {error}")
        if main is None:
            _execute(header, {**self.environment, **header["env"]}, self.search)
        os.close(REPORT)
        os.environ.update(self.environment)
        _drive(main, body)

    def _request(self) -> tuple[dict[str, Any], bytes]:
        data = Channel().receive()
        size = int.from_bytes(data[:4], "little")
        header = json.loads(data[4 : 4 + size])
        place = 4 + size
        os.chdir(self.work)
        for name, length in header["files"]:
            folder = os.path.dirname(name)
            if folder:
                os.makedirs(folder, exist_ok=True)
            fd = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o755)
            with open(fd, "wb") as file:
                file.write(data[place : place + length])
            place += length
        return header, data[place:]

    def _bound(self) -> None:
        for name, value in self.limits.items():
            kind = getattr(resource, name)
            soft, hard = (value, value)
            if name == "RLIMIT_CPU":
                hard = value + 1
            elif name == "RLIMIT_STACK":
                hard = resource.RLIM_INFINITY
            most = resource.getrlimit(kind)[1]
            if most != resource.RLIM_INFINITY:
                soft, hard = min(soft, most), most if hard == -1 else min(hard, most)
            resource.setrlimit(kind, (soft, hard))


def _arrange(streams: tuple[int, int, int, int], report: int) -> None:
    """Only the three streams, the channel and the report stay open."""
    os.setsid()
    for want, have in enumerate(streams):
        os.dup2(have, want)
    os.dup2(report, REPORT, inheritable=False)


def _report(text: str) -> NoReturn:
    os.write(REPORT, text.encode("utf-8", "replace")[:2000])
    os._exit(125)


def _execute(header: dict[str, Any], environment: dict[str, str], search: str) -> NoReturn:
    """A tool that is not there is no program's fault; a file of its own that is not, is."""
    os.close(CHANNEL)
    for number in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)
    argv = header["argv"]
    paths = [argv[0]] if "/" in argv[0] else [f"{p}/{argv[0]}" for p in search.split(":")]
    error: OSError = FileNotFoundError()
    for path in paths:
        try:
            os.execve(path, argv, environment)
        except FileNotFoundError:
            continue
        except OSError as refused:
            error = refused
    if "/" not in argv[0]:
        _report(f"there is no {argv[0]!r} in the sandbox")
    os.write(2, f"{argv[0]}: {error.strerror or 'not found'}\n".encode("utf-8", "replace"))
    os._exit(126 if error.errno else 127)


def _drive(main: FunctionType, payload: bytes) -> NoReturn:
    status = 1
    gc.enable()
    try:
        main(payload, Channel())
        status = 0
    except SystemExit as leaving:
        status = _status(leaving.code)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(status)


def _status(code: object) -> int:
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF
    sys.stderr.write(f"{code}\n")
    return 1
