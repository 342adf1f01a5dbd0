"""The sandbox: what is asked of it, and how it stays one through forks and exits."""

from __future__ import annotations

import atexit
import os
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Self
from weakref import WeakSet

from assay.errors import BadParameter
from assay.sandbox.cell import Cell
from assay.sandbox.levels import LAYERS, NAMESPACES, Level, level
from assay.sandbox.limits import Limits
from assay.sandbox.pool import Pool
from assay.sandbox.program import Driver, Program
from assay.sandbox.run import Run
from assay.sandbox.session import Session, request
from assay.sandbox.surroundings import can_be_seen, find, surroundings

__all__ = ["Sandbox", "shared"]

# What solutions import most; every module makes each run a little dearer, and what a driver
# imports itself is there anyway.
PRELOAD = (
    "math", "re", "json", "collections", "itertools", "functools", "heapq", "bisect", "string",
    "random", "typing", "datetime", "decimal", "fractions", "statistics", "operator", "copy",
    "io", "time",
)  # fmt: skip
_ALIVE: WeakSet[Sandbox] = WeakSet()


class Sandbox:
    """Runs untrusted programs, each in a fresh isolated process, from any number of threads.

    `workers` cells are kept warm; a thread that finds none idle waits. `require`: the level of
    isolation below which nothing runs (`full`, `partial` or `none`); by default a host that can
    give neither namespaces nor Landlock is refused with NotIsolated, and `Run.layers` names what
    held each run. `without` takes layers away by name, to see what is lost. `preload`: modules
    that each driver finds imported; `visible`: host folders that can be read inside, by their own
    names. A fork of this process makes cells of its own.
    """

    def __init__(
        self, *, workers: int = 1, limits: Limits | None = None, require: Level = "partial",
        without: Collection[str] = (), preload: Iterable[str] = (), visible: Iterable[str] = (),
    ) -> None:  # fmt: skip
        unknown = sorted(set(without) - set(LAYERS))
        if unknown:
            raise BadParameter(f"there is no layer {unknown[0]!r}", "without")
        if require not in ("none", "partial", "full"):
            raise BadParameter(f"expected none, partial or full, got {require!r}", "require")
        self._visible = tuple(os.path.realpath(path) for path in visible)
        for path in self._visible:
            if path == "/" or not can_be_seen(path):
                raise BadParameter(f"{path} has another meaning inside", "visible")
        if workers < 1:
            raise BadParameter(f"expected at least 1, got {workers}", "workers")
        self.limits = limits or Limits()
        self._require: Level = require
        self._without = frozenset(without)
        self._preload = (*PRELOAD, *preload)
        self._workers = workers
        self._empty()
        _ALIVE.add(self)

    def _empty(self) -> None:
        config = {
            **surroundings(self._visible),
            "preload": self._preload,
            "environment": {"LANG": "C.UTF-8", "PYTHONHASHSEED": "0"},
        }
        self.pool = Pool(config, self._workers, self._without, self._require)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(self, program: Program, limits: Limits | None = None) -> Run:
        """Runs a command in a folder of its own, and waits for its end."""
        if not program.argv:
            raise BadParameter("expected a command", "argv")
        limits = limits or self.limits
        message = request(program.argv, program.env, _checked(program.files), b"")
        stdin = _file(program.stdin) if program.stdin else -1
        try:
            return self._open(None, message, limits, program.collect, stdin).finish()
        finally:
            if stdin >= 0:
                os.close(stdin)

    def call(
        self, driver: Driver, payload: bytes, limits: Limits | None = None,
        files: Mapping[str, bytes] = {},
    ) -> Run:  # fmt: skip
        """Runs a driver to its end."""
        return self.open(driver, payload, limits, files).finish()

    def open(
        self, driver: Driver, payload: bytes, limits: Limits | None = None,
        files: Mapping[str, bytes] = {},
    ) -> Session:  # fmt: skip
        """Starts a driver, and leaves it running while messages go both ways."""
        message = request((), {}, _checked(files), payload)
        return self._open(driver, message, limits or self.limits, (), -1)

    def _open(
        self, driver: Driver | None, message: bytes, limits: Limits, wanted: tuple[str, ...],
        stdin: int,
    ) -> Session:  # fmt: skip
        bounds = {name: getattr(limits, name) for name in limits.__struct_fields__}
        most = int(limits.output * (1 << 20))
        order = {"do": "run", "limits": bounds, "collect": wanted, "most": most}
        while True:
            cell = self.pool.take()
            fresh = not cell.used
            cell.used = True
            session = Session(cell, driver, order, message, limits, self.pool.give, stdin)
            if fresh or not session.stillborn:
                return session
            session.finish()

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers of isolation that hold a program here."""
        return self._ask().layers

    @property
    def missing(self) -> dict[str, str]:
        """The layers that do not, and why."""
        missing = self._ask().missing
        why = self.pool.refused
        return {layer: why if why and layer in NAMESPACES else missing[layer] for layer in missing}

    def _ask(self) -> Cell:
        cell = self.pool.take()
        self.pool.give(cell, True)
        return cell

    @property
    def level(self) -> Level:
        return level(self.layers)

    def has(self, tool: str) -> bool:
        """Whether the command can be run inside."""
        return bool(find(tool, self._visible))

    def close(self) -> None:
        """Ends whatever runs. The sandbox can be used again."""
        self.pool.close()

    def forked(self) -> None:
        """In a fork of the process: lets go of the other's cells."""
        cells = list(self.pool.cells)
        self._empty()
        for cell in cells:
            cell.kill()


def _checked(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Files are named relative to the folder, and stay within it."""
    for name in files:
        if not name or name.startswith("/") or "\0" in name or ".." in name.split("/"):
            raise BadParameter(f"expected a path within the folder, got {name!r}", "files")
    return files


def _file(data: bytes) -> int:
    """A file in memory, at its start, that nobody can change."""
    import fcntl

    fd = os.memfd_create("stdin", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    with open(fd, "wb", closefd=False) as file:
        file.write(data)
    os.lseek(fd, 0, os.SEEK_SET)
    fcntl.fcntl(fd, fcntl.F_ADD_SEALS, 0b1111)
    return fd


@cache
def shared() -> Sandbox:
    """The sandbox of this process, made when first asked for."""
    return Sandbox()


def _after_fork() -> None:
    """A forked process has no cells: those it inherited belong to the other one."""
    for sandbox in list(_ALIVE):
        sandbox.forked()


def _at_exit() -> None:
    for sandbox in list(_ALIVE):
        sandbox.close()


os.register_at_fork(after_in_child=_after_fork)
atexit.register(_at_exit)
