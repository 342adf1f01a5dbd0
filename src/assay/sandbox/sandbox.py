"""Cells held warm, and handed to whoever has a program to run."""

from __future__ import annotations

import atexit
import os
import sys
import threading
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any
from weakref import WeakSet

from assay.errors import BadParameter, NotIsolated
from assay.sandbox.cell import Broken, Cell
from assay.sandbox.levels import LAYERS, NAMESPACES, Level, at_least, level
from assay.sandbox.limits import Limits
from assay.sandbox.program import Driver, Program
from assay.sandbox.run import Run
from assay.sandbox.session import Session, request
from assay.sandbox.surroundings import can_be_seen, find, surroundings

__all__ = ["Sandbox", "shared"]

PRELOAD = (
    "math", "re", "json", "collections", "itertools", "functools", "heapq", "bisect", "string",
    "random", "typing", "datetime", "decimal", "fractions", "statistics", "operator", "copy",
    "traceback", "linecache", "ast", "io", "time", "dataclasses", "enum", "abc", "numbers",
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
        self._refused = ""
        self._empty()
        _ALIVE.add(self)

    def _empty(self) -> None:
        self._change = threading.Condition()
        self._idle: list[Cell] = []
        self._cells: set[Cell] = set()
        self._count = 0
        self._held = threading.local()
        self._closed = False

    def __enter__(self) -> Sandbox:
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
            cell = self._take()
            fresh = not cell.used
            cell.used = True
            session = Session(cell, driver, order, message, limits, self._give, stdin)
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
        missing = dict(self._ask().missing)
        if self._refused:
            missing = {n: self._refused for n in NAMESPACES if n in missing} | missing
        return missing

    @property
    def level(self) -> Level:
        return level(self.layers)

    def has(self, tool: str) -> bool:
        """Whether the command can be run inside."""
        return bool(find(tool, self._visible))

    def close(self) -> None:
        """Ends every cell, and what runs in them."""
        with self._change:
            self._closed = True
            cells, self._idle = list(self._cells), []
            self._cells.clear()
            self._count = 0
            self._change.notify_all()
        for cell in cells:
            cell.kill()

    def _ask(self) -> Cell:
        cell = self._take()
        self._give(cell, True)
        return cell

    def _take(self) -> Cell:
        """An idle cell; a new one where there are fewer than workers, or where this thread holds
        one already and would wait for itself."""
        holds = getattr(self._held, "count", 0)
        with self._change:
            while not self._idle and self._count >= self._workers and not holds:
                self._change.wait()
            self._closed = False
            cell = self._idle.pop() if self._idle else None
            self._count += cell is None
        if cell is not None and not cell.alive:
            self._forget(cell)
            return self._take()
        try:
            cell = cell or self._made()
        except BaseException:
            with self._change:
                self._count -= 1
                self._change.notify()
            raise
        self._held.count = holds + 1
        return cell

    def _give(self, cell: Cell, healthy: bool) -> None:
        self._held.count = max(0, getattr(self._held, "count", 0) - 1)
        with self._change:
            if healthy and cell in self._cells and self._count <= self._workers:
                self._idle.append(cell)
                self._change.notify()
                return
        self._forget(cell)

    def _forget(self, cell: Cell) -> None:
        cell.kill()
        with self._change:
            if cell in self._cells:
                self._cells.discard(cell)
                self._count -= 1
                self._change.notify()

    def _made(self) -> Cell:
        """A cell with every layer that stands here; refuses where they are not enough."""
        if not sys.platform.startswith("linux"):
            raise NotIsolated("programs are run on Linux only")
        without = self._without | NAMESPACES if self._refused else self._without
        try:
            cell = Cell(self._config(without))
        except Broken as error:
            if without >= NAMESPACES:
                raise
            self._refused = str(error)
            return self._made()
        have = level(cell.layers)
        if not at_least(have, self._require):
            cell.kill()
            lost = "; ".join(f"{layer}: {why}" for layer, why in sorted(cell.missing.items()))
            raise NotIsolated(
                f"isolation here is {have!r}, and {self._require!r} is required ({lost})"
            )
        with self._change:
            self._cells.add(cell)
        return cell

    def _config(self, without: Collection[str]) -> dict[str, Any]:
        return {
            **surroundings(self._visible),
            "without": sorted(without),
            "preload": self._preload,
            "environment": {"LANG": "C.UTF-8", "PYTHONHASHSEED": "0"},
        }


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
        cells = list(sandbox._cells)  # pyright: ignore[reportPrivateUsage]
        sandbox._empty()  # pyright: ignore[reportPrivateUsage]
        for cell in cells:
            cell.kill()


def _at_exit() -> None:
    for sandbox in list(_ALIVE):
        sandbox.close()


os.register_at_fork(after_in_child=_after_fork)
atexit.register(_at_exit)
