"""What stands around a hostile program, and what is looked at from outside when it is done.

A world has a folder that an escaped program can write (its canary), a secret file, a token in the
environment, a service on the loopback and two sockets. Nothing in it is told what the program was:
what changed is found by looking, at processes, files, shared memory and the world's own things.
"""

from __future__ import annotations

import ctypes
import os
import re
import secrets
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from hostile_programs import OWN, Hostile

_PRELUDE = (OWN / "prelude.py").read_text("utf-8")
_KEYS = range(0x0A55A000, 0x0A55A010)
_MARK = "assay_hostile"
_GRACE = 1.0
_PLACES = (*"/ /tmp /var/tmp /dev/shm /dev/mqueue /run /root /etc /opt ~ .".split(),)


class World:
    """Made before the sandbox is, so that what could be inherited is there to be inherited."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="outside_"))
        self.folder.chmod(0o755)
        self.canary, self.secret = self.folder / "canary", self.folder / "secret"
        self.token = f"assay-token-{secrets.token_hex(8)}"
        self.kept = f"assay-secret-{secrets.token_hex(8)}"
        self.abstract = f"outside-{secrets.token_hex(4)}"
        self.contacts: list[str] = []
        for folder in (self.canary, self.secret):
            folder.mkdir()
        self.canary.chmod(0o777)
        (self.secret / "expected.json").write_text(f'{{"expected": ["{self.kept}"]}}', "utf-8")
        self._victim()
        self._listen()
        os.environ["ASSAY_WORLD_TOKEN"] = self.token

    def source(self, program: Hostile) -> str:
        """The whole program, with the world's places in the stead of the catalogue's."""
        text = f"{_PRELUDE}\n{program.source}"
        text = text.replace("/canary", str(self.canary)).replace("/secret/", f"{self.secret}/")
        text = re.sub(r"\bPORT\b", str(self.port), text)
        text = re.sub(r"\bBOUND\b", str(self.port + 1), text)
        text = text.replace("OUTERPID", os.readlink("/proc/self/ns/pid"))
        text = text.replace("HOSTNAME", socket.gethostname())
        return text.replace("ABSTRACT", self.abstract)

    def close(self) -> None:
        os.environ.pop("ASSAY_WORLD_TOKEN", None)
        for listener in self._listeners:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _victim(self) -> None:
        victim = self.canary / "victim"
        victim.write_text("whole", "utf-8")
        victim.chmod(0o666)
        self._was = self._state_of(victim)

    @staticmethod
    def _state_of(path: Path) -> tuple[object, ...]:
        with suppress(OSError):
            held = path.stat()
            return (path.read_text("utf-8"), held.st_mode, held.st_nlink, held.st_mtime_ns)
        return ("gone",)

    def _listen(self) -> None:
        stream = socket.create_server(("127.0.0.1", 0))
        self.port = stream.getsockname()[1]
        datagram = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        datagram.bind(("127.0.0.1", self.port))
        abstract, path = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
        abstract.bind("\0" + self.abstract)
        path.bind(str(self.canary / "socket"))
        (self.canary / "socket").chmod(0o777)
        self._listeners = [stream, datagram, abstract, path]
        for name, listener in zip(("TCP", "UDP", "abstract", "path"), self._listeners, strict=True):
            if listener.type == socket.SOCK_STREAM:
                listener.listen()
            threading.Thread(target=self._wait, args=(name, listener), daemon=True).start()

    def _wait(self, name: str, listener: socket.socket) -> None:
        while True:
            try:
                if listener.type == socket.SOCK_STREAM:
                    listener.accept()[0].close()
                else:
                    listener.recv(512)
            except OSError:
                return
            self.contacts.append(name)

    def changes(self) -> list[str]:
        """What was done to the world since it was last asked, and mends it."""
        found = [f"reached the {name} socket" for name in self.contacts]
        self.contacts.clear()
        if self._state_of(self.canary / "victim") != self._was:
            found.append("changed the victim")
        for path in self.canary.iterdir():
            if path.name == "told":
                found += self.told(path.read_text("utf-8", "replace"), written=True)
            elif path.name not in ("victim", "socket"):
                found.append(f"wrote canary/{path.name}")
            if path.name != "socket":
                path.unlink() if not path.is_dir() or path.is_symlink() else shutil.rmtree(path)
        self._victim()
        return found

    def told(self, text: str, written: bool = False) -> list[str]:
        """What is amiss with what programs told: a proof, a secret, a file of the machine."""
        found = ["wrote canary/told"] if written else []
        for line in text.splitlines():
            what, _, data = line.removeprefix("TOLD ").partition(": ")
            if not line.startswith("TOLD ") or what == "found":
                continue
            if what == "claim":
                found += _claimed(data)
            else:
                found.append(f"told {what}: {data:.80}")
        for secret in (self.token, self.kept):
            if secret in text:
                found.append("told a secret")
        return found


def _claimed(data: str) -> list[str]:
    match = re.fullmatch(r"\('([^']*)', (\d+), (\d+)\)", data)
    if match is None:
        return [f"told a claim: {data:.80}"]
    path, device, node = match.groups()
    with suppress(OSError):
        held = os.stat(path)
        if (held.st_dev, held.st_ino) == (int(device), int(node)):
            return [f"may write {path}"]
    return []


class Snapshot(NamedTuple):
    """What is there that a run might leave behind."""

    processes: frozenset[int]
    files: frozenset[str]
    memory: frozenset[str]
    name: str

    @classmethod
    def take(cls) -> Snapshot:
        return cls(
            frozenset(descendants()), frozenset(_marked()), frozenset(_ipc()), socket.gethostname()
        )

    def since(self, before: Snapshot) -> list[str]:
        """What this one has more than the one before; processes are counted, not named."""
        found = [f"left {path}" for path in sorted(self.files - before.files)]
        found += [f"left {entry}" for entry in sorted(self.memory - before.memory)]
        more = len(self.processes) - len(before.processes)
        if more > 0:
            found.append(f"left {more} processes")
        if self.name != before.name:
            found.append(f"named the machine {self.name}")
        return found


def settled(before: Snapshot) -> list[str]:
    """What was left behind when all had a moment to end."""
    end = time.monotonic() + _GRACE
    while True:
        found = Snapshot.take().since(before)
        if not found or time.monotonic() > end:
            return found
        time.sleep(0.02)


def descendants() -> list[int]:
    """Every process below this one; orphans come here (see `reaper`), to be waited for by nobody:
    those that have ended do not count."""
    below: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            with suppress(OSError, ValueError):
                text = Path(f"/proc/{name}/stat").read_text("utf-8", "replace")
                state, parent = text.rpartition(")")[2].split()[:2]
                if state != "Z" or int(parent) != os.getpid():
                    below.setdefault(int(parent), []).append(int(name))
    found: list[int] = []
    queue = [os.getpid()]
    while queue:
        children = below.get(queue.pop(), [])
        found += children
        queue += children
    return found


@contextmanager
def reaper() -> Iterator[None]:
    """Orphans of all that is started from here become children of this process, to be seen."""
    libc = ctypes.CDLL(None)
    libc.prctl(36, 1, 0, 0, 0)
    try:
        yield
    finally:
        libc.prctl(36, 0, 0, 0, 0)


def _marked() -> Iterator[str]:
    for place in _PLACES:
        folder = os.path.expanduser(place)
        with suppress(OSError):
            yield from (os.path.join(folder, n) for n in os.listdir(folder) if _MARK in n)


def _ipc() -> Iterator[str]:
    for kind in ("shm", "sem", "msg"):
        with suppress(OSError):
            for line in Path(f"/proc/sysvipc/{kind}").read_text("utf-8").splitlines()[1:]:
                if int(line.split()[0]) in _KEYS:
                    yield f"{kind} {line.split()[0]}"
