"""Cells held warm, and handed to whoever has a program to run."""

from __future__ import annotations

import sys
import threading
from collections.abc import Collection
from typing import Any

from assay.errors import NotIsolated
from assay.sandbox.cell import Broken, Cell
from assay.sandbox.levels import NAMESPACES, Level, at_least, level

__all__ = ["Pool"]


class Pool:
    """At most `workers` cells, and more only for a thread that would wait for itself.

    `config` is what a zygote is told; `without` and `require` as a Sandbox has them. `refused` says
    why the host gives no namespaces, once that is known.
    """

    def __init__(
        self, config: dict[str, Any], workers: int, without: Collection[str], require: Level
    ) -> None:
        self._config, self._workers = config, workers
        self._require: Level = require
        self._without = frozenset(without)
        self._change = threading.Condition()
        self._idle: list[Cell] = []
        self.cells: set[Cell] = set()
        self._count = 0
        self._held = threading.local()
        self.refused = ""

    def take(self) -> Cell:
        """An idle cell; a new one where there are fewer than workers, or where this thread holds
        one already and would wait for itself."""
        holds = getattr(self._held, "count", 0)
        while True:
            with self._change:
                while not self._idle and self._count >= self._workers and not holds:
                    self._change.wait()
                cell = self._idle.pop() if self._idle else None
                self._count += cell is None
            if cell is None:
                cell = self._new()
            if cell.alive:
                break
            self._forget(cell)
        self._held.count = holds + 1
        return cell

    def _new(self) -> Cell:
        try:
            cell = self._made()
        except BaseException:
            with self._change:
                self._count -= 1
                self._change.notify()
            raise
        with self._change:
            self.cells.add(cell)
        return cell

    def give(self, cell: Cell, healthy: bool) -> None:
        """Takes a cell back."""
        self._held.count = max(0, getattr(self._held, "count", 0) - 1)
        with self._change:
            if healthy and cell in self.cells and self._count <= self._workers:
                self._idle.append(cell)
                self._change.notify()
                return
        self._forget(cell)

    def _forget(self, cell: Cell) -> None:
        cell.kill()
        with self._change:
            if cell in self.cells:
                self.cells.discard(cell)
                self._count -= 1
                self._change.notify()

    def close(self) -> None:
        """Ends every cell, and what runs in them; new ones are made where they are asked for."""
        with self._change:
            cells, self._idle = list(self.cells), []
            self.cells.clear()
            self._count = 0
            self._change.notify_all()
        for cell in cells:
            cell.kill()

    def _tried(self, config: dict[str, Any]) -> Cell:
        """One failure may be of the moment; the second is of the host."""
        try:
            return Cell(config)
        except Broken:
            return Cell(config)

    def _made(self) -> Cell:
        """A cell with every layer that stands here; refuses where they are not enough."""
        if not sys.platform.startswith("linux"):
            raise NotIsolated("programs are run on Linux only")
        without = self._without | NAMESPACES if self.refused else self._without
        config = {**self._config, "without": sorted(without)}
        try:
            cell = self._tried(config)
        except Broken as error:
            if without >= NAMESPACES:
                raise NotIsolated(f"no program can be run here: {error}") from None
            self.refused = str(error)
            return self._made()
        have = level(cell.layers)
        if not at_least(have, self._require):
            cell.kill()
            lost = "; ".join(f"{layer}: {why}" for layer, why in sorted(cell.missing.items()))
            raise NotIsolated(
                f"isolation here is {have!r}, and {self._require!r} is required ({lost})"
            )
        return cell
