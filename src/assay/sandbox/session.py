"""One run, seen from the host: streams are read as they come, messages go both ways."""

from __future__ import annotations

import json
import os
import select
from collections import deque
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any, Self

from assay.sandbox.cell import Broken, Cell, Faulty
from assay.sandbox.limits import Limits
from assay.sandbox.outcome import Seen, told
from assay.sandbox.program import Driver
from assay.sandbox.run import Run

__all__ = ["Session", "request"]

_LATE = 0.7  # seconds after which a zygote that did not stop a program is itself stopped
_SILENT = 5.0  # seconds that it is given beyond that while it has no processor itself
_PIECE = 1 << 16
_FRAME = 256  # bytes that a message counts for beside its own


def request(
    argv: tuple[str, ...], env: Mapping[str, str], files: Mapping[str, bytes], payload: bytes
) -> bytes:
    """What a program is told before it starts, as one message."""
    if not (argv or env or files):
        return bytes(4) + payload
    sizes = [[name, len(body)] for name, body in files.items()]
    header = json.dumps({"argv": argv, "env": dict(env), "files": sizes}).encode()
    return b"".join([len(header).to_bytes(4, "little"), header, *files.values(), payload])


class Session:
    """A driver that is running. `finish` waits for its end and says what happened; a session
    that is closed, or forgotten, before that is ended with everything in it.

    `stillborn`: it never started, and another zygote may do better.

    One thread at a time. What the program prints is read while a method of this object runs.
    """

    def __init__(
        self, cell: Cell, driver: Driver | None, order: Mapping[str, Any], message: bytes,
        limits: Limits, release: Callable[[Cell, bool], None], stdin: int = -1,
    ) -> None:  # fmt: skip
        self._cell, self._limits, self._release = cell, limits, release
        self._started = monotonic()
        self._record: dict[str, Any] | None = None
        self._run: Run | None = None
        self._stopped = ""
        self._broken = ""
        self._more = self._silent = 0.0
        self._kept = [bytearray(), bytearray(), bytearray(), bytearray()]
        self._sizes = [0, 0, 0, 0]
        self._messages: list[bytes] = []
        self._carried = 0
        self._unread: deque[bytes] = deque()
        self._outgoing: deque[memoryview] = deque()
        self._poll = select.poll()
        self._fds: dict[int, int] = {}
        self._channel = -1
        self.stillborn = False
        try:
            known = cell.know(driver) if driver else ""
            cell.bound(limits)
            self._open(cell.start({**order, "driver": known}, stdin))
        except Broken as error:
            self._broken = str(error)
            self.stillborn = not isinstance(error, Faulty)
        else:
            self.send(message)

    def _open(self, fds: tuple[int, ...]) -> None:
        self._channel = fds[2]
        for number, fd in enumerate(fds):
            self._fds[fd] = number
            self._poll.register(fd, select.POLLIN)
        self._poll.register(self._cell.line.fileno(), select.POLLIN)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """Ends the program where it has not ended."""
        if self._run is None:
            self._stop("closed")
            self.finish()

    def send(self, message: bytes) -> None:
        """Sends a message in; what cannot be taken yet waits, and follows while others are read."""
        if self._channel in self._fds:
            self._outgoing.append(memoryview(len(message).to_bytes(4, "little") + message))
            self._flush()

    def receive(self, timeout: float | None = None) -> bytes | None:
        """The next message; None where it has ended, or the time is over."""
        until = float("inf") if timeout is None else monotonic() + timeout
        while not self._unread and self._channel in self._fds and not self._over:
            if not self._step(until):
                break
        return self._unread.popleft() if self._unread else None

    def finish(self) -> Run:
        """Waits for the end, at most until a limit, and says what happened."""
        if self._run is None:
            while not self._over:
                self._step(float("inf"))
            self._drain()
            self._run = self._conclude()
        return self._run

    @property
    def _over(self) -> bool:
        return self._record is not None or bool(self._broken)

    def _step(self, until: float) -> bool:
        """Waits for anything to happen and takes it; False where `until` came first."""
        now = monotonic()
        last = self._started + self._limits.wall + self._more + _LATE
        for fd, event in self._poll.poll(max(0.0, min(until, last) - now) * 1000 + 0.5):
            if fd not in self._fds:
                self._end()
            elif event & ~select.POLLOUT:
                self._read(fd)
            else:
                self._flush()
        if not self._over and monotonic() >= last and not self._waits():
            self._stopped = self._stopped or "wall"
            self._broken = "the zygote did not stop the program in time"
        return monotonic() < until

    def _waits(self) -> bool:
        """Whether the zygote is late since it has no processor itself; then it is given longer,
        but not for ever: it may be what it watches that leaves it none."""
        most = self._limits.wall * self._limits.patience
        late = monotonic() < self._started + most + _LATE and self._silent < _SILENT
        late = late and self._cell.ready_to_run
        self._silent += _LATE if late else 0.0
        self._more += _LATE if late else 0.0
        return late

    def _end(self) -> None:
        try:
            heard = self._cell.heard()
            if "more" in heard:
                self._more, self._silent = max(self._more, heard["more"]), 0.0
            else:
                self._record = heard
        except Broken as error:
            self._broken = str(error)

    def _read(self, fd: int) -> bool:
        """Takes what is there; False where there is nothing, now or for ever."""
        try:
            data = os.read(fd, _PIECE)
        except BlockingIOError:
            return False
        except OSError:
            data = b""
        number = self._fds[fd]
        if not data:
            self._shut(fd)
            return False
        self._sizes[number] += len(data)
        if number == 2:
            self._hear(data)
        elif number == 3:
            self._kept[3] += data
        else:
            most = int(self._limits.output * (1 << 20))
            self._kept[number] += data[: max(0, most - len(self._kept[number]))]
            if self._sizes[number] > most:
                self._stop("output")
        return True

    def _hear(self, data: bytes) -> None:
        """Takes whole messages off what came over the channel."""
        heard = self._kept[2]
        heard += data
        left = int(self._limits.messages * (1 << 20)) - self._carried
        place = 0
        while len(heard) - place >= 4:
            size = int.from_bytes(heard[place : place + 4], "little")
            if size > left:
                self._stop("messages")
                place = len(heard)
                break
            if len(heard) - place - 4 < size:
                break
            message = bytes(heard[place + 4 : place + 4 + size])
            self._messages.append(message)
            self._unread.append(message)
            left -= size + _FRAME
            self._carried += size + _FRAME
            place += 4 + size
        del heard[:place]

    def _flush(self) -> None:
        try:
            while self._outgoing:
                sent = os.write(self._channel, self._outgoing[0][: 1 << 20])
                self._outgoing[0] = self._outgoing[0][sent:]
                if not self._outgoing[0]:
                    self._outgoing.popleft()
        except BlockingIOError:
            pass
        except OSError:  # the other end is closed; what it said before can still be read
            self._outgoing.clear()
        wanted = select.POLLIN | select.POLLOUT if self._outgoing else select.POLLIN
        self._poll.modify(self._channel, wanted)

    def _stop(self, why: str) -> None:
        if not self._stopped and not self._over:
            self._stopped = why
            try:
                self._cell.tell({"do": "stop"})
            except Broken as error:
                self._broken = str(error)

    def _shut(self, fd: int) -> None:
        self._poll.unregister(fd)
        del self._fds[fd]
        os.close(fd)

    def _drain(self) -> None:
        """What was written before the end; everything that wrote has gone."""
        for fd in list(self._fds):
            while self._read(fd):
                pass
            if fd in self._fds:
                self._shut(fd)

    @property
    def _strange(self) -> bool:
        """Whether the control group may know why it ended."""
        return self._record is None or bool(self._record["status"])

    def _conclude(self) -> Run:
        healthy = self._record is not None and bool(self._record["clean"])
        ended, refused = self._cell.events() if self._strange else (False, False)
        self._release(self._cell, healthy)
        seen = Seen(
            stdout=bytes(self._kept[0]), stderr=bytes(self._kept[1]), sizes=self._sizes,
            messages=tuple(self._messages), files=bytes(self._kept[3]),
            cut=bool(self._kept[2]), stopped=self._stopped, broken=self._broken,
            seconds=monotonic() - self._started, layers=self._cell.layers,
            killed=ended, refused=refused,
        )  # fmt: skip
        return told(self._record, seen, self._limits)
