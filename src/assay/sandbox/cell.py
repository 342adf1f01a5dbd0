"""A cell: one zygote, the line to it, and what has been told to it."""

from __future__ import annotations

import hashlib
import json
import marshal
import os
import select
import shutil
import signal
import socket
import subprocess
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from assay.sandbox.boot import BOOT, bundle
from assay.sandbox.groups import Group
from assay.sandbox.limits import Limits
from assay.sandbox.program import Driver
from assay.sandbox.surroundings import interpreter

__all__ = ["Broken", "Cell", "Faulty"]

_STARTING = 60.0  # seconds for an interpreter to start on a busy machine


class Broken(Exception):
    """The zygote did not do what it was told: nothing is known of the program."""


class Faulty(Broken):
    """What the zygote was told is wrong: another one would do no better."""


class Cell:
    """Raises Broken where the walls cannot be built; `layers` says which of them stand."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        self._told: set[str] = set()
        self._owner = os.getpid()
        self._left = ""
        self._alone = False
        self.used = False
        self._events = (0, 0)
        self.group, lost = _group(config["without"])
        self.line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = self._spawn(theirs.fileno())
        try:
            if self.group:
                self.group.take(self._process.pid)
            counted = {"counted": self.group is not None, "group": self._name}
            data = bundle({**config, **counted})
            for start in range(0, len(data), 1 << 15):
                self.line.send(data[start : start + (1 << 15)])
            answer = self._answer()
        except OSError as error:
            self.kill()
            raise Broken(str(error)) from None
        except BaseException:
            self.kill()
            raise
        self.layers: tuple[str, ...] = (*answer["layers"], *(["cgroup"] if self.group else []))
        self.missing: dict[str, str] = {**answer["missing"], **lost}
        self._left: str = answer["left"]
        self._alone = "pid" in self.layers
        self._user: int = answer["user"]
        self._foreign = self._user != os.getuid()

    @property
    def _name(self) -> str:
        return self.group.name if self.group else ""

    def _spawn(self, line: int) -> subprocess.Popen[bytes]:
        command = [interpreter(), "-s", "-S", "-P", "-B", "-X", "utf8", "-c", BOOT, str(line)]
        environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONHASHSEED": "0"}
        folders = self._opened()
        try:
            return subprocess.Popen(  # noqa: S603
                [*command, *map(str, folders)], pass_fds=[line, *folders], env=environment,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                cwd="/", start_new_session=True,
            )  # fmt: skip
        finally:
            for folder in folders:
                os.close(folder)

    def _opened(self) -> list[int]:
        """What the zygote needs of its group and can no longer open: the file of its processor
        time, and the folders from which its outer process takes the group away."""
        if not self.group:
            return []
        folders = [os.open(path, os.O_DIRECTORY) for path in self.group.parents]
        return [os.open(self.group.clock, os.O_RDONLY), *folders]

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether nothing was heard of its end."""
        return self._process.poll() is None and not self._ready(0)

    def _ready(self, seconds: float) -> bool:
        poll = select.poll()
        poll.register(self.line, select.POLLIN)
        return bool(poll.poll(seconds * 1000))

    def _answer(self) -> dict[str, Any]:
        if not self._ready(_STARTING):
            raise Broken("the zygote does not answer")
        return self.heard()

    def heard(self) -> dict[str, Any]:
        """The next record, which is there already."""
        try:
            data = self.line.recv(1 << 16)
        except OSError as error:
            raise Broken(str(error)) from None
        if not data:
            raise Broken("the zygote ended")
        answer = json.loads(data)
        if "failed" in answer:
            raise Broken(answer["failed"])
        return answer

    def tell(self, order: Mapping[str, Any], fds: Sequence[int] = ()) -> None:
        try:
            socket.send_fds(self.line, [marshal.dumps(dict(order))], fds)
        except OSError as error:
            raise Broken(str(error)) from None

    def know(self, driver: Driver) -> str:
        """Makes a driver known inside, once; gives the name it has there."""
        name = hashlib.blake2b(f"{driver.name}\0{driver.source}".encode(), digest_size=16)
        key = name.hexdigest()
        if key not in self._told:
            fd = os.memfd_create("driver")
            try:
                with open(fd, "wb", closefd=False) as file:
                    file.write(driver.source.encode())
                os.lseek(fd, 0, os.SEEK_SET)
                self.tell({"do": "driver", "id": key, "name": driver.name}, [fd])
            finally:
                os.close(fd)
            try:
                self._answer()
            except Broken as error:
                raise Faulty(f"driver {driver.name!r}: {error}") from None
            self._told.add(key)
        return key

    def start(self, order: Mapping[str, Any], stdin: int) -> tuple[int, ...]:
        """Starts a program; gives our ends of its output, errors, channel and files."""
        ours, theirs = self._ends(bool(order["collect"]))
        try:
            given = [*theirs[:3], *([stdin] if stdin >= 0 else []), *theirs[3:]]
            self.tell({**order, "stdin": stdin >= 0}, given)
        except Broken:
            for fd in ours:
                os.close(fd)
            raise
        finally:
            for fd in theirs:
                os.close(fd)
        return ours

    def _ends(self, files: bool) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Our ends, which never block, and the program's, which it may open again by name."""
        pipes = [os.pipe() for _ in range(3 if files else 2)]
        ours, theirs = (side.detach() for side in socket.socketpair())
        if self._foreign:
            for _, write in pipes:
                os.fchown(write, self._user, -1)
        reads, writes = [pipe[0] for pipe in pipes], [pipe[1] for pipe in pipes]
        mine = (*reads[:2], ours, *reads[2:])
        for fd in mine:
            os.set_blocking(fd, False)
        return mine, (*writes[:2], theirs, *writes[2:])

    def bound(self, limits: Limits) -> None:
        """Sets the control group's bounds for the next program."""
        if self.group:
            try:
                self.group.bound(limits)
            except OSError as error:
                raise Broken(str(error)) from None

    def events(self) -> tuple[bool, bool]:
        """Whether, since it was last asked, a process was ended for memory, or one refused."""
        if not self.group:
            return False, False
        now, then = self.group.events(), self._events
        self._events = now
        return now[0] > then[0], now[1] > then[1]

    def kill(self) -> None:
        """Ends the zygote, and with it everything inside. In a fork, only the copy of the line."""
        self.line.close()
        if os.getpid() != self._owner:
            return
        if self._alone:  # the outer process takes the end of the inner one, and ends
            for pid in self._inner():
                with suppress(OSError):
                    os.kill(pid, signal.SIGKILL)
            self._process.send_signal(signal.SIGCONT)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(0.5)
        self._process.kill()
        self._process.wait()
        if self._left:
            shutil.rmtree(self._left, ignore_errors=True)
        if self.group:
            self.group.close()

    @property
    def ready_to_run(self) -> bool:
        """Whether the zygote has something to do, and waits for a processor."""
        try:
            states = [
                Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
                for pid in (self._inner() if self._alone else [self.pid])
            ]
        except OSError:
            return False
        return any(state[:1] == ["R"] for state in states)

    def _inner(self) -> list[int]:
        """The first process of the namespace: the one child of the process that was started."""
        if self._process.poll() is not None:
            return []
        try:
            children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        except OSError:
            return []
        return [int(child) for child in children.split()]


def _group(without: Collection[str]) -> tuple[Group | None, dict[str, str]]:
    if "cgroup" in without:
        return None, {"cgroup": "taken away"}
    try:
        return Group(), {}
    except OSError as error:
        return None, {"cgroup": str(error)}
