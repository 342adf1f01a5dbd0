"""One program: from a fork of the zygote to a command, or to a driver's `main`."""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, NoReturn

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


class Start(NamedTuple):
    """How a program is started: made before the fork, since what is touched after it is copied.

    `bounds`: pairs of a limit's number and its values; `give_up`: lays down every privilege.
    """

    bounds: Sequence[tuple[int, tuple[int, int]]]
    environment: Mapping[str, str]
    search: str
    work: str
    give_up: Callable[[], None]

    def go(
        self, streams: tuple[int, int, int, int], report: int, main: Callable[..., object] | None
    ) -> NoReturn:
        """Never returns. What goes wrong before the program begins is written to `report`."""
        header: dict[str, Any] = {}
        body = b""
        try:
            _arrange(streams, report)
            os.chdir(self.work)
            body = Channel().receive()
            size = int.from_bytes(body[:4], "little")
            body = body[4:]
            if size:
                header, body = _unpack(body, size)
            for kind, values in self.bounds:
                resource.setrlimit(kind, values)
            self.give_up()
        except BaseException as error:
            _report(f"{type(error).__name__}: {error}")
        if main is None:
            _execute(header, {**self.environment, **header["env"]}, self.search)
        os.close(REPORT)
        _drive(main, body)


def _unpack(body: bytes, size: int) -> tuple[dict[str, Any], bytes]:
    """What a command is told, and the files that it finds; gives what follows them."""
    header = json.loads(body[:size])
    place = size
    for name, length in header["files"]:
        folder = os.path.dirname(name)
        if folder:
            os.makedirs(folder, exist_ok=True)
        fd = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o755)
        with open(fd, "wb") as file:
            file.write(body[place : place + length])
        place += length
    return header, body[place:]


def _arrange(streams: tuple[int, int, int, int], report: int) -> None:
    """Only the three streams, the channel and the report stay open."""
    os.setsid()
    given, out, err, channel = streams
    os.dup2(given, 0)
    os.dup2(out, 1)
    os.dup2(err, 2)
    os.dup2(channel, CHANNEL)
    os.dup2(report, REPORT, False)


def _report(text: str) -> NoReturn:
    os.write(REPORT, text.encode("utf-8", "replace")[:2000])
    os._exit(125)


def _execute(header: dict[str, Any], environment: dict[str, str], search: str) -> NoReturn:
    """A tool that is not there is no program's fault; a file of its own that is not, is."""
    os.close(CHANNEL)
    for number in (signal.SIGINT, signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)
    argv = header["argv"]
    paths = [argv[0]] if "/" in argv[0] else [f"{p}/{argv[0]}" for p in search.split(":")]
    error: OSError = FileNotFoundError()
    for path in paths:
        try:
            os.execve(path, argv, environment)  # noqa: S606
        except FileNotFoundError:
            continue
        except OSError as refused:
            error = refused
    if "/" not in argv[0]:
        said = error.strerror or "it is not there"
        _report(f"{argv[0]!r} cannot be executed in the sandbox: {said}")
    os.write(2, f"{argv[0]}: {error.strerror or 'not found'}\n".encode("utf-8", "replace"))
    os._exit(126 if error.errno else 127)


def _drive(main: Callable[..., object], payload: bytes) -> NoReturn:
    status = 1
    gc.enable()
    try:
        main(payload, Channel())
        status = 0
    except SystemExit as leaving:
        status = _status(leaving.code)
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
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
